import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import type { LoggedRequest } from "../../src/emulator";
import { checkAndCreate, failure, workbench } from "../support/handlers";
import { byHand } from "../support/scene";
import { testClock } from "../support/tasks";
import { workspaces, writes } from "../support/truth";

const LIST = "/v1/Workspaces/{WorkspaceSid}/Workers";
const ONE = `${LIST}/{Sid}`;
/** How long an answer takes is not what is tried where many are asked for at once. */
const PATIENT = { timeouts: { connect: 60_000, headers: 60_000, body: 60_000 } };
const told = (requests: readonly LoggedRequest[]): string[] =>
  requests.map(({ method, route, form }) => `${method} ${route ?? ""} ${JSON.stringify(form)}`);

describe("the activity that a worker begins in", () => {
  const bench = workbench();
  const setting = async () => {
    const workspaceSid = await bench.workspace();
    const activities = `/v1/Workspaces/${workspaceSid}/Activities`;
    const ready = await bench.make(activities, { FriendlyName: "ready", Available: "true" });
    const lunch = await bench.make(activities, { FriendlyName: "lunch" });
    const inputs = { workspaceSid, friendlyName: "Ann", activitySid: ready };
    const made = await checkAndCreate(bench.handlers("Worker"), inputs);
    const path = `/v1/Workspaces/${workspaceSid}/Workers/${made.id}`;
    return { ...made, workspaceSid, ready, lunch, inputs, path };
  };

  test("goes along with the create, and is stored", async () => {
    const { outs, ready, path } = await setting();
    expect((await byHand(bench.emulator, "GET", path)).body).toMatchObject({ activity_sid: ready, available: true });
    expect(outs["activitySid"]).toBe(ready);
  });

  test("is no drift when the worker does something else, and no change in the program", async () => {
    const { id, outs, lunch, path, inputs } = await setting();
    await byHand(bench.emulator, "POST", path, { ActivitySid: lunch });
    const handlers = bench.handlers("Worker");
    expect((await handlers.read(id, outs)).props).toEqual(outs);
    for (const activitySid of [lunch, null]) {
      const { inputs: news } = handlers.check({}, { ...inputs, activitySid });
      expect(handlers.diff(id, outs, news)).toEqual({ changes: false, replaces: [] });
    }
  });

  test("is not sent when something else changes, and the new one is stored", async () => {
    const { id, outs, lunch, inputs } = await setting();
    bench.emulator.clearRequests();
    const handlers = bench.handlers("Worker");
    const { inputs: news } = handlers.check({}, { ...inputs, activitySid: lunch, friendlyName: "Bea" });
    const updated = await handlers.update(id, outs, news);
    expect(told(writes(bench.emulator))).toEqual([`POST ${ONE} {"FriendlyName":"Bea"}`]);
    expect(updated.outs["activitySid"]).toBe(lunch);
  });

  test("is not sent to a worker that is adopted", async () => {
    const { id, lunch, workspaceSid } = await setting();
    bench.emulator.clearRequests();
    const adopted = await checkAndCreate(bench.handlers("Worker"), {
      workspaceSid,
      friendlyName: "Ann",
      activitySid: lunch,
      adopt: true,
    });
    expect(adopted.id).toBe(id);
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("a create whose answer was lost is found, whatever the worker does by now", async () => {
    const { workspaceSid, ready } = await setting();
    bench.emulator.fault({ method: "POST", route: LIST, kind: "close-after" });
    const inputs = { workspaceSid, friendlyName: "Bea", activitySid: ready, attributes: { b: 1, a: 2 } };
    const { id } = await checkAndCreate(bench.handlers("Worker"), inputs);
    expect(workspaces(bench.emulator)[0]?.workers.map(({ sid }) => sid)).toContain(id);
    expect(workspaces(bench.emulator)[0]?.workers).toHaveLength(2);
  });
});

describe("names are unique whatever the case", () => {
  const bench = workbench();
  const workers = (workspaceSid: string): string => `/v1/Workspaces/${workspaceSid}/Workers`;

  test("a create stops at a name in another case, and says how it is spelt", async () => {
    const workspaceSid = await bench.workspace();
    const theirs = await bench.make(workers(workspaceSid), { FriendlyName: "ann" });
    bench.emulator.clearRequests();
    const { code, message } = await failure(
      checkAndCreate(bench.handlers("Worker"), { workspaceSid, friendlyName: "Ann" }),
    );
    expect(code).toBe("TR5115");
    expect(message).toMatch(/Worker "Ann" is there already in Workspace WS#1 \(WK#2, created [^ ]+, spelt "ann"\)/);
    expect(theirs).toBeDefined();
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("so does one whose name this run has just given away", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Worker");
    const both = await Promise.allSettled(
      ["Ann", "ANN"].map((friendlyName) => checkAndCreate(handlers, { workspaceSid, friendlyName })),
    );
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(String((both[1] as PromiseRejectedResult).reason)).toContain("creating Worker");
  });

  test("100 creates list the collection once", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Worker", PATIENT);
    bench.emulator.clearRequests();
    const names = Array.from({ length: 100 }, (_, at) => `w${at}`);
    await Promise.all(names.map((friendlyName) => checkAndCreate(handlers, { workspaceSid, friendlyName })));
    expect(bench.emulator.requests().filter(({ method }) => method === "GET")).toHaveLength(1);
  });

  test("adopt: true takes a name in any case, and writes it as the program does", async () => {
    const workspaceSid = await bench.workspace();
    const theirs = await bench.make(workers(workspaceSid), { FriendlyName: "ann", Attributes: '{"x":1,"a":1}' });
    bench.emulator.clearRequests();
    const { id, outs } = await checkAndCreate(bench.handlers("Worker"), {
      workspaceSid,
      friendlyName: "Ann",
      adopt: true,
      attributes: { a: 2 },
    });
    expect(id).toBe(theirs);
    expect(outs["attributes"]).toEqual({ a: 2 });
    expect(told(writes(bench.emulator))).toEqual([
      `POST ${ONE} {"FriendlyName":"Ann","Attributes":"{\\"a\\":2,\\"x\\":1}"}`,
    ]);
    expect(bench.said).toEqual([`Worker "ann": adopted ${theirs} (updated: friendlyName, attributes)`]);
  });

  test("100 adoptions list the collection once", async () => {
    const workspaceSid = await bench.workspace();
    for (let at = 0; at < 100; at++) await bench.make(workers(workspaceSid), { FriendlyName: `W${at}` });
    const handlers = bench.handlers("Worker", PATIENT);
    bench.emulator.clearRequests();
    const names = Array.from({ length: 100 }, (_, at) => `W${at}`);
    await Promise.all(
      names.map((friendlyName) => checkAndCreate(handlers, { workspaceSid, friendlyName, adopt: true })),
    );
    expect(bench.emulator.requests().filter(({ route }) => route === LIST)).toHaveLength(1);
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("adopt: true makes one where there is none, and two resources are not given one", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Worker");
    await checkAndCreate(handlers, { workspaceSid, friendlyName: "Ann", adopt: true });
    const { code } = await failure(checkAndCreate(handlers, { workspaceSid, friendlyName: "ANN", adopt: true }));
    expect(code).toBe("TR5133");
  });

  test("a change of the case alone is done in place", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Worker");
    const { id, outs } = await checkAndCreate(handlers, { workspaceSid, friendlyName: "ann" });
    const news = { ...outs, friendlyName: "Ann" };
    expect(handlers.diff(id, outs, news)).toEqual({ changes: undefined, replaces: [] });
    await handlers.update(id, outs, news);
    expect((await byHand(bench.emulator, "GET", `${workers(workspaceSid)}/${id}`)).body["friendly_name"]).toBe("Ann");
  });

  test("a lost create, and a stranger of the name in another case: told apart by the case, and listed", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Worker");
    await checkAndCreate(handlers, { workspaceSid, friendlyName: "first" });
    const theirs = await bench.make(workers(workspaceSid), { FriendlyName: "ANN" });
    bench.emulator.fault({ method: "POST", route: LIST, kind: "close-before" });
    const creating = checkAndCreate(handlers, { workspaceSid, friendlyName: "ann" });
    await expect(creating).rejects.toThrow(`cannot be told to be this one:\n    ${theirs}, created `);
  });
});

describe("a delete", () => {
  const bench = workbench();
  const setting = async (inputs: JsonObject = {}) => {
    const workspaceSid = await bench.workspace();
    const path = `/v1/Workspaces/${workspaceSid}`;
    const [offline, available, unavailable] = workspaces(bench.emulator)[0]?.activities.map(({ sid }) => sid) ?? [];
    const made = await checkAndCreate(bench.handlers("Worker"), { workspaceSid, friendlyName: "Ann", ...inputs });
    const move = (ActivitySid = "") => byHand(bench.emulator, "POST", `${path}/Workers/${made.id}`, { ActivitySid });
    bench.emulator.clearRequests();
    return { ...made, path, worker: `${path}/Workers/${made.id}`, move, offline, available, unavailable };
  };
  const remains = (): number => workspaces(bench.emulator)[0]?.workers.length ?? 0;

  test("of a worker that is not available is one look and one DELETE", async () => {
    const { id, outs } = await setting();
    await bench.handlers("Worker").delete(id, outs);
    expect(told(bench.emulator.requests())).toEqual([`GET ${ONE} {}`, `DELETE ${ONE} {}`]);
    expect(remains()).toBe(0);
  });

  test("of one that is available moves it to the workspace's default activity first", async () => {
    const { id, outs, move, available, offline } = await setting();
    await move(available);
    bench.emulator.clearRequests();
    await bench.handlers("Worker").delete(id, outs);
    expect(told(writes(bench.emulator))).toEqual([`POST ${ONE} {"ActivitySid":"${offline}"}`, `DELETE ${ONE} {}`]);
    expect(remains()).toBe(0);
  });

  test.each<[what: string, defaults: (of: { [name: string]: string | undefined }) => JsonObject, place: string]>([
    [
      "the default activity",
      ({ lunch, offline }) => ({ DefaultActivitySid: lunch, TimeoutActivitySid: offline }) as JsonObject,
      "lunch",
    ],
    [
      "else the timeout activity",
      ({ available, lunch }) => ({ DefaultActivitySid: available, TimeoutActivitySid: lunch }) as JsonObject,
      "lunch",
    ],
    [
      "else Offline",
      ({ available }) => ({ DefaultActivitySid: available, TimeoutActivitySid: available }) as JsonObject,
      "offline",
    ],
  ])("chooses %s", async (_, defaults, place) => {
    const { id, outs, path, move, ...sids } = await setting();
    // Only its name tells Offline: it is neither the first of the list nor the one that came with the workspace.
    await byHand(bench.emulator, "POST", `${path}/Activities/${sids.offline}`, { FriendlyName: "Away" });
    const lunch = await bench.make(`${path}/Activities`, { FriendlyName: "lunch" });
    const offline = await bench.make(`${path}/Activities`, { FriendlyName: "Offline" });
    const all: { [name: string]: string | undefined } = { ...sids, lunch, offline };
    await byHand(bench.emulator, "POST", path, defaults(all) as Record<string, string>);
    await move(sids.available);
    bench.emulator.clearRequests();
    await bench.handlers("Worker").delete(id, outs);
    expect(writes(bench.emulator)[0]?.form).toEqual({ ActivitySid: all[place] });
  });

  test("chooses any other that is not available, and where there is none says what to do", async () => {
    const { id, outs, path, move, available, offline, unavailable } = await setting();
    await byHand(bench.emulator, "POST", path, {
      DefaultActivitySid: available ?? "",
      TimeoutActivitySid: available ?? "",
    });
    await move(available);
    for (const sid of [offline, unavailable]) await byHand(bench.emulator, "DELETE", `${path}/Activities/${sid}`);
    const { code, message } = await failure(bench.handlers("Worker").delete(id, outs));
    expect(code).toBe("TR5142");
    expect(message).toMatch(
      /^deleting Worker WK#1 "Ann" failed: it is available.*Make an Activity with available: false/,
    );
    expect(remains()).toBe(1);
    const lunch = await bench.make(`${path}/Activities`, { FriendlyName: "lunch" });
    bench.emulator.clearRequests();
    await bench.handlers("Worker").delete(id, outs);
    expect(writes(bench.emulator)[0]?.form).toEqual({ ActivitySid: lunch });
  });

  test("of many looks for the activity once; one that is deleted meanwhile is looked for again", async () => {
    const { id, outs, path, move, available } = await setting();
    const lunch = await bench.make(`${path}/Activities`, { FriendlyName: "lunch" });
    await byHand(bench.emulator, "POST", path, { DefaultActivitySid: lunch });
    const handlers = bench.handlers("Worker");
    const inputs = { workspaceSid: outs["workspaceSid"] ?? "" };
    const second = await checkAndCreate(handlers, { ...inputs, friendlyName: "Bea" });
    const third = await checkAndCreate(handlers, { ...inputs, friendlyName: "Cia" });
    for (const one of [second.id, third.id]) {
      await byHand(bench.emulator, "POST", `${path}/Workers/${one}`, { ActivitySid: available ?? "" });
    }
    await move(available);
    bench.emulator.clearRequests();
    await handlers.delete(id, outs);
    await handlers.delete(second.id, second.outs);
    const lists = () => bench.emulator.requests().filter(({ route = "" }) => route?.endsWith("/Activities")).length;
    expect(lists()).toBe(1);
    await byHand(bench.emulator, "POST", path, { DefaultActivitySid: available ?? "" });
    await byHand(bench.emulator, "DELETE", `${path}/Activities/${lunch}`);
    bench.emulator.clearRequests();
    await handlers.delete(third.id, third.outs);
    expect(lists()).toBe(1);
    expect(remains()).toBe(0);
  });

  test("with rejectPendingReservations rejects them with the move, also where no move is needed", async () => {
    const { id, outs, move, available, offline } = await setting({ rejectPendingReservations: true });
    const moved = `POST ${ONE} {"ActivitySid":"${offline}","RejectPendingReservations":"true"}`;
    bench.emulator.fault({ method: "DELETE", route: ONE, kind: "status", status: 401 });
    await expect(bench.handlers("Worker").delete(id, outs)).rejects.toThrow("Twilio 401");
    expect(told(writes(bench.emulator))).toEqual([moved, `DELETE ${ONE} {}`]);
    await move(available);
    bench.emulator.clearRequests();
    await bench.handlers("Worker").delete(id, outs);
    expect(told(writes(bench.emulator))).toEqual([moved, `DELETE ${ONE} {}`]);
  });

  test("rejectPendingReservations is recorded by an update that sends nothing, and goes with no other", async () => {
    const { id, outs } = await setting();
    const handlers = bench.handlers("Worker");
    const news = { ...outs, rejectPendingReservations: true };
    expect(handlers.diff(id, outs, news).changes).toBe(undefined);
    const updated = await handlers.update(id, outs, news);
    expect(bench.emulator.requests()).toEqual([]);
    await handlers.update(id, updated.outs, { ...news, friendlyName: "Bea", attributes: { a: 1 } });
    expect(told(writes(bench.emulator))).toEqual([`POST ${ONE} {"FriendlyName":"Bea","Attributes":"{\\"a\\":1}"}`]);
  });

  test("of a worker that goes back to work in between: once more, and it is gone", async () => {
    const { id, outs, move, available } = await setting();
    await move(available);
    let back = 1;
    const beforeWrite = async (): Promise<void> => {
      const last = writes(bench.emulator).at(-1);
      if (last?.method === "POST" && back-- > 0) await move(available);
    };
    await bench.handlers("Worker", { ...testClock(), beforeWrite }).delete(id, outs);
    expect(remains()).toBe(0);
  });

  test("of one that always goes back: an error that says so, after three attempts", async () => {
    const { id, outs, move, available } = await setting();
    await move(available);
    const clock = testClock();
    const beforeWrite = async (): Promise<void> => {
      const last = writes(bench.emulator).at(-1);
      if (last?.method === "POST") await move(available);
    };
    const { code, message } = await failure(bench.handlers("Worker", { ...clock, beforeWrite }).delete(id, outs));
    expect(code).toBe("TR5125");
    expect(message).toContain(
      '- It is available again, in activity "Available": it was moved to another one before each attempt',
    );
    expect(clock.slept.slice(0, 2)).toEqual([1_000, 2_000]);
    expect(remains()).toBe(1);
  });

  const refusal = (text: string): string =>
    JSON.stringify({ code: 20001, message: text, more_info: "https://www.twilio.com/docs/errors/20001", status: 400 });

  test("that is refused for its reservations names them and their tasks", async () => {
    const { id, outs } = await setting();
    const body = refusal("Cannot delete Worker because it has open reservations.");
    bench.emulator.fault({ method: "DELETE", route: ONE, kind: "status", status: 400, times: 9, body });
    const reservation = (digit: string, status: string): JsonObject => ({
      sid: `WR${digit.repeat(32)}`,
      task_sid: `WT${digit.repeat(32)}`,
      reservation_status: status,
      account_sid: bench.emulator.accountSid,
    });
    const reservations = [reservation("1", "pending"), reservation("2", "completed"), reservation("3", "accepted")];
    const listed = JSON.stringify({ reservations, meta: { key: "reservations", next_page_url: null } });
    const route = `${LIST}/{WorkerSid}/Reservations`;
    bench.emulator.fault({ method: "GET", route, kind: "status", status: 200, body: listed });
    const { code, message } = await failure(bench.handlers("Worker", testClock()).delete(id, outs));
    expect(code).toBe("TR5125");
    expect(message).toMatchInlineSnapshot(`
      "deleting Worker WK#1 "Ann" failed: Twilio 400, code 20001: Cannot delete Worker because it has open reservations.
        DELETE https://taskrouter/v1/Workspaces/WS#2/Workers/WK#1   request RQ#
        https://www.twilio.com/docs/errors/20001
        Nothing was deleted. Tried for 3 s. What holds it:
        - 2 open reservations: WR#3 (pending, task WT#4) and WR#5 (accepted, task WT#6). Have their tasks completed, cancelled or transferred; rejectPendingReservations: true (set it, run pulumi up, then delete) rejects the pending ones. Its activity is one that is not available, and stays so."
    `);
  });

  test("that is refused while nobody knows of reservations says what can be done all the same", async () => {
    const { id, outs } = await setting();
    const body = refusal("Cannot delete Worker.");
    bench.emulator.fault({ method: "DELETE", route: ONE, kind: "status", status: 400, times: 9, body });
    const route = `${LIST}/{WorkerSid}/Reservations`;
    const missing = JSON.stringify({ message: "not there", status: 403 });
    bench.emulator.fault({ method: "GET", route, kind: "status", status: 403, body: missing });
    const { message } = await failure(bench.handlers("Worker", testClock()).delete(id, outs));
    expect(message).toContain("It is not available, and no open reservation of it was seen.");
    expect(message).toContain("rejectPendingReservations: true");
    expect(message).toContain("Not everything could be looked at: Twilio 403: not there");
  });

  test("of a worker, or a workspace, that is gone is done", async () => {
    const { id, outs, path, worker } = await setting();
    await byHand(bench.emulator, "DELETE", worker);
    await bench.handlers("Worker").delete(id, outs);
    await byHand(bench.emulator, "DELETE", path);
    await bench.handlers("Worker").delete(id, outs);
  });

  test.each(["GET", "POST", "DELETE"] as const)("a 404 in error at the %s does not count", async (method) => {
    const { id, outs, move, available } = await setting();
    await move(available);
    bench.emulator.fault({ method, route: ONE, kind: "status", status: 404 });
    await bench.handlers("Worker").delete(id, outs);
    expect(remains()).toBe(0);
  });
});

describe("reading", () => {
  const bench = workbench();

  test("500 workers in few requests, each as it is", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Worker", PATIENT);
    const made = await Promise.all(
      Array.from({ length: 500 }, (_, at) =>
        checkAndCreate(handlers, { workspaceSid, friendlyName: `w${at}`, attributes: { at, skills: ["a"] } }),
      ),
    );
    bench.emulator.clearRequests();
    const reading = bench.handlers("Worker", { ...PATIENT, now: () => 0 });
    const read = await Promise.all(made.map(({ id, outs }) => reading.read(id, outs)));
    expect(bench.emulator.requests().length).toBeLessThanOrEqual(5);
    expect(read.map(({ props }) => props)).toEqual(made.map(({ outs }) => outs));
  });

  test("Worker.get answers all attributes, and stays that way", async () => {
    const workspaceSid = await bench.workspace();
    const path = `/v1/Workspaces/${workspaceSid}/Workers`;
    const id = await bench.make(path, { FriendlyName: "Ann", Attributes: '{"x":1}' });
    const handlers = bench.handlers("Worker");
    const { props = {} } = await handlers.read(id, { workspaceSid });
    expect(props).toMatchObject({ workspaceSid, friendlyName: "Ann", attributes: { x: 1 }, external: true });
    await byHand(bench.emulator, "POST", `${path}/${id}`, { Attributes: '{"y":2}' });
    expect((await handlers.read(id, props)).props).toMatchObject({ attributes: { y: 2 } });
    const bare = await bench.make(path, { FriendlyName: "Bea" });
    expect((await handlers.read(bare, { workspaceSid })).props).toMatchObject({ attributes: {} });
  });
});

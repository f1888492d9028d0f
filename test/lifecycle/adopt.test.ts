import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import type { LoggedRequest } from "../../src/emulator";
import { checkAndCreate, workbench } from "../support/handlers";
import { byHand } from "../support/scene";
import { workspaces, writes } from "../support/truth";

const QUEUES = "/v1/Workspaces/{WorkspaceSid}/TaskQueues";
const sids = (items: readonly { readonly sid: string }[] | undefined): string[] => (items ?? []).map(({ sid }) => sid);
const forms = (requests: readonly LoggedRequest[]): Record<string, string>[] => requests.map(({ form }) => form);

describe("adopt: true", () => {
  const bench = workbench();
  const queues = (sid: string): string => `/v1/Workspaces/${sid}/TaskQueues`;
  const activities = (sid: string): string => `/v1/Workspaces/${sid}/Activities`;

  test("takes over the object of that name, and sends in one update exactly what differs", async () => {
    const workspaceSid = await bench.workspace();
    const busy = await bench.make(activities(workspaceSid), { FriendlyName: "busy" });
    const theirs = await bench.make(queues(workspaceSid), {
      FriendlyName: "Billing",
      TargetWorkers: "a == 1",
      TaskOrder: "LIFO",
      MaxReservedWorkers: "3",
      ReservationActivitySid: busy,
    });
    bench.emulator.clearRequests();
    const inputs = {
      workspaceSid,
      friendlyName: "Billing",
      adopt: true,
      targetWorkers: "a == 2",
      maxReservedWorkers: 3,
    };
    const { id, outs } = await checkAndCreate(bench.handlers("TaskQueue"), inputs);
    expect(id).toBe(theirs);
    expect(outs).toEqual({ ...inputs, accountSid: bench.emulator.accountSid });
    // What it sets and differs, and what has a documented default; the activity is nobody's business.
    expect(forms(writes(bench.emulator))).toEqual([{ TargetWorkers: "a == 2", TaskOrder: "FIFO" }]);
    const { body } = await byHand(bench.emulator, "GET", `${queues(workspaceSid)}/${id}`);
    expect(body).toMatchObject({ reservation_activity_sid: busy });
    expect(bench.said).toEqual([`TaskQueue "Billing": adopted ${theirs} (updated: targetWorkers, taskOrder)`]);
  });

  test.each<[string, string, Record<string, string>, JsonObject]>([
    ["Activity", "Activities", { FriendlyName: "Lunch", Available: "true" }, { available: true }],
    ["TaskQueue", "TaskQueues", { FriendlyName: "Lunch", TargetWorkers: "" }, { targetWorkers: "" }],
  ])("%s: what is equal gets no write at all", async (kind, collection, form, inputs) => {
    const workspaceSid = await bench.workspace();
    const theirs = await bench.make(`/v1/Workspaces/${workspaceSid}/${collection}`, form);
    bench.emulator.clearRequests();
    const made = await checkAndCreate(bench.handlers(kind), {
      workspaceSid,
      friendlyName: "Lunch",
      adopt: true,
      ...inputs,
    });
    expect(made.id).toBe(theirs);
    expect(writes(bench.emulator)).toEqual([]);
    expect(bench.said).toEqual([`${kind} "Lunch": adopted ${theirs} (equal to the program, so nothing was sent)`]);
  });

  test("Workflow: the documents are compared by meaning, not as text", async () => {
    const workspaceSid = await bench.workspace();
    const queue = await bench.make(queues(workspaceSid), { FriendlyName: "q" });
    const theirs = await bench.make(`/v1/Workspaces/${workspaceSid}/Workflows`, {
      FriendlyName: "Calls",
      Configuration: `{ "task_routing": {"default_filter":\n{"task_queue_sid": "${queue}"}, "filters":[] } }`,
    });
    bench.emulator.clearRequests();
    const inputs = {
      workspaceSid,
      friendlyName: "Calls",
      adopt: true,
      configuration: { filters: [], default_filter: { queue } },
    };
    expect((await checkAndCreate(bench.handlers("Workflow"), inputs)).id).toBe(theirs);
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("Workspace: a template that cannot be read is left alone", async () => {
    const theirs = await bench.make("/v1/Workspaces", { FriendlyName: "Flex Task Assignment" });
    bench.emulator.clearRequests();
    const inputs = {
      friendlyName: "Flex Task Assignment",
      adopt: true,
      template: "FIFO",
      eventsFilter: "task.created",
    };
    const { id, outs } = await checkAndCreate(bench.handlers("Workspace"), inputs);
    expect(id).toBe(theirs);
    expect(outs).toMatchObject({ template: "FIFO", adopt: true });
    expect(forms(writes(bench.emulator))).toEqual([{ EventsFilter: "task.created" }]);
  });

  test("creates where there is none, and says so; what differs in case only is another one", async () => {
    const workspaceSid = await bench.workspace();
    const other = await bench.make(queues(workspaceSid), { FriendlyName: "billing" });
    const { id } = await checkAndCreate(bench.handlers("TaskQueue"), {
      workspaceSid,
      friendlyName: "Billing",
      adopt: true,
    });
    expect(id).not.toBe(other);
    expect(workspaces(bench.emulator)[0]?.task_queues.map(({ friendly_name: name }) => name)).toEqual([
      "billing",
      "Billing",
    ]);
    expect(bench.said).toEqual([
      `TaskQueue "Billing": there was none to adopt in Workspace ${workspaceSid}, so ${id} was created`,
    ]);
  });

  test("a filter of the API that answers other names too is not believed", async () => {
    const workspaceSid = await bench.workspace();
    const other = await bench.make(queues(workspaceSid), { FriendlyName: "billing" });
    const listed = JSON.stringify({
      task_queues: [{ sid: other, friendly_name: "billing", account_sid: bench.emulator.accountSid }],
      meta: { key: "task_queues", next_page_url: null },
    });
    bench.emulator.fault({ method: "GET", route: QUEUES, kind: "status", status: 200, body: listed });
    const { id } = await checkAndCreate(bench.handlers("TaskQueue"), {
      workspaceSid,
      friendlyName: "Billing",
      adopt: true,
    });
    expect(id).not.toBe(other);
  });

  test("goes through all pages of the list", async () => {
    const workspaceSid = await bench.workspace();
    const theirs: string[] = [];
    for (let n = 0; n < 3; n++) theirs.push(await bench.make(activities(workspaceSid), { FriendlyName: "Lunch" }));
    const page = (sid: string | undefined, next: string | null): string =>
      JSON.stringify({
        activities: [{ sid, friendly_name: "Lunch", account_sid: bench.emulator.accountSid, date_created: "x" }],
        meta: { key: "activities", next_page_url: next },
      });
    const route = "/v1/Workspaces/{WorkspaceSid}/Activities";
    const next = `${bench.emulator.url}${activities(workspaceSid)}?Page=1`;
    bench.emulator.fault({ method: "GET", route, kind: "status", status: 200, body: page(theirs[0], next) });
    bench.emulator.fault({ method: "GET", route, kind: "status", status: 200, nth: 2, body: page(theirs[1], null) });
    const adopting = checkAndCreate(bench.handlers("Activity"), { workspaceSid, friendlyName: "Lunch", adopt: true });
    await expect(adopting).rejects.toThrow("there are 2 of that name");
  });

  test("a create whose answer is lost is found, and is one", async () => {
    const workspaceSid = await bench.workspace();
    bench.emulator.fault({ method: "POST", route: QUEUES, kind: "close-after" });
    const { id } = await checkAndCreate(bench.handlers("TaskQueue"), { workspaceSid, friendlyName: "q", adopt: true });
    expect(sids(workspaces(bench.emulator)[0]?.task_queues)).toEqual([id]);
  });

  test("several are an error that lists them, and nothing is written", async () => {
    const workspaceSid = await bench.workspace();
    const theirs = [];
    for (const _ of [1, 2, 3]) theirs.push(await bench.make(activities(workspaceSid), { FriendlyName: "Lunch" }));
    bench.emulator.clearRequests();
    const adopting = checkAndCreate(bench.handlers("Activity"), { workspaceSid, friendlyName: "Lunch", adopt: true });
    const { message, stack } = (await adopting.catch((error: unknown) => error)) as Error;
    expect(message).toMatch(/^adopting Activity "Lunch" failed: there are 3 of that name, and which one is meant/);
    for (const sid of theirs) expect(message).toMatch(new RegExp(`^ {4}${sid}, created \\d{4}-\\d\\d-\\d\\dT`, "m"));
    expect(message).toContain(`adopt: { sid: "${theirs[0]}" }`);
    expect(stack).toBe("");
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("in a workspace that does not exist: it says which", async () => {
    const workspaceSid = `WS${"0".repeat(32)}`;
    await expect(
      checkAndCreate(bench.handlers("TaskQueue"), { workspaceSid, friendlyName: "q", adopt: true }),
    ).rejects.toThrow(`there is no Workspace ${workspaceSid} in this account`);
  });

  test("false is the same as leaving it out: nothing is taken over", async () => {
    const workspaceSid = await bench.workspace();
    await bench.make(queues(workspaceSid), { FriendlyName: "q" });
    const { inputs } = bench.handlers("TaskQueue").check({}, { workspaceSid, friendlyName: "q", adopt: false });
    expect(inputs).not.toHaveProperty("adopt");
    await expect(bench.handlers("TaskQueue").create(inputs)).rejects.toThrow("is there already");
  });
});

describe("adopt: { sid }", () => {
  const bench = workbench();

  test("takes that one, whatever its name, and gives it the program's", async () => {
    const workspaceSid = await bench.workspace();
    const path = `/v1/Workspaces/${workspaceSid}/Activities`;
    const [, second] = [
      await bench.make(path, { FriendlyName: "Lunch" }),
      await bench.make(path, { FriendlyName: "Lunch" }),
    ];
    bench.emulator.clearRequests();
    const { id } = await checkAndCreate(bench.handlers("Activity"), {
      workspaceSid,
      friendlyName: "Break",
      adopt: { sid: second },
    });
    expect(id).toBe(second);
    expect(writes(bench.emulator).map(({ path: at, form }) => [at, form])).toEqual([
      [`${path}/${second}`, { FriendlyName: "Break" }],
    ]);
  });

  test.each([
    ["that does not exist", `WQ${"0".repeat(32)}`],
    ["of another workspace", undefined],
  ])("one %s is an error, and nothing is ever created", async (_what, missing) => {
    const workspaceSid = await bench.workspace();
    const elsewhere = await bench.workspace();
    const sid = missing ?? (await bench.make(`/v1/Workspaces/${elsewhere}/TaskQueues`, { FriendlyName: "q" }));
    bench.emulator.clearRequests();
    await expect(
      checkAndCreate(bench.handlers("TaskQueue"), { workspaceSid, friendlyName: "q", adopt: { sid } }),
    ).rejects.toThrow(
      `adopting TaskQueue "q" failed: there is no TaskQueue ${sid} in Workspace ${workspaceSid} of account ${bench.emulator.accountSid}`,
    );
    expect(writes(bench.emulator)).toEqual([]);
  });
});

describe("what cannot be changed", () => {
  const bench = workbench();

  test.each([[true], ["sid"]])("differs: an error that says so, nothing is written (adopt %s)", async (by) => {
    const workspaceSid = await bench.workspace();
    const sid = workspaces(bench.emulator)[0]?.activities.find(({ friendly_name: n }) => n === "Available")?.sid ?? "";
    bench.emulator.clearRequests();
    const handlers = bench.handlers("Activity");
    const adopt = by === true ? true : { sid };
    const inputs = { workspaceSid, friendlyName: "Available" };
    await expect(checkAndCreate(handlers, { ...inputs, adopt })).rejects.toThrow(
      `${sid} differs in what cannot be changed once it exists:\n    available is true there and false in the program`,
    );
    expect(writes(bench.emulator)).toEqual([]);
    // Nobody has it then, so whoever says it right may.
    expect((await checkAndCreate(handlers, { ...inputs, adopt, available: true })).id).toBe(sid);
  });
});

describe("two resources of a program", () => {
  const bench = workbench();
  const inputs = (workspaceSid: string): JsonObject => ({ workspaceSid, friendlyName: "Lunch" });
  const TWO = "belongs to another resource of this program already";

  test.each<[string, boolean]>([
    ["an existing one", true],
    ["one that is made", false],
  ])("cannot adopt the same object: %s", async (_what, exists) => {
    const workspaceSid = await bench.workspace();
    if (exists) await bench.make(`/v1/Workspaces/${workspaceSid}/Activities`, { FriendlyName: "Lunch" });
    const handlers = bench.handlers("Activity");
    const both = await Promise.allSettled(
      [1, 2].map(() => checkAndCreate(handlers, { ...inputs(workspaceSid), adopt: true })),
    );
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(String((both[1] as PromiseRejectedResult).reason.message)).toContain(TWO);
    const lunches = workspaces(bench.emulator)[0]?.activities.filter(({ friendly_name: name }) => name === "Lunch");
    expect(lunches).toHaveLength(1);
  });

  test("one that makes it and one that adopts it: by name and by SID", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Activity");
    const [made, adopted] = await Promise.allSettled([
      checkAndCreate(handlers, inputs(workspaceSid)),
      checkAndCreate(handlers, { ...inputs(workspaceSid), adopt: true }),
    ]);
    expect(String((adopted as PromiseRejectedResult).reason.message)).toContain(TWO);
    const sid = (made as PromiseFulfilledResult<{ id: string }>).value.id;
    await expect(checkAndCreate(handlers, { ...inputs(workspaceSid), adopt: { sid } })).rejects.toThrow(TWO);
  });

  test("one that the state holds already cannot be adopted by another; nor the other way round", async () => {
    const workspaceSid = await bench.workspace();
    const { id, outs } = await checkAndCreate(bench.handlers("Activity"), inputs(workspaceSid));
    const next = bench.handlers("Activity");
    next.diff(id, outs, inputs(workspaceSid));
    await expect(checkAndCreate(next, { ...inputs(workspaceSid), adopt: true })).rejects.toThrow(TWO);
    const third = bench.handlers("Activity");
    expect((await checkAndCreate(third, { ...inputs(workspaceSid), adopt: true })).id).toBe(id);
    expect(() => third.diff(id, outs, inputs(workspaceSid))).toThrow(TWO);
  });

  test("what a former resource held and another has adopted is not deleted under it", async () => {
    const workspaceSid = await bench.workspace();
    const { id, outs } = await checkAndCreate(bench.handlers("Activity"), inputs(workspaceSid));
    const next = bench.handlers("Activity");
    const adopted = await checkAndCreate(next, { ...inputs(workspaceSid), adopt: true });
    bench.emulator.clearRequests();
    await next.delete(id, outs);
    expect(bench.emulator.requests()).toEqual([]);
    expect(bench.said.at(-1)).toBe(
      `Activity ${id} "Lunch": not deleted, another resource of the program has adopted it`,
    );
    // With retainOnDelete: false the engine calls delete of the one that adopted: then it is deleted.
    await next.delete(id, adopted.outs);
    expect(writes(bench.emulator).map(({ method }) => method)).toEqual(["DELETE"]);
  });

  test("nor in a later run, where the one that adopted it stopped before that delete", async () => {
    const workspaceSid = await bench.workspace();
    const { id, outs } = await checkAndCreate(bench.handlers("Activity"), inputs(workspaceSid));
    const adopted = await checkAndCreate(bench.handlers("Activity"), { ...inputs(workspaceSid), adopt: true });
    const next = bench.handlers("Activity");
    next.diff(id, adopted.outs, { ...inputs(workspaceSid), adopt: true });
    bench.emulator.clearRequests();
    await next.delete(id, outs);
    expect(bench.emulator.requests()).toEqual([]);
    // Without the one that adopted it, nobody keeps it.
    await bench.handlers("Activity").delete(id, outs);
    expect(writes(bench.emulator).map(({ method }) => method)).toEqual(["DELETE"]);
  });
});

describe("a replacement", () => {
  const bench = workbench();

  test("never adopts what it replaces: a new one is made, also by SID", async () => {
    const theirs = await bench.make("/v1/Workspaces", { FriendlyName: "main" });
    const inputs = { friendlyName: "main", adopt: true };
    const { id, outs } = await checkAndCreate(bench.handlers("Workspace"), inputs);
    expect(id).toBe(theirs);
    const next = bench.handlers("Workspace");
    const changed = { ...inputs, template: "FIFO" };
    expect(next.diff(id, outs, changed).replaces).toEqual(["template"]);
    await expect(checkAndCreate(next, { ...changed, adopt: { sid: id } })).rejects.toThrow(
      `${id} is the Workspace that this resource is to be replaced with another one for`,
    );
    const successor = await checkAndCreate(next, changed);
    expect(successor.id).not.toBe(id);
    expect(sids(workspaces(bench.emulator))).toEqual([id, successor.id]);
  });

  test("in another workspace adopts what is there", async () => {
    const [one, two] = [await bench.workspace(), await bench.workspace()];
    const [, there] = [
      await bench.make(`/v1/Workspaces/${one}/TaskQueues`, { FriendlyName: "q" }),
      await bench.make(`/v1/Workspaces/${two}/TaskQueues`, { FriendlyName: "q" }),
    ];
    const inputs = { workspaceSid: one, friendlyName: "q", adopt: true };
    const { id, outs } = await checkAndCreate(bench.handlers("TaskQueue"), inputs);
    const next = bench.handlers("TaskQueue");
    expect(next.diff(id, outs, { ...inputs, workspaceSid: two }).replaces).toEqual(["workspaceSid"]);
    expect((await checkAndCreate(next, { ...inputs, workspaceSid: two })).id).toBe(there);
  });
});

describe("an adoption whose update fails", () => {
  const bench = workbench();

  test("leaves an error from which the engine stores the object as it is, so that an update repairs it", async () => {
    const workspaceSid = await bench.workspace();
    const theirs = await bench.make(`/v1/Workspaces/${workspaceSid}/TaskQueues`, {
      FriendlyName: "q",
      TaskOrder: "LIFO",
    });
    const handlers = bench.handlers("TaskQueue", { maxRetries: 0 });
    bench.emulator.fault({ method: "POST", route: `${QUEUES}/{Sid}`, kind: "status", status: 400 });
    const inputs = { workspaceSid, friendlyName: "q", adopt: true, targetWorkers: "a == 1" };
    const failed = (await handlers
      .create({ ...inputs, __provider: "text" })
      .catch((error: unknown) => error)) as Error & {
      properties: JsonObject;
    };
    expect(failed).toMatchObject({
      id: theirs,
      message: expect.stringMatching(
        new RegExp(`^adopting TaskQueue "q" failed: ${theirs} is adopted, but could not be updated: `),
      ) as string,
      properties: {
        __provider: "text",
        accountSid: bench.emulator.accountSid,
        workspaceSid,
        friendlyName: "q",
        adopt: true,
        taskOrder: "LIFO",
      },
      reasons: [failed.message],
      stack: "",
    });
    expect(failed.properties).not.toHaveProperty("targetWorkers");
    bench.emulator.clearRequests();
    await bench.handlers("TaskQueue").update(theirs, failed.properties, inputs);
    expect(forms(writes(bench.emulator))).toEqual([{ TargetWorkers: "a == 1", TaskOrder: "FIFO" }]);
  });

  test.each([
    ["a broken connection", { kind: "close-after" }],
    ["500 after the work", { kind: "status", status: 500, afterWork: true }],
    ["a cut-off answer", { kind: "truncate" }],
    ["429", { kind: "status", status: 429 }],
  ] as const)("%s once is repeated: an update may be", async (_what, fault) => {
    const workspaceSid = await bench.workspace();
    const theirs = await bench.make(`/v1/Workspaces/${workspaceSid}/TaskQueues`, { FriendlyName: "q" });
    bench.emulator.fault({ ...fault, method: "POST", route: `${QUEUES}/{Sid}` });
    const inputs = { workspaceSid, friendlyName: "q", adopt: true, maxReservedWorkers: 2 };
    expect((await checkAndCreate(bench.handlers("TaskQueue"), inputs)).id).toBe(theirs);
  });

  test("adopting the same again in another process sends nothing", async () => {
    const workspaceSid = await bench.workspace();
    const theirs = await bench.make(`/v1/Workspaces/${workspaceSid}/TaskQueues`, { FriendlyName: "q" });
    const inputs = { workspaceSid, friendlyName: "q", adopt: true, maxReservedWorkers: 2 };
    await checkAndCreate(bench.handlers("TaskQueue"), inputs);
    bench.emulator.clearRequests();
    expect((await checkAndCreate(bench.handlers("TaskQueue"), inputs)).id).toBe(theirs);
    expect(writes(bench.emulator)).toEqual([]);
  });
});

describe("once it exists", () => {
  const bench = workbench();

  test("adopt is no change, goes to nobody, and stays what it was in a refresh", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("TaskQueue");
    const base = { workspaceSid, friendlyName: "q" };
    const { id, outs } = await checkAndCreate(handlers, { ...base, adopt: true });
    bench.emulator.clearRequests();
    for (const other of [base, { ...base, adopt: { sid: `WQ${"0".repeat(32)}` } }, { ...base, adopt: false }]) {
      expect(handlers.diff(id, outs, other)).toEqual({ changes: false, replaces: [] });
      expect(handlers.diff(id, { ...other, accountSid: bench.emulator.accountSid }, { ...base, adopt: true })).toEqual({
        changes: false,
        replaces: [],
      });
      await handlers.update(id, outs, other);
    }
    expect(bench.emulator.requests()).toEqual([]);
    const { props, inputs } = await handlers.read(id, outs);
    expect(props).toEqual(outs);
    expect(inputs).toEqual({ ...base, adopt: true });
  });
});

import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { checkAndCreate, workbench } from "../support/handlers";
import { byHand } from "../support/scene";

const QUEUE = "/v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}";

describe("read", () => {
  const bench = workbench();
  const queue = async (inputs: JsonObject = {}): Promise<{ id: string; outs: JsonObject; path: string }> => {
    const workspaceSid = await bench.workspace();
    const made = await checkAndCreate(bench.handlers("TaskQueue"), {
      workspaceSid,
      friendlyName: "Billing",
      ...inputs,
    });
    return { ...made, path: `/v1/Workspaces/${workspaceSid}/TaskQueues/${made.id}` };
  };

  test("answers what state holds, when nothing has changed", async () => {
    const { id, outs } = await queue({ targetWorkers: "skills HAS 'billing'", maxReservedWorkers: 2 });
    const { accountSid: _account, ...inputs } = outs;
    expect(await bench.handlers("TaskQueue").read(id, outs)).toEqual({ id, props: outs, inputs });
  });

  test.each([
    [
      "a property that the program sets",
      { maxReservedWorkers: 2 },
      { MaxReservedWorkers: "7" },
      { maxReservedWorkers: 7 },
    ],
    ["a default that the program leaves alone", {}, { TaskOrder: "LIFO" }, { taskOrder: "LIFO" }],
    [
      "a default that comes back",
      { maxReservedWorkers: 2 },
      { MaxReservedWorkers: "1" },
      { maxReservedWorkers: undefined },
    ],
    ["the name", {}, { FriendlyName: "Renamed" }, { friendlyName: "Renamed" }],
  ])("drift of %s is seen", async (_what, inputs, edit, seen) => {
    const { id, outs, path } = await queue(inputs);
    await byHand(bench.emulator, "POST", path, edit);
    const { props, inputs: read } = await bench.handlers("TaskQueue").read(id, outs);
    for (const side of [props, read]) {
      for (const [name, value] of Object.entries(seen)) expect(side?.[name]).toEqual(value);
    }
  });

  test("what has no default and the program does not set is left alone", async () => {
    const { id, outs, path } = await queue();
    const activity = await bench.make(path.replace(/\/TaskQueues.*/, "/Activities"), { FriendlyName: "busy" });
    await byHand(bench.emulator, "POST", path, { ReservationActivitySid: activity });
    expect((await bench.handlers("TaskQueue").read(id, outs)).props).toEqual(outs);
  });

  test("what is gone leaves the state", async () => {
    const { id, outs, path } = await queue();
    await byHand(bench.emulator, "DELETE", path);
    expect(await bench.handlers("TaskQueue").read(id, outs)).toEqual({});
  });

  test("what is gone together with its workspace leaves the state too, and the account is asked once", async () => {
    const { id, outs, path } = await queue();
    await byHand(bench.emulator, "DELETE", path.replace(/\/TaskQueues.*/, ""));
    const handlers = bench.handlers("TaskQueue");
    bench.emulator.clearRequests();
    for (const _ of [1, 2, 3]) expect(await handlers.read(id, outs)).toEqual({});
    expect(bench.emulator.requests().filter(({ route }) => route === "/v1/Workspaces")).toHaveLength(1);
  });

  test.each([
    ["a 404 with a page of HTML", { kind: "html", status: 404, times: 9 }],
    ["500", { kind: "status", status: 500, times: 9 }],
    ["a cut-off answer", { kind: "truncate", times: 9 }],
    ["a broken connection", { kind: "close-before", times: 9 }],
    ["no answer", { kind: "hang", times: 9 }],
    ["401", { kind: "status", status: 401, times: 9 }],
  ] as const)("%s is an error, not something that is gone", async (_what, fault) => {
    const { id, outs } = await queue();
    bench.emulator.fault({ ...fault, method: "GET", route: QUEUE });
    await expect(bench.handlers("TaskQueue", { maxRetries: 2 }).read(id, outs)).rejects.toThrow(
      `reading TaskQueue ${id} "Billing" failed: `,
    );
  });

  test.each([
    ["500", { kind: "status", status: 500 }],
    ["a cut-off answer", { kind: "truncate" }],
    ["a broken connection", { kind: "close-after" }],
    ["429", { kind: "status", status: 429, retryAfter: "1" }],
  ] as const)("%s once is asked again", async (_what, fault) => {
    const { id, outs } = await queue();
    bench.emulator.fault({ ...fault, method: "GET", route: QUEUE });
    expect((await bench.handlers("TaskQueue").read(id, outs)).props).toEqual(outs);
  });

  test("a refresh under the credentials of another account stops before any request", async () => {
    const { id, outs } = await queue();
    bench.emulator.clearRequests();
    const other = `AC${"f".repeat(32)}`;
    await expect(bench.handlers("TaskQueue").read(id, { ...outs, accountSid: other })).rejects.toThrow(
      `it belongs to account ${other}, but the configured account is ${bench.emulator.accountSid}; nothing was changed`,
    );
    expect(bench.emulator.requests()).toEqual([]);
  });
});

describe("X.get", () => {
  const bench = workbench();

  test("answers every property of what is there, defaults spelled out, so that none is unknown in a preview", async () => {
    const workspaceSid = await bench.workspace();
    const id = await bench.make(`/v1/Workspaces/${workspaceSid}/TaskQueues`, {
      FriendlyName: "q",
      MaxReservedWorkers: "3",
      TargetWorkers: "1==1",
    });
    expect((await bench.handlers("TaskQueue").read(id, { workspaceSid })).props).toEqual({
      accountSid: bench.emulator.accountSid,
      assignmentActivitySid: null,
      external: true,
      friendlyName: "q",
      maxReservedWorkers: 3,
      reservationActivitySid: null,
      targetWorkers: "1==1",
      taskOrder: "FIFO",
      workspaceSid,
    });
  });

  test("a refresh answers the same again", async () => {
    const workspaceSid = await bench.workspace();
    const id = await bench.make(`/v1/Workspaces/${workspaceSid}/TaskQueues`, { FriendlyName: "q" });
    const handlers = bench.handlers("TaskQueue");
    const got = await handlers.read(id, { workspaceSid });
    expect(await handlers.read(id, got.props ?? {})).toEqual(got);
  });

  test("fails for what does not exist, instead of handing on an empty resource", async () => {
    const workspaceSid = await bench.workspace();
    const missing = `WQ${"0".repeat(32)}`;
    await expect(bench.handlers("TaskQueue").read(missing, { workspaceSid })).rejects.toThrow(
      new RegExp(
        `there is no TaskQueue ${missing} in account AC\\w{32}\\. Check the id that \\.get was given, and that it is of this account\\.$`,
      ),
    );
  });

  test("in a preview with an unknown parent: no request, no failure", async () => {
    bench.emulator.clearRequests();
    const id = `WQ${"0".repeat(32)}`;
    expect(await bench.handlers("TaskQueue").read(id, {})).toMatchObject({ id });
    expect(bench.emulator.requests()).toEqual([]);
  });
});

describe("update", () => {
  const bench = workbench();

  test("of what was deleted behind Pulumi's back says what to do", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("TaskQueue");
    const { id, outs } = await checkAndCreate(handlers, { workspaceSid, friendlyName: "q" });
    await byHand(bench.emulator, "DELETE", `/v1/Workspaces/${workspaceSid}/TaskQueues/${id}`);
    await expect(handlers.update(id, outs, { workspaceSid, friendlyName: "r" })).rejects.toThrow(
      "Run pulumi refresh, then pulumi up makes it anew",
    );
  });

  test("an action goes along with an update, and is sent with nothing else alone", async () => {
    const workspaceSid = await bench.workspace();
    const queue = await bench.make(`/v1/Workspaces/${workspaceSid}/TaskQueues`, { FriendlyName: "q" });
    const handlers = bench.handlers("Workflow");
    const inputs = { workspaceSid, friendlyName: "w", configuration: { task_routing: { default_filter: { queue } } } };
    const { id, outs } = await checkAndCreate(handlers, inputs);
    expect(handlers.diff(id, outs, { ...inputs, reEvaluateTasks: true })).toEqual({ changes: false, replaces: [] });
    bench.emulator.clearRequests();
    await handlers.update(id, outs, { ...inputs, reEvaluateTasks: true });
    expect(bench.emulator.requests()).toEqual([]);
    await handlers.update(id, outs, { ...inputs, taskReservationTimeout: 60, reEvaluateTasks: true });
    expect(bench.emulator.requests().map(({ form }) => form)).toEqual([
      { TaskReservationTimeout: "60", ReEvaluateTasks: "true" },
    ]);
  });
});

describe("delete", () => {
  const bench = workbench();

  test("of what is gone is done", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Activity");
    const { id, outs } = await checkAndCreate(handlers, { workspaceSid, friendlyName: "a" });
    await handlers.delete(id, outs);
    await expect(handlers.delete(id, outs)).resolves.toBeUndefined();
  });

  test("whose answer was lost is asked for again, and then done", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Activity");
    const { id, outs } = await checkAndCreate(handlers, { workspaceSid, friendlyName: "a" });
    bench.emulator.fault({ method: "DELETE", route: "*", kind: "close-after" });
    await expect(handlers.delete(id, outs)).resolves.toBeUndefined();
  });
});

describe("an answer that is not TaskRouter's", () => {
  const bench = workbench();

  test.each([
    ["an empty object", "{}"],
    ["another object", `{"sid":"WQ${"0".repeat(32)}","friendly_name":"other"}`],
  ])("%s with status 200 is an error, and does not wipe what state holds", async (_what, body) => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("TaskQueue");
    const { id, outs } = await checkAndCreate(handlers, { workspaceSid, friendlyName: "q" });
    bench.emulator.fault({ method: "GET", route: QUEUE, kind: "status", status: 200, body });
    await expect(handlers.read(id, outs)).rejects.toThrow(`the answer is not that of ${id}`);
  });
});

import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { checkAndCreate, failure, workbench } from "../support/handlers";
import { byHand } from "../support/scene";
import { taskRoom } from "../support/tasks";
import { writes } from "../support/truth";

describe("TaskChannel", () => {
  const bench = workbench();
  const path = (workspaceSid: string): string => `/v1/Workspaces/${workspaceSid}/TaskChannels`;
  const channels = async (workspaceSid: string): Promise<Record<string, unknown>[]> =>
    (await byHand(bench.emulator, "GET", path(workspaceSid))).body["channels"] as Record<string, unknown>[];
  const named = async (workspaceSid: string, name: string) =>
    (await channels(workspaceSid)).find((channel) => channel["unique_name"] === name);

  test("made, read, updated, read again, deleted; the last step once more writes nothing", async () => {
    const workspaceSid = await bench.workspace();
    const inputs: JsonObject = { workspaceSid, uniqueName: "fax", friendlyName: "Telefax" };
    const made = await checkAndCreate(bench.handlers("TaskChannel"), inputs);
    expect(made.outs).toEqual({ ...inputs, accountSid: bench.emulator.accountSid });
    const changed = { ...inputs, friendlyName: "Fax", channelOptimizedRouting: true };
    const handlers = bench.handlers("TaskChannel");
    expect(handlers.diff(made.id, made.outs, changed)).toEqual({ changes: undefined, replaces: [] });
    const { outs } = await handlers.update(made.id, made.outs, changed);
    expect(await named(workspaceSid, "fax")).toMatchObject({ friendly_name: "Fax", channel_optimized_routing: true });
    expect((await bench.handlers("TaskChannel").read(made.id, outs)).props).toEqual(outs);
    bench.emulator.clearRequests();
    await handlers.update(made.id, outs, changed);
    expect(writes(bench.emulator)).toEqual([]);
    await bench.handlers("TaskChannel").delete(made.id, outs);
    expect(await named(workspaceSid, "fax")).toBeUndefined();
    await bench.handlers("TaskChannel").delete(made.id, outs);
    expect(await bench.handlers("TaskChannel").read(made.id, outs)).toEqual({});
  });

  test("a unique name replaces, and its successor is there before it goes", async () => {
    const workspaceSid = await bench.workspace();
    const inputs = { workspaceSid, uniqueName: "fax", friendlyName: "Fax" };
    const { id, outs } = await checkAndCreate(bench.handlers("TaskChannel"), inputs);
    const handlers = bench.handlers("TaskChannel");
    const news = { ...inputs, uniqueName: "telefax" };
    expect(handlers.diff(id, outs, news).replaces).toEqual(["uniqueName"]);
    await checkAndCreate(handlers, news);
    await handlers.delete(id, outs);
    expect((await channels(workspaceSid)).map((channel) => channel["unique_name"]).slice(5)).toEqual(["telefax"]);
  });

  test("a create whose answer is lost is found, though the list has no filter", async () => {
    const workspaceSid = await bench.workspace();
    bench.emulator.fault({
      method: "POST",
      route: "/v1/Workspaces/{WorkspaceSid}/TaskChannels",
      kind: "close-after",
    });
    bench.emulator.clearRequests();
    const inputs = { workspaceSid, uniqueName: "fax", friendlyName: "Fax" };
    const { id } = await checkAndCreate(bench.handlers("TaskChannel"), inputs);
    expect((await named(workspaceSid, "fax"))?.["sid"]).toBe(id);
    expect(bench.emulator.requests().filter(({ query }) => "UniqueName" in query)).toEqual([]);
  });

  test("a name that the workspace was born with is refused, and adopt is named", async () => {
    const workspaceSid = await bench.workspace();
    bench.emulator.clearRequests();
    const creating = checkAndCreate(bench.handlers("TaskChannel"), {
      workspaceSid,
      uniqueName: "voice",
      friendlyName: "Voice",
    });
    const { code, message } = await failure(creating);
    expect(code).toBe("TR5115");
    expect(message).toContain('TaskChannel "voice" is there already in Workspace WS#1 (TC');
    expect(message).toContain("say adopt: true");
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("adopt: true goes by the unique name; with another one, adopt: { sid } says that it cannot be changed", async () => {
    const workspaceSid = await bench.workspace();
    const sid = String((await named(workspaceSid, "voice"))?.["sid"]);
    bench.emulator.clearRequests();
    const inputs = { workspaceSid, uniqueName: "voice", friendlyName: "Voice", channelOptimizedRouting: true };
    const { id } = await checkAndCreate(bench.handlers("TaskChannel"), { ...inputs, adopt: true });
    expect(id).toBe(sid);
    expect(writes(bench.emulator).map(({ form }) => form)).toEqual([{ ChannelOptimizedRouting: "true" }]);
    const other = { ...inputs, uniqueName: "calls", adopt: { sid } };
    const { code, message } = await failure(checkAndCreate(bench.handlers("TaskChannel"), other));
    expect(code).toBe("TR5132");
    expect(message).toContain('uniqueName is "voice" there and "calls" in the program');
  });

  test("one more than a workspace takes: the refusal, how many there are and what to do", async () => {
    const workspaceSid = await bench.workspace();
    for (let n = 5; n < 15; n++) await bench.make(path(workspaceSid), { FriendlyName: "x", UniqueName: `c${n}` });
    const creating = checkAndCreate(bench.handlers("TaskChannel"), {
      workspaceSid,
      uniqueName: "over",
      friendlyName: "Over",
    });
    const { code, message } = await failure(creating);
    expect(code).toBe("TR5152");
    expect(message).toMatch(/limited to less than or equal to 15\n/);
    expect(message).toMatch(/A workspace takes 15 of kind TaskChannel at most, .*\(documented\), and 15 are there\. /);
  });

  test("below that, another refusal is not taken for it", async () => {
    const workspaceSid = await bench.workspace();
    const creating = bench.handlers("TaskChannel").create({ workspaceSid, uniqueName: "é", friendlyName: "É" });
    const { code, message } = await failure(creating);
    expect(code).not.toBe("TR5152");
    expect(message).toContain("Invalid UniqueName");
  });

  test("a built-in one that is deleted all the same: why it is refused, and what leaves it there", async () => {
    const workspaceSid = await bench.workspace();
    const inputs = { workspaceSid, uniqueName: "default", friendlyName: "Default", adopt: true };
    const { id, outs } = await checkAndCreate(bench.handlers("TaskChannel"), inputs);
    const { code, message } = await failure(bench.handlers("TaskChannel").delete(id, outs));
    expect(code).toBe("TR5125");
    expect(message).toMatch(
      /Nothing was deleted\. What holds it:\n {2}- "default" is one of the channels that Twilio made/,
    );
    expect(message).toContain("retainOnDelete: true");
    expect(await named(workspaceSid, "default")).toBeDefined();
  });

  test("with tasks on it: how many and which; finished ones do not count", async () => {
    const { workspaceSid, workflow, set } = await taskRoom(bench);
    const inputs = { workspaceSid, uniqueName: "fax", friendlyName: "Fax" };
    const { id, outs } = await checkAndCreate(bench.handlers("TaskChannel"), inputs);
    const task = (TaskChannel: string): Promise<string> =>
      bench.make(`/v1/Workspaces/${workspaceSid}/Tasks`, { WorkflowSid: workflow.id, TaskChannel });
    const [first, second] = [await task("fax"), await task("fax"), await task("sms")];
    await set(await task("fax"), "canceled");
    await set(second, "reserved");
    const { code, message } = await failure(bench.handlers("TaskChannel").delete(id, outs));
    expect(code).toBe("TR5125");
    expect(message).toMatch(/- 1 pending and 1 reserved task on it \(WT#\d and WT#\d\)\. Wait until they are done/);
    for (const sid of [first, second]) await set(sid, "canceled");
    await bench.handlers("TaskChannel").delete(id, outs);
  });

  test(".get spells everything out", async () => {
    const workspaceSid = await bench.workspace();
    const sid = String((await named(workspaceSid, "chat"))?.["sid"]);
    const { props } = await bench.handlers("TaskChannel").read(sid, { workspaceSid });
    expect(props).toEqual({
      workspaceSid,
      uniqueName: "chat",
      friendlyName: "Programmable Chat",
      channelOptimizedRouting: false,
      accountSid: bench.emulator.accountSid,
      external: true,
    });
  });
});

import { beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { UNKNOWN } from "../../src/core/unknown";
import { checkAndCreate, failure, workbench } from "../support/handlers";
import { byHand } from "../support/scene";
import { writes } from "../support/truth";

describe("WorkerChannel", () => {
  const bench = workbench();
  let workspaceSid = "";
  let workerSid = "";
  let voice = "";

  beforeEach(async () => {
    workspaceSid = await bench.workspace();
    workerSid = await bench.make(`/v1/Workspaces/${workspaceSid}/Workers`, { FriendlyName: "Ann" });
    voice = String((await live())["task_channel_sid"]);
    bench.emulator.clearRequests();
  });

  const path = (name: string): string => `/v1/Workspaces/${workspaceSid}/Workers/${workerSid}/Channels/${name}`;
  const live = async (name = "voice"): Promise<Record<string, unknown>> =>
    (await byHand(bench.emulator, "GET", path(name))).body;
  const inputs = (more: JsonObject = {}): JsonObject => ({ workspaceSid, workerSid, taskChannel: "voice", ...more });
  const create = (more?: JsonObject) => checkAndCreate(bench.handlers("WorkerChannel"), inputs(more));

  test.each([
    ["its unique name", () => "voice"],
    ["its SID", () => voice],
  ])("is found by %s and updated with one write; what is left out is its default", async (_what, taskChannel) => {
    await byHand(bench.emulator, "POST", path("voice"), { Available: "false" });
    bench.emulator.clearRequests();
    const { id, outs } = await create({ taskChannel: taskChannel(), capacity: 3 });
    expect(id).toBe((await live())["sid"]);
    expect(writes(bench.emulator).map(({ form }) => form)).toEqual([{ Capacity: "3", Available: "true" }]);
    expect(outs).toEqual({
      ...inputs({ taskChannel: taskChannel(), capacity: 3 }),
      accountSid: bench.emulator.accountSid,
      taskChannelSid: voice,
      taskChannelUniqueName: "voice",
    });
  });

  test("what is equal gets no write", async () => {
    await create();
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("made, drifted, read, repaired; a property taken out goes back to its default", async () => {
    const { id, outs } = await create({ capacity: 3, available: false });
    const handlers = bench.handlers("WorkerChannel");
    expect((await handlers.read(id, outs)).props).toEqual(outs);
    await byHand(bench.emulator, "POST", path("voice"), { Capacity: "9" });
    const { props = {} } = await handlers.read(id, outs);
    expect(props).toEqual({ ...outs, capacity: 9 });
    const news = inputs({ capacity: 3 });
    expect(handlers.diff(id, props, news)).toEqual({ changes: undefined, replaces: [] });
    const { outs: after } = await handlers.update(id, props, news);
    expect(await live()).toMatchObject({ configured_capacity: 3, available: true });
    expect(after).toMatchObject({ capacity: 3, taskChannelSid: voice });
    expect(after).not.toHaveProperty("available");
    bench.emulator.clearRequests();
    await handlers.update(id, after, news);
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("delete puts the defaults back, whatever is there by then; once more it writes nothing", async () => {
    const { id, outs } = await create({ capacity: 0, available: false });
    await byHand(bench.emulator, "POST", path("voice"), { Capacity: "9" });
    await bench.handlers("WorkerChannel").delete(id, outs);
    expect(await live()).toMatchObject({ configured_capacity: 1, available: true });
    bench.emulator.clearRequests();
    await bench.handlers("WorkerChannel").delete(id, outs);
    expect(writes(bench.emulator)).toEqual([]);
  });

  test.each([
    ["worker", () => `/v1/Workspaces/${workspaceSid}/Workers/${workerSid}`],
    ["workspace", () => `/v1/Workspaces/${workspaceSid}`],
  ])("with its %s gone it is gone, and deleting it is done", async (_what, gone) => {
    const { id, outs } = await create({ capacity: 3 });
    expect((await byHand(bench.emulator, "DELETE", gone())).status).toBe(204);
    expect(await bench.handlers("WorkerChannel").read(id, outs)).toEqual({});
    await bench.handlers("WorkerChannel").delete(id, outs);
    await expect(bench.handlers("WorkerChannel").update(id, outs, inputs({ capacity: 4 }))).rejects.toThrow(
      "It was deleted behind Pulumi's back",
    );
  });

  test("a worker that is gone between the look and the write of a delete is done, too; a false 404 is not believed", async () => {
    const { id, outs } = await create({ capacity: 3 });
    const route = "/v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels/{Sid}";
    bench.emulator.fault({ method: "POST", route, kind: "status", status: 404 });
    await expect(bench.handlers("WorkerChannel").delete(id, outs)).rejects.toThrow("Twilio 404");
    const beforeWrite = async (): Promise<void> => {
      await byHand(bench.emulator, "DELETE", `/v1/Workspaces/${workspaceSid}/Workers/${workerSid}`);
    };
    await bench.handlers("WorkerChannel", { beforeWrite }).delete(id, outs);
  });

  test("a channel that the worker has not is an error that lists what it has", async () => {
    const { code, message } = await failure(create({ taskChannel: "fax" }));
    expect(code).toBe("TR5153");
    expect(message).toMatch(/has no channel "fax"\. It has "default" \(TC\w+\), "voice" .* and "video" \(TC\w+\)\. /);
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("a worker that is not there: it says which", async () => {
    const { code, message } = await failure(create({ workerSid: `WK${"0".repeat(32)}` }));
    expect(code).toBe("TR5154");
    expect(message).toContain("there is no Worker WK");
  });

  test.each([
    ["by its name, then by its SID", () => "voice", () => voice],
    ["by its SID, then by its name", () => voice, () => "voice"],
  ])("one channel %s is no change", async (_what, before, after) => {
    const { id, outs } = await create({ taskChannel: before() });
    expect(bench.handlers("WorkerChannel").diff(id, outs, inputs({ taskChannel: after() }))).toEqual({
      changes: false,
      replaces: [],
    });
  });

  test("another channel, or one that is not known yet, replaces", async () => {
    const { id, outs } = await create();
    for (const taskChannel of ["chat", UNKNOWN]) {
      const { replaces } = bench.handlers("WorkerChannel").diff(id, outs, inputs({ taskChannel }));
      expect(replaces).toEqual(["taskChannel"]);
    }
  });

  test("a successor that has taken it over in the same run is not reset by its predecessor's delete", async () => {
    const { id, outs } = await create({ capacity: 3 });
    const handlers = bench.handlers("WorkerChannel");
    await checkAndCreate(handlers, inputs({ taskChannel: voice, capacity: 4 }));
    bench.emulator.clearRequests();
    await handlers.delete(id, outs);
    expect(bench.emulator.requests()).toEqual([]);
    expect(bench.said.at(-1)).toBe(
      `WorkerChannel ${id}: left as it is, another resource of the program has taken it over`,
    );
    expect(await live()).toMatchObject({ configured_capacity: 4 });
  });

  test("two resources for one channel of one worker are an error, whichever comes first", async () => {
    const TWO = /belongs to another resource of this program already/;
    const { id, outs } = await create({ capacity: 3 });
    const kept = bench.handlers("WorkerChannel");
    kept.diff(id, outs, inputs({ capacity: 3 }));
    await expect(checkAndCreate(kept, inputs({ taskChannel: voice }))).rejects.toThrow(TWO);
    const taking = bench.handlers("WorkerChannel");
    await checkAndCreate(taking, inputs({ taskChannel: voice }));
    expect(() => taking.diff(id, outs, inputs({ capacity: 3 }))).toThrow(TWO);
    await expect(checkAndCreate(taking, inputs())).rejects.toThrow(TWO);
  });

  test(".get names the channel and spells the defaults out", async () => {
    const { sid } = await live();
    const { props } = await bench.handlers("WorkerChannel").read(String(sid), { workspaceSid, workerSid });
    expect(props).toEqual({
      workspaceSid,
      workerSid,
      taskChannel: "voice",
      taskChannelSid: voice,
      taskChannelUniqueName: "voice",
      capacity: 1,
      available: true,
      accountSid: bench.emulator.accountSid,
      external: true,
    });
    const again = await bench.handlers("WorkerChannel").read(String(sid), props ?? {});
    expect(again.props).toEqual(props);
    bench.emulator.clearRequests();
    const early = await bench.handlers("WorkerChannel").read(String(sid), { workspaceSid, workerSid: UNKNOWN });
    expect(early).toEqual({ id: sid, props: { workspaceSid, workerSid: UNKNOWN } });
    expect(bench.emulator.requests()).toEqual([]);
    const wrong = bench.handlers("WorkerChannel").read(String(sid), { workspaceSid, workerSid: "Ann" });
    await expect(wrong).rejects.toThrow('workerSid must be a SID, not "Ann"');
    const missing = bench.handlers("WorkerChannel").read(`WC${"0".repeat(32)}`, { workspaceSid, workerSid });
    await expect(missing).rejects.toThrow(/there is no WC0+/);
  });
});

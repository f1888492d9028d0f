import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { checkAndCreate, workbench } from "../support/handlers";
import { byHand } from "../support/scene";

const LIST = "/v1/Workspaces/{WorkspaceSid}/TaskQueues";
const ONE = `${LIST}/{Sid}`;

interface Made {
  readonly id: string;
  readonly outs: JsonObject;
}

describe("a refresh of many", () => {
  const bench = workbench();
  const queues = async (count: number): Promise<{ workspaceSid: string; made: Made[] }> => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("TaskQueue");
    const made = await Promise.all(
      Array.from({ length: count }, (_, at) => checkAndCreate(handlers, { workspaceSid, friendlyName: `q${at}` })),
    );
    bench.emulator.clearRequests();
    return { workspaceSid, made };
  };
  const asked = (route: string): number =>
    bench.emulator.requests().filter((request) => request.method === "GET" && request.route === route).length;
  const clock = (): { now: () => number; advance: (ms: number) => void } => {
    let time = 0;
    const advance = (ms: number): void => {
      time += ms;
    };
    return { now: () => time, advance };
  };

  test("500 queues in at most 10 requests, each as it is, drift included", async () => {
    const { workspaceSid, made } = await queues(500);
    const changed = made[321] as Made;
    await byHand(bench.emulator, "POST", `/v1/Workspaces/${workspaceSid}/TaskQueues/${changed.id}`, {
      MaxReservedWorkers: "7",
    });
    bench.emulator.clearRequests();
    const handlers = bench.handlers("TaskQueue");
    const read = await Promise.all(made.map(({ id, outs }) => handlers.read(id, outs)));
    expect(bench.emulator.requests().length).toBeLessThanOrEqual(10);
    const drifted = read.filter(({ props }, at) => JSON.stringify(props) !== JSON.stringify(made[at]?.outs));
    expect(drifted.map(({ id, props }) => [id, props?.["maxReservedWorkers"]])).toEqual([[changed.id, 7]]);
  });

  test("one or two are asked for one by one", async () => {
    const { made } = await queues(5);
    const handlers = bench.handlers("TaskQueue");
    for (const { id, outs } of made.slice(0, 2)) await handlers.read(id, outs);
    expect([asked(ONE), asked(LIST)]).toEqual([2, 0]);
  });

  test("what a list does not have is gone only when a GET says so", async () => {
    const { workspaceSid, made } = await queues(8);
    const handlers = bench.handlers("TaskQueue");
    for (const { id, outs } of made.slice(0, 3)) await handlers.read(id, outs);
    const late = await bench.make(`/v1/Workspaces/${workspaceSid}/TaskQueues`, { FriendlyName: "late" });
    const gone = made[4] as Made;
    await byHand(bench.emulator, "DELETE", `/v1/Workspaces/${workspaceSid}/TaskQueues/${gone.id}`);
    bench.emulator.clearRequests();
    expect((await handlers.read(late, { ...gone.outs, friendlyName: "late" })).id).toBe(late);
    expect([asked(ONE), asked(LIST)]).toEqual([1, 0]);
    // The list is a few seconds old and still has it; the next one has not.
    expect((await handlers.read(gone.id, gone.outs)).id).toBe(gone.id);
    expect(await bench.handlers("TaskQueue").read(gone.id, gone.outs)).toEqual({});
  });

  test("a list is believed for five seconds", async () => {
    const { made } = await queues(6);
    const { now, advance } = clock();
    const handlers = bench.handlers("TaskQueue", { now });
    for (const { id, outs } of made.slice(0, 3)) await handlers.read(id, outs);
    advance(5_000);
    for (const { id, outs } of made.slice(3, 5)) await handlers.read(id, outs);
    expect(asked(LIST)).toBe(1);
    advance(1);
    for (const { id, outs } of made.slice(5)) await handlers.read(id, outs);
    expect([asked(ONE), asked(LIST)]).toEqual([2, 2]);
  });

  test("and until our next write", async () => {
    const { made } = await queues(6);
    const handlers = bench.handlers("TaskQueue");
    for (const { id, outs } of made.slice(0, 3)) await handlers.read(id, outs);
    const [, , , fourth] = made as [Made, Made, Made, Made];
    const { inputs } = handlers.check({}, { ...fourth.outs, accountSid: undefined as never, maxReservedWorkers: 9 });
    const { outs } = await handlers.update(fourth.id, fourth.outs, inputs);
    expect((await handlers.read(fourth.id, fourth.outs)).props).toEqual(outs);
    expect(asked(LIST)).toBe(2);
  });

  test("a write while it is under way makes it worth nothing", async () => {
    const { made } = await queues(4);
    const handlers = bench.handlers("TaskQueue");
    for (const { id, outs } of made.slice(0, 2)) await handlers.read(id, outs);
    bench.emulator.fault({ method: "GET", route: LIST, kind: "delay", ms: 100 });
    const [, , third, fourth] = made as [Made, Made, Made, Made];
    const reading = handlers.read(third.id, third.outs);
    await handlers.delete(fourth.id, fourth.outs);
    expect((await reading).id).toBe(third.id);
    expect([asked(ONE), asked(LIST)]).toEqual([3, 1]);
  });

  test("a list that fails fails the reads that wait for it, and is asked for anew", async () => {
    const { made } = await queues(5);
    const handlers = bench.handlers("TaskQueue", { maxRetries: 0 });
    for (const { id, outs } of made.slice(0, 2)) await handlers.read(id, outs);
    bench.emulator.fault({ method: "GET", route: LIST, kind: "status", status: 500 });
    const [, , third] = made as [Made, Made, Made];
    await expect(handlers.read(third.id, third.outs)).rejects.toThrow(`reading TaskQueue ${third.id} "q2" failed: `);
    await expect(handlers.read(third.id, third.outs)).resolves.toMatchObject({ id: third.id });
  });

  test("in a workspace that is gone, everything is, and the account is asked once", async () => {
    const { workspaceSid, made } = await queues(6);
    await byHand(bench.emulator, "DELETE", `/v1/Workspaces/${workspaceSid}`);
    const handlers = bench.handlers("TaskQueue");
    bench.emulator.clearRequests();
    for (const { id, outs } of made) expect(await handlers.read(id, outs)).toEqual({});
    expect(asked("/v1/Workspaces")).toBe(1);
  });
});

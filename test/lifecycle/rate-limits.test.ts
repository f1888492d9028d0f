import { expect, test } from "vitest";
import { checkAndCreate, workbench } from "../support/handlers";

// Client and emulator go by one clock, which only waits move on: what is promised of time is decided by counting.
let time = Date.UTC(2026, 10, 26);
const clock = {
  now: () => time,
  sleep: async (ms: number) => {
    time += ms;
  },
};
const bench = workbench({ now: clock.now, rateLimit: { writesPerSecond: 20 } });

test("80 queues at once, 20 writes a second allowed: all are made, few are refused, and little time is lost", async () => {
  const workspaceSid = await bench.workspace();
  bench.emulator.advance(1_000);
  bench.emulator.clearRequests();
  const handlers = bench.handlers("TaskQueue", { ...clock, timeouts: {} });
  const begun = time;
  await Promise.all(
    Array.from({ length: 80 }, (_, n) => checkAndCreate(handlers, { workspaceSid, friendlyName: `queue ${n}` })),
  );
  const requests = bench.emulator.requests();
  expect(requests.filter(({ status }) => status === 201)).toHaveLength(80);
  expect(requests.filter(({ status }) => status === 429).length / requests.length).toBeLessThan(0.05);
  expect((time - begun) / 1_000).toBeLessThan(1.2 * ((80 - 20) / 20));
});

test("what is refused in the beginning, with nothing announced, does not come back as a burst", async () => {
  const workspaceSid = await bench.workspace();
  const route = "/v1/Workspaces/{WorkspaceSid}/TaskQueues";
  bench.emulator.advance(1_000);
  bench.emulator.clearRequests();
  bench.emulator.fault({ route, method: "POST", kind: "status", status: 429, times: 3, retryAfter: "2" });
  const handlers = bench.handlers("TaskQueue", { ...clock, timeouts: {}, maxRetries: 1 });
  await Promise.all(
    Array.from({ length: 10 }, (_, n) => checkAndCreate(handlers, { workspaceSid, friendlyName: `queue ${n}` })),
  );
  const statuses = bench.emulator.requests().filter(({ method }) => method === "POST");
  expect(statuses.filter(({ status }) => status === 429).length).toBe(3);
  expect(statuses.filter(({ status }) => status === 201)).toHaveLength(10);
});

import { describe, expect, test } from "vitest";
import { createEmulator, type Fault } from "../../src/emulator";
import { Api, start, startWorkspace } from "./support";

const QUEUES = "/v1/Workspaces/{WorkspaceSid}/TaskQueues";
const count = (api: Api) => api.emulator.dump().accounts[api.emulator.accountSid]?.workspaces.length;
const create = (api: Api) => api.post("/Workspaces", { FriendlyName: "x" });

/** Asks something else until the creating request has been read. */
async function taken(api: Api): Promise<void> {
  while (!api.emulator.requests().some(({ form }) => "FriendlyName" in form)) await api.get("/Workspaces");
}

describe("status", () => {
  test.each([
    [429, 20429, "Too Many Requests"],
    [500, 20500, "Internal Server Error"],
    [503, 20503, "Service Unavailable"],
  ])("%i has Twilio's body, and the work is not done", async (status, code, message) => {
    const api = await start();
    api.emulator.fault({ route: "/v1/Workspaces", kind: "status", status });
    const reply = await create(api);
    expect(reply).toMatchObject({ status, body: { code, message, status } });
    expect(reply.body.more_info).toBe(`https://www.twilio.com/docs/errors/${code}`);
    expect(reply.headers.has("retry-after")).toBe(false);
    expect(count(api)).toBe(0);
    expect(api.emulator.requests()).toMatchObject([{ status, fault: "status", form: { FriendlyName: "x" } }]);
    expect((await create(api)).status).toBe(201);
  });

  test("afterWork does the work and hides it; retryAfter and body are as given", async () => {
    const api = await start();
    api.emulator.fault({ route: "*", kind: "status", afterWork: true, retryAfter: "7", body: "nothing" });
    const response = await fetch(`${api.emulator.url}/v1/Workspaces`, {
      method: "POST",
      headers: { authorization: api.authorization },
      body: new URLSearchParams({ FriendlyName: "x" }),
    });
    expect([response.status, response.headers.get("retry-after"), await response.text()]).toEqual([
      500,
      "7",
      "nothing",
    ]);
    expect(count(api)).toBe(1);
  });
});

test.each([
  ["close-before", 0],
  ["close-after", 1],
  ["truncate", 1],
] as const)("%s: no answer gets through, %i kept", async (kind, kept) => {
  const api = await start();
  api.emulator.fault({ route: "*", kind });
  await expect(create(api)).rejects.toThrow();
  expect(count(api)).toBe(kept);
  expect(api.emulator.requests()).toMatchObject([{ fault: kind, status: kind === "truncate" ? 201 : null }]);
});

test("truncate announces the whole body and sends half of it", async () => {
  const { api, home } = await startWorkspace();
  const whole = JSON.stringify((await api.get(home)).body);
  api.emulator.fault({ route: "/v1/Workspaces/{Sid}", kind: "truncate" });
  const response = await fetch(`${api.emulator.url}/v1${home}`, { headers: { authorization: api.authorization } });
  expect(response.headers.get("content-length")).toBe(String(whole.length));
  const reader = response.body?.getReader();
  const first = await reader?.read();
  expect(new TextDecoder().decode(first?.value)).toBe(whole.slice(0, Math.floor(whole.length / 2)));
  await expect(reader?.read()).rejects.toThrow();
});

test("truncate of an answer without a body hangs up after the work", async () => {
  const { api, home } = await startWorkspace();
  api.emulator.fault({ route: "*", method: "delete", kind: "truncate" });
  await expect(api.delete(home)).rejects.toThrow();
  expect(count(api)).toBe(0);
});

test.each([
  [undefined, 502],
  [503, 503],
  [200, 200],
])("html with status %s is a page of a proxy", async (status, expected) => {
  const api = await start();
  api.emulator.fault({ route: "*", kind: "html", ...(status !== undefined && { status }) });
  const response = await fetch(`${api.emulator.url}/v1/Workspaces`);
  expect([response.status, response.headers.get("content-type")]).toEqual([expected, "text/html"]);
  expect(await response.text()).toContain("<html>");
});

test.each([
  [false, 0],
  [true, 1],
])("hang (afterWork %j) never answers; close ends it", async (afterWork, kept) => {
  const emulator = await createEmulator();
  const api = new Api(emulator);
  emulator.fault({ route: "*", method: "POST", kind: "hang", afterWork });
  const hanging = create(api).then(
    () => "answered",
    () => "ended",
  );
  await taken(api);
  expect(count(api)).toBe(kept);
  await emulator.close();
  expect(await hanging).toBe("ended");
});

describe("delay", () => {
  test("answers late, and rightly", async () => {
    const api = await start();
    api.emulator.fault({ route: "*", kind: "delay", ms: 30 });
    const before = performance.now();
    expect((await create(api)).status).toBe(201);
    expect(performance.now() - before).toBeGreaterThan(25);
  });

  test("ends with the emulator, without doing the work", async () => {
    const emulator = await createEmulator();
    const api = new Api(emulator);
    emulator.fault({ route: "*", method: "POST", kind: "delay", ms: 3_600_000 });
    const late = create(api).catch(() => "ended");
    await taken(api);
    await emulator.close();
    expect([await late, count(api)]).toEqual(["ended", 0]);
  });
});

describe("which request", () => {
  test("the n-th that matches, from when it was set, so many times", async () => {
    const { api, home } = await startWorkspace();
    const make = async (n: number) => (await api.post(`${home}/TaskQueues`, { FriendlyName: `q${n}` })).status;
    await make(0);
    api.emulator.fault({ route: QUEUES, method: "POST", nth: 2, times: 2, kind: "status", status: 503 });
    expect(await make(1)).toBe(201);
    expect((await api.get(`${home}/TaskQueues`)).status).toBe(200);
    expect((await api.get(home)).status).toBe(200);
    expect(api.emulator.pendingFaults()).toMatchObject([{ nth: 1, times: 2 }]);
    expect(await make(2)).toBe(503);
    expect(api.emulator.pendingFaults()).toMatchObject([{ nth: 1, times: 1 }]);
    expect([await make(3), await make(4)]).toEqual([503, 201]);
    expect(api.emulator.pendingFaults()).toEqual([]);
  });

  test("several faults are played one after the other, in the order in which they were set", async () => {
    const api = await start();
    for (const status of [500, 503]) api.emulator.fault({ route: "*", kind: "status", status });
    const statuses = [(await create(api)).status, (await create(api)).status, (await create(api)).status];
    expect(statuses).toEqual([500, 503, 201]);
  });

  test("a request counts for every fault it matches, also when another one is played on it", async () => {
    const api = await start();
    api.emulator.fault({ route: "*", kind: "status", status: 500 });
    api.emulator.fault({ route: "*", kind: "status", status: 503, nth: 2 });
    const statuses = [(await create(api)).status, (await create(api)).status, (await create(api)).status];
    expect(statuses).toEqual([500, 503, 201]);
  });

  test("Infinity lasts until it is cleared", async () => {
    const api = await start();
    api.emulator.fault({ route: "*", kind: "status", times: Number.POSITIVE_INFINITY });
    for (let n = 0; n < 5; n++) expect((await create(api)).status).toBe(500);
    expect(api.emulator.pendingFaults()).toMatchObject([{ times: Number.POSITIVE_INFINITY }]);
    api.emulator.clearFaults();
    expect((await create(api)).status).toBe(201);
  });

  test("without right credentials, too: what fails is in front of the API", async () => {
    const api = await start();
    api.emulator.fault({ route: "/v1/Workspaces", kind: "status" });
    expect((await fetch(`${api.emulator.url}/v1/Workspaces`)).status).toBe(500);
  });
});

test.each<[Partial<Record<keyof Fault, unknown>>, string]>([
  [{ kind: "explode" }, "kind must be one of"],
  [{ route: "/v1/Workspaces/WS1" }, 'route must be "*" or a path such as'],
  [{ method: "" }, "method must be a verb"],
  [{ nth: 0 }, "nth must be"],
  [{ nth: 1.5 }, "nth must be"],
  [{ times: 0 }, "times must be"],
  [{ status: 99 }, "status must be"],
  [{ ms: -1 }, "ms must be"],
  [{ retryAfter: 1 }, "retryAfter must be text"],
  [{ afterWork: "yes" }, "afterWork must be true or false"],
])("%j is no fault", async (wrong, message) => {
  const { emulator } = await start();
  const fault = { route: "*", kind: "hang", ...wrong } as Fault;
  expect(() => emulator.fault(fault)).toThrow(new RegExp(`^fault: ${message.replace("*", "\\*")}`));
  expect(emulator.pendingFaults()).toEqual([]);
});

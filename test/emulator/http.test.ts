import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { createEmulator, DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN } from "../../src/emulator";
import { Api, basic, refusal, start, startWorkspace } from "./support";

const KEY = { sid: `SK${"1".repeat(32)}`, secret: "key:with:colons" };

test("the address and the first account are there when it listens", async () => {
  const { emulator } = await start();
  expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect([emulator.accountSid, emulator.authToken]).toEqual([DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN]);
});

test.each([
  ["none", undefined],
  ["a wrong token", basic(DEFAULT_ACCOUNT_SID, "wrong")],
  ["an empty token", basic(DEFAULT_ACCOUNT_SID, "")],
  ["an unknown account", basic(`AC${"9".repeat(32)}`, DEFAULT_AUTH_TOKEN)],
  ["the secret of a key with the SID of the account", basic(DEFAULT_ACCOUNT_SID, KEY.secret)],
  ["another scheme", `Bearer ${DEFAULT_AUTH_TOKEN}`],
  ["rubbish", "Basic %%%"],
])("credentials: %s is 401, whatever the path", async (_what, authorization) => {
  const { emulator } = await start({ apiKeys: [KEY] });
  for (const path of ["/v1/Workspaces", "/v1/Nothing"]) {
    const response = await fetch(emulator.url + path, {
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain("Basic");
    expect(await response.json()).toMatchObject({ code: 20003, status: 401 });
  }
  expect(emulator.requests().every((request) => request.accountSid === undefined)).toBe(true);
});

test("an API key speaks for its account", async () => {
  const { emulator } = await start({ apiKeys: [KEY] });
  const api = new Api(emulator, basic(KEY.sid, KEY.secret));
  expect((await api.make("/Workspaces", { FriendlyName: "x" })).account_sid).toBe(DEFAULT_ACCOUNT_SID);
});

test("accounts see nothing of one another", async () => {
  const other = { accountSid: `AC${"2".repeat(32)}`, authToken: "other" };
  const { api, home, workspace } = await startWorkspace({ accounts: [other] });
  const theirs = new Api(api.emulator, basic(other.accountSid, other.authToken));
  expect((await theirs.get("/Workspaces")).body.workspaces).toEqual([]);
  expect((await theirs.get(home)).status).toBe(404);
  expect((await theirs.delete(home)).status).toBe(404);
  await theirs.make("/Workspaces", { FriendlyName: "Support" });
  const { accounts } = api.emulator.dump();
  expect(accounts[DEFAULT_ACCOUNT_SID]?.workspaces.map(({ sid }) => sid)).toEqual([workspace.sid]);
  expect(accounts[other.accountSid]?.workspaces).toHaveLength(1);
});

test("two emulators in one process share nothing", async () => {
  const [one, two] = [await startWorkspace(), await start()];
  expect((await two.get("/Workspaces")).body.workspaces).toEqual([]);
  expect(two.emulator.requests()).toHaveLength(1);
  expect(one.api.emulator.requests()).toHaveLength(1);
});

test("an account given twice is a mistake", async () => {
  const twice = { accountSid: DEFAULT_ACCOUNT_SID, authToken: "x" };
  await expect(createEmulator({ accounts: [twice] })).rejects.toThrow(RangeError);
});

test.each([
  ["PUT", "/Workspaces", 405, 20004],
  ["DELETE", "/Workspaces", 405, 20004],
  ["PATCH", "/Workspaces/WS1", 405, 20004],
  ["GET", "/Nothing", 404, 20404],
  ["GET", "//TaskQueues", 404, 20404],
  ["GET", "/Workspaces/%ff", 404, 20404],
  ["GET", "/Workspaces/", 404, 20404],
])("%s %s is %i/%i", async (method, path, status, code) => {
  const api = await start();
  const reply = await api.call(method, path);
  expect(reply).toMatchObject({ status, body: { code, status } });
  if (status === 404) expect(reply.body.message).toBe(`The requested resource ${path} was not found`);
});

test("the recorded 404, word for word", async () => {
  const api = await start();
  expect((await api.get("/Workspaces//TaskQueues")).body).toEqual({
    code: 20404,
    message: "The requested resource /Workspaces//TaskQueues was not found",
    more_info: "https://www.twilio.com/docs/errors/20404",
    status: 404,
  });
});

test("statistics are not there, and say so", async () => {
  const { api, home } = await startWorkspace();
  for (const path of ["/Statistics", "/Workers/Statistics", "/TaskQueues/Statistics"]) {
    const reply = await api.get(home + path);
    expect([path, reply.status, reply.body.code]).toEqual([path, 501, 20501]);
    expect(reply.headers.has("x-emulator-missing")).toBe(true);
  }
});

test("unknown parameters are ignored, and the answer says that this is an assumption", async () => {
  const { api, home } = await startWorkspace();
  const reply = await api.post(`${home}/Activities`, { FriendlyName: "Break", friendlyName: "Pause" });
  expect(reply).toMatchObject({ status: 201, assumptions: ["A-01"], body: { friendly_name: "Break" } });
  expect((await api.get(`${home}?Nonsense=1`)).assumptions).toEqual(["A-01"]);
});

test.each([
  ["application/json", '{"FriendlyName":"x"}'],
  ["text/plain", "FriendlyName=x"],
])("a body of type %s holds no parameters", async (type, body) => {
  const { emulator, authorization } = await start();
  const response = await fetch(`${emulator.url}/v1/Workspaces`, {
    method: "POST",
    headers: { authorization, "content-type": type },
    body,
  });
  expect(response.status).toBe(400);
  expect(response.headers.get("x-emulator-assumption")).toBe("A-42");
  expect(await response.json()).toEqual(refusal("Missing required parameter FriendlyName in the post body"));
});

test("malformed forms are read as far as they go", async () => {
  const { emulator, authorization } = await start();
  const response = await fetch(`${emulator.url}/v1/Workspaces`, {
    method: "POST",
    headers: { authorization, "content-type": "application/x-www-form-urlencoded; charset=UTF-8" },
    body: "&&=&FriendlyName=%zz%20+caf%C3%A9&__proto__=1",
  });
  expect(await response.json()).toMatchObject({ friendly_name: "%zz  café" });
  const [request] = emulator.requests();
  expect(Object.keys(request?.form ?? {})).toEqual(["", "FriendlyName", "__proto__"]);
});

test("a body of 9 MB is 413, of Twilio's shape, and the connection lives on", async () => {
  const api = await start();
  const reply = await api.post("/Workspaces", { FriendlyName: "x".repeat(9 * 1024 * 1024) });
  expect(reply).toMatchObject({ status: 413, assumptions: ["A-42"], body: { code: 20413, status: 413 } });
  expect((await api.get("/Workspaces")).status).toBe(200);
});

test("a client that goes away in the middle of a body hurts nobody", async () => {
  const api = await start();
  const { hostname, port } = new URL(api.emulator.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  socket.write(`POST /v1/Workspaces HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nFriendly`);
  socket.destroy();
  await once(socket, "close");
  expect((await api.get("/Workspaces")).body.workspaces).toEqual([]);
});

test("the log tells what was asked, in order, without credentials or its own requests", async () => {
  const { api, home, workspace } = await startWorkspace({ authToken: "hush-hush" });
  await api.get(`${home}/Tasks?AssignmentStatus=pending&AssignmentStatus=reserved`);
  await fetch(`${api.emulator.url}/_emulator/state`);
  await fetch(`${api.emulator.url}/elsewhere`);
  expect(api.emulator.requests()).toEqual([
    {
      method: "POST",
      path: "/v1/Workspaces",
      route: "/v1/Workspaces",
      query: {},
      form: { FriendlyName: "Support" },
      status: 201,
      accountSid: workspace.account_sid,
      time: Date.UTC(2026, 10, 23, 10, 0, 0, 500),
    },
    expect.objectContaining({
      path: `/v1${home}/Tasks`,
      route: "/v1/Workspaces/{WorkspaceSid}/Tasks",
      query: { AssignmentStatus: "pending,reserved" },
      status: 200,
    }),
    expect.objectContaining({ path: "/elsewhere", route: "/elsewhere", status: 401 }),
  ]);
  expect(JSON.stringify(api.emulator.requests())).not.toContain("hush");
  api.emulator.requests().length = 0;
  expect(api.emulator.requests()).toHaveLength(3);
  api.emulator.clearRequests();
  expect(api.emulator.requests()).toEqual([]);
});

test("the dump is everything, as the API answers it, in order of creation", async () => {
  const { api, home, workspace } = await startWorkspace({}, { Template: "FIFO" });
  await api.make(`${home}/Workers`, { FriendlyName: "Ann" });
  const task = await api.make(`${home}/Tasks`, {});
  const [dumped] = api.emulator.dump().accounts[workspace.account_sid]?.workspaces ?? [];
  const { activities, task_queues, workflows, task_channels, workers, tasks, reservations, ...fields } = dumped ?? {};
  expect(fields).toEqual(workspace);
  for (const [path, key, rows] of [
    ["Activities", "activities", activities],
    ["TaskQueues", "task_queues", task_queues],
    ["Workflows", "workflows", workflows],
    ["TaskChannels", "channels", task_channels],
  ] as const) {
    expect(rows).toEqual((await api.get(`${home}/${path}`)).body[key]);
  }
  expect(workers?.[0]?.channels).toEqual((await api.get(workers?.[0]?.links["channels"] ?? "")).body.channels);
  expect(tasks).toEqual([task]);
  expect(reservations).toEqual([]);
  expect(JSON.parse(JSON.stringify(dumped))).toEqual(dumped);
});

test("reset empties accounts, log and faults", async () => {
  const { api, home } = await startWorkspace();
  api.emulator.fault({ route: "*", kind: "hang" });
  api.emulator.reset();
  expect(api.emulator.requests()).toEqual([]);
  expect(api.emulator.pendingFaults()).toEqual([]);
  expect(api.emulator.dump()).toEqual({ accounts: { [DEFAULT_ACCOUNT_SID]: { workspaces: [], voice_queues: [] } } });
  expect((await api.get(home)).status).toBe(404);
});

test("the clock moves on, and only on", async () => {
  const { api, home } = await startWorkspace();
  api.emulator.advance(90_000);
  expect((await api.post(home)).body.date_updated).toBe("2026-11-23T10:01:30Z");
  for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e300]) {
    expect(() => api.emulator.advance(ms)).toThrow(RangeError);
  }
});

test("closing twice is closing once, and the port is free again", async () => {
  const emulator = await createEmulator();
  await Promise.all([emulator.close(), emulator.close()]);
  await expect(fetch(emulator.url)).rejects.toThrow();
  const again = await createEmulator({ port: Number(new URL(emulator.url).port) });
  expect(again.url).toBe(emulator.url);
  await again.close();
});

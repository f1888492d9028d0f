import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { type Api, startWorkspace } from "./support";

async function control(api: Api, method: string, path: string, body?: string, headers: Record<string, string> = {}) {
  const sent = request(`${api.emulator.url}/_emulator${path}`, { method, headers });
  sent.end(body);
  const [response] = await once(sent, "response");
  const answer = await text(response);
  return { status: response.statusCode, body: answer === "" ? undefined : JSON.parse(answer) };
}

test("mirrors the methods, without credentials", async () => {
  const { api, home } = await startWorkspace();
  expect(await control(api, "GET", "/requests")).toEqual({ status: 200, body: api.emulator.requests() });
  expect(await control(api, "GET", "/state")).toEqual({ status: 200, body: api.emulator.dump() });
  expect(await control(api, "DELETE", "/requests")).toEqual({ status: 204, body: undefined });
  expect(api.emulator.requests()).toEqual([]);

  expect((await control(api, "POST", "/clock", '{"advanceSeconds":1.5}')).status).toBe(204);
  expect((await api.post(home)).body.date_updated).toBe("2026-11-23T10:00:02Z");

  expect((await control(api, "POST", "/reset")).status).toBe(204);
  expect((await api.get(home)).status).toBe(404);
});

test("sets, shows and clears faults; forever stands for Infinity", async () => {
  const { api, home } = await startWorkspace();
  const fault = { route: "/v1/Workspaces/{Sid}", kind: "status", status: 503, times: "forever" };
  const shown = [{ ...fault, nth: 1 }];
  expect(await control(api, "POST", "/faults", JSON.stringify(fault))).toEqual({ status: 201, body: shown });
  expect([(await api.get(home)).status, (await api.get(home)).status]).toEqual([503, 503]);
  expect((await control(api, "GET", "/faults")).body).toEqual(shown);
  expect((await control(api, "DELETE", "/faults")).status).toBe(204);
  expect((await api.get(home)).status).toBe(200);
});

test.each([
  ["/faults", "{", "the body is not JSON: "],
  ["/faults", "[]", "the body is not a JSON object"],
  ["/faults", '{"kind":"hang"}', "fault: kind and route are required"],
  ["/faults", '{"kind":"hang","route":"*","nht":2}', "fault: unknown key nht"],
  ["/faults", '{"kind":"hang","route":"*","nth":"2"}', "fault: nth must be a whole number of at least 1"],
  ["/faults", '{"kind":"hang","route":"*","times":null}', "fault: times must be at least 1"],
  ["/faults", '{"kind":"bang","route":"*"}', "fault: kind must be one of "],
  ["/clock", "{}", "advanceSeconds must be a number from 0"],
  ["/clock", '{"advanceSeconds":-1}', "advanceSeconds must be a number from 0"],
  ["/clock", '{"advanceSeconds":1e300}', "the clock moves on by"],
  ["/clock", "", "the body is not JSON: "],
])("POST %s %s is 400", async (path, body, message) => {
  const { api } = await startWorkspace();
  const reply = await control(api, "POST", path, body);
  expect(reply).toEqual({ status: 400, body: { message: expect.stringContaining(message) } });
});

test("what it does not have is 404 with what it has", async () => {
  const { api } = await startWorkspace();
  const reply = await control(api, "PUT", "/state");
  expect(reply.status).toBe(404);
  expect(reply.body.known).toContain("GET /_emulator/state");
  expect((await control(api, "GET", "")).status).toBe(404);
});

test.each([
  [{ host: "evil.example" }, 403],
  [{ host: "127.0.0.1.evil.example" }, 403],
  [{ host: "localhost.evil.example:80" }, 403],
  [{ origin: "http://evil.example" }, 403],
  [{ origin: "null" }, 403],
  [{ host: "localhost:1234" }, 200],
  [{ host: "[::1]:1234" }, 200],
  [{ host: "127.8.9.1" }, 200],
  [{ origin: "http://localhost:3000" }, 200],
])("with %j it answers %i", async (headers, status) => {
  const { api } = await startWorkspace();
  expect((await control(api, "GET", "/state", undefined, headers as Record<string, string>)).status).toBe(status);
});

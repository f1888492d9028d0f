import { describe, expect, test } from "vitest";
import { resolveSettings, TaskRouterClient } from "../../src/client";
import {
  empty,
  html,
  json,
  page,
  type Recorded,
  type Step,
  scriptedServer,
  twilioError,
} from "../support/scripted-server";
import { ACCOUNT, clientFor, collect, configOf, ENCODED, failure, stage } from "./fixture";

const PATH = "/v1/Workspaces";
const ok = json(200, { sid: "WS1" });

describe("what is sent", () => {
  test("a form: UTF-8, reserved characters, empty values, no null", async () => {
    const form = { FriendlyName: "Größe & 'Spaß' +1 = 100%", Configuration: '{"a":\n"✓ 🎉"}', EventCallbackUrl: "" };
    const { client, server } = await stage([json(201, { sid: "WS1" }), ok]);
    await client.create(PATH, form);
    await client.update(`${PATH}/WS1`, form, { ifMatch: '"7"' });
    for (const request of server.requests) {
      expect(request).toMatchObject({ method: "POST", form });
      expect(request.headers["content-type"]).toBe("application/x-www-form-urlencoded");
      expect(request.headers.authorization).toBe(`Basic ${ENCODED}`);
    }
    expect(server.requests.map(({ path, headers }) => [path, headers["if-match"]])).toEqual([
      [PATH, undefined],
      [`${PATH}/WS1`, '"7"'],
    ]);
  });

  test("a query, and no body", async () => {
    const { client, server } = await stage([ok, empty(204)], { userAgent: "pulumi-taskrouter/1.2.3" });
    expect(await client.get(PATH, { FriendlyName: "a b&c" })).toEqual({ sid: "WS1" });
    expect(await client.delete(`${PATH}/WS1`)).toBeUndefined();
    const [get, del] = server.requests as [Recorded, Recorded];
    expect(get.query.get("FriendlyName")).toBe("a b&c");
    expect(get.headers).toMatchObject({ accept: "application/json", "user-agent": "pulumi-taskrouter/1.2.3" });
    expect(get.headers["content-type"]).toBeUndefined();
    expect([del.method, del.path, del.headers["content-type"]]).toEqual(["DELETE", `${PATH}/WS1`, undefined]);
  });

  test("an API key signs in by its own name", async () => {
    const server = await scriptedServer(ok);
    const apiKey = `SK${"1".repeat(32)}`;
    const settings = resolveSettings(
      configOf({ accountSid: ACCOUNT, apiKey, apiSecret: "ä:b", baseUrl: server.origin }),
      {},
    );
    await new TaskRouterClient({ settings }).get(PATH);
    await server.close();
    const header = String(server.requests[0]?.headers.authorization);
    expect(Buffer.from(header.slice(6), "base64").toString("utf8")).toBe(`${apiKey}:ä:b`);
  });

  test("headers come back, for an ETag", async () => {
    const { client } = await stage([json(200, { sid: "WK1" }, { etag: '"3"', "twilio-request-id": "RQ1" })]);
    expect(await client.getAnswer(`${PATH}/WK1`)).toMatchObject({
      status: 200,
      requestId: "RQ1",
      headers: { etag: '"3"' },
    });
  });

  test.each([
    "",
    "v1/x",
    "//evil.example/x",
    "/v1/../x",
    "/v1/%2e%2e/x",
    "/v1/a?b=c",
    "/v1/a#b",
    "/v1/Workspaces/",
    "/v1/Workspaces//Activities",
    "@evil.example/",
    ".evil.example/",
    "/v1/a b",
    "/v1\\x",
  ])("%j is no path", async (path) => {
    const { client, server } = await stage([]);
    expect(await failure((async () => client.get(path))())).toBeInstanceOf(TypeError);
    expect(server.requests).toEqual([]);
  });

  test("a DELETE is done when the answer is empty or Twilio's, not when it is a web page", async () => {
    const { client } = await stage([empty(204), empty(200), json(202, {}), html(200), twilioError(404, 20404, "gone")]);
    for (let i = 0; i < 3; i++) expect(await client.delete(PATH)).toBeUndefined();
    expect(await failure(client.delete(PATH))).toMatchObject({ name: "UnexpectedAnswerError" });
    expect(await failure(client.delete(PATH))).toMatchObject({ name: "ApiError", status: 404 });
  });
});

describe("pages", () => {
  const items = (from: number, count: number) => Array.from({ length: count }, (_, i) => ({ sid: `WA${from + i}` }));

  test("are followed by meta.next_page_url alone", async () => {
    const { client, server } = await stage([
      page("activities", items(0, 2), "?PageSize=1000&Page=1&PageToken=PAx"),
      page("activities", [], "?PageSize=1000&Page=2&PageToken=PAy"),
      page("activities", items(2, 1)),
    ]);
    const all = await collect(client.list(PATH, "activities", { FriendlyName: "a b" }));
    expect(all.map((item) => item["sid"])).toEqual(["WA0", "WA1", "WA2"]);
    expect(server.requests.map((request) => request.query.toString())).toEqual([
      "PageSize=1000&FriendlyName=a+b",
      "PageSize=1000&Page=1&PageToken=PAx",
      "PageSize=1000&Page=2&PageToken=PAy",
    ]);
  });

  test("are fetched only when they are asked for", async () => {
    const { client, server } = await stage([page("activities", items(0, 2), "?PageToken=PAx")]);
    for await (const item of client.list(PATH, "activities", { PageSize: "2" })) {
      if (item["sid"] === "WA1") break;
    }
    expect(server.requests.map((request) => request.query.toString())).toEqual(["PageSize=2"]);
  });

  test("at another origin are not asked for, with or without credentials", async () => {
    const stranger = await scriptedServer(page("activities", items(9, 1)));
    for (const next of [
      `${stranger.origin}/v1/x?Page=1`,
      `${stranger.origin.replace("http://", "//")}/v1/x`,
      "http://[",
    ]) {
      const { client } = await stage([page("activities", items(0, 1), next)]);
      const seen: unknown[] = [];
      const error = await failure(
        (async () => {
          for await (const item of client.list(PATH, "activities")) seen.push(item);
        })(),
      );
      expect(error).toMatchObject({ name: "UnexpectedAnswerError", code: "TR5032" });
      expect(seen).toEqual([]);
    }
    expect(stranger.requests).toEqual([]);
    await stranger.close();
  });

  test("at the right origin but with credentials of their own are refused", async () => {
    const { client, server } = await stage([]);
    server.add(page("activities", [], server.origin.replace("http://", "http://me:pw@")));
    const error = (await failure(collect(client.list(PATH, "activities")))) as Error;
    expect(error).toMatchObject({ code: "TR5032" });
    expect(error.message).not.toContain("pw@");
  });

  test("that lead back to a page already read end the list with an error", async () => {
    const { client, server } = await stage([
      page("activities", [], "?PageToken=PAx"),
      page("activities", [], "?PageToken=PAy"),
      page("activities", [], "?PageToken=PAx"),
    ]);
    expect(await failure(collect(client.list(PATH, "activities")))).toMatchObject({ code: "TR5033" });
    expect(server.requests).toHaveLength(3);
  });

  test.each([
    ["another key", { workspaces: [], meta: { next_page_url: null } }, 'an array "activities"'],
    ["no meta", { activities: [] }, '"meta"'],
    ["things that are no objects", { activities: [1], meta: { next_page_url: null } }, '"meta"'],
    ["a single object", { sid: "WA1", friendly_name: "x" }, "the keys sid, friendly_name"],
  ])("an answer with %s is no list", async (_name, body, says) => {
    const { client } = await stage([json(200, body)]);
    const error = (await failure(collect(client.list(PATH, "activities")))) as Error;
    expect(error).toMatchObject({ name: "UnexpectedAnswerError", code: "TR5030" });
    expect(error.message).toContain(says);
  });

  test("a page that fails for a moment is fetched again, and no item comes twice", async () => {
    const { client } = await stage([
      page("activities", items(0, 1), "?PageToken=PAx"),
      twilioError(500, 20500, "Oops"),
      page("activities", items(1, 1)),
    ]);
    expect(await collect(client.list(PATH, "activities"))).toEqual(items(0, 2));
  });
});

test("an answer that does not end is cut off", async () => {
  let sent = 0;
  const flood: Step = (_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const chunk = Buffer.alloc(64 * 1024, " ");
    const pour = () => {
      if (response.destroyed) return;
      sent += chunk.length;
      if (response.write(chunk)) setImmediate(pour);
      else response.once("drain", pour);
    };
    pour();
  };
  const { client } = await stage([flood, flood], { maxAnswerBytes: 1_000_000 });
  expect(await failure(client.get(PATH))).toMatchObject({ name: "UnexpectedAnswerError" });
  expect(await failure(client.create(PATH, {}))).toMatchObject({ name: "LostAnswerError", kind: "truncated" });
  expect(sent).toBeLessThan(100_000_000);
});

test("a trickle is not waited for for ever", async () => {
  const { client } = await stage(
    [
      (_request, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        const timer = setInterval(() => response.write(" "), 2);
        response.on("close", () => clearInterval(timer));
      },
    ],
    { timeouts: { body: 10 }, maxRetries: 0 },
  );
  expect(await failure(client.get(PATH))).toMatchObject({ name: "LostAnswerError", kind: "timeout", status: 200 });
});

test("all clients share one pool: ten of them in turn do not make ten connections", async () => {
  const sockets = new Set<unknown>();
  const remember: Step = (request, response, origin) => {
    sockets.add(response.socket);
    ok(request, response, origin);
  };
  const { server } = await stage(Array.from({ length: 10 }, () => remember));
  for (let i = 0; i < 10; i++) await clientFor(server.origin).client.get(PATH);
  // Two, since undici gives a connection back a moment after the answer.
  expect(sockets.size).toBeLessThanOrEqual(2);
});

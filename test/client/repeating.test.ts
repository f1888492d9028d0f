import { describe, expect, test } from "vitest";
import {
  ApiError,
  ConnectionError,
  isGone,
  LostAnswerError,
  type TaskRouterClient,
  UnexpectedAnswerError,
} from "../../src/client";
import {
  empty,
  hang,
  html,
  json,
  raw,
  redirect,
  reset,
  type Step,
  scriptedServer,
  stalled,
  tooMany,
  truncated,
  twilioError,
} from "../support/scripted-server";
import { clientFor, collect, failure, stage } from "./fixture";

const PATH = "/v1/Workspaces";
const FORM = { FriendlyName: "Größe & 'Spaß' +1" };

const operations = {
  get: (client: TaskRouterClient) => client.get(PATH),
  list: (client: TaskRouterClient) => collect(client.list(PATH, "workspaces")),
  delete: (client: TaskRouterClient) => client.delete(PATH),
  "delete if unchanged": (client: TaskRouterClient) => client.delete(PATH, { ifMatch: '"7"' }),
  update: (client: TaskRouterClient) => client.update(PATH, FORM),
  "update once": (client: TaskRouterClient) => client.update(PATH, FORM, { idempotent: false }),
  "update if unchanged": (client: TaskRouterClient) => client.update(PATH, FORM, { ifMatch: '"7"' }),
  create: (client: TaskRouterClient) => client.create(PATH, FORM),
};
type Operation = keyof typeof operations;

const REPEATED: Operation[] = ["get", "list", "delete", "delete if unchanged", "update"];
const ONCE: Operation[] = ["create", "update once", "update if unchanged"];
const ALL = [...REPEATED, ...ONCE];

type Ending = { readonly name: string } & Record<string, unknown>;

/** Trouble that does not pass, who repeats it, and the error that it ends in. */
const policy: [trouble: string, step: Step, who: Operation[], repeats: boolean, ending: Ending][] = [
  ["429", tooMany(), ALL, true, { name: "ApiError", code: "TR5003", status: 429, twilioCode: 20429 }],
  ["429 of a proxy", html(429), ALL, true, { name: "ApiError", code: "TR5003", status: 429 }],
  ["429 cut off", truncated(429, { message: "too many" }), ALL, true, { name: "ApiError", status: 429 }],
  [
    "500",
    twilioError(500, 20500, "Oops"),
    REPEATED,
    true,
    { name: "ApiError", code: "TR5001", status: 500, twilioCode: 20500 },
  ],
  [
    "500",
    twilioError(500, 20500, "Oops"),
    ONCE,
    false,
    { name: "LostAnswerError", code: "TR5010", kind: "server-error", status: 500 },
  ],
  ["503 of a proxy", html(503), REPEATED, true, { name: "LostAnswerError", kind: "server-error", status: 503 }],
  ["503 of a proxy", html(503), ONCE, false, { name: "LostAnswerError", kind: "server-error", status: 503 }],
  ["503 without a body", empty(503), ONCE, false, { name: "LostAnswerError", kind: "server-error", status: 503 }],
  ["a closed connection", reset, REPEATED, true, { name: "LostAnswerError", kind: "reset", status: undefined }],
  ["a closed connection", reset, ONCE, false, { name: "LostAnswerError", kind: "reset" }],
  ["no answer", hang, REPEATED, true, { name: "LostAnswerError", kind: "timeout", status: undefined }],
  ["no answer", hang, ONCE, false, { name: "LostAnswerError", kind: "timeout" }],
  [
    "half an answer and then nothing",
    stalled(201),
    REPEATED,
    true,
    { name: "LostAnswerError", kind: "timeout", status: 201 },
  ],
  [
    "half an answer and then nothing",
    stalled(201),
    ONCE,
    false,
    { name: "LostAnswerError", kind: "timeout", status: 201 },
  ],
  [
    "a truncated answer",
    truncated(200, { sid: "WS" }),
    REPEATED,
    true,
    { name: "LostAnswerError", kind: "truncated", status: 200 },
  ],
  [
    "a truncated answer",
    truncated(201, { sid: "WS" }),
    ONCE,
    false,
    { name: "LostAnswerError", kind: "truncated", status: 201 },
  ],
  [
    "a truncated 500",
    truncated(500, { message: "x" }),
    ONCE,
    false,
    { name: "LostAnswerError", kind: "truncated", status: 500 },
  ],
  [
    "broken JSON",
    raw(200, "application/json", '{"sid":'),
    REPEATED,
    true,
    { name: "LostAnswerError", kind: "truncated" },
  ],
  ["broken JSON", raw(201, "application/json", '{"sid":'), ONCE, false, { name: "LostAnswerError", kind: "truncated" }],
  ["a web page", html(200), REPEATED, false, { name: "UnexpectedAnswerError", code: "TR5030", status: 200 }],
  ["a web page", html(200), ONCE, false, { name: "LostAnswerError", kind: "not-json", status: 200 }],
  ["JSON, but a list", json(200, [1]), REPEATED, false, { name: "UnexpectedAnswerError", status: 200 }],
  ["JSON, but a list", json(200, [1]), ONCE, false, { name: "LostAnswerError", kind: "not-json" }],
  ["an empty 201", empty(201), ONCE, false, { name: "LostAnswerError", kind: "not-json", status: 201 }],
  ["an empty 200", empty(200), ["get", "list", "update"], false, { name: "UnexpectedAnswerError", status: 200 }],
  [
    "a redirect",
    redirect("https://elsewhere.example/login?token=1"),
    ALL,
    false,
    { name: "UnexpectedAnswerError", code: "TR5031", status: 302, target: "https://elsewhere.example/login" },
  ],
  [
    "400",
    twilioError(400, 20001, "Invalid"),
    ALL,
    false,
    { name: "ApiError", code: "TR5001", status: 400, twilioCode: 20001, twilioMessage: "Invalid" },
  ],
  ["401", twilioError(401, 20003, "Authenticate"), ALL, false, { name: "ApiError", code: "TR5002", status: 401 }],
  [
    "404",
    twilioError(404, 20404, "not found"),
    ALL,
    false,
    { name: "ApiError", status: 404, requestId: "RQ00000000000000000000000000000001" },
  ],
  ["404 of a proxy", html(404), ALL, false, { name: "UnexpectedAnswerError", status: 404 }],
  ["412", twilioError(412, 20412, "changed"), ALL, false, { name: "ApiError", status: 412 }],
  ["403 in another JSON", json(403, { error: "denied" }), ALL, false, { name: "UnexpectedAnswerError", status: 403 }],
];

const rows = policy.flatMap(([trouble, step, who, repeats, ending]) =>
  who.map((operation) => [trouble, operation, step, repeats, ending] as const),
);

describe("trouble that does not pass", () => {
  test.each(rows)("%s, %s", async (trouble, operation, step, repeats, ending) => {
    // Short only where nothing comes: on a busy machine an answer may take longer than that.
    const patience = /^(no|half an) answer/.test(trouble) ? 25 : 5_000;
    const { client, server, delays } = await stage([step, step, step, step], {
      maxRetries: 2,
      timeouts: { headers: patience, body: patience },
    });
    const error = await failure(operations[operation](client));
    expect(error).toMatchObject({ ...ending, url: `${server.origin}${PATH}` });
    expect(server.requests).toHaveLength(repeats ? 3 : 1);
    expect(delays).toEqual(repeats ? [250, 500] : []);
  });
});

describe("trouble that passes", () => {
  const good: Record<Operation, Step> = {
    get: json(200, { sid: "WS1" }),
    list: json(200, { workspaces: [], meta: { next_page_url: null } }),
    delete: empty(204),
    "delete if unchanged": empty(204),
    update: json(200, { sid: "WS1" }),
    "update once": json(200, { sid: "WS1" }),
    "update if unchanged": json(200, { sid: "WS1" }),
    create: json(201, { sid: "WS1" }),
  };
  test.each(ALL)("%s goes on after 429", async (operation) => {
    const { client, server, delays } = await stage([tooMany("2"), tooMany(), good[operation]]);
    await operations[operation](client);
    expect(server.requests).toHaveLength(3);
    expect(delays).toEqual([2_250, 500]);
  });

  test.each(REPEATED)("%s goes on after 500, 503, a closed connection and half an answer", async (operation) => {
    const unavailable = twilioError(503, 20503, "later", { "retry-after": "1" });
    const script = [
      twilioError(500, 20500, "Oops"),
      unavailable,
      reset,
      truncated(200, { sid: "WS1" }),
      good[operation],
    ];
    const { client, server, delays } = await stage(script);
    await operations[operation](client);
    expect(server.requests).toHaveLength(5);
    expect(delays).toEqual([250, 1_500, 1_000, 2_000]);
  });

  test("a create that met 429 and then lost its answer is not sent a third time", async () => {
    const { client, server } = await stage([tooMany(), reset, json(201, { sid: "WS1" })]);
    expect(await failure(client.create(PATH, FORM))).toMatchObject({ name: "LostAnswerError", kind: "reset" });
    expect(server.requests).toHaveLength(2);
  });
});

test("a connection that the server closed while it was idle loses no create", async () => {
  const { client, server } = await stage([
    (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end("{}", () => response.socket?.destroy());
    },
    json(201, { sid: "WS1" }),
  ]);
  await client.get(PATH);
  expect(await client.create(PATH, FORM)).toEqual({ sid: "WS1" });
  expect(server.requests).toHaveLength(2);
});

describe("no connection", () => {
  async function closedPort(): Promise<string> {
    const server = await scriptedServer();
    await server.close();
    return server.origin;
  }

  test.each(ALL)("%s is repeated: nothing was sent", async (operation) => {
    const { client, delays } = clientFor(await closedPort(), { maxRetries: 3 });
    const error = await failure(operations[operation](client));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: "TR5020", kind: "refused", systemCode: "ECONNREFUSED" });
    expect(delays).toEqual([250, 500, 1_000]);
  });

  test("a name without an address", async () => {
    const { client, delays } = clientFor("http://nowhere.invalid", { maxRetries: 1 });
    expect(await failure(client.create(PATH, FORM))).toMatchObject({ name: "ConnectionError", kind: "dns" });
    expect(delays).toHaveLength(1);
  });

  test("https:// to a server that speaks http://: not repeated, and said", async () => {
    const server = await scriptedServer();
    const { client, delays } = clientFor(server.origin.replace("http:", "https:"));
    const error = await failure(client.create(PATH, FORM));
    await server.close();
    expect(error).toMatchObject({ name: "ConnectionError", kind: "tls" });
    expect(delays).toEqual([]);
  });
});

describe("beforeWrite", () => {
  test("runs before every attempt of a write, and of no read", async () => {
    let calls = 0;
    const beforeWrite = async () => void calls++;
    const ok = json(200, { sid: "WS1" });
    const { client } = await stage([ok, tooMany(), ok, reset, empty(204), tooMany(), ok], { beforeWrite });
    await client.get(PATH);
    expect(calls).toBe(0);
    await client.create(PATH, FORM);
    expect(calls).toBe(2);
    await client.delete(PATH);
    expect(calls).toBe(4);
    await client.update(PATH, FORM);
    expect(calls).toBe(6);
  });

  test("stops a repetition as well", async () => {
    const gone = new Error("the engine is gone");
    let calls = 0;
    const beforeWrite = async () => {
      calls++;
      if (calls === 2) throw gone;
    };
    const { client, server } = await stage([tooMany(), json(201, {})], { beforeWrite });
    expect(await failure(client.create(PATH, FORM))).toBe(gone);
    expect(server.requests).toHaveLength(1);
  });
});

test("gone means Twilio's own 404, and nothing else", async () => {
  const answers: [Step, boolean][] = [
    [twilioError(404, 20404, "not found"), true],
    [twilioError(404, 20001, "not found"), false],
    [json(404, { message: "no such route" }), false],
    [html(404), false],
    [twilioError(410, 20404, "gone"), false],
    [twilioError(400, 20404, "odd"), false],
  ];
  for (const [step, gone] of answers) {
    const { client } = await stage([step]);
    expect(isGone(await failure(client.get(PATH)))).toBe(gone);
  }
  expect(isGone(undefined)).toBe(false);
});

test("each error is an Error of its own class", () => {
  for (const type of [ApiError, LostAnswerError, ConnectionError, UnexpectedAnswerError]) {
    expect(Object.getPrototypeOf(type.prototype)).toBeInstanceOf(Error);
  }
});

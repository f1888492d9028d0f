import { inspect } from "node:util";
import { expect, test } from "vitest";
import { ConfigurationError, resolveSettings, type TaskRouterClient } from "../../src/client";
import {
  empty,
  hang,
  html,
  json,
  page,
  redirect,
  reset,
  type Step,
  scriptedServer,
  tooMany,
  truncated,
  twilioError,
} from "../support/scripted-server";
import { ACCOUNT, clientFor, collect, configOf, ENCODED, failure, SECRET, stage } from "./fixture";

const PATH = "/v1/Workspaces/WS00000000000000000000000000000001/Activities";
const create = (client: TaskRouterClient) => client.create(PATH, { FriendlyName: "Lunch" });
const get = (client: TaskRouterClient) => client.get(PATH, { FriendlyName: "Lunch" });
const list = (client: TaskRouterClient) => collect(client.list(PATH, "activities"));

/** A message as on screen, with a fixed port in it. */
async function said(step: Step, work: (client: TaskRouterClient) => Promise<unknown>): Promise<string> {
  const { client, server } = await stage([step, step], {
    maxRetries: 1,
    now: () => 0,
    // Only silence is cut short: a busy machine must not cut off the others.
    ...(step === hang && { timeouts: { headers: 20, body: 20 } }),
  });
  const error = await failure(work(client));
  return (error as Error).message.replaceAll(server.origin, "http://127.0.0.1:8080");
}

test("the words of every kind of failure", async () => {
  expect(await said(twilioError(400, 20001, "Activity already exists"), create)).toMatchInlineSnapshot(`
    "Twilio 400, code 20001: Activity already exists
      POST http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities   request RQ00000000000000000000000000000001
      https://www.twilio.com/docs/errors/20001"
  `);
  expect(await said(json(400, { message: "Bad request" }), create)).toMatchInlineSnapshot(`
    "Twilio 400: Bad request
      POST http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities"
  `);
  expect(await said(twilioError(401, 20003, "Authenticate"), get)).toMatchInlineSnapshot(`
    "Twilio 401, code 20003: Authenticate
      GET http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities   request RQ00000000000000000000000000000001
      https://www.twilio.com/docs/errors/20003
      Twilio does not accept the credentials in taskrouter:accountSid and taskrouter:authToken. Check that they belong together and are still valid; credentials belong to one region, here us1."
  `);
  expect(await said(tooMany("2"), create)).toMatchInlineSnapshot(`
    "Twilio 429, code 20429: Too Many Requests
      POST http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities   request RQ00000000000000000000000000000001
      https://www.twilio.com/docs/errors/20429
      Tried 2 times in 0 ms. The account's rate limit is shared with its live traffic: run again later, or with less at once (pulumi up --parallel 4)."
  `);
  expect(await said(twilioError(500, 20500, "Internal Server Error"), create)).toMatchInlineSnapshot(`
    "it is unknown whether Twilio did what was asked: Twilio 500, code 20500: Internal Server Error
      POST http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities   request RQ00000000000000000000000000000001
      Look whether it was done before it is sent again."
  `);
  expect(await said(twilioError(500, 20500, "Internal Server Error"), get)).toMatchInlineSnapshot(`
    "Twilio 500, code 20500: Internal Server Error
      GET http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities   request RQ00000000000000000000000000000001
      https://www.twilio.com/docs/errors/20500
      Tried 2 times in 0 ms."
  `);
  expect(await said(empty(503), get)).toMatchInlineSnapshot(`
    "no usable answer: the server answered 503 with an empty body
      GET http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities
      Tried 2 times.
      Nothing was changed. Run again; if it stays so, see https://status.twilio.com."
  `);
  expect(await said(reset, create)).toMatchInlineSnapshot(`
    "it is unknown whether Twilio did what was asked: the connection broke before an answer came
      POST http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities
      Look whether it was done before it is sent again."
  `);
  expect(await said(hang, get)).toMatchInlineSnapshot(`
    "no usable answer: no answer within 20 ms
      GET http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities
      Tried 2 times.
      Nothing was changed. Run again; if it stays so, see https://status.twilio.com."
  `);
  expect(await said(truncated(201, { sid: "WA1" }), create)).toMatchInlineSnapshot(`
    "it is unknown whether Twilio did what was asked: the connection broke in the middle of the answer
      POST http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities
      Look whether it was done before it is sent again."
  `);
  expect(await said(html(200), create)).toMatchInlineSnapshot(`
    "it is unknown whether Twilio did what was asked: the server answered 200 with a web page: <!doctype html> <html><body>Welcome</body></html>
      POST http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities
      Is http://127.0.0.1:8080 TaskRouter's API? Check taskrouter:baseUrl (without it, taskrouter:region and taskrouter:edge make the address).
      Look whether it was done before it is sent again."
  `);
  expect(await said(html(200), get)).toMatchInlineSnapshot(`
    "the server answered 200 with a web page, where TaskRouter answers with a JSON object
      GET http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities   status 200
      it begins: <!doctype html> <html><body>Welcome</body></html>
      Is http://127.0.0.1:8080 TaskRouter's API? Check taskrouter:baseUrl (without it, taskrouter:region and taskrouter:edge make the address)."
  `);
  expect(await said(html(404, "No such page"), get)).toMatchInlineSnapshot(`
    "the server answered 404 with a web page, where TaskRouter answers with a JSON object
      GET http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities   status 404
      it begins: <!doctype html> <html><body>No such page</body></html>
      Is http://127.0.0.1:8080 TaskRouter's API? Check taskrouter:baseUrl (without it, taskrouter:region and taskrouter:edge make the address)."
  `);
  expect(await said(redirect("https://login.example/start?session=1"), get)).toMatchInlineSnapshot(`
    "the server redirects to https://login.example/start; redirects are not followed, since the credentials belong to http://127.0.0.1:8080 alone
      GET http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities   status 302
      Is http://127.0.0.1:8080 TaskRouter's API? Check taskrouter:baseUrl (without it, taskrouter:region and taskrouter:edge make the address)."
  `);
  expect(await said(json(200, { sid: "WA1" }), list)).toMatchInlineSnapshot(`
    "the answer is JSON but no list: it lacks an array "activities"
      GET http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities   status 200
      it begins: the keys sid
      Is http://127.0.0.1:8080 TaskRouter's API? Check taskrouter:baseUrl (without it, taskrouter:region and taskrouter:edge make the address)."
  `);
  expect(await said(page("activities", [], "https://elsewhere.example/v1?PageToken=1"), list)).toMatchInlineSnapshot(`
    "the next page of the list lies at https://elsewhere.example/v1, not at http://127.0.0.1:8080: it was not asked for, since the credentials belong to http://127.0.0.1:8080 alone
      GET http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities   status 200
      Is http://127.0.0.1:8080 TaskRouter's API? Check taskrouter:baseUrl (without it, taskrouter:region and taskrouter:edge make the address)."
  `);
  expect(await said(page("activities", [], "?PageSize=1000"), list)).toMatchInlineSnapshot(`
    "the list does not end: after 1 page meta.next_page_url leads back to one of them
      GET http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities   status 200
      Is http://127.0.0.1:8080 TaskRouter's API? Check taskrouter:baseUrl (without it, taskrouter:region and taskrouter:edge make the address)."
  `);
});

test("the words of a connection that was refused", async () => {
  const server = await scriptedServer();
  await server.close();
  const error = (await failure(create(clientFor(server.origin, { maxRetries: 1 }).client))) as Error;
  expect(error.message.replaceAll(server.origin, "http://127.0.0.1:8080")).toMatchInlineSnapshot(`
    "http://127.0.0.1:8080 refused the connection: nothing listens there (ECONNREFUSED)
      POST http://127.0.0.1:8080/v1/Workspaces/WS00000000000000000000000000000001/Activities   nothing was sent, tried 2 times
      If this is an emulator, is it running, and on this port? Check taskrouter:baseUrl (without it, taskrouter:region and taskrouter:edge make the address)."
  `);
});

test("the words of a configuration that cannot be used", () => {
  const message = (config: Record<string, string>): string => {
    try {
      return `accepted ${resolveSettings(configOf(config), {}).baseUrl}`;
    } catch (error) {
      return error instanceof ConfigurationError ? error.message : String(error);
    }
  };
  expect(message({})).toMatchInlineSnapshot(`
    "the configuration has 2 problems
      - the Twilio account is not set: run \`pulumi config set taskrouter:accountSid AC…\` or set TWILIO_ACCOUNT_SID (it is needed with an API key too: it keeps a program from changing the wrong account)
      - no credentials are set: run \`pulumi config set --secret taskrouter:authToken …\`, or \`pulumi config set taskrouter:apiKey SK…\` and \`pulumi config set --secret taskrouter:apiSecret …\` (or set TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET)"
  `);
  expect(message({ accountSid: ACCOUNT, authToken: SECRET, region: "ie1" })).toMatchInlineSnapshot(
    `"taskrouter:region is ie1 but no edge is set, and Twilio routes host names without an edge to us1, which holds other data: run \`pulumi config set taskrouter:edge dublin\` or set TWILIO_EDGE=dublin"`,
  );
});

test("no secret in any message, inspection or serialisation, even when the server echoes it", async () => {
  const echo =
    (status: number, type: string): Step =>
    (request, response) => {
      const text = `you sent ${request.headers.authorization}: ${SECRET}, ${encodeURIComponent(SECRET)}`;
      response.writeHead(status, {
        "content-type": type,
        location: `http://127.0.0.1:1/${encodeURIComponent(SECRET)}/${ENCODED}`,
      });
      response.end(
        type.includes("json") ? JSON.stringify({ message: text, code: 1, more_info: `https://x/${SECRET}` }) : text,
      );
    };
  const steps = [
    echo(400, "application/json"),
    echo(400, "text/html"),
    echo(500, "application/json"),
    echo(500, "text/html"),
    echo(201, "text/html"),
    echo(302, "text/html"),
    echo(429, "application/json"),
    page("activities", [], `https://elsewhere.example/${encodeURIComponent(SECRET)}`),
    json(200, { [SECRET]: ENCODED }),
    reset,
  ];
  for (const step of steps) {
    for (const work of [create, get, list]) {
      const { client } = await stage([step], { maxRetries: 0 });
      const outcome = await work(client).catch((error: unknown) => error);
      if (!(outcome instanceof Error)) continue;
      const shown = [
        outcome.message,
        outcome.stack,
        inspect(outcome, { depth: 9, showHidden: true }),
        JSON.stringify(outcome),
        inspect(client, { depth: 9, showHidden: true }),
        JSON.stringify(client),
      ].join("\n");
      for (const secret of [SECRET, ENCODED, encodeURIComponent(SECRET)]) expect(shown).not.toContain(secret);
    }
  }
});

test("what is quoted is short, on one line, and cannot move the cursor", async () => {
  const message = await said(
    html(400, `\u001b[31mred\u001b[0m\r\nError: forged\u2028line\u202e\u0000${"x".repeat(5_000)}🎉`),
    get,
  );
  expect(message.length).toBeLessThan(700);
  expect(message.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  expect(message.split("\n")).toHaveLength(4);
  const twilio = await said(twilioError(400, 20001, `bad\u001b[2J\nTwilio 200: fine ${"y".repeat(9_000)}`), get);
  expect(twilio.split("\n")).toHaveLength(3);
  expect(twilio.length).toBeLessThan(2_500);
});

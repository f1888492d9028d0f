import { describe, expect, onTestFinished, test } from "vitest";
import type { ClientOptions, Settings } from "../../src/client";
import { readPage } from "../../src/client/pages";
import { empty, json, page, type Step, scriptedServer, tooMany, twilioError } from "../support/scripted-server";
import { ACCOUNT, clientFor, collect, ENCODED, failure, settingsFor, stage } from "./fixture";

const QUEUES = `/2010-04-01/Accounts/${ACCOUNT}/Queues.json`;
const QUEUE = QUEUES.replace(".json", "/QU1.json");
const TASKROUTER = "/v1/Workspaces";

/** One page as the 2010-04-01 API writes it. */
function flat(items: unknown[], next: string | null): Step {
  return json(200, {
    queues: items,
    page: 0,
    page_size: 2,
    start: 0,
    end: 1,
    uri: `${QUEUES}?PageSize=2`,
    first_page_uri: `${QUEUES}?PageSize=2&Page=0`,
    next_page_uri: next,
    previous_page_uri: null,
  });
}

describe("the 2010-04-01 API", () => {
  test("its objects are fetched, made, changed and deleted with the same credentials", async () => {
    const queue = { sid: "QU1", friendly_name: "WW1", max_size: 100 };
    const { client, server } = await stage([json(201, queue), json(200, queue), json(200, queue), empty(204)]);
    expect(await client.create(QUEUES, { FriendlyName: "WW1", MaxSize: "100" })).toEqual(queue);
    expect(await client.update(QUEUE, { MaxSize: "500" })).toEqual(queue);
    expect(await client.get(QUEUE)).toEqual(queue);
    await client.delete(QUEUE);
    expect(server.requests.map(({ method, path, form }) => [method, path, form])).toEqual([
      ["POST", QUEUES, { FriendlyName: "WW1", MaxSize: "100" }],
      ["POST", QUEUE, { MaxSize: "500" }],
      ["GET", QUEUE, {}],
      ["DELETE", QUEUE, {}],
    ]);
    expect(new Set(server.requests.map(({ headers }) => headers.authorization))).toEqual(new Set([`Basic ${ENCODED}`]));
  });

  test("its lists lead on by next_page_uri, which is relative", async () => {
    const { client, server } = await stage([
      flat([{ sid: "QU1" }, { sid: "QU2" }], `${QUEUES}?PageSize=2&Page=1&PageToken=PAQU2`),
      flat([{ sid: "QU3" }], null),
    ]);
    const all = await collect(client.list(QUEUES, "queues", { PageSize: "2" }));
    expect(all).toEqual([{ sid: "QU1" }, { sid: "QU2" }, { sid: "QU3" }]);
    expect(server.requests.map(({ path, query }) => [path, query.toString()])).toEqual([
      [QUEUES, "PageSize=2"],
      [QUEUES, "PageSize=2&Page=1&PageToken=PAQU2"],
    ]);
  });

  test.each([
    ["TaskRouter's envelope", { queues: [], meta: { next_page_url: null } }, '"next_page_uri"'],
    ["another key", { calls: [], next_page_uri: null }, 'an array "queues"'],
  ])("%s is no list of it", async (_name, body, says) => {
    const { client } = await stage([json(200, body)]);
    const error = (await failure(collect(client.list(QUEUES, "queues")))) as Error;
    expect(error).toMatchObject({ name: "UnexpectedAnswerError", code: "TR5030" });
    expect(error.message).toContain(says);
  });

  test("and its envelope is none of TaskRouter's", async () => {
    const { client } = await stage([flat([], null)]);
    expect(await failure(collect(client.list(TASKROUTER, "queues")))).toMatchObject({ code: "TR5030" });
  });

  test.each(["https://evil.example/2010-04-01/x", "//evil.example/2010-04-01/x", "http://[", 7])(
    "a next page at %j is not asked for",
    async (next) => {
      const { client, server } = await stage([json(200, { queues: [{ sid: "QU1" }], next_page_uri: next })]);
      expect(await failure(collect(client.list(QUEUES, "queues")))).toMatchObject({ code: "TR5032" });
      expect(server.requests).toHaveLength(1);
    },
  );

  test("pages that lead back end the list with an error", async () => {
    const { client } = await stage([flat([], `${QUEUES}?Page=1`), flat([], `${QUEUES}?Page=1`)]);
    const error = (await failure(collect(client.list(QUEUES, "queues")))) as Error;
    expect(error).toMatchObject({ code: "TR5033" });
    expect(error.message).toContain("next_page_uri leads back");
  });

  test("a page of an edge location is asked for at the same host", () => {
    const own = `https://api.dublin.ie1.twilio.com${QUEUES}`;
    const answer = { status: 200, body: { queues: [], next_page_uri: `${QUEUES}?Page=1` }, headers: {} };
    const read = readPage({ method: "GET", url: own }, answer, "queues", (text) => text);
    expect(read.next?.href).toBe(`${own}?Page=1`);
  });

  test.each([
    "/2010-04-01",
    "/2010-04-01/",
    "/2010-04-01/../v1/x",
    "/2010-04-01/Accounts//Queues.json",
    "/2008-08-01/Accounts",
    "/v2/x",
  ])("%j is no path", async (path) => {
    const { client, server } = await stage([]);
    expect(await failure((async () => client.get(path))())).toBeInstanceOf(TypeError);
    expect(server.requests).toEqual([]);
  });
});

/** Two hosts, as with Twilio itself. */
async function twoHosts(first: Step[], second: Step[], options: Partial<ClientOptions> = {}) {
  const [taskRouter, api] = [await scriptedServer(...first), await scriptedServer(...second)];
  onTestFinished(() => taskRouter.close());
  onTestFinished(() => api.close());
  const own = settingsFor(taskRouter.origin);
  const settings: Settings = {
    ...own,
    apiBaseUrl: api.origin,
    authorization: () => own.authorization(),
    redact: (text) => own.redact(text),
  };
  return { taskRouter, api, ...clientFor("", { settings, ...options }) };
}

describe("two hosts", () => {
  test("each gets what is its own", async () => {
    const { client, taskRouter, api } = await twoHosts([page("workspaces", [])], [flat([], null), json(200, {})]);
    await collect(client.list(TASKROUTER, "workspaces"));
    await collect(client.list(QUEUES, "queues"));
    await client.get(QUEUE);
    expect(taskRouter.requests.map(({ path }) => path)).toEqual([TASKROUTER]);
    expect(api.requests.map(({ path }) => path)).toEqual([QUEUES, QUEUE]);
  });

  test("a page of one that leads to the other is not asked for", async () => {
    const { client, taskRouter, api } = await twoHosts([], []);
    api.add(json(200, { queues: [], next_page_uri: `${taskRouter.origin}/v1/x` }));
    expect(await failure(collect(client.list(QUEUES, "queues")))).toMatchObject({ code: "TR5032" });
    expect(taskRouter.requests).toEqual([]);
  });

  test("a 429 of one does not hold the other back", async () => {
    const held: { fallAsleep?: () => void; wake?: () => void } = {};
    const asleep = new Promise<void>((resolve) => {
      held.fallAsleep = resolve;
    });
    const { client, api } = await twoHosts([json(200, {})], [tooMany("5"), json(200, { sid: "QU1" })], {
      sleep: () => {
        held.fallAsleep?.();
        return new Promise((resolve) => {
          held.wake = resolve;
        });
      },
    });
    const refused = client.get(QUEUE);
    await asleep;
    expect(await client.get(TASKROUTER)).toEqual({});
    expect(api.requests).toHaveLength(1);
    held.wake?.();
    expect(await refused).toEqual({ sid: "QU1" });
  });

  test("the words name the host that was asked", async () => {
    const { client, api } = await twoHosts(
      [],
      [twilioError(404, 20404, "no such queue"), json(301, {}, { location: "/" })],
    );
    expect(((await failure(client.get(QUEUE))) as Error).message).toContain(api.origin + QUEUE);
    expect(((await failure(client.get(QUEUE))) as Error).message).toContain(`belong to ${api.origin} alone`);
  });
});

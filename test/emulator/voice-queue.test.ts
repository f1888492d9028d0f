import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createEmulator } from "../../src/emulator";
import { Api, type Reply, start } from "./support";

const WORKFLOW = `WW${"a".repeat(32)}`;

/** The account's voice queues: at `api.twilio.com`, so not below `/v1`. */
async function startQueues() {
  const api = await start();
  const home = `${api.emulator.url}/2010-04-01/Accounts/${api.emulator.accountSid}/Queues`;
  return { api, list: `${home}.json`, one: (sid: string) => `${home}/${sid}.json` };
}

test("are answered with relative addresses, dates of RFC 2822 and their defaults", async () => {
  const { api, list, one } = await startQueues();
  const made = await api.post(list, { FriendlyName: "sales" });
  const { sid } = made.body;
  expect(made).toMatchObject({ status: 201, assumptions: [] });
  expect(made.body).toEqual({
    sid: expect.stringMatching(/^QU[0-9a-f]{32}$/),
    account_sid: api.emulator.accountSid,
    friendly_name: "sales",
    max_size: 1_000,
    current_size: 0,
    average_wait_time: 0,
    date_created: "Mon, 23 Nov 2026 10:00:00 +0000",
    date_updated: "Mon, 23 Nov 2026 10:00:00 +0000",
    uri: one(sid).replace(api.emulator.url, ""),
  });
  expect((await api.get(one(sid))).body).toEqual(made.body);
  const updated = await api.post(one(sid), { FriendlyName: "support", MaxSize: "5000" });
  expect(updated).toMatchObject({ status: 200, body: { friendly_name: "support", max_size: 5_000 } });
  expect(await api.delete(one(sid))).toMatchObject({ status: 204, body: undefined });
  expect((await api.get(one(sid))).status).toBe(404);
});

test("one that is named by a Workflow's SID rests on an assumption, and says so", async () => {
  const { api, list } = await startQueues();
  expect((await api.post(list, { FriendlyName: WORKFLOW })).assumptions).toEqual(["A-24"]);
});

test.each([
  ["0", "A-76"],
  ["5001", "A-40"],
  ["many", "A-40"],
  ["1", undefined],
])("MaxSize %s", async (MaxSize, assumption) => {
  const { api, list } = await startQueues();
  const reply = await api.post(list, { FriendlyName: "q", MaxSize });
  expect(reply.status).toBe(assumption === undefined ? 201 : 400);
  expect(reply.assumptions).toEqual(assumption === undefined ? [] : [assumption]);
});

test("a name is one queue's only", async () => {
  const { api, list, one } = await startQueues();
  const { sid } = await api.make(list, { FriendlyName: "q" });
  const other = await api.make(list, { FriendlyName: "other" });
  const refused = { status: 400, assumptions: ["A-77"], body: { message: expect.stringContaining("already exists") } };
  expect(await api.post(list, { FriendlyName: "q" })).toMatchObject(refused);
  expect(await api.post(one(other.sid), { FriendlyName: "q" })).toMatchObject(refused);
  expect((await api.post(one(sid), { FriendlyName: "q" })).status).toBe(200);
});

test("are listed in flat pages whose addresses are relative, without a filter", async () => {
  const { api, list } = await startQueues();
  const names = ["a", "b", "c", "d", "e"];
  for (const FriendlyName of names) await api.make(list, { FriendlyName });
  const pages: Reply["body"][] = [];
  for (let at: string | null = `${list}?PageSize=2&FriendlyName=a`; at !== null; ) {
    const { body } = await api.get(at);
    pages.push(body);
    at = body.next_page_uri && api.emulator.url + body.next_page_uri;
  }
  expect(pages.map(({ queues }) => queues.map((queue: Reply["body"]) => queue.friendly_name))).toEqual([
    ["a", "b"],
    ["c", "d"],
    ["e"],
  ]);
  expect(pages.map(({ page, page_size, start, end }) => [page, page_size, start, end])).toEqual([
    [0, 2, 0, 1],
    [1, 2, 2, 3],
    [2, 2, 4, 4],
  ]);
  const path = list.replace(api.emulator.url, "");
  expect(pages[0]).toMatchObject({ previous_page_uri: null, first_page_uri: `${path}?PageSize=2&Page=0` });
  expect(pages[1].next_page_uri).toMatch(/\?PageSize=2&Page=2&PageToken=PAQU/);
  expect(pages[1].previous_page_uri).toMatch(/\?PageSize=2&Page=0&PageToken=PBQU/);
  expect(pages[2].next_page_uri).toBeNull();
  expect((await api.get(`${list}?PageSize=1&Page=9`)).body).toMatchObject({ code: 40153 });
});

test("of an account that is not one's own are not there", async () => {
  const { api, list } = await startQueues();
  const other = list.replace(api.emulator.accountSid, `AC${"9".repeat(32)}`);
  for (const reply of [await api.get(other), await api.post(other, { FriendlyName: "q" })]) {
    expect(reply).toMatchObject({ status: 404, assumptions: ["A-78"] });
  }
  expect((await api.get(list.replace(".json", "xjson"))).assumptions).toEqual([]);
});

test("with calls in it one is not deleted, and may get a lower limit than there are calls", async () => {
  const { api, one } = await startQueues();
  api.emulator.putCalls(WORKFLOW, 3);
  const state = () => api.emulator.dump().accounts[api.emulator.accountSid]?.voice_queues ?? [];
  const [{ sid } = { sid: "" }] = state();
  expect(state()).toMatchObject([{ friendly_name: WORKFLOW, max_size: 100, current_size: 3 }]);
  const refused = await api.delete(one(sid));
  expect(refused).toMatchObject({ status: 400, assumptions: ["A-77"] });
  expect(refused.body.message).toContain("because 3 calls are in it");
  expect((await api.post(one(sid), { MaxSize: "2" })).assumptions).toEqual(["A-24", "A-79"]);
  api.emulator.putCalls(WORKFLOW, 0);
  expect((await api.delete(one(sid))).status).toBe(204);
});

test.each([[-1], [101], [1.5], [Number.NaN]])("no queue takes %s calls", async (calls) => {
  const { api } = await startQueues();
  expect(() => api.emulator.putCalls(WORKFLOW, calls)).toThrow(RangeError);
  expect(() => api.emulator.putCalls(WORKFLOW, 1, "AC1")).toThrow("there is no account AC1");
});

test("over HTTP, calls come by the control API", async () => {
  const { api } = await startQueues();
  const control = (body: string) => fetch(`${api.emulator.url}/_emulator/voice-queues`, { method: "POST", body });
  const put = await control(JSON.stringify({ friendlyName: WORKFLOW, calls: 4 }));
  expect(put.status).toBe(204);
  expect(api.emulator.dump().accounts[api.emulator.accountSid]?.voice_queues).toMatchObject([{ current_size: 4 }]);
  for (const body of [
    {},
    { friendlyName: "", calls: 1 },
    { friendlyName: "q", calls: "1" },
    { friendlyName: "q", calls: 101 },
  ]) {
    expect((await control(JSON.stringify(body))).status).toBe(400);
  }
  api.emulator.reset();
  expect(api.emulator.dump().accounts[api.emulator.accountSid]?.voice_queues).toEqual([]);
});

test("are kept in the data file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "taskrouter-queues-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const options = { dataFile: join(folder, "state.json") };
  const first = await createEmulator(options);
  await new Api(first).make(`${first.url}/2010-04-01/Accounts/${first.accountSid}/Queues.json`, { FriendlyName: "q" });
  first.putCalls(WORKFLOW, 1);
  const before = first.dump();
  await first.close();
  const second = await createEmulator(options);
  onTestFinished(() => second.close());
  expect(second.dump()).toEqual(before);
});

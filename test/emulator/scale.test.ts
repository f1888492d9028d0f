import { expect, test } from "vitest";
import { NOBODY } from "../../src/emulator/engine/moment";
import { handle } from "../../src/emulator/handle";
import { newAccount } from "../../src/emulator/store";
import { NOON, routingTo } from "./support";

const account = newAccount(`AC${"0".repeat(32)}`);

function ask(method: string, path: string, form: Record<string, string> = {}) {
  const [pathname = "", search = ""] = path.replace("http://x", "").split("?");
  const answer = handle({
    method,
    path: pathname,
    query: new URLSearchParams(search),
    form: new URLSearchParams(form),
    foreignBody: false,
    ifMatch: undefined,
    account,
    origin: "http://x",
    now: NOON,
    strictNames: false,
    lenientExpressions: false,
    host: NOBODY,
    allowance: undefined,
  });
  return { status: answer.status, body: answer.body === "" ? undefined : JSON.parse(answer.body) };
}

/** All SIDs of a list, page by page. */
function sidsOf(list: string): string[] {
  const sids: string[] = [];
  for (let url: string | null = `${list}?PageSize=50`; url !== null; ) {
    const { meta, task_queues }: { meta: { next_page_url: string | null }; task_queues: { sid: string }[] } = ask(
      "GET",
      url,
    ).body;
    sids.push(...task_queues.map((row) => row.sid));
    url = meta.next_page_url;
  }
  return sids;
}

test("5,000 queues are created and not one more, listed, and deleted but for those that a workflow names", () => {
  const { sid } = ask("POST", "/v1/Workspaces", { FriendlyName: "Large" }).body;
  const list = `/v1/Workspaces/${sid}/TaskQueues`;
  for (let n = 0; n < 5_000; n++) expect(ask("POST", list, { FriendlyName: `q${n}` }).status).toBe(201);
  const { status, body } = ask("POST", list, { FriendlyName: "over" });
  expect([status, body.message]).toEqual([400, "TaskQueues are limited to less than or equal to 5000"]);
  const sids = sidsOf(list);
  expect(new Set(sids).size).toBe(5_000);
  const workflow = { FriendlyName: "W", Configuration: routingTo(...sids.slice(0, 100)) };
  expect(ask("POST", `/v1/Workspaces/${sid}/Workflows`, workflow).status).toBe(201);
  for (const queue of sids.slice(100)) expect(ask("DELETE", `${list}/${queue}`).status).toBe(204);
  expect(sidsOf(list)).toEqual(sids.slice(0, 100));
});

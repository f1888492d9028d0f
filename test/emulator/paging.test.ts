import { expect, test } from "vitest";
import { Collection } from "../../src/emulator/collection";
import { type Api, type Body, nobody, refusal, startWorkspace } from "./support";

async function startQueues(count: number) {
  const started = await startWorkspace();
  for (let n = 0; n < count; n++) await started.api.make(`${started.home}/TaskQueues`, { FriendlyName: `q${n}` });
  return { ...started, list: `${started.home}/TaskQueues` };
}

const names = (page: Body): string[] => page.task_queues.map((row: Body) => row.friendly_name);

async function walk(api: Api, from: string): Promise<Body[]> {
  const pages: Body[] = [];
  for (let url: string | null = from; url !== null; ) {
    const { status, body }: Body = await api.get(url);
    expect(status).toBe(200);
    pages.push(body);
    url = body.meta.next_page_url;
  }
  return pages;
}

test("next_page_url leads through everything once, previous_page_url back", async () => {
  const { api, list, home } = await startQueues(5);
  const pages = await walk(api, `${list}?PageSize=2`);
  expect(pages.map(names)).toEqual([["q0", "q1"], ["q2", "q3"], ["q4"]]);
  const last = pages[1].task_queues[1].sid;
  const base = `${api.emulator.url}/v1${home}/TaskQueues`;
  expect(pages[2].meta).toEqual({
    page: 2,
    page_size: 2,
    first_page_url: `${base}?PageSize=2&Page=0`,
    previous_page_url: `${base}?PageSize=2&Page=1&PageToken=PB${pages[2].task_queues[0].sid}`,
    url: `${base}?PageSize=2&Page=2&PageToken=PA${last}`,
    next_page_url: null,
    key: "task_queues",
  });
  const back = (await api.get(pages[2].meta.previous_page_url)).body;
  expect(names(back)).toEqual(["q2", "q3"]);
  const first = (await api.get(back.meta.previous_page_url)).body;
  expect([names(first), first.meta.previous_page_url]).toEqual([["q0", "q1"], null]);
  expect((await api.get(`${list}?PageSize=2`)).assumptions).toEqual(["A-15", "A-33"]);
});

test("a page that is exactly full is the last one", async () => {
  const { api, list } = await startQueues(2);
  expect((await api.get(`${list}?PageSize=2`)).body.meta.next_page_url).toBeNull();
});

test("the default is 50", async () => {
  const { api, list } = await startQueues(51);
  const [first, second] = await walk(api, list);
  expect([first.task_queues.length, first.meta.page_size, names(second)]).toEqual([50, 50, ["q50"]]);
});

test("what is deleted between two pages costs nothing else", async () => {
  const { api, list, home } = await startQueues(5);
  const page = (await api.get(`${list}?PageSize=2`)).body;
  await api.delete(`${home}/TaskQueues/${page.task_queues[1].sid}`);
  await api.delete(`${home}/TaskQueues/${page.task_queues[0].sid}`);
  expect((await walk(api, page.meta.next_page_url)).flatMap(names)).toEqual(["q2", "q3", "q4"]);
});

test("filters are echoed first, spaces as +; unknown parameters are not", async () => {
  const { api, home } = await startWorkspace();
  const { meta } = (await api.get(`${home}/Activities?PageSize=1&Nonsense=1&FriendlyName=On%20a%20break&Available=no`))
    .body;
  const url = `${api.emulator.url}/v1${home}/Activities?FriendlyName=On+a+break&Available=no&PageSize=1&Page=0`;
  expect(meta).toMatchObject({ url, first_page_url: url, previous_page_url: null, next_page_url: null });
});

test("orderings and filters last from page to page", async () => {
  const { api, list } = await startQueues(3);
  const pages = await walk(api, `${list}?PageSize=1&Ordering=FriendlyName:desc`);
  expect(pages.flatMap(names)).toEqual(["q2", "q1", "q0"]);
  const { api: other, home } = await startWorkspace();
  const unavailable = await walk(other, `${home}/Activities?PageSize=1&Available=false`);
  expect(unavailable.map((page) => page.activities[0].friendly_name)).toEqual(["Offline", "Unavailable"]);
});

test.each(["0", "1001", "-1", "ten", "", "1e3"])("PageSize=%s is refused", async (size) => {
  const { api, home } = await startWorkspace();
  const reply = await api.get(`${home}/TaskQueues?PageSize=${size}`);
  expect(reply).toMatchObject({ status: 400, assumptions: ["A-16"], body: refusal("Invalid PageSize.") });
});

test("Page without a token is 40153, a token that is none 21481", async () => {
  const { api, list, home } = await startQueues(2);
  expect((await api.get(`${list}?PageSize=1&Page=0`)).status).toBe(200);
  expect(await api.get(`${list}?PageSize=1&Page=1`)).toMatchObject({ status: 400, body: { code: 40153 } });
  expect((await api.get(`${list}?Page=first`)).status).toBe(400);
  const activity = (await api.get(`${home}/Activities`)).body.activities[0].sid;
  for (const token of ["x", `PA${nobody("WQ")}`, `PA${activity}`, `PC${activity}`]) {
    expect(await api.get(`${list}?Page=1&PageToken=${token}`)).toMatchObject({ status: 400, body: { code: 21481 } });
  }
});

test("a thousand rows fit on one page", async () => {
  const { api, list } = await startQueues(3);
  const { body } = await api.get(`${list}?PageSize=1000`);
  expect([names(body), body.meta.page_size]).toEqual([["q0", "q1", "q2"], 1000]);
});

test("a collection keeps order, names and places through changes", () => {
  const record = (sid: string, name: string) => ({ sid, name, created: 0, updated: 0, revision: 0 });
  const rows = new Collection<ReturnType<typeof record>>(({ name }) => name);
  const [a, b, c] = [record("a", "x"), record("b", "y"), record("c", "x")];
  for (const row of [a, b, c]) rows.add(row);
  expect(rows.named("x")).toEqual([a, c]);
  rows.change(b, { name: "x" });
  expect(rows.named("x")).toEqual([a, b, c]);
  expect(rows.named("y")).toEqual([]);
  rows.remove(b);
  rows.remove(b);
  expect(rows.rows).toEqual([a, c]);
  expect([rows.size, rows.get("b"), rows.position("b"), rows.rank(2), rows.position("z")]).toEqual([
    2,
    undefined,
    1,
    1,
    -1,
  ]);
});

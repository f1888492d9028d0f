import { describe, expect, test } from "vitest";
import type { Json } from "../../../src/core/json";
import { UNKNOWN } from "../../../src/core/unknown";
import { toMermaid } from "../../../src/routing/graph/mermaid";
import { type PictureOptions, pictureOf } from "../../../src/routing/graph/picture";
import { lintConfiguration } from "../../../src/routing/lint";
import { type Flowchart, readMermaid } from "../../support/mermaid";
import { filter, OTHER, passing, QUEUE, routing, targets } from "../../support/routing";

const QUEUES = new Map([
  [QUEUE, { name: "Billing", targetWorkers: "team == 'billing'" }],
  [OTHER, { name: "Everyone", targetWorkers: undefined }],
]);

function drawn(document: Json, options: Partial<PictureOptions> = {}): Flowchart {
  const findings = lintConfiguration(document);
  const picture = pictureOf(document, { name: "calls", queues: QUEUES, findings, ...options });
  if (picture === undefined) throw new Error("no picture");
  return readMermaid(toMermaid(picture));
}

/** `f1 -> t1_1: after 60 s, priority 5`, or `f1 .. q1`. */
function edges({ edges: all }: Flowchart): string[] {
  const signs = new Map([
    ["-->", "->"],
    ["-.->", "~>"],
    ["-.-", ".."],
  ]);
  return all.map(({ from, arrow, to, lines }) => {
    return `${from} ${signs.get(arrow)} ${to}${lines.length === 0 ? "" : `: ${lines.join(", ")}`}`;
  });
}

const lines = ({ nodes }: Flowchart, id: string) => nodes.get(id)?.lines;
const red = ({ nodes }: Flowchart): string[] =>
  [...nodes].filter(([, { style }]) => style === "unreached").map(([id]) => id);

describe("a picture", () => {
  test("has the filters in their order, with number, name and expression", () => {
    const chart = drawn(
      routing(filter("a == 1", { filter_friendly_name: "Gold" }), filter("a == 2"), filter("a == 3", { targets: [] })),
    );
    expect(lines(chart, "task")).toEqual(["task"]);
    expect(lines(chart, "workflow")).toEqual(["calls"]);
    expect(lines(chart, "f1")).toEqual(["1 · Gold", "a == 1"]);
    expect(lines(chart, "f2")).toEqual(["filter 2", "a == 2"]);
    expect(lines(chart, "f3")).toEqual(["filter 3", "a == 3", "(no targets)"]);
    expect([...chart.nodes.keys()].filter((id) => id.startsWith("f"))).toEqual(["f1", "f2", "f3"]);
  });

  test("has a node for each queue, named, with its workers", () => {
    const chart = drawn(targets({ queue: QUEUE, timeout: 5 }, { queue: OTHER }));
    expect(lines(chart, "q1")).toEqual(["Billing", "team == 'billing'"]);
    expect(lines(chart, "q2")).toEqual(["Everyone"]);
  });

  test("draws the last target as its queue, and those before it beside their queues, with what leads on", () => {
    const chart = drawn(
      targets(
        { queue: QUEUE, priority: 10, timeout: 60, order_by: "worker.level DESC" },
        { skip_if: "workers.available == 0", expression: "worker.level > 1", timeout: "30" },
        { queue: OTHER, known_worker_sid: "task.agent" },
      ),
    );
    expect(edges(chart)).toEqual([
      "task -> workflow",
      "workflow -> f1",
      "f1 -> t1_1: priority 10, order by worker.level DESC",
      "t1_1 .. q1",
      "t1_2 .. q1",
      "t1_1 -> t1_2: after 60 s, only worker.level > 1",
      "t1_2 -> q2: after 30 s, skip if workers.available == 0, known worker task.agent",
      "workflow ~> rest",
      "rest -> q1",
    ]);
    expect(lines(chart, "t1_2")).toEqual(["Billing"]);
  });

  test.each([
    ["no document", undefined],
    ["text", "nothing"],
    ["no routing", { a: 1 }],
    ["a routing that is not known yet", { task_routing: UNKNOWN }],
  ])("of %s is none", (_what, document) => {
    expect(pictureOf(document ?? null, { name: "x" })).toBeUndefined();
  });

  test("is the same for every spelling", () => {
    const [old, present] = [
      { filters: [{ friendly_name: "A", expression: "1==1", targets: [{ task_queue_sid: QUEUE, timeout: "9" }] }] },
      { filters: [{ filter_friendly_name: "A", expression: "1==1", targets: [{ queue: QUEUE, timeout: 9 }] }] },
    ];
    expect(drawn(old)).toEqual(drawn({ task_routing: present }));
  });
});

describe("where tasks go that nobody takes", () => {
  test("the default filter is grey", () => {
    const chart = drawn(routing(filter("a == 1")));
    expect(chart.nodes.get("rest")).toEqual({ shape: "[", style: "rest", lines: ["otherwise", "default filter"] });
  });

  test("without one they are cancelled", () => {
    const chart = drawn({ filters: [filter("a == 1")] });
    expect(edges(chart)).toContain("workflow ~> cancelled: otherwise");
    expect(lines(chart, "cancelled")).toEqual(["cancelled"]);
  });

  test("where a filter takes every task, none is left", () => {
    expect(drawn({ filters: [filter("1==1")] }).nodes.has("cancelled")).toBe(false);
  });

  test("after the last timeout the next filter that matches has them, or they are cancelled (A-19)", () => {
    const chart = drawn(routing(passing("a == 1"), passing("a == 2")));
    expect(edges(chart)).toEqual(
      expect.arrayContaining([
        "t1_1 -> next: after 60 s",
        "t2_1 -> cancelled: after 60 s",
        "next ~> cancelled: if none does",
      ]),
    );
  });

  test("after skip_if the default filter may have them, too", () => {
    const skipping = { targets: [{ queue: QUEUE, skip_if: "1==1" }] };
    const chart = drawn(routing(filter("a == 1", skipping), filter("a == 2", skipping)));
    expect(edges(chart)).toEqual(
      expect.arrayContaining([
        "t1_1 -> next_or_default: skip if 1==1",
        "t2_1 -> rest: skip if 1==1",
        "next_or_default ~> rest: if none does",
      ]),
    );
    const without = drawn({ filters: [filter("a == 1", skipping), filter("a == 2", skipping)] });
    expect(edges(without)).toEqual(
      expect.arrayContaining(["t1_1 -> next: skip if 1==1", "t2_1 -> cancelled: skip if 1==1"]),
    );
  });
});

describe("what is never reached is red, with its code", () => {
  test.each<[string, string, Json[], string[]]>([
    [
      "everything behind a filter that keeps every task",
      "TR2301",
      [filter("1==1"), filter("a == 1"), filter("a == 2")],
      ["f2", "f3"],
    ],
    ["what an earlier filter shadows", "TR2303", [filter("a > 1"), filter("a == 3"), filter("b == 1")], ["f2"]],
    ["a constant that is false", "TR2304", [filter("1 == 11"), filter("b == 1")], ["f1"]],
    ["a contradiction", "TR1202", [filter("a == 1 AND a == 2"), filter("b == 1")], ["f1"]],
  ])("%s: %s", (_what, code, filters, ids) => {
    const chart = drawn(routing(...filters));
    expect(red(chart)).toEqual(ids);
    for (const id of ids) expect(lines(chart, id)?.at(-1)).toBe(`never reached: ${code}`);
    expect(chart.red.map((index) => chart.edges[index]?.from)).toEqual([...ids.map(() => "workflow"), ...ids]);
  });

  test("not what only contains a contradiction, nor what is switched off on purpose", () => {
    expect(
      red(
        drawn(routing(filter("(a == 1 AND a == 2) OR b == 1"), filter("1==0"), passing("c == 1"), passing("c == 1"))),
      ),
    ).toEqual([]);
  });

  test("a target behind one that tasks never leave, and those behind it", () => {
    const chart = drawn(targets({ queue: QUEUE }, { queue: OTHER }, { queue: QUEUE, timeout: 9 }));
    expect(red(chart)).toEqual(["t1_2", "t1_3"]);
    expect(lines(chart, "t1_2")).toEqual(["Everyone", "never reached: TR2204"]);
    expect(edges(chart)).toContain("t1_1 -> t1_2: never");
  });

  test("the targets of such a filter, though not those that another one shares", () => {
    const chart = drawn(
      routing(
        passing("1==1", { targets: [{ queue: QUEUE, timeout: 9 }, { queue: OTHER }] }),
        filter("2==3", { targets: [{ queue: QUEUE, timeout: 9 }, { queue: OTHER }] }),
      ),
    );
    expect(red(chart)).toEqual(["f2", "t2_1"]);
  });
});

describe("what is not known yet, or wrong", () => {
  test("queues that are not known yet are not one queue; a target without one has that of the target before", () => {
    const chart = drawn(targets({ queue: UNKNOWN, timeout: 5 }, { queue: UNKNOWN, timeout: 5 }, {}));
    expect(edges(chart).filter((edge) => edge.includes(".."))).toEqual(["t1_1 .. q1", "t1_2 .. q2"]);
    expect(edges(chart)).toContain("t1_2 -> q2: after 5 s");
    expect(lines(chart, "q1")).toEqual(["a queue that is not known yet"]);
  });

  test("other values say so", () => {
    const chart = drawn({
      filters: [
        { expression: UNKNOWN, filter_friendly_name: UNKNOWN, targets: [{ queue: QUEUE, timeout: UNKNOWN }, UNKNOWN] },
        UNKNOWN,
      ],
      default_filter: UNKNOWN,
    });
    expect(lines(chart, "f1")).toEqual(["1 · (not known yet)", "(not known yet)"]);
    expect(edges(chart)).toContain("t1_1 -> q2: after (not known yet)");
    expect(lines(chart, "f2")).toEqual(["filter 2", "(not known yet)", "(no targets)"]);
    expect(lines(chart, "rest")).toEqual(["otherwise", "default filter (not known yet)"]);
    expect(lines(drawn({ filters: UNKNOWN }), "pending")).toEqual(["filters that are not known yet"]);
  });

  test("a wrong value is drawn as it is written", () => {
    const chart = drawn({
      filters: [{ expression: 5, targets: [{ queue: "sales", timeout: -1, priority: "high" }, 7] }, null],
    });
    expect(lines(chart, "f1")).toEqual(["filter 1", "5"]);
    expect(edges(chart)).toEqual(expect.arrayContaining(["f1 -> t1_1: priority high", "t1_1 -> q1: after -1"]));
    expect(lines(chart, "q1")).toEqual(["sales"]);
    expect(lines(drawn(targets({ timeout: 5 })), "t1_1")).toEqual(["no queue"]);
  });
});

describe("queues without a name", () => {
  test("are shown by short SIDs, whole where these are the same", () => {
    const [a, b, c] = ["0".repeat(32), `${"0".repeat(16)}1${"0".repeat(15)}`, `${"1".repeat(32)}`].map(
      (hex) => `WQ${hex}`,
    );
    const chart = drawn(targets({ queue: a ?? "", timeout: 1 }, { queue: b ?? "", timeout: 1 }, { queue: c ?? "" }), {
      queues: new Map(),
    });
    expect(["q1", "q2", "q3"].map((id) => lines(chart, id)?.[0])).toEqual([a, b, "WQ111111…1111"]);
  });

  test("of the same name are told apart", () => {
    const queues = new Map([QUEUE, OTHER].map((sid) => [sid, { name: "Same", targetWorkers: undefined }] as const));
    const chart = drawn(targets({ queue: QUEUE, timeout: 1 }, { queue: OTHER }), { queues });
    expect(lines(chart, "q1")?.[0]).not.toBe(lines(chart, "q2")?.[0]);
  });
});

describe("large workflows", () => {
  const many = (count: number, more: (index: number) => Json = () => [{ queue: QUEUE }]) =>
    routing(
      ...Array.from({ length: count }, (_, at) =>
        filter(`a == ${at}`, { filter_friendly_name: `F${at + 1}`, targets: more(at) }),
      ),
    );
  const filtersIn = ({ nodes }: Flowchart): string[] => [...nodes.keys()].filter((id) => /^[fg]\d/.test(id));

  test("filters with the same targets share them", () => {
    const chart = drawn(many(3, () => [{ queue: QUEUE, timeout: 5 }, { queue: OTHER }]));
    expect(edges(chart)).toEqual(expect.arrayContaining(["f1 -> t1_1", "f2 -> t1_1", "f3 -> t1_1"]));
    expect([...chart.nodes.keys()].filter((id) => id.startsWith("t"))).toEqual(["task", "t1_1"]);
  });

  test("more than 40 are one node where their targets are the same", () => {
    expect(filtersIn(drawn(many(40)))).toHaveLength(40);
    const chart = drawn(many(41, (at) => [{ queue: at === 7 ? OTHER : QUEUE }]));
    expect(filtersIn(chart)).toEqual(["g1", "f8"]);
    expect(lines(chart, "g1")?.slice(0, 2)).toEqual(["40 filters", "numbers 1–7, 9–41"]);
    expect(lines(chart, "g1")?.[2]).toMatch(/^F1, F2, F3, .*…$/);
    expect(lines(chart, "note")).toEqual([
      "41 filters, those with the same queues as one",
      "taskrouter graph --filter NAME shows single ones",
    ]);
  });

  test("or only their queues, if there are too many others", () => {
    const chart = drawn(
      many(50, (at) => [
        { queue: QUEUE, priority: at, timeout: 9 },
        { queue: OTHER, expression: `worker.x > ${at}` },
      ]),
    );
    expect(filtersIn(chart)).toEqual(["g1"]);
    expect(edges(chart)).toEqual(
      expect.arrayContaining(["g1 -> t1_1: priorities differ", "t1_1 -> q2: after 9 s, expressions differ"]),
    );
  });

  test("what is too much even so is counted", () => {
    const sid = (at: number) => `WQ${String(at).padStart(32, "0")}`;
    const chart = drawn(many(100, (at) => [{ queue: sid(at) }]));
    expect(filtersIn(chart)).toHaveLength(40);
    expect(lines(chart, "more")).toEqual(["60 more filters"]);
    expect(
      filtersIn(
        drawn(
          many(100, (at) => [{ queue: sid(at) }]),
          { limit: 100 },
        ),
      ),
    ).toHaveLength(100);
    const long = drawn(targets(...Array.from({ length: 50_000 }, () => ({ queue: QUEUE, timeout: 1 }))));
    expect(lines(long, "t1_more")).toEqual(["49980 more targets"]);
  });

  test("only those that are asked for are drawn, under their own numbers", () => {
    const chart = drawn(many(100), { shows: (name) => name === "F50" || name === "F7" });
    expect(filtersIn(chart)).toEqual(["f7", "f50"]);
    expect(lines(chart, "note")).toEqual(["2 of 100 filters"]);
  });

  test("long texts are cut between words", () => {
    const text = Array.from({ length: 9_000 }, (_, at) => `a${at} == 1`).join(" AND ");
    const [, expression = ""] = lines(drawn(routing(filter(text))), "f1") ?? [];
    expect([...expression].length).toBeLessThanOrEqual(72);
    expect(expression).toMatch(/^a0 == 1 AND .* (?:AND|==|1|a\d+)…$/);
  });
});

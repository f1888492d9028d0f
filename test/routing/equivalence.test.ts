import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json";
import { UNKNOWN } from "../../src/core/unknown";
import { equivalent } from "../../src/routing/equivalence/equivalent";
import { told, trialsOf } from "../support/following";
import { filter, OTHER, passing, QUEUE, routing } from "../support/routing";

const THIRD = "WQ00000000000000000000000000000003";

/** A filter that keeps its tasks in a queue. */
const to = (queue: string, expression: string): JsonObject => filter(expression, { targets: [{ queue }] });

/** A document whose only filter takes everything and has this target; behind it there is another one. */
const target = (more: JsonObject): JsonObject =>
  routing(filter("1==1", { targets: [{ queue: QUEUE, ...more }, { queue: OTHER }] }));

const A = to(OTHER, "type == 'a'");
const B = to(THIRD, "type == 'b'");

describe("proved to route every task alike", () => {
  test.each<[string, Json, Json]>([
    ["names of filters", routing(filter("x == 1", { filter_friendly_name: "One" })), routing(filter("x == 1"))],
    [
      "old spellings",
      routing(A),
      JSON.stringify({ filters: [{ friendly_name: "A", ...A }], default_filter: { task_queue_sid: QUEUE } }),
    ],
    ["IN and OR of ==", routing(to(OTHER, "type IN ['a', 'b']")), routing(to(OTHER, "type == 'b' OR 'a' == type"))],
    [
      "NOT IN and AND of !=",
      routing(to(OTHER, "type NOT IN ['a', 'b']")),
      routing(to(OTHER, "type != 'b' AND type != 'a'")),
    ],
    ["one filter for two", routing(to(OTHER, "type == 'a' OR tier == 1")), routing(A, to(OTHER, "tier == 1"))],
    ["the order of filters that exclude each other", routing(A, B), routing(B, A)],
    [
      "the order of filters that exclude each other and let tasks go",
      routing(passing("type == 'a'"), passing("type == 'b'"), A),
      routing(passing("type == 'b'"), passing("type == 'a'"), A),
    ],
    [
      "the order of filters with the same targets",
      routing(A, to(OTHER, "tier == 1")),
      routing(to(OTHER, "tier == 1"), A),
    ],
    ["a filter that takes no task", routing(A, to(THIRD, "x == 1 AND x == 2")), routing(A)],
    ["a filter that earlier ones leave nothing", routing(A, B, to(QUEUE, "type IN ['b', 'a']")), routing(A, B)],
    ["a last filter for all, and the default filter", routing(A, to(QUEUE, "1==1")), routing(A)],
    [
      "what an earlier filter has excluded",
      routing(A, to(THIRD, "type != 'a' AND x == 1")),
      routing(A, to(THIRD, "x == 1 AND (type != 'a' OR type == 'a')")),
    ],
    ["a target that is never reached", routing(A), routing({ ...A, targets: [{ queue: OTHER }, { queue: THIRD }] })],
    [
      "a queue that is that of the target before",
      target({ timeout: 5 }),
      routing(filter("1==1", { targets: [{ queue: QUEUE, timeout: 5 }, { queue: OTHER }] })),
    ],
    [
      "the targets of one filter, and those of two with the same tasks",
      routing(filter("x == 1", { targets: [{ queue: QUEUE, timeout: 5 }, { queue: OTHER }] })),
      routing(filter("x == 1", { targets: [{ queue: QUEUE, timeout: 5 }] }), to(OTHER, "x == 1")),
    ],
    [
      "a target's expression",
      target({ expression: "worker.a == 1 OR worker.a == 2" }),
      target({ expression: "worker.a IN [2, 1]" }),
    ],
    ["a target's expression that is always true", target({ expression: "1==1" }), target({})],
    ["a field that every worker has", target({ expression: "worker.sid != null" }), target({})],
    ["names that a target does not have", target({ expression: "type == 'a'" }), target({ expression: "1 == 0" })],
    [
      "a target's expression, as far as the filter's tasks go",
      routing(filter("type == 'a'", { targets: [{ queue: QUEUE, expression: "worker.skills HAS task.type" }] })),
      routing(filter("type == 'a'", { targets: [{ queue: QUEUE, expression: "worker.skills HAS 'a'" }] })),
    ],
    [
      "skip_if, of whole numbers",
      target({ skip_if: "workers.available == 0" }),
      target({ skip_if: "workers.available < 1" }),
    ],
    ["skip_if that is never true", target({ skip_if: "workers.available < 0" }), target({})],
    [
      "skip_if between whole numbers",
      target({ skip_if: "workers.available > 1.5" }),
      target({ skip_if: "2 <= workers.available" }),
    ],
    [
      "order_by, an attribute for the second time",
      target({ order_by: "worker.a DESC, worker.a ASC" }),
      target({ order_by: "worker.a DESC" }),
    ],
    ["order_by a text", target({ order_by: "worker.friendly_name ASC" }), target({})],
    [
      "a known worker that no task names",
      routing(filter("agent == null", { targets: [{ queue: QUEUE, known_worker_sid: "task.agent" }] })),
      routing(to(QUEUE, "agent == null")),
    ],
    [
      "known workers that are the same",
      routing(filter("a == b", { targets: [{ queue: QUEUE, known_worker_sid: "task.a" }] })),
      routing(filter("a == b", { targets: [{ queue: QUEUE, known_worker_sid: "task.b" }] })),
    ],
    ["nothing at all", { task_routing: {} }, { task_routing: { filters: [] } }],
    ["a document with a mistake, and the same", routing(filter("((")), routing(filter("(("))],
  ])("%s", (_, old, now) => {
    expect(equivalent(old, now)).toEqual({ verdict: "equivalent" });
    expect(equivalent(now, old)).toEqual({ verdict: "equivalent" });
  });
});

describe("told apart by a task", () => {
  test.each<[string, string, Json, Json, Json]>([
    ["a literal", "queue", routing(A), routing(to(OTHER, "type == 'b'")), { type: "a" }],
    ["an operator", "queue", routing(to(OTHER, "tier > 2")), routing(to(OTHER, "tier >= 2")), { tier: 2 }],
    ["a number and a text", "queue", routing(to(OTHER, "tier == 1")), routing(to(OTHER, "tier == '1'")), { tier: 1 }],
    ["a queue", "queue", routing(A), routing({ ...A, targets: [{ queue: THIRD }] }), { type: "a" }],
    ["a priority", "priority", target({ priority: 1 }), target({ priority: 2 }), {}],
    ["no priority, and 0", "priority", target({}), target({ priority: 0 }), {}],
    ["a timeout", "timeout", target({ timeout: 10 }), target({ timeout: 20 }), {}],
    [
      "the default filter",
      "queue",
      routing(A),
      { task_routing: { filters: [A], default_filter: { queue: THIRD } } },
      { type: "other" },
    ],
    ["no default filter", "target", routing(A), { task_routing: { filters: [A] } }, { type: "other" }],
    [
      "the order of filters that overlap",
      "queue",
      routing(A, to(THIRD, "tier == 1")),
      routing(to(THIRD, "tier == 1"), A),
      { type: "a", tier: 1 },
    ],
    ["a filter dropped", "queue", routing(A, B), routing(A), { type: "b" }],
    ["one target more", "target", routing(passing("1==1")), target({ timeout: 60 }), {}],
    [
      "a target's expression",
      "expression",
      target({ expression: "worker.a == 1" }),
      target({ expression: "worker.a == 2" }),
      {},
    ],
    [
      "skip_if",
      "skip_if",
      target({ skip_if: "workers.available == 0" }),
      target({ skip_if: "workers.available <= 1" }),
      {},
    ],
    [
      "skip_if of an activity",
      "skip_if",
      target({ skip_if: `workers.WA${"1".repeat(32)} > 0` }),
      target({ skip_if: "workers.available > 0" }),
      {},
    ],
    ["a direction", "order_by", target({ order_by: "worker.a DESC" }), target({ order_by: "worker.a ASC" }), {}],
    [
      "the order of an order",
      "order_by",
      target({ order_by: "worker.a DESC, worker.b DESC" }),
      target({ order_by: "worker.b DESC, worker.a DESC" }),
      {},
    ],
    [
      "an order below another",
      "order_by",
      target({ order_by: "worker.a DESC" }),
      target({ order_by: "worker.a.b DESC" }),
      {},
    ],
    [
      "a known worker",
      "known worker",
      target({ known_worker_sid: "task.a" }),
      target({ known_worker_sid: "task.b" }),
      expect.anything(),
    ],
    [
      "a known worker by name",
      "known worker",
      target({ known_worker_sid: "task.a" }),
      target({ known_worker_friendly_name: "task.a" }),
      expect.anything(),
    ],
  ])("%s", (_, aspect, old, now, task) => {
    const verdict = equivalent(old, now);
    expect(verdict).toMatchObject({ verdict: "different", counterexample: { aspect } });
    if (verdict.verdict !== "different") return;
    expect(verdict.counterexample.task).toEqual(task);
    expect(told(old, now, trialsOf(verdict.counterexample))).toBeDefined();
  });

  test("a default filter for tasks that skipped, and none for those that timed out (A-19)", () => {
    const either = { queue: OTHER, timeout: 9, skip_if: "workers.available == 0" };
    const old = routing(filter("type == 'a'", { targets: [either] }));
    const now = routing(filter("type == 'a'", { targets: [either] }), to(QUEUE, "1==1"));
    const verdict = equivalent(old, now);
    expect(verdict).toMatchObject({
      verdict: "different",
      counterexample: { task: { type: "a" }, at: 1, aspect: "target" },
    });
    const skipped = { queue: OTHER, skip_if: "workers.available == 0" };
    const only = filter("type == 'a'", { targets: [skipped] });
    expect(equivalent(routing(only), routing(only, to(QUEUE, "1==1")))).toEqual({ verdict: "equivalent" });
  });
});

describe("a list where a single value is compared", () => {
  const old = routing(to(OTHER, "type == 'a'"));
  const now = { task_routing: { filters: [to(QUEUE, "type != 'a'")], default_filter: { queue: OTHER } } };

  test("is told from a single value", () => {
    const verdict = equivalent(old, now);
    expect(verdict).toMatchObject({ verdict: "different", counterexample: { onlyOddValues: true } });
    if (verdict.verdict === "different") expect(typeof verdict.counterexample.task["type"]).toBe("object");
  });

  test("may be left out, which the answer says", () => {
    expect(equivalent(old, now, { singleValues: true })).toEqual({ verdict: "equivalent", supposing: ["task.type"] });
    expect(equivalent(old, old, { singleValues: true })).toEqual({ verdict: "equivalent" });
    expect(equivalent(old, routing(B), { singleValues: true }).verdict).toBe("different");
  });

  test("is no odd value where it is used as a list", () => {
    const list = routing(to(OTHER, "skills HAS 'a'"));
    const verdict = equivalent(list, routing());
    expect(verdict).toMatchObject({ verdict: "different", counterexample: { task: { skills: ["a"] } } });
    expect(verdict).not.toHaveProperty("counterexample.onlyOddValues");
  });
});

describe("not shown", () => {
  test.each<[string, Json, Json, RegExp]>([
    ["text that is no JSON", "{", routing(), /old workflow cannot be compared: is not JSON/],
    [
      "a mistake",
      routing(),
      routing(filter("((")),
      /new workflow cannot be compared: TR10\d\d task_routing\.filters\[0\]/,
    ],
    ["no document", 7, routing(), /old workflow cannot be compared: TR2003/],
    ["what is not known yet", routing(A), routing(filter(UNKNOWN)), /not known yet/],
    ["the same unknown twice", routing(filter(UNKNOWN)), routing(filter(UNKNOWN)), /not known yet/],
    [
      "two queues for one",
      routing(filter("1==1", { targets: [{ queue: QUEUE, task_queue_sid: OTHER }] })),
      routing(),
      /TR2106/,
    ],
    ["a key that stands twice", '{"task_routing": {}, "task_routing": {"filters": []}}', routing(), /TR2107/],
    ["a filter of 2015", routing({ queue: QUEUE }), routing(), /TR2011/],
  ])("%s", (_, old, now, because) => {
    const verdict = equivalent(old, now);
    expect(verdict.verdict).toBe("not shown");
    if (verdict.verdict === "not shown") expect(verdict.because).toMatch(because);
  });

  /** Nine pigeons in eight holes: nobody fits, and finding that out takes long. */
  const holes = Array.from({ length: 8 }, (_, hole) => hole);
  const pigeons = Array.from({ length: 9 }, (_, pigeon) => pigeon);
  const crowded = [
    ...pigeons.map((p) => `(${holes.map((h) => `p${p}h${h} == 1`).join(" OR ")})`),
    ...pigeons.flatMap((p) =>
      pigeons.slice(0, p).flatMap((q) => holes.map((h) => `(p${p}h${h} != 1 OR p${q}h${h} != 1)`)),
    ),
  ].join(" AND ");

  test("what takes too long, after as many steps as are allowed", () => {
    const verdict = equivalent(routing(to(OTHER, crowded)), routing());
    expect(verdict.verdict).toBe("not shown");
    expect(equivalent(routing(A), routing(B), { budget: 0 })).toMatchObject({ verdict: "not shown" });
  });

  test("but a task is found beside it", () => {
    expect(equivalent(routing(to(OTHER, crowded), A), routing(to(THIRD, crowded)))).toMatchObject({
      verdict: "different",
      counterexample: { task: { type: "a" } },
    });
  });
});

describe("large workflows", () => {
  const many = Array.from({ length: 400 }, (_, at) =>
    to(at % 2 === 0 ? QUEUE : OTHER, `type == 't${at}' AND tier > ${at % 3}`),
  );

  test("one change in 400 filters, and all of them the other way round", () => {
    expect(equivalent(routing(...many), routing(...[...many].reverse()))).toEqual({ verdict: "equivalent" });
    const changed = many.map((each, at) => (at === 301 ? to(OTHER, "type == 't301' AND tier >= 1") : each));
    expect(equivalent(routing(...many), routing(...changed))).toMatchObject({
      verdict: "different",
      counterexample: { task: { type: "t301", tier: 1 } },
    });
  });

  test("filters that let tasks go, behind which another default filter stands", () => {
    const passes = Array.from({ length: 60 }, (_, at) => passing(`a${at} == 1`));
    const other = { task_routing: { filters: passes, default_filter: { queue: OTHER } } };
    expect(equivalent(routing(...passes), other).verdict).toBe("different");
    expect(equivalent(routing(...passes, A), routing(...passes, A, A)).verdict).toBe("equivalent");
  });
});

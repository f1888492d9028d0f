import { describe, expect, test } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../src/core/json";
import { attributesOf } from "../../src/expression/evaluator";
import { conditionOf, type Plan, planOf, type Stop } from "../../src/routing/plan";
import { enter, next, type Place, stopAt } from "../../src/routing/walk";
import { whyNot } from "../../src/routing/why-not";
import { foundWorkflows, withQueueSids } from "../support/corpus";

const WQ = (letter: string): string => `WQ${letter.repeat(32)}`;
const [A, B, C, D] = [WQ("a"), WQ("b"), WQ("c"), WQ("d")];

describe("a document as a plan", () => {
  const stopsOf = (...targets: Json[]): readonly Stop[] =>
    planOf({ task_routing: { filters: [{ expression: "1==1", targets }] } }).branches[0]?.stops ?? [];

  test("a target without a queue has that of the one before; {} is one", () => {
    expect(stopsOf({ queue: A }, {}, { timeout: 5 }, { queue: B }, {}).map(({ queue }) => queue)).toEqual([
      A,
      A,
      A,
      B,
      B,
    ]);
    expect(stopsOf({}).map(({ queue }) => queue)).toEqual([undefined]);
  });

  test("numbers may be text, names may be old ones", () => {
    const [stop] = stopsOf({ task_queue_sid: A, priority: "2", timeout: "20" });
    expect(stop).toMatchObject({ queue: A, priority: 2, timeout: 20 });
    const [branch] = planOf({ task_routing: { filters: [{ friendly_name: "Old", expression: "1==1" }] } }).branches;
    expect(branch).toMatchObject({ name: "Old", stops: [] });
  });

  test("conditions, order and known workers are read once", () => {
    const [stop] = stopsOf({
      queue: A,
      expression: "worker.a == 1",
      skip_if: "workers.available == 0",
      order_by: "worker.level DESC, worker.n ASC",
      known_worker_friendly_name: "task.agent.name",
    });
    expect(stop).toMatchObject({
      condition: { text: "worker.a == 1", expression: { kind: "comparison" } },
      skip: { expression: { kind: "comparison" } },
      order: [{ direction: "DESC" }, { direction: "ASC" }],
      known: { by: "friendly_name", path: ["agent", "name"] },
    });
  });

  test.each<[string, Json, Partial<Stop>]>([
    [
      "an expression that is none",
      { queue: A, expression: "a ==" },
      { condition: { text: "a ==", expression: undefined } },
    ],
    ["an expression that is no text", { queue: A, expression: 5 }, { condition: { text: "", expression: undefined } }],
    ["an order that is none", { queue: A, order_by: "worker.a, ," }, { order: [] }],
    ["a timeout of nothing", { queue: A, timeout: "soon" }, { timeout: undefined }],
    ["a known worker of no task", { queue: A, known_worker_sid: "worker.sid" }, { known: { by: "sid", path: [] } }],
  ])("%s", (_what, target, expected) => {
    expect(stopsOf(target)[0]).toMatchObject(expected);
  });

  test("a default filter has a queue, and the priority that some have", () => {
    const of = (default_filter: Json) => planOf({ task_routing: { default_filter } }).fallback;
    expect(of({ queue: A })).toMatchObject({ queue: A, priority: undefined, timeout: undefined });
    expect(of({ queue: A, priority: "7", timeout: 5 })).toMatchObject({ queue: A, priority: 7, timeout: undefined });
    expect(planOf({ task_routing: {} }).fallback).toBeUndefined();
  });

  test.each<[string, Json]>([
    ["null", null],
    ["a text", "task-routing"],
    ["an empty object", {}],
    ["filters that are none", { task_routing: { filters: 5, default_filter: [] } }],
    ["filters of nothing", { task_routing: { filters: [null, 1, "x", []] } }],
    ["targets of nothing", { task_routing: { filters: [{ expression: "1==1", targets: [null, 3] }] } }],
  ])("%s is a plan with nothing to follow", (_what, document) => {
    const plan = planOf(document);
    expect(enter(plan, () => undefined).to).toBeUndefined();
  });

  test("every published document is one, with all of its filters and targets", () => {
    const documents = foundWorkflows().filter(({ config }) => isJsonObject(config));
    expect(documents.length).toBeGreaterThan(30);
    for (const { id, config } of documents) {
      const routing = isJsonObject(config) && isJsonObject(config["task_routing"]) ? config["task_routing"] : {};
      const filters = Array.isArray(routing["filters"]) ? routing["filters"] : [];
      const targets = (filter: Json) =>
        isJsonObject(filter) && Array.isArray(filter["targets"]) ? filter["targets"] : [];
      const { branches, fallback } = planOf(withQueueSids(config));
      expect([id, branches.map(({ stops }) => stops.length)]).toEqual([
        id,
        filters.map((each) => targets(each).length),
      ]);
      expect([id, fallback !== undefined]).toEqual([id, isJsonObject(routing["default_filter"])]);
    }
  });
});

/** Filters by letter: three stand in a row, the middle one is for kind x. */
const plan: Plan = planOf({
  task_routing: {
    filters: [
      { filter_friendly_name: "one", expression: "kind == 'y'", targets: [{ queue: A }] },
      { filter_friendly_name: "none", expression: "1==1" },
      { filter_friendly_name: "two", expression: "kind == 'x'", targets: [{ queue: B, timeout: 5 }, { queue: C }] },
      { filter_friendly_name: "three", expression: "n > 1", targets: [{ queue: D }] },
    ],
    default_filter: { queue: A },
  },
});
const bare: Plan = { ...plan, fallback: undefined };

describe("where a task enters", () => {
  test.each<[JsonObject, Place | undefined, string[]]>([
    [{ kind: "y" }, { filter: 0, target: 0 }, []],
    [{ kind: "x" }, { filter: 2, target: 0 }, [`kind == 'y' is false: kind is "x"`, "it has no target"]],
    [{ kind: "x", n: 5 }, { filter: 2, target: 0 }, [`kind == 'y' is false: kind is "x"`, "it has no target"]],
    [
      { n: 5 },
      { filter: 3, target: 0 },
      ["kind == 'y' is false: kind is not there", "it has no target", "kind == 'x' is false: kind is not there"],
    ],
  ])("%j", (attributes, place, why) => {
    const step = enter(plan, attributesOf(attributes));
    expect(step.to?.place).toEqual(place);
    expect(step.passed().map((each) => each.why())).toEqual(why);
    expect(step.passed().map((each) => each.name)).toEqual(["one", "none", "two"].slice(0, why.length));
  });

  test("what no filter takes goes to the default filter, where there is one", () => {
    expect(enter(plan, attributesOf({})).to).toMatchObject({ place: { filter: null, target: 0 }, stop: { queue: A } });
    expect(enter(bare, attributesOf({})).to).toBeUndefined();
  });
});

describe("where it goes from there", () => {
  const task = attributesOf({ kind: "x", n: 2 });
  test.each<[string, Place, "timeout" | "skip", Place | undefined]>([
    ["with a default filter", { filter: 2, target: 0 }, "timeout", { filter: 2, target: 1 }],
    ["with a default filter", { filter: 2, target: 1 }, "timeout", { filter: 3, target: 0 }],
    ["with a default filter", { filter: 2, target: 1 }, "skip", { filter: 3, target: 0 }],
    ["with a default filter", { filter: 3, target: 0 }, "timeout", undefined],
    ["with a default filter", { filter: 3, target: 0 }, "skip", { filter: null, target: 0 }],
    ["without", { filter: 3, target: 0 }, "skip", undefined],
    ["with a default filter", { filter: null, target: 0 }, "timeout", undefined],
    ["with a default filter", { filter: 99, target: 7 }, "timeout", undefined],
  ])("%s, from %j by %s: %j", (which, place, left, expected) => {
    expect(next(which === "without" ? bare : plan, place, task, left).to?.place).toEqual(expected);
  });

  test("the target at a place", () => {
    expect(stopAt(plan, { filter: 2, target: 1 })?.queue).toBe(C);
    expect(stopAt(plan, { filter: null, target: 0 })?.queue).toBe(A);
    expect(stopAt(plan, { filter: 9, target: 0 })).toBeUndefined();
  });
});

describe("why a condition is not true", () => {
  test.each<[string, JsonObject, string]>([
    ["a == 1 AND b == 2", { a: 1, b: 3 }, "b == 2 is false: b is 3"],
    ["a == 1 AND (b == 2 OR c == 3)", { a: 1, b: 3 }, "b == 2 OR c == 3 is false: b is 3, c is not there"],
    ["skills HAS 'x'", { skills: ["y"] }, `skills HAS 'x' is false: skills is ["y"]`],
    ["1 == 0", {}, "1 == 0 is false"],
    ["a IN [b, c, d, e]", {}, "a IN [b, c, d, e] is false: a is not there, b is not there, c is not there"],
    ["a == 'x'", { a: "y".repeat(99) }, `a == 'x' is false: a is "${"y".repeat(58)}…`],
    ["a ==", {}, "its expression cannot be read: a =="],
    ["", {}, "it has no expression"],
  ])("%s", (text, attributes, expected) => {
    expect(whyNot(conditionOf(text), attributesOf(attributes))).toBe(expected);
  });
});

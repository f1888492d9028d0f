import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { attributesOf } from "../../src/expression/evaluator";
import { parseOrderBy } from "../../src/expression/order-by";
import { conditionOf, planOf } from "../../src/routing/plan";
import { compareAcrossQueues, compareInQueue } from "../../src/routing/task-order";
import {
  availablePercentage,
  belongsTo,
  type Capacity,
  hasRoom,
  inOrderOfOffer,
  type RoutingWorker,
  skips,
  suits,
  taskAttributes,
} from "../../src/routing/workers";

function worker(attributes: JsonObject = {}, more: Partial<RoutingWorker> = {}): RoutingWorker {
  const capacities: Record<string, Capacity> = {
    chat: { configured: 3, assigned: 1, available: true },
    voice: { configured: 1, assigned: 1, available: true },
    sms: { configured: 1, assigned: 0, available: false },
  };
  return {
    sid: `WK${"a".repeat(32)}`,
    friendlyName: "Ann",
    activitySid: `WA${"a".repeat(32)}`,
    activityName: "Idle",
    available: true,
    attributes,
    channel: (name) => capacities[name],
    idleSince: 0,
    ...more,
  };
}

test.each<[string, JsonObject, boolean]>([
  ["1==1", {}, true],
  ["1 == 0", {}, false],
  ["", {}, false],
  ["level >", { level: 5 }, false],
  ["skills HAS 'x' AND level > 2", { skills: ["x"], level: 3 }, true],
  ["friendly_name == 'Ann' AND activity_name == 'Idle'", {}, true],
  // The system's own fields go before attributes of the same name.
  ["friendly_name == 'Eve'", { friendly_name: "Eve" }, false],
  ["sid.x == 1", { sid: { x: 1 } }, true],
  // A queue names a worker's attributes without a prefix.
  ["worker.level == 3", { level: 3 }, false],
])("TargetWorkers %s of %j: %s", (text, attributes, expected) => {
  expect(belongsTo(conditionOf(text), worker(attributes))).toBe(expected);
});

const stopOf = (target: JsonObject) => {
  const stop = planOf({ task_routing: { filters: [{ expression: "1==1", targets: [target] }] } }).branches[0]?.stops[0];
  if (stop === undefined) throw new Error("no target");
  return stop;
};

test.each<[JsonObject, JsonObject, JsonObject, boolean]>([
  [{}, {}, {}, true],
  [{ expression: "worker.level >= task.level" }, { level: 3 }, { level: 3 }, true],
  [{ expression: "worker.level >= task.level" }, { level: 4 }, { level: 3 }, false],
  [{ expression: "level == 3" }, { level: 3 }, { level: 3 }, false],
  [{ expression: "worker.channel.chat.assigned_tasks == 1" }, {}, {}, true],
  [{ expression: "worker.channel.chat.configured_capacity == 3" }, {}, {}, true],
  [{ expression: "worker.channel.chat.available_capacity_percentage == 66" }, {}, {}, true],
  [{ expression: "worker.channel.fax.assigned_tasks == 0" }, {}, {}, false],
  [{ expression: "worker.channel == 'mine'" }, {}, { channel: "mine" }, true],
  [{ expression: "a ==" }, {}, {}, false],
  [{ known_worker_friendly_name: "task.agent" }, { agent: "Ann" }, {}, true],
  [{ known_worker_friendly_name: "task.agent" }, { agent: "Bob" }, {}, false],
  [{ known_worker_friendly_name: "task.agent" }, { agent: null }, {}, false],
  [{ known_worker_friendly_name: "task.agent" }, {}, {}, false],
  [{ known_worker_friendly_name: "agent" }, { agent: "Ann" }, {}, false],
  [{ known_worker_sid: "task.ids[0]" }, { ids: [`WK${"a".repeat(32)}`] }, {}, true],
  [{ known_worker_friendly_name: "task.agent", expression: "worker.level == 1" }, { agent: "Ann" }, {}, false],
])("target %j, task %j, worker %j: %s", (target, task, attributes, expected) => {
  expect(suits(stopOf(target), attributesOf(task), worker(attributes))).toBe(expected);
});

test.each<[string, Partial<RoutingWorker>, boolean]>([
  ["chat", {}, true],
  ["chat", { available: false }, false],
  ["voice", {}, false],
  ["sms", {}, false],
  ["fax", {}, false],
])("room on %s of %j: %s", (channel, more, expected) => {
  expect(hasRoom(worker({}, more), channel)).toBe(expected);
});

test.each([
  [3, 1, 66],
  [3, 0, 100],
  [3, 3, 0],
  [7, 1, 85],
  [1, 2, 0],
  [0, 0, 0],
])("%i configured, %i assigned: %i %", (configured, assigned, expected) => {
  expect(availablePercentage({ configured, assigned, available: true })).toBe(expected);
});

test.each([
  ["", ["b", "c", "a", "d"]],
  ["worker.level DESC", ["d", "b", "c", "a"]],
  ["worker.level ASC", ["b", "d", "c", "a"]],
  ["worker.level", ["b", "d", "c", "a"]],
  ["worker.team ASC, worker.level DESC", ["d", "b", "c", "a"]],
  ["worker.channel.chat.assigned_tasks DESC", ["b", "c", "a", "d"]],
  ["worker.nothing DESC", ["b", "c", "a", "d"]],
])("order_by %s", (text, expected) => {
  const of = (friendlyName: string, idleSince: number, attributes: JsonObject) =>
    worker(attributes, { friendlyName, idleSince });
  const all = [
    of("a", 3, { team: 2 }),
    of("b", 1, { team: 1, level: 2 }),
    of("c", 2, { team: 1, level: "9" }),
    of("d", 4, { team: 1, level: 5 }),
  ];
  const order = text === "" ? [] : (parseOrderBy(text).orderings ?? []);
  expect(inOrderOfOffer(order, all).map(({ friendlyName }) => friendlyName)).toEqual(expected);
});

describe("skip_if", () => {
  const activity = `WA${"b".repeat(32)}`;
  const all = [worker(), worker({}, { available: false }), worker({}, { available: false, activitySid: activity })];
  test.each([
    ["workers.available == 1", true],
    ["workers.unavailable == 2", true],
    [`workers.${activity} == 1`, true],
    [`workers.WA${"c".repeat(32)} == 0`, true],
    ["workers.available == 0 OR 1==1", true],
    ["workers.available > 1", false],
    ["workers.busy == 0", true],
    ["available == 1", false],
    ["workers.available ==", false],
  ])("%s: %s", (skip_if, expected) => {
    expect(skips(stopOf({ skip_if }), all)).toBe(expected);
  });

  test("none skips nothing", () => expect(skips(stopOf({}), all)).toBe(false));
});

describe("turns", () => {
  const of = (name: string, priority: number, start: number, created: number, order: "FIFO" | "LIFO" = "FIFO") => ({
    name,
    priority,
    start,
    created,
    order,
  });
  const some = [of("a", 0, 5, 1), of("b", 9, 6, 2), of("c", 0, 4, 3), of("d", 0, 4, 4), of("e", 9, 6, 5)];
  test("in a queue", () => {
    const sorted = (order: "FIFO" | "LIFO") =>
      [...some]
        .sort((a, b) => compareInQueue(a, b, order))
        .map(({ name }) => name)
        .join("");
    expect(sorted("FIFO")).toBe("becda");
    expect(sorted("LIFO")).toBe("ebadc");
  });

  test("across queues: the kind that goes first, then as in one", () => {
    const mixed = [...some, of("x", 99, 1, 6, "LIFO"), of("y", 0, 9, 7, "LIFO")];
    const sorted = (prioritized: "FIFO" | "LIFO") =>
      [...mixed]
        .sort((a, b) => compareAcrossQueues(a, b, prioritized))
        .map(({ name }) => name)
        .join("");
    expect(sorted("FIFO")).toBe("becdayx");
    expect(sorted("LIFO")).toBe("yxbecda");
  });
});

test.each(["", "5", "[1]", "null", "{"])("attributes of %s are none", (text) => {
  expect(taskAttributes(text)).toEqual({});
});

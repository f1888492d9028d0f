import { describe, expect, test } from "vitest";
import { matchers, type RoutingMatchers, route, routes, SimulationError } from "../../src/testing";
import { AROUND, GOLD, WORKFLOW } from "./support";

// The lines of docs/testing.md.
declare module "vitest" {
  interface Matchers<R, T> extends RoutingMatchers<R> {}
}

expect.extend(matchers);

const calls = routes(WORKFLOW, AROUND);
const gold = calls.route(GOLD);
const sales = calls.route({ attributes: { topic: "sales" } });
const unhelped = route(WORKFLOW, { task: GOLD, ...AROUND, away: ["ann", "bob", "cyd"] });

test("hold in vitest, with their types", () => {
  expect(gold).toReachQueue("billing");
  expect(gold).toReachQueue("Billing");
  expect(gold).not.toReachQueue("everyone");
  expect(gold).toBeOfferedTo("ann");
  expect(gold).not.toBeOfferedTo("bob");
  expect(gold).toBeAssignedTo("ann");
  expect(gold).toWaitAtMost(0);
  expect(unhelped).not.toWaitAtMost(1_000_000);
  expect(gold).toMatchFilter("Gold");
  expect(gold).toMatchFilter("filters[0]");
  expect(calls.route({})).toMatchFilter("default filter");
  expect(gold).toEnd("assigned");
  expect(unhelped).toEnd("waiting");
  expect({ gold }).toEqual({ gold: expect.objectContaining({ worker: "ann" }) });
});

test("what the types refuse", () => {
  // @ts-expect-error it takes a name
  expect(() => expect(gold).toReachQueue(5)).toThrow("the name of a queue is a text, not 5");
  // @ts-expect-error one of three words
  expect(() => expect(gold).toEnd("asigned")).toThrow('did you mean "assigned"');
});

const STORY = {
  gold: [
    '    "Gold" takes it: tier == \'gold\' AND topic == \'billing\': tier is "gold", topic is "billing"',
    '    at 0 s in "Billing", priority 5: ann asked at 0 s, accepted at 0 s',
    "    assigned to ann after 0 s",
  ],
  sales: [
    "    not \"Gold\": tier == 'gold' is false: tier is not there",
    '    not "filters[1]": topic == \'spam\' is false: topic is "sales"',
    "    \"Sales\" takes it: topic IN ['sales', 'spam']: topic is \"sales\"",
    '    at 0 s in "everyone", priority 0: ann asked at 0 s, accepted at 0 s',
    "    assigned to ann after 0 s",
  ],
};

/** As jest calls them: with the received value and the arguments, for `{ pass, message }`. */
describe("their answers, and the words of a failure", () => {
  test.each([
    [
      "behind where it was taken",
      () => matchers.toReachQueue(gold, "everyone"),
      [
        'expected the task to reach queue "everyone", but it came to "Billing"',
        '    "Gold" leads there, behind what the task came to',
        '    "Sales" was not asked: "Gold" before it took the task',
        ...STORY.gold,
      ],
    ],
    [
      "a queue that a filter before it would have led to",
      () => matchers.toReachQueue(sales, "billing"),
      ['expected the task to reach queue "billing", but it came to "everyone"', ...STORY.sales],
    ],
    [
      "a queue that nothing leads to",
      () => matchers.toReachQueue(sales, "unused"),
      [
        'expected the task to reach queue "unused", but it came to "everyone"',
        "    no target of this workflow leads there",
        ...STORY.sales,
      ],
    ],
    [
      "the default filter",
      () => matchers.toMatchFilter(sales, "default filter"),
      [
        'expected the task to be left to the default filter, but "Sales" took it',
        '    "default filter" was not asked: "Sales" before it took the task',
        ...STORY.sales,
      ],
    ],
    [
      "a filter that does not match",
      () => matchers.toMatchFilter(sales, "Gold"),
      ['expected the task to match filter "Gold", but "Sales" took it', ...STORY.sales],
    ],
    [
      "somebody who comes later",
      () => matchers.toBeOfferedTo(sales, "bob"),
      [
        'expected the task to be offered to "bob", but it was offered to "ann"',
        '    bob in "everyone" at 0 s: would be asked behind ann, cyd',
        ...STORY.sales,
      ],
    ],
    [
      "somebody who is not fit",
      () => matchers.toBeAssignedTo(gold, "cyd"),
      [
        'expected the task to be assigned to "cyd", but ann took it',
        '    cyd in "Billing" at 0 s: is not in queue "Billing": skills HAS \'billing\' is false: skills is []',
        ...STORY.gold,
      ],
    ],
    [
      "how it ends",
      () => matchers.toEnd(gold, "canceled"),
      ["expected the task to end canceled, but it is assigned", ...STORY.gold],
    ],
  ])("%s", (_what, act, lines) => {
    const { pass, message } = act();
    expect({ pass, message: message().split("\n") }).toEqual({ pass: false, message: lines });
  });

  test("of a task that waits", () => {
    expect(matchers.toWaitAtMost(unhelped, 45).message().split("\n")).toEqual([
      "expected the task to wait at most 45 s, but nobody took it",
      STORY.gold[0],
      '    at 0 s in "Billing", priority 5: nobody can be asked; until its timeout at 30 s',
      "        ann: activity Offline is not available",
      "        bob: the target does not ask: worker.level >= 2 is false: worker.level is 1",
      "        cyd: is not in queue \"Billing\": skills HAS 'billing' is false: skills is []",
      '    at 30 s in "Billing", priority 5: nobody can be asked; until its timeout at 60 s',
      "        ann: activity Offline is not available",
      "        bob: activity Offline is not available",
      "        cyd: is not in queue \"Billing\": skills HAS 'billing' is false: skills is []",
      '    at 60 s in "everyone", priority 5: nobody can be asked',
      "        ann: activity Offline is not available",
      "        bob: activity Offline is not available",
      "        cyd: activity Offline is not available",
      expect.stringMatching(/^ {4}waiting in "everyone": /),
    ]);
  });

  test.each([
    [() => matchers.toReachQueue(gold, "billing"), 'not to reach queue "billing", but it came to "Billing"'],
    [() => matchers.toBeOfferedTo(gold, "ann"), 'not to be offered to "ann", but it was offered to "ann"'],
    [() => matchers.toBeAssignedTo(gold, "ann"), 'not to be assigned to "ann", but ann took it'],
    [() => matchers.toWaitAtMost(gold, 5), "not to wait at most 5 s, but it waited 0 s"],
    [() => matchers.toMatchFilter(gold, "Gold"), 'not to match filter "Gold", but "Gold" took it'],
    [() => matchers.toEnd(gold, "assigned"), "not to end assigned, but it is assigned"],
  ])("of .not: %s", (act, words) => {
    const { pass, message } = act();
    expect({ pass, message: message().split("\n") }).toEqual({
      pass: true,
      message: [`expected the task ${words}`, ...STORY.gold],
    });
  });

  test("a thousand filters are told in a few lines", () => {
    const filters = Array.from({ length: 1000 }, (_, index) => ({
      expression: `number == ${index}`,
      targets: [{ queue: "q" }],
    }));
    const { message } = matchers.toEnd(
      route({ filters }, { task: { attributes: { number: 999 } }, queues: [{ name: "q" }] }),
      "assigned",
    );
    expect(message().split("\n").length).toBeLessThan(15);
    expect(message()).toContain("… 992 filters more …");
    expect(message()).toContain('"filters[999]" takes it');
  });
});

describe("what would make an empty promise is an error, with .not as well", () => {
  test.each([
    ["TR6014", () => matchers.toReachQueue(gold, "biling"), 'there is no queue "biling", did you mean "Billing"?'],
    ["TR6014", () => matchers.toBeOfferedTo(gold, "dan"), 'there is no worker "dan"; there are "ann", "bob", "cyd"'],
    ["TR6014", () => matchers.toMatchFilter(gold, "Glod"), 'there is no filter "Glod", did you mean "Gold"?'],
    ["TR6016", () => matchers.toReachQueue(WORKFLOW, "billing"), "takes what route() returns"],
    ["TR6016", () => matchers.toReachQueue(Promise.resolve(gold), "billing"), "a promise; await it"],
    ["TR6016", () => matchers.toReachQueue({ ...gold }, "billing"), "takes what route() returns"],
    ["TR6016", () => matchers.toWaitAtMost(gold, Number.NaN), "takes seconds"],
    ["TR6016", () => matchers.toEnd(undefined, "assigned"), "takes what route() returns"],
  ])("%s %#", (code, act, message) => {
    expect(act).toThrow(SimulationError);
    expect(act).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
  });
});

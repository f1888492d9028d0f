import { describe, expect, test } from "vitest";
import { equivalent, matchers, route } from "../../src/testing";

const TWO = {
  filters: [{ expression: "1==1", targets: [{ queue: "A", timeout: 10 }, { queue: "B" }] }],
};
const setup = (answers: unknown) => ({
  task: {},
  queues: [{ name: "A" }, { name: "B" }],
  workers: [{ name: "w", answers }],
});

describe("a worker that only rejects", () => {
  test("at once: the most offers are the reason, and the story stays short", () => {
    const end = route(TWO, setup("reject") as never);
    expect(String(end)).toContain("it was offered 1000 times, which is the most");
    expect(String(end).length).toBeLessThan(2000);
    expect(String(end)).toContain("995 more");
  });

  test("after a while: the target's timeout comes", () => {
    const end = route(TWO, setup({ answer: "reject", after: 3 }) as never);
    expect(end.reached).toEqual(["A", "B"]);
  });
});

test("a matcher takes one name, and a name is a text", () => {
  const end = route(TWO, setup("accept") as never);
  const call = matchers.toBeOfferedTo as (received: unknown, ...names: unknown[]) => unknown;
  expect(() => call(end, "w", "nobody")).toThrow(/takes one argument/);
  expect(() => call(end, ["w"])).toThrow(/the name of a worker is a text, not a list/);
});

test.each(["a[4000000000]", "a[99999999999]", "a[50000000]"])("an index without end is not made up: %s", (path) => {
  const document = (expression: string) => ({
    task_routing: {
      filters: [{ expression, targets: [{ queue: `WQ${"0".repeat(31)}1` }] }],
      default_filter: { queue: `WQ${"0".repeat(31)}2` },
    },
  });
  expect(equivalent(document(`${path} == 'x'`), document("1==0")).verdict).toBe("not shown");
});

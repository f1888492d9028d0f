import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../src/core/json";
import { formatPath } from "../../../src/core/path";
import { type Change, pathOn } from "../../../src/routing/compare/change";
import { compareRouting } from "../../../src/routing/compare/compare";
import { mereSpelling } from "../../../src/routing/compare/spelling";

const routing = (...filters: Json[]): JsonObject => ({ task_routing: { filters } });
/** A filter by a letter: equal ones have one letter, a digit behind it changes a field of its target. */
const filter = (word: string): JsonObject => ({
  filter_friendly_name: word.charAt(0),
  expression: `letter == '${word.charAt(0)}'`,
  targets: [{ queue: "WQ1", ...(word.length > 1 && { timeout: Number(word.slice(1)) }) }],
});
const filters = (words: string): JsonObject => routing(...words.split(" ").filter(Boolean).map(filter));

/** `moved filters[1] > filters[0]`, without what all paths begin with. */
const brief = (change: Change): string => {
  const [old, now] = (["old", "now"] as const).map((side) => {
    const path = pathOn(side, change);
    return path === undefined ? "" : formatPath(path).replace(/^task_routing\.?/, "");
  });
  return `${change.kind} ${old === now ? now : `${old} > ${now}`}`;
};

describe("filters that are hard to tell apart", () => {
  test.each<[what: string, old: string, now: string, changes: string[]]>([
    [
      "a copy above what changed",
      "a b c",
      "b a5 b c",
      ["added  > filters[0]", "changed  > filters[1].targets[0].timeout"],
    ],
    ["the first of two copies is gone", "a b a", "b a", ["removed filters[0] > "]],
    ["the second of two copies is gone", "a b a", "a b", ["removed filters[2] > "]],
    [
      "one of two copies changes, and something else moves",
      "a a b c",
      "c a a5 b",
      ["moved filters[3] > filters[0]", "changed  > filters[2].targets[0].timeout"],
    ],
    ["all are copies", "a a a a", "a a a a a", ["added  > filters[4]"]],
    ["a copy in the middle changes", "a a a a", "a a5 a a", ["changed  > filters[1].targets[0].timeout"]],
    ["the first becomes the last", "a b c d", "b c d a", ["moved filters[0] > filters[3]"]],
    ["a swap", "a b", "b a", ["moved filters[1] > filters[0]"]],
    [
      "all but one are gone",
      "a b c d",
      "c",
      ["removed filters[0] > ", "removed filters[1] > ", "removed filters[3] > "],
    ],
    ["all are gone", "a b", "", ["removed filters[0] > ", "removed filters[1] > "]],
    ["all are others", "a", "b", ["removed filters[0] > ", "added  > filters[0]"]],
  ])("%s", (_, old, now, changes) => {
    const shown = compareRouting(filters(old), filters(now)).map(brief);
    expect(shown.map((line) => line.replace(/changed (filters\S+) > .*/, "changed $1"))).toEqual(changes);
  });

  test("names that went to others are renames", () => {
    const [a, b] = [filter("a"), filter("b")];
    const changes = compareRouting(
      routing(a, b),
      routing({ ...a, filter_friendly_name: "b" }, { ...b, filter_friendly_name: "a" }),
    );
    expect(changes.map(brief)).toEqual([
      "changed filters[0].filter_friendly_name",
      "changed filters[1].filter_friendly_name",
    ]);
  });

  test("a name that stays tells more than a content that is all other", () => {
    const now = { filter_friendly_name: "a", expression: "x == 1", targets: [{ queue: "WQ7" }, { queue: "WQ8" }] };
    const changes = compareRouting(filters("a"), routing(now)).map(brief);
    expect(changes.filter((line) => line.startsWith("removed filters[0] >"))).toEqual([]);
    expect(changes).toContain("changed filters[0].expression");
  });

  test("what has neither name nor expression in common is another filter", () => {
    const now = { ...filter("b"), targets: filter("a")["targets"] ?? [] };
    expect(compareRouting(filters("a"), routing(now)).map(brief)).toEqual([
      "removed filters[0] > ",
      "added  > filters[0]",
    ]);
  });
});

describe("targets of one queue", () => {
  const target = (mark: string): JsonObject => ({
    queue: "WQ1",
    expression: `a == '${mark}'`,
    order_by: `worker.${mark}`,
  });
  const targets = (...list: JsonObject[]): JsonObject => routing({ expression: "1==1", targets: list });

  test("nearly equal ones are not given up for the sake of an order", () => {
    const [a, b, c, d] = ["a", "b", "c", "d"].map(target) as [JsonObject, JsonObject, JsonObject, JsonObject];
    expect(compareRouting(targets(a, b, c, d), targets(a, { ...d, known_worker_sid: "task.x" }, c)).map(brief)).toEqual(
      [
        "removed filters[0].targets[1] > ",
        "moved filters[0].targets[3] > filters[0].targets[1]",
        "changed  > filters[0].targets[1].known_worker_sid",
      ],
    );
  });

  test("two that changed in place have not moved", () => {
    const [a, b] = [target("a"), target("b")];
    const [now, other] = [
      { ...a, expression: "x == 1", skip_if: "1==1" },
      { ...b, expression: "y == 1" },
    ];
    const changes = compareRouting(targets(a, b), targets(now, other)).map(({ kind }) => kind);
    expect(changes).toEqual(["changed", "changed", "changed"]);
  });
});

describe("texts of which only the spelling differs", () => {
  test.each<[key: string, old: string, now: string, mere: "white space" | "spelling" | undefined]>([
    ["expression", "a == 1", "a==1", "white space"],
    ["expression", "a  ==\n1 ", "a == 1", "white space"],
    ["expression", "a == 'b c'", "a == 'b  c'", undefined],
    ["expression", "a == 1", "aa == 1", undefined],
    ["expression", "a HAS 1", "aHAS 1", undefined],
    ["expression", "a = 1", "a == 1", "spelling"],
    ["expression", "a has 'b'", 'a HAS "b"', "spelling"],
    ["skip_if", "(1==1)", "1 == 1", "spelling"],
    ["expression", "a == 1 AND b == 2", "b == 2 AND a == 1", undefined],
    ["expression", "a HSA 1", "a  HSA 1", "white space"],
    ["expression", "a ~ 1", "a 1", undefined],
    ["expression", "", " ", "white space"],
    ["order_by", "worker.a DESC,worker.b", "worker.a DESC , worker.b", "white space"],
    ["order_by", "worker.a desc", "worker.a DESC", undefined],
    ["known_worker_sid", "task.agent", " task.agent", "white space"],
    ["note", "a b", "a  b", undefined],
    ["filter_friendly_name", "a b", "a  b", undefined],
  ])("%s: %j, %j", (key, old, now, mere) => {
    expect(mereSpelling(key, old, now)).toBe(mere);
    expect(mereSpelling(key, now, old)).toBe(mere);
  });
});

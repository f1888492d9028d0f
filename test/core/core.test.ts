import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../../src/core/diagnostic";
import { didYouMean } from "../../src/core/did-you-mean";
import { equal } from "../../src/core/equal";
import { isJsonObject, type Json, nestedDeeper } from "../../src/core/json";
import { formatPath, type Path, pointer, valueAt } from "../../src/core/path";
import { SID_KINDS, sidKind, sidPattern } from "../../src/core/sid";
import { containsUnknown, isUnknown, UNKNOWN } from "../../src/core/unknown";

describe("did you mean", () => {
  const names = ["friendlyName", "eventCallbackUrl", "queue", "in", "IN", "HAS"];
  test.each([
    ["frendlyName", "friendlyName"],
    ["friendlyname", "friendlyName"],
    ["friendly_name", "friendlyName"],
    ["friendlyNmae", "friendlyName"],
    ["eventCallbackURL", "eventCallbackUrl"],
    ["queu", "queue"],
    ["qeuue", "queue"],
    ["HSA", "HAS"],
    ["qqqqq", undefined],
    ["hat", "HAS"],
    ["abc", undefined],
    ["quxe", undefined],
    ["", undefined],
    ["x".repeat(100_000), undefined],
    ["__proto__", undefined],
  ])("%j is %j", (word, meant) => {
    expect(didYouMean(word, names)).toBe(meant);
  });

  test("the nearest wins, the first among equals", () => {
    expect(didYouMean("abcdef", ["abcdxx", "abcdex", "abcdey"])).toBe("abcdex");
    expect(didYouMean("word", [])).toBeUndefined();
    expect(didYouMean(`${"x".repeat(64)}y`, ["x".repeat(65)])).toBeUndefined();
  });
});

describe("paths", () => {
  test.each<[Path, string]>([
    [[], ""],
    [["configuration", "task_routing", "filters", 1, "expression"], "configuration.task_routing.filters[1].expression"],
    [["a", "b-c", "d"], 'a["b-c"].d'],
    [["", "x"], '[""].x'],
    [[0, "a"], "[0].a"],
    [["0"], '["0"]'],
    [["a\nb"], '["a\\nb"]'],
    [["__proto__"], "__proto__"],
  ])("%j reads %s", (path, text) => {
    expect(formatPath(path)).toBe(text);
  });

  test("a key of a megabyte does not fill the screen", () => {
    expect(formatPath(["x".repeat(1_000_000)]).length).toBeLessThan(100);
    expect(formatPath(["-".repeat(1_000_000)]).length).toBeLessThan(100);
  });

  test.each<[string, Path]>([
    ["", []],
    ["/a/0/b", ["a", 0, "b"]],
    ["/a~1b/~0c/~01", ["a/b", "~c", "~1"]],
    ["/01", ["01"]],
    ["/12345678901234567890", ["12345678901234567890"]],
    ["/", [""]],
  ])("the pointer %j is %j", (text, path) => {
    expect(pointer(text)).toEqual(path);
  });

  test("a value is found by own properties only", () => {
    const value: Json = { a: [{ b: 1 }], "0": "zero" };
    expect(valueAt(value, [])).toBe(value);
    expect(valueAt(value, ["a", 0, "b"])).toBe(1);
    expect(valueAt(value, [0])).toBe("zero");
    expect(valueAt(JSON.parse('{"__proto__": 7}'), ["__proto__"])).toBe(7);
    for (const path of [["x"], ["a", 1], ["a", "length"], ["a", 0, "b", "c"], ["constructor"], ["__proto__"]]) {
      expect(valueAt(value, path)).toBeUndefined();
    }
  });
});

describe("SIDs", () => {
  const hex = "0123456789abcdefABCDEF0123456789";
  test.each(Object.entries(SID_KINDS))("%s is %s", (prefix, kind) => {
    expect(sidKind(`${prefix}${hex}`)).toBe(kind);
    expect(`${prefix}${hex}`).toMatch(new RegExp(sidPattern(prefix as keyof typeof SID_KINDS)));
  });
  test.each([
    `XX${hex}`,
    `wq${hex}`,
    `WQ${hex}0`,
    `WQ${hex.slice(1)}`,
    `WQ${hex.slice(1)}g`,
    `WQ${hex}\n`,
    "",
    "toString",
  ])("%j is none", (text) => {
    expect(sidKind(text)).toBeUndefined();
    expect(text).not.toMatch(new RegExp(sidPattern("WQ")));
  });
});

describe("equality by value", () => {
  test.each<[Json | undefined, Json | undefined, boolean]>([
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1 }, { b: 1 }, false],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [[], {}, false],
    [{}, [], false],
    [{}, null, false],
    [null, undefined, false],
    ["1", 1, false],
    [0, false, false],
    [JSON.parse('{"__proto__": 1}'), {}, false],
    [JSON.parse('{"constructor": 1}'), { x: 1 }, false],
    [JSON.parse('{"__proto__": {}}'), { x: 1 }, false],
    [JSON.parse('{"__proto__": {"a": 1}}'), JSON.parse('{"__proto__": {"a": 1}}'), true],
  ])("%j and %j: %s", (a, b, same) => {
    expect(equal(a, b)).toBe(same);
    expect(equal(b, a)).toBe(same);
  });

  test("agrees with what JSON says of two documents", () => {
    const sorted = (value: unknown): unknown =>
      isJsonObject(value)
        ? Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, element]) => [key, sorted(element)])
        : Array.isArray(value)
          ? { list: value.map(sorted) }
          : value;
    const document = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(document, document, (a, b) => {
        const copy = JSON.parse(JSON.stringify(a)) as Json;
        expect(equal(a, copy)).toBe(true);
        expect(equal(a, b)).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("unknown values", () => {
  test.each<[Json | undefined, boolean]>([
    [UNKNOWN, true],
    ["3eeb2bf0-c639-47a8-9e75-3b44932eb421", true],
    ["dd056dcd-154b-4c76-9bd3-c8f88648b5ff", true],
    [[1, [{ a: UNKNOWN }]], true],
    [JSON.parse(`{"__proto__": "${UNKNOWN}"}`), true],
    [`x${UNKNOWN}`, false],
    [{ [UNKNOWN]: 1 }, false],
    [undefined, false],
    [null, false],
    [3, false],
  ])("%j: %s", (value, unknown) => {
    expect(containsUnknown(value)).toBe(unknown);
    if (typeof value !== "object") expect(isUnknown(value)).toBe(unknown);
  });

  test("depth and width are no matter", () => {
    let deep: Json = UNKNOWN;
    for (let level = 0; level < 100_000; level++) deep = level % 2 === 0 ? [deep] : { a: deep };
    expect(containsUnknown(deep)).toBe(true);
    expect(containsUnknown(Array.from({ length: 500_000 }, () => 1))).toBe(false);
  });
});

test("nesting is measured without recursion", () => {
  let deep: Json = 1;
  for (let level = 0; level < 100_000; level++) deep = [deep];
  expect(nestedDeeper(deep, 100)).toBe(true);
  expect(nestedDeeper([[1]], 2)).toBe(false);
  expect(nestedDeeper([[1]], 1)).toBe(true);
  expect(nestedDeeper("text", 0)).toBe(false);
});

test("a diagnostic is its path and its message on one line, with the frame below", () => {
  const mistake = { code: "TR1001", severity: "error", path: ["a", 0], message: "is wrong" } as const;
  expect(formatDiagnostic(mistake)).toBe("a[0]: is wrong [TR1001]");
  expect(formatDiagnostic({ ...mistake, path: [] })).toBe("is wrong [TR1001]");
  expect(formatDiagnostic({ ...mistake, code: "TR4101" })).toBe("a[0]: is wrong");
  expect(formatDiagnostic({ ...mistake, excerpt: { text: "x y", start: 2, end: 3 } })).toBe(
    "a[0]: is wrong [TR1001]\n\n    x y\n      ^\n",
  );
});

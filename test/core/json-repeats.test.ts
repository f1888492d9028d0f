import fc from "fast-check";
import { expect, test } from "vitest";
import { repeatedKeys } from "../../src/core/json-repeats";
import type { Path } from "../../src/core/path";
import { always } from "../support/runs";

test.each<[text: string, ...paths: Path[]]>([
  ["{}"],
  ['[1, "a", {"b": ":"}]'],
  ['{"a": 1, "a": 2, "a": 3}', ["a"]],
  ['{"a": {"b": 1}, "c": {"b": 1}}'],
  ['[{"x": [0, {"k" : 1, "k"\n:2}]}, {"a": 1, "\\u0061": 2}]', [0, "x", 1, "k"], [1, "a"]],
  ['{"a": {"b": 1, "b": 2}, "a": 1}', ["a", "b"], ["a"]],
  ['{"a": "\\"a\\": 1, \\"a\\": 2", "": 0, "__proto__": 1, "__proto__": 2}', ["__proto__"]],
])("%s", (text, ...paths) => {
  expect(repeatedKeys(text, JSON.parse(text))).toEqual(paths);
});

test("a text that was written from a value has none; with a member written again it has one", async () => {
  await always(
    fc.property(fc.json(), fc.string(), (text, key) => {
      expect(repeatedKeys(text, JSON.parse(text))).toEqual([]);
      const member = `${JSON.stringify(key)}: ${text}`;
      const twice = `[{${member}, ${member}}]`;
      expect(repeatedKeys(twice, JSON.parse(twice))).toEqual([[0, key]]);
    }),
  );
});

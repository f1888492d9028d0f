import fc from "fast-check";
import { expect, test } from "vitest";
import { unkeptNumbers } from "../../src/core/json-numbers";

test.each<[text: string, unkept: string[]]>([
  ["[0, -0, 0.0, 1.0, 1.50, 1e2, 1E+2, 100, 0.1, -2.5e-3]", []],
  ["[9007199254740991, 9007199254740993]", ["9007199254740993"]],
  ['{"id":12345678901234567890}', ["12345678901234567890"]],
  ["[1e308, 1e309, -1e999]", ["1e309", "-1e999"]],
  ["[1e-400]", ["1e-400"]],
  ["[0.12345678901234567890]", ["0.12345678901234567890"]],
  ['["12345678901234567890", "a\\"12345678901234567890"]', []],
  ["123456789012345678901", ["123456789012345678901"]],
  ["100000000000000000000000", []],
])("%s", (text, unkept) => {
  expect(unkeptNumbers(text)).toEqual(unkept);
});

test("whatever JSON.stringify writes is kept", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.double({ noNaN: true, noDefaultInfinity: true }), (value, number) => {
      expect(unkeptNumbers(JSON.stringify([value, number]))).toEqual([]);
    }),
  );
});

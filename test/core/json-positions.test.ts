import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../../src/core/json";
import { Lines, positionsIn, stringOffsets } from "../../src/core/json-positions";
import { type Path, valueAt } from "../../src/core/path";

/** The text of the value and of the key at one path. */
function found(text: string, path: Path): { value: string; key: string | undefined; depth: number } {
  const [position] = positionsIn(text, [path]);
  if (position === undefined) throw new Error("no position");
  const { value, key, depth } = position;
  return { value: text.slice(value.start, value.end), key: key && text.slice(key.start, key.end), depth };
}

describe("positions of values", () => {
  const text = ' { "a" : [ 1 , {"b\\u0063": "x\\"]" } ,[[]], true] ,\r\n"" : -1.5e3, "a b":null}\n';

  test.each<[Path, string, string | undefined]>([
    [[], text.trim(), undefined],
    [["a"], '[ 1 , {"b\\u0063": "x\\"]" } ,[[]], true]', '"a"'],
    [["a", 0], "1", undefined],
    [["a", 1, "bc"], '"x\\"]"', '"b\\u0063"'],
    [["a", 2, 0], "[]", undefined],
    [["a", 3], "true", undefined],
    [[""], "-1.5e3", '""'],
    [["a b"], "null", '"a b"'],
  ])("%j", (path, value, key) => {
    expect(found(text, path)).toEqual({ value, key, depth: path.length });
  });

  test.each<[Path, string, number]>([
    [["a", 1, "missing", 5], '{"b\\u0063": "x\\"]" }', 2],
    [["a", 4], '[ 1 , {"b\\u0063": "x\\"]" } ,[[]], true]', 1],
    [["a", "0"], '[ 1 , {"b\\u0063": "x\\"]" } ,[[]], true]', 1],
    [["a", 0, "x"], "1", 2],
    [["missing"], text.trim(), 0],
  ])("%j is not there: that of its nearest ancestor", (path, value, depth) => {
    expect(found(text, path)).toMatchObject({ value, depth });
  });

  test("of a key that is there twice, the last one counts, with all that is below it", () => {
    const twice = '{"a":{"b":1,"c":2},"a":{"b":3}}';
    expect(found(twice, ["a", "b"]).value).toBe("3");
    expect(found(twice, ["a", "c"])).toMatchObject({ value: '{"b":3}', depth: 1 });
    expect(found('{"__proto__":{"b":1}}', ["__proto__", "b"]).value).toBe("1");
  });

  /** Every path of a value. */
  function pathsOf(value: Json): Path[] {
    if (typeof value !== "object" || value === null) return [[]];
    const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
    return [[], ...keys.flatMap((key) => pathsOf(valueAt(value, [key]) ?? null).map((path) => [key, ...path]))];
  }

  test("every value of any document, however it is laid out", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom("", " ", "\t", "  "), (value, indent) => {
        const document = JSON.parse(JSON.stringify(value)) as Json;
        const written = JSON.stringify(document, null, indent).replace(/\n/g, "\r\n");
        const paths = pathsOf(document);
        for (const [index, { value: span, depth }] of positionsIn(written, paths).entries()) {
          const path = paths[index] ?? [];
          expect(depth).toBe(path.length);
          expect(JSON.parse(written.slice(span.start, span.end))).toEqual(valueAt(document, path));
        }
      }),
    );
  });

  test("text that is no JSON, or is deep, ends all the same", () => {
    for (const wrong of ["", "[", "[,", "[}", '{"a"', '{"a":', '{"a":[1', '["', "]", "{:"]) {
      expect(
        positionsIn(wrong, [
          ["a", 0],
          [0, 0],
        ]),
      ).toHaveLength(2);
    }
    const depth = 200_000;
    expect(found(`{"x":${"[".repeat(depth)}${"]".repeat(depth)},"a":1}`, ["a"]).value).toBe("1");
  });
});

describe("offsets within a string", () => {
  test("go through its escapes", () => {
    const text = String.raw`  "a\n\u00e9\"b😀c\\"`;
    const offset = stringOffsets(text, 2);
    const string = JSON.parse(text) as string;
    const parts = [...string].map((_, index, all) => all.slice(0, index).join("").length);
    expect(parts.map((index) => text.slice(offset(index), offset(index) + 2))).toEqual([
      "a\\",
      "\\n",
      "\\u",
      '\\"',
      "b\ud83d",
      "😀",
      "c\\",
      "\\\\",
    ]);
    expect(text[offset(string.length)]).toBe('"');
    expect(text[offset(string.length + 9)]).toBe('"');
  });

  test("agree with JSON.parse for any string, escaped in any way", () => {
    const unit = fc.tuple(fc.string({ minLength: 1, maxLength: 1, unit: "binary" }), fc.boolean());
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 30 }), (units) => {
        const written = units.map(([text, escaped]) =>
          escaped
            ? text.replace(/[\s\S]/g, (half) => `\\u${half.charCodeAt(0).toString(16).padStart(4, "0")}`)
            : JSON.stringify(text).slice(1, -1),
        );
        const text = `["${written.join("")}"]`;
        const offset = stringOffsets(text, 1);
        let [index, expected] = [0, 2];
        for (const [position, [decoded]] of units.entries()) {
          expect(offset(index)).toBe(expected);
          index += decoded.length;
          expected += written[position]?.length ?? 0;
        }
        expect(offset(index)).toBe(expected);
      }),
    );
  });
});

describe("lines", () => {
  const lines = new Lines("ab\r\n\nc😀d");

  test.each([
    [0, 1, 1],
    [2, 1, 3],
    [4, 2, 1],
    [5, 3, 1],
    [8, 3, 4],
    [9, 3, 5],
    [11, 3, 7],
  ])("offset %i is at %i:%i", (offset, line, column) => {
    expect(lines.at(offset)).toEqual({ line, column });
  });

  test("are told without what ends them", () => {
    expect([0, 3, 4, 6].map((offset) => lines.lineOf(offset))).toEqual([
      { start: 0, end: 2 },
      { start: 0, end: 2 },
      { start: 4, end: 4 },
      { start: 5, end: 9 },
    ]);
  });
});

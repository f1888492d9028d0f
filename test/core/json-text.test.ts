import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caretFrame } from "../../src/core/frame";
import { MAX_DEPTH, parseJsonText } from "../../src/core/json-text";

/** The mistake of a text that has one. */
function mistake(text: string): { message: string; offset: number; length: number } {
  const parsed = parseJsonText(text);
  if ("value" in parsed) throw new Error(`${JSON.stringify(text)} was read`);
  return parsed.error;
}

function agreesWithTheEngine(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("a text that is no JSON is answered with the first place where it cannot be", () => {
  test.each<[text: string, near: string, offset: number, words: RegExp]>([
    ["", "", 0, /empty/],
    [" \n\t ", " ", 0, /empty/],
    ["{", "", 1, /ends where a key in double quotes or "}" should follow/],
    ["[", "", 1, /ends where a value or "]"/],
    ["[1", "", 2, /ends where "," or "]"/],
    ['{"a"', "", 4, /ends where ":"/],
    ['{"a":1,', "", 7, /ends where a key in double quotes should/],
    ['{"a":1\n\n\n', "\n", 6, /ends where "," or "}"/],
    ["hello", "hello", 0, /expected a value, found "hello"/],
    ["{a: 1}", "a", 1, /expected a key in double quotes or "}", found "a"/],
    ["{'a': 1}", "'", 1, /double quotes only/],
    ["{“a”: 1}", "“", 1, /straight double quotes/],
    ['{"a" 1}', "1", 5, /expected ":", found "1"/],
    ['{"a": 1 "b": 2}', '"b"', 8, /expected "," or "}", found "b"/],
    ['{"a": 1,}', "}", 8, /found "}" \(leave out the comma/],
    ["[1,]", "]", 3, /found "]" \(leave out the comma/],
    ["[1,,2]", ",", 3, /expected a value, found ","/],
    ["[1] 2", "2", 4, /expected nothing more, found "2"/],
    ["[1}", "}", 2, /expected "," or "]", found "}"/],
    ["]", "]", 0, /expected a value/],
    ['{"a": 01}', "01", 6, /found "01"/],
    ['{"a": 1.}', "1.", 6, /found "1."/],
    ['{"a": .5}', ".5", 6, /found ".5"/],
    ['{"a": +1}', "+1", 6, /found "\+1"/],
    ['{"a": NaN}', "NaN", 6, /found "NaN"/],
    ['{"a": True}', "True", 6, /found "True"/],
    ['{"a": nullx}', "nullx", 6, /found "nullx"/],
    ["// no\n{}", "/", 0, /JSON has no comments/],
    ['{"a": "x\ny"}', "\n", 8, /holds a line break/],
    ['{"a": "x\ty"}', "\t", 8, /holds a tab/],
    ['{"a": "x\u0000y"}', "\u0000", 8, /holds a control character/],
    ['{"a": "\\q"}', "\\q", 7, /"\\q" is no escape/],
    ['{"a": "\\u12G4"}', "\\u12", 7, /is no escape/],
    ['{"a": "never closed}', '"', 6, /quotes that open here are never closed/],
    ['{"a": "x\\', "\\", 8, /is no escape/],
    ["\u00a0{}", "\u00a0", 0, /found the character U\+00A0/],
    ["\ufeff{}", "\ufeff", 0, /found the character U\+FEFF/],
    ["{}\u001b[31m", "\u001b", 2, /found the character U\+001B/],
    ["[😀]", "😀", 1, /found "😀"/],
    ["[\ud800]", "\ud800", 1, /found the character U\+D800/],
  ])("%j", (text, near, offset, words) => {
    const error = mistake(text);
    expect(error).toMatchObject({ offset, message: expect.stringMatching(words) });
    expect(text.slice(offset, offset + error.length)).toBe(near);
    expect(agreesWithTheEngine(text)).toBe(false);
  });

  test("in the words and with the caret that people see", () => {
    const text = '{\n  "task_routing": {\n    "filters": [],\n    "default_filter": { queue: "WQ1" }\n  }\n}';
    const { message, offset, length } = mistake(text);
    expect(`${message}\n${caretFrame(text, offset, length)}`).toMatchInlineSnapshot(`
      "is not JSON: expected a key in double quotes or "}", found "queue"
              "default_filter": { queue: "WQ1" }
                                  ^^^^^"
    `);
  });

  test("a message shows at most a part of a long word", () => {
    expect(mistake(`[${"x".repeat(1_000)}]`).message.length).toBeLessThan(120);
    expect(mistake(`[1 "${"😀".repeat(1_000)}"]`).message).not.toMatch(/\p{Surrogate}/u);
  });
});

describe("nesting", () => {
  const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

  test("as deep as the limit is read, one level more is refused where it begins", () => {
    expect(parseJsonText(nested(MAX_DEPTH))).toHaveProperty("value");
    expect(mistake(nested(MAX_DEPTH + 1))).toMatchObject({ offset: MAX_DEPTH, message: /deeper than 100/ });
  });

  test("brackets inside a text do not count", () => {
    expect(parseJsonText(JSON.stringify(`"\\${"[{".repeat(500)}`))).toHaveProperty("value");
  });

  test.each(["[", '{"a":', "[[{", '{"a":[', "]["])("100,000 of %j do not run out of stack", (text) => {
    expect(mistake(text.repeat(100_000)).offset).toBeLessThan(text.length * 100_000);
  });
});

test("a document of 2 MB is read, and its mistake at the very end is found", () => {
  const text = JSON.stringify({ a: Array.from({ length: 20_000 }, (_, i) => ({ i, name: "ä".repeat(80) })) });
  expect(parseJsonText(text)).toHaveProperty("value");
  expect(mistake(`${text.slice(0, -1)},}`).offset).toBe(text.length);
  const long = JSON.stringify('\\"'.repeat(1_000_000));
  expect(mistake(`[${long}`).offset).toBe(long.length + 1);
  expect(mistake(`[${long.slice(0, -1)}`).offset).toBe(1);
});

test("keys of Object.prototype are ordinary keys", () => {
  const parsed = parseJsonText('{"__proto__": 1, "constructor": 2, "toString": 3}');
  expect("value" in parsed && Object.entries(parsed.value as object)).toEqual([
    ["__proto__", 1],
    ["constructor", 2],
    ["toString", 3],
  ]);
});

describe("for every text", () => {
  /** JSON texts with a few characters put in, taken out or turned over. */
  const mutated = fc
    .tuple(
      fc.json({ maxDepth: 4 }),
      fc.array(
        fc.record({
          at: fc.nat(),
          cut: fc.nat(2),
          put: fc.oneof(
            fc.constantFrom(
              "",
              ",",
              ":",
              '"',
              "\\",
              "{",
              "}",
              "[",
              "]",
              "0",
              "-",
              ".",
              "e",
              "\n",
              "\u0000",
              "'",
              "tru",
            ),
            fc.string({ unit: "binary", maxLength: 2 }),
          ),
        }),
        { maxLength: 4 },
      ),
    )
    .map(([text, edits]) =>
      edits.reduce((edited, { at, cut, put }) => {
        const place = at % (edited.length + 1);
        return edited.slice(0, place) + put + edited.slice(place + cut);
      }, text),
    );

  test("it and JSON.parse agree on what is JSON, and the place lies inside the text", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const parsed = parseJsonText(text);
        expect("value" in parsed).toBe(agreesWithTheEngine(text));
        if ("value" in parsed) {
          expect(parsed.value).toEqual(JSON.parse(text));
        } else {
          const { offset, length, message } = parsed.error;
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(text.length);
          expect(length).toBeGreaterThan(0);
          expect(message).not.toMatch(/\p{Surrogate}/u);
          // What stands before the place is the beginning of some JSON: nothing earlier was wrong.
          const before = parseJsonText(text.slice(0, offset));
          if ("error" in before) expect(before.error.message).toMatch(/ends where|empty|never closed/);
          expect(caretFrame(text, offset, length)).toContain("^");
        }
      }),
      { numRuns: 3_000, seed: 1 },
    );
  });
});

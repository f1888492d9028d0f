import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caretFrame } from "../../src/core/frame";

/** The text above the carets. */
function underlined(frame: string): string {
  const [line = "", carets = ""] = frame.split("\n");
  return line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1);
}

describe("a caret frame shows the line of a place with carets below it", () => {
  test.each<[what: string, text: string, offset: number, length: number, frame: string]>([
    ["in the first line", "abc\ndef", 1, 1, "    abc\n     ^"],
    ["in the last line", "abc\ndef", 5, 2, "    def\n     ^^"],
    ["at the very beginning", "abc", 0, 3, "    abc\n    ^^^"],
    ["at a line break that comes first", "\nabc", 0, 1, "    \n    ^"],
    ["behind the end", "abc", 3, 1, "    abc\n       ^"],
    ["behind a line break at the end", "abc\n", 4, 1, "    \n    ^"],
    ["at a line break", "abc\ndef", 3, 1, "    abc\n       ^"],
    ["of no length", "abc", 1, 0, "    abc\n     ^"],
    ["over the end of the line", "abc\ndef", 1, 6, "    abc\n     ^^"],
    ["in an empty text", "", 0, 1, "    \n    ^"],
    ["after tabs and other control characters", "\ta\u001b[31mb\u009b", 8, 1, "     a [31mb \n            ^"],
    ["after marks that turn the direction", "\u202eab\u2066", 1, 1, "     ab \n     ^"],
    ["after half a character", "a\ud800bc", 2, 1, "    a\ufffdbc\n      ^"],
    ["before a carriage return", "abc\r\ndef", 2, 1, "    abc \n      ^"],
  ])("%s", (_, text, offset, length, frame) => {
    expect(caretFrame(text, offset, length)).toBe(frame);
  });

  test("a long line is cut on both sides, a long range in the middle", () => {
    const text = `${"a".repeat(500)}HERE${"b".repeat(500)}`;
    const frame = caretFrame(text, 500, 4);
    expect(underlined(frame)).toBe("HERE");
    expect(frame.split("\n")[0]).toBe(`    …${"a".repeat(50)}HERE${"b".repeat(50)}…`);
    expect(caretFrame(text, 0, 1_000).length).toBeLessThan(300);
  });

  test("characters of two UTF-16 units are never cut in half", () => {
    for (const shift of ["", "x"]) {
      const text = `${"😀".repeat(60)}${shift}HERE${shift}${"😀".repeat(60)}`;
      const frame = caretFrame(text, text.indexOf("HERE"), 4);
      expect(frame).not.toMatch(/\p{Surrogate}/u);
      expect(frame).not.toContain("\ufffd");
      expect(underlined(frame)).toBe("HERE");
    }
  });

  test("for every text and place: two lines that can be sent and printed, with at least one caret", () => {
    const place = fc
      .string({ unit: "binary" })
      .chain((text) => fc.record({ text: fc.constant(text), offset: fc.nat(text.length), length: fc.nat(200) }));
    fc.assert(
      fc.property(place, ({ text, offset, length }) => {
        const frame = caretFrame(text, offset, length);
        expect(frame.split("\n")).toHaveLength(2);
        expect(frame).toMatch(/\n *\^+$/);
        expect(frame).not.toMatch(/\p{Surrogate}/u);
        expect(frame).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

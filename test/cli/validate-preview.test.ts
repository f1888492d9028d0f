import { describe, expect, test } from "vitest";
import type { Json } from "../../src/core/json";
import { commandLine } from "../support/command-line";

/** Runs the command with a preview on standard input. */
const validate = (preview: Json, ...options: string[]) =>
  commandLine(["validate", ...options, "-"], { reads: JSON.stringify(preview, null, 4) });

/** As Pulumi 3.259 prints it. */
const error = (message: string): Json => ({ message: `error: ${message}\n`, severity: "error" });
const preview = (...diagnostics: Json[]): Json => ({
  config: {},
  steps: [],
  diagnostics,
  duration: 1924875030,
  changeSummary: { create: 3 },
});
const SAID = "pulumi preview reported an error, so this file may be incomplete: ";

describe("a preview that failed", () => {
  test("is an error in Pulumi's words, its lines below each other, and nothing is said of --show-sames", async () => {
    const mistakes = `Workflow "one": several mistakes:\n  a.b: unknown operator HSA [TR1006]\n\n      skills HSA 'x'\n             ^^^\n`;
    const { code, out, err } = await validate(preview(error(mistakes), error("boom")));
    expect(code).toBe(1);
    expect(out).toBe(`<stdin>:6:24: error TR3003 ${SAID}Workflow "one": several mistakes:
      a.b: unknown operator HSA [TR1006]

          skills HSA 'x'
                 ^^^

<stdin>:10:24: error TR3003 ${SAID}boom
2 errors in 1 file
`);
    expect(err).toBe("");
  });

  test.each<[string, Json]>([
    ["before there were steps", { config: {}, diagnostics: [error("boom")], duration: 3614618 }],
    ["and says nothing else at all", { diagnostics: [error("boom")] }],
    ["as other versions write it", preview({ prefix: "error: ", message: "boom\n", severity: "error", urn: "urn:x" })],
    ["with colours", preview(error("<{%fg 1%}>\u001b[1;31mbo<{%reset%}>om\u001b[0m"))],
    ["with characters that a terminal obeys", preview(error("\u0007bo\u0000\u202eom \r\n"))],
  ])("%s", async (_, content) => {
    const { code, out } = await validate(content);
    expect(code).toBe(1);
    expect(out).toContain(`error TR3003 ${SAID}boom\n`);
  });

  test.each<[string, Json]>([
    ["no message", { severity: "error" }],
    ["an empty one", error("")],
  ])("%s", async (_, diagnostic) => {
    expect((await validate(preview(diagnostic))).out).toContain(`${SAID}it has no message\n`);
  });

  test("warnings, and what a program writes to standard error, are no failure", async () => {
    const others = ["warning", "info", "info#err", "debug"].map((severity) => ({ message: "error: x", severity }));
    const { code, out } = await validate(preview(...others));
    expect({ code, out }).toEqual({ code: 0, out: "0 workflows, no findings\n" });
    expect((await validate({ diagnostics: others, duration: 1 })).code).toBe(0);
  });

  test("twenty errors are told, the rest is counted", async () => {
    const errors = (count: number): Json => preview(...Array.from({ length: count }, (_, n) => error(`boom ${n}`)));
    expect((await validate(errors(20))).out).toContain("boom 19\n20 errors in 1 file\n");
    const { out } = await validate(errors(27));
    expect(out).toContain(
      "boom 19\n<stdin>:86:24: error TR3003 and 7 more errors of this preview\n21 errors in 1 file\n",
    );
    expect((await validate(errors(21))).out).toContain("and 1 more error of this preview\n");
  });

  test("a message that would fill the screen is cut", async () => {
    const { out } = await validate(preview(error("😀".repeat(1_000_000))));
    expect(out).toContain("😀😀…\n");
    expect(out.length).toBeLessThan(5000);
  });

  test("is in JSON and SARIF as well, and can be left out", async () => {
    const failed = preview(error("one\n  two"));
    const { findings } = JSON.parse((await validate(failed, "--format", "json")).out);
    expect(findings).toEqual([
      {
        file: "<stdin>",
        line: 6,
        column: 24,
        endLine: 6,
        endColumn: 45,
        code: "TR3003",
        severity: "error",
        path: "",
        message: `${SAID}one\n  two`,
      },
    ]);
    const { runs } = JSON.parse((await validate(failed, "--format", "sarif")).out);
    expect(runs[0].results).toMatchObject([
      { ruleId: "TR3003", level: "error", message: { text: `${SAID}one\n  two` } },
    ]);
    expect((await validate(failed, "--ignore", "TR3003")).code).toBe(0);
  });
});

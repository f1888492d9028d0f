import { join } from "node:path";
import { expect } from "vitest";
import { commandLine, credentialsOf } from "./command-line";
import type { Scene } from "./scene";
import { writes } from "./truth";

/** The import file's name in the project's folder. */
export const IMPORT_FILE = "import.json";

/** One run of `taskrouter import`. */
export interface ImportRun {
  readonly code: number;
  readonly out: string;
  readonly report: {
    readonly matched: readonly { readonly name: string; readonly sid: string; readonly differs: readonly string[] }[];
    readonly missing: readonly { readonly name: string }[];
    readonly ambiguous: readonly { readonly name: string; readonly candidates: readonly { readonly sid: string }[] }[];
    readonly blocked: readonly { readonly name: string; readonly why: string }[];
    readonly commands: readonly string[];
    readonly notes: readonly string[];
  };
}

/** Runs `taskrouter import` on what `pulumi preview --json --show-sames` prints. It is never seen to write to the account. */
export async function importFor({ stack, emulator }: Scene, ...args: string[]): Promise<ImportRun> {
  const { stdout: preview, code: previewed } = await stack.preview("--json", "--show-sames");
  expect(previewed, preview).toBe(0);
  const before = writes(emulator).length;
  const folder = `${join(stack.folder, "project")}/`;
  const options = [
    "-",
    "--base-url",
    emulator.url,
    "--write-import",
    folder + IMPORT_FILE,
    "--format",
    "json",
    ...args,
  ];
  const { code, out, err } = await commandLine(["import", ...options], {
    reads: preview,
    env: credentialsOf(emulator),
  });
  expect(code, err).toBeLessThan(2);
  expect(writes(emulator)).toHaveLength(before);
  stack.printed.push(out, err);
  const report = JSON.parse(out) as ImportRun["report"];
  return { code, out, report: { ...report, commands: report.commands.map((command) => command.replace(folder, "")) } };
}

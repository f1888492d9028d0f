import { join } from "node:path";
import { expect } from "vitest";
import { commandLine, credentialsOf } from "./command-line";
import type { Run } from "./engine";
import type { Scene } from "./scene";
import { writes } from "./truth";

interface Report {
  readonly agrees: boolean;
  readonly pending: readonly { readonly name: string; readonly outcome: string }[];
  readonly commands: readonly string[];
}

/** Where `report` writes it, in the project's folder. */
export const IMPORT_FILE = "doctor-import.json";

/** Runs `taskrouter doctor` on what `pulumi stack export` prints. It is never seen to write, and shows no secret. */
export async function doctor({ stack, emulator }: Scene, ...args: string[]): Promise<string> {
  const { stdout: state } = await stack.cli("stack", "export", "--stack", "test");
  const before = writes(emulator).length;
  const { code, out, err } = await commandLine(["doctor", "-", "--base-url", emulator.url, ...args], {
    reads: state,
    env: credentialsOf(emulator),
  });
  stack.printed.push(err);
  expect(code, stack.printed.at(-1)).toBeLessThan(2);
  expect(writes(emulator)).toHaveLength(before);
  stack.printed.push(out);
  return out;
}

/** The same for programs; the import file lies in the project's folder then, under the name that the commands give. */
export async function report(here: Scene): Promise<Report> {
  const out = await doctor(here, "--format", "json", "--write-import", join(here.stack.folder, "project", IMPORT_FILE));
  const { commands, ...rest } = JSON.parse(out) as Report;
  const folder = `${join(here.stack.folder, "project")}/`;
  return { ...rest, commands: commands.map((command) => command.replace(folder, "")) };
}

/** Runs the commands as they are printed. An `up` is the only one that asks, which it does for good. */
export async function follow({ stack }: Scene, commands: readonly string[]): Promise<Run[]> {
  const runs: Run[] = [];
  for (const command of commands) {
    const [, ...words] = command.replace(/^pulumi up$/, "pulumi up --yes").split(" ");
    const run = await stack.cli(...words, "--stack", "test");
    expect(run.code, `${command}\n${run.output}`).toBe(0);
    runs.push(run);
  }
  return runs;
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Json } from "../../src/core/json";
import { commandLine } from "../support/command-line";

/** What a run of the command printed, and its exit code. */
export interface Diffed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What a file holds: JSON, or its text or bytes as they are. */
export type Content = Json | Uint8Array;

/** A text that is written as it is, not as JSON. */
export const raw = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Runs `taskrouter diff` on files of these contents; their folder is left out of what it printed. */
export async function diff(contents: readonly Content[], ...options: string[]): Promise<Diffed> {
  const folder = mkdtempSync(join(tmpdir(), "taskrouter-diff-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = contents.map((content, index) => {
    const path = join(folder, ["old.json", "new.json"][index] ?? "more.json");
    writeFileSync(path, content instanceof Uint8Array ? content : JSON.stringify(content, null, 2));
    return path;
  });
  const { code, out, err } = await diffCommand([...options, ...files]);
  return { code, out: out.replaceAll(`${folder}/`, ""), err: err.replaceAll(`${folder}/`, "") };
}

/** Runs the command with what stands on standard input. */
export async function diffCommand(args: readonly string[], stdin = "", color = false): Promise<Diffed> {
  return commandLine(["diff", ...args], { reads: raw(stdin), color });
}

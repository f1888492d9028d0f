import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Decoded, decode } from "./decode";
import { printable } from "./printable";
import { systemCode, systemWords } from "./system-words";

/** What standard input is called on the command line. */
export const STDIN = "-";

/** What a file is called where somebody reads it. */
export function shownFile(file: string): string {
  return file === STDIN ? "<stdin>" : printable(file);
}

/** Why a file could not be read, for the user. */
export class FileProblem extends Error {
  override readonly name = "FileProblem";

  /** @param file - what was named: the file, or the pattern */
  constructor(
    readonly file: string,
    message: string,
  ) {
    super(printable(message));
  }
}

/**
 * What a file says.
 * @throws FileProblem in words
 */
export async function readText(file: string, stdin: () => Promise<Uint8Array>): Promise<Decoded> {
  try {
    return decode(file === STDIN ? await stdin() : readFileSync(file));
  } catch (error) {
    const name = file === STDIN ? "standard input" : file;
    const isFolder = file !== STDIN && systemCode(error) === "EISDIR";
    const hint = isFolder ? `; give its files, such as '${join(file, "**/*.json")}'` : "";
    throw new FileProblem(file, `cannot read ${name}: ${systemWords(error, "read")}${hint}`);
  }
}

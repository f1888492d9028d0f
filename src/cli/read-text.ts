import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Decoded, decode } from "./decode";
import { printable } from "./printable";

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
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const name = file === STDIN ? "standard input" : file;
    throw new FileProblem(file, `cannot read ${name}: ${WORDS.get(code)?.(file) ?? "the system refused"} (${code})`);
  }
}

const WORDS = new Map<string, (file: string) => string>([
  ["ENOENT", () => "there is no such file"],
  ["ENOTDIR", () => "a part of the path is not a folder"],
  [
    "EISDIR",
    (file) => `it is a folder${file === STDIN ? "" : `; give its files, such as '${join(file, "**/*.json")}'`}`,
  ],
  ["EACCES", () => "this user may not read it"],
  ["EPERM", () => "this user may not read it"],
  ["ERR_FS_FILE_TOO_LARGE", () => "it is too large"],
  ["ERR_STRING_TOO_LONG", () => "it is too large"],
]);

import { globSync, lstatSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { printable } from "../printable";
import { type Decoded, decode } from "./decode";
import { STDIN } from "./finding";

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

/** A file that was named, or what is wrong with the name. */
export type Named = string | FileProblem;

/** The files that the arguments name, each once: a name is a file if there is one, and else may be a pattern. */
export function filesNamed(args: readonly string[]): Named[] {
  const seen = new Set<string>();
  return args.flatMap(expanded).filter((named) => {
    if (named instanceof FileProblem) return true;
    const key = named === STDIN ? STDIN : resolve(named);
    return !seen.has(key) && seen.add(key);
  });
}

function expanded(arg: string): Named[] {
  if (arg === STDIN || !/[*?[{]/.test(arg) || exists(arg)) return [arg];
  const found = globSync(arg, {
    withFileTypes: true,
    exclude: ({ name }) => UNSEARCHED.has(name) && !arg.includes(name),
  })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name));
  return found.length > 0 ? found.sort() : [new FileProblem(arg, `no file matches ${arg}`)];
}

/** Folders that hold other people's files; a pattern looks into them only if it names them. */
const UNSEARCHED = new Set(["node_modules", ".git"]);

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
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

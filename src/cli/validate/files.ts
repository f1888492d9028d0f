import { globSync, lstatSync } from "node:fs";
import { join, resolve } from "node:path";
import { FileProblem, STDIN } from "../read-text";

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

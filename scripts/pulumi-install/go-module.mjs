// Reads what we need of a go.mod of ours, so that it is written down in one place.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { InstallError } from "./words.mjs";

/**
 * @param {string} folder
 * @returns {{ go: string, tool: string, version: string }} the Go release needed ("1.26"), the package to build, and
 *   the version of the module it is in ("v3.259.0")
 */
export function goModule(folder) {
  const path = join(folder, "go.mod");
  const text = readFileSync(path, "utf8");
  const find = (pattern, what) => {
    const found = pattern.exec(text)?.[1];
    if (found === undefined) throw new InstallError(`${path} names no ${what}`);
    return found;
  };
  const tool = find(/^tool (\S+)$/m, "tool");
  const module = tool.replace(/(\/v\d+)\/.*$/, "$1");
  const version = find(new RegExp(`^\\s*(?:require )?${module.replaceAll(".", "\\.")} (v\\S+)`, "m"), module);
  return { go: find(/^go (\d+\.\d+)/m, "Go release"), tool, version };
}

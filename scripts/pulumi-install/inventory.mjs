// What of the CLI is there and works.
import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { files } from "./paths.mjs";

/**
 * The files that are not in `bin`, or are there and of no use.
 * @param {string} bin
 * @param {string} version
 * @returns {Promise<string[]>} file names
 */
export async function missing(bin, version) {
  const found = [];
  for (const name of Object.values(files)) {
    const path = join(bin, name);
    const good = (await isProgram(path)) && (name !== files.cli || (await answers(path, version)));
    if (!good) found.push(name);
  }
  return found;
}

/**
 * Whether the CLI at `path` runs here and is of that version.
 * @param {string} path
 * @param {string} version
 * @returns {Promise<boolean>}
 */
export async function answers(path, version) {
  // Even `pulumi version` writes a log into its home: give it another, the user's is not ours to touch.
  const home = await mkdtemp(join(tmpdir(), "pulumi-version-"));
  try {
    const env = { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { stdout } = await promisify(execFile)(path, ["version"], { env, cwd: home, timeout: 30_000 });
    return stdout.trim() === `v${version}`;
  } catch {
    return false;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function isProgram(path) {
  try {
    await access(path, constants.X_OK);
    const found = await stat(path);
    return found.isFile() && found.size > 0;
  } catch {
    return false;
  }
}

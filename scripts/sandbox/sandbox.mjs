// A temporary folder that holds everything a Pulumi project touches, so that no state, stack, passphrase or setting of
// the user's is read or written.
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pulumiBinary } from "../pulumi-install/paths.mjs";

/** The repository. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What children are given of the user's environment. Nothing of Twilio's, of Pulumi's, nor of a proxy. */
const KEPT = ["TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "TZ", "SystemRoot", "ComSpec", "PATHEXT", "windir"];

/** One such folder. */
export class Sandbox {
  /** @param {string} name what the folder's name begins with */
  constructor(name) {
    this.folder = mkdtempSync(join(tmpdir(), `${name}-`));
    for (const folder of ["state", "home", "tmp"]) mkdirSync(join(this.folder, folder));
    const home = join(this.folder, "home");
    // What pulumi, ts-node and node leave in the folder of temporary files is left in ours.
    const tmp = join(this.folder, "tmp");
    const kept = KEPT.flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]]]));
    /** @type {Record<string, string>} */
    this.env = {
      ...Object.fromEntries(kept),
      // The CLI itself, since npm's launcher would look for it in this home; then Node 24, as in an npm script.
      PATH: [dirname(pulumiBinary()), join(ROOT, "node_modules/.bin"), process.env["PATH"] ?? ""].join(delimiter),
      HOME: home,
      USERPROFILE: home,
      TMPDIR: tmp,
      TEMP: tmp,
      TMP: tmp,
      PULUMI_HOME: home,
      PULUMI_BACKEND_URL: `file://${join(this.folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: randomBytes(16).toString("hex"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    };
  }

  /**
   * A copy of a project, which finds the repository's packages.
   * @param {string} source its folder
   * @param {string} name the copy's
   * @returns {string} the copy's folder
   */
  project(source, name) {
    const folder = join(this.folder, name);
    cpSync(source, folder, { recursive: true, filter: (file) => !/[\\/](node_modules|Pulumi\..*\.yaml)$/.test(file) });
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    return folder;
  }

  /** Every state file there is, by its stack's name. */
  states() {
    const folder = join(this.folder, "state/.pulumi/stacks");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
    return Object.fromEntries(
      files.map((file) => [file.replace(/^.*[\\/]|\.json$/g, ""), readFileSync(join(folder, file), "utf8")]),
    );
  }

  dispose() {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

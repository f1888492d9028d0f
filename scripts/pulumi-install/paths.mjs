// Where things are: the pinned version, the folder the launcher looks in, and the files that belong there.
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const windows = process.platform === "win32";

/** The version of the CLI, without "v": that of the npm package `pulumi`, which starts no other. @type {string} */
export const version = require("pulumi/package.json").version;

/** The folders of committed go.mod and go.sum files, one a program. */
export const modules = fileURLToPath(new URL("../../tools/pulumi", import.meta.url));

/** The script that starts the dynamic provider, as the SDK ships it. */
export const dynamicProviderScript = join(
  dirname(require.resolve("@pulumi/pulumi/package.json")),
  `pulumi-resource-pulumi-nodejs${windows ? ".cmd" : ""}`,
);

/** What must be in the folder, by file name. */
export const files = {
  cli: windows ? "pulumi.exe" : "pulumi",
  languageHost: windows ? "pulumi-language-nodejs.exe" : "pulumi-language-nodejs",
  dynamicProvider: `pulumi-resource-pulumi-nodejs${windows ? ".cmd" : ""}`,
};

/**
 * The folder of this version, `versions/<version>` in the Pulumi home. Asked of the launcher itself, so that the two
 * cannot disagree; read at each call, because PULUMI_HOME may be set by then.
 * @returns {string}
 */
export function versionFolder() {
  return resolve(require("pulumi/lib/cache.js").cacheDir(version));
}

/**
 * The path of the CLI that `npm run pulumi:install` leaves; the file may not be there yet.
 * @returns {string}
 */
export function pulumiBinary() {
  return join(versionFolder(), "bin", files.cli);
}

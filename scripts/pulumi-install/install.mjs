// What is to be done, in which order, and what is left when it fails.
import { chmod, copyFile, mkdir, readdir, rename, rmdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { downloadRelease } from "./download.mjs";
import { buildWithGo } from "./go-build.mjs";
import { goModule } from "./go-module.mjs";
import { answers, missing } from "./inventory.mjs";
import { files } from "./paths.mjs";
import { takeTurn } from "./turn.mjs";
import { InstallError, reason, stopwatch } from "./words.mjs";

/**
 * @typedef {object} Installation
 * @property {string} version of the CLI, without "v"
 * @property {string} root the folder of that version; the files go to `bin` in it
 * @property {string} modules the folder of the Go modules
 * @property {string} dynamicProviderScript
 * @property {NodeJS.ProcessEnv} env what the programs get that do the work
 * @property {import("./words.mjs").Log} log
 * @property {AbortSignal} signal stops the work and leaves nothing behind
 * @property {typeof downloadRelease} [download]
 * @property {number} [patience] see `takeTurn`
 */

/**
 * Sees to it that the CLI is there.
 * @param {Installation} installation
 * @returns {Promise<void>}
 * @throws {InstallError} that says which road failed and why
 */
export async function install(installation) {
  const { version, root, modules, log, signal, patience } = installation;
  const bin = join(root, "bin");
  const pinned = goModule(join(modules, "cli")).version;
  if (pinned !== `v${version}`) {
    throw new InstallError(
      `the npm package pulumi is ${version}, but tools/pulumi/cli/go.mod pins ${pinned}.\n` +
        `  Make them equal: "pulumi" in package.json, or the two versions in go.mod, then \`go mod tidy\` there.`,
    );
  }
  const done = async () => (await missing(bin, version)).length === 0;
  const turn = await takeTurn({ folder: join(root, ".installing"), done, log, signal, patience });
  if (!turn) {
    log(`pulumi ${version} is there: ${bin}`);
    return;
  }
  try {
    await provide(installation, bin, turn.place);
  } finally {
    await turn.leave();
    // Only what is empty goes: after a failure that may be all of it.
    for (const folder of [bin, root, dirname(root)]) await rmdir(folder).catch(() => {});
  }
  log(`pulumi ${version} is ready: ${bin}`);
}

async function provide(installation, bin, place) {
  const { version, dynamicProviderScript, log } = installation;
  const lacking = await missing(bin, version);
  log(`pulumi ${version}: missing or broken in ${bin}: ${lacking.join(", ")}`);

  const staged = [];
  if (lacking.includes(files.dynamicProvider)) {
    staged.push(join(place, files.dynamicProvider));
    await copyFile(dynamicProviderScript, join(place, files.dynamicProvider));
  }
  const programs = lacking.filter((name) => name !== files.dynamicProvider);
  if (programs.length > 0) staged.push(...(await oneOfTheRoads(installation, bin, place, programs)));

  // All at the end and the CLI last: the launcher looks for that file only, and must not find it alone.
  staged.sort((a, b) => Number(basename(a) === files.cli) - Number(basename(b) === files.cli));
  await mkdir(bin, { recursive: true });
  for (const path of staged) {
    await chmod(path, 0o755);
    await rename(path, join(bin, basename(path)));
  }
}

/** @returns {Promise<string[]>} the paths of what can be put into place */
async function oneOfTheRoads(installation, bin, place, programs) {
  const { version, signal } = installation;
  const log = stopwatch(installation.log);
  const failures = [];
  for (const road of [officialRelease, goBuild]) {
    try {
      const staged = await road({ ...installation, log }, place, programs, bin);
      await check(staged, programs, version);
      return staged;
    } catch (error) {
      signal.throwIfAborted();
      failures.push(`the ${road.title} failed: ${reason(error)}`);
      log(`failed: ${reason(error).split("\n")[0]}`);
    }
  }
  throw new InstallError(
    [
      `pulumi ${version} could not be installed.`,
      ...failures.map((failure) => `  ${failure.replaceAll("\n", "\n  ")}`),
      "What helps, either of:",
      `  install Go ${goModule(join(installation.modules, "cli")).go} or newer, and run this again;`,
      `  fetch the official release ${version} for this machine by hand, and put its files into`,
      `  ${bin}`,
    ].join("\n"),
  );
}

officialRelease.title = "official download";
async function officialRelease({ version, env, log, signal, download = downloadRelease }, place, programs, bin) {
  log("downloading the official release …");
  const release = join(place, "release");
  await mkdir(release);
  await download({ version, place: release, env, log, signal });
  // The release brings the other languages' hosts too: welcome, but what works already stays as it is.
  const present = new Set(await readdir(bin).catch(() => []));
  const names = await readdir(join(release, "bin")).catch(() => []);
  return names
    .filter((name) => programs.includes(name) || !present.has(name))
    .map((name) => join(release, "bin", name));
}

goBuild.title = "build with Go";
async function goBuild({ modules, env, log, signal }, place, programs) {
  const built = join(place, "built");
  await mkdir(built);
  await buildWithGo({ names: programs, modules, place: built, env, log, signal });
  return programs.map((name) => join(built, name));
}

async function check(staged, programs, version) {
  const names = staged.map((path) => basename(path));
  const absent = programs.filter((name) => !names.includes(name));
  if (absent.length > 0) throw new InstallError(`it brought no ${absent.join(", ")}`);
  const cli = staged.find((path) => basename(path) === files.cli);
  if (cli && programs.includes(files.cli)) {
    await chmod(cli, 0o755);
    if (!(await answers(cli, version))) throw new InstallError(`the CLI it brought does not answer v${version}`);
  }
}

// The second road: a build from the Go modules that tools/pulumi pins by version and checksum.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { goModule } from "./go-module.mjs";
import { files } from "./paths.mjs";
import { RunError, run } from "./run.mjs";
import { InstallError, withHeartbeat } from "./words.mjs";

/** The folder of each program's module, the quick one first. */
const folders = { [files.languageHost]: "language-nodejs", [files.cli]: "cli" };

// Without a word from go for so long, a connection must be stuck: go sets no limit itself.
const silence = 10 * 60_000;

/**
 * Builds programs into `place`.
 * @param {object} options
 * @param {string[]} options.names of `files`
 * @param {string} options.modules the folder of the modules
 * @param {string} options.place an empty folder
 * @param {NodeJS.ProcessEnv} options.env
 * @param {import("./words.mjs").Log} options.log
 * @param {AbortSignal} options.signal
 * @returns {Promise<void>}
 */
export async function buildWithGo({ names, modules, place, env, log, signal }) {
  const temporary = join(place, "tmp");
  await mkdir(temporary, { recursive: true });
  const options = { env: goEnvironment(env, temporary), signal, silence };
  await checkGo(modules, place, options, log);
  for (const [name, folder] of Object.entries(folders)) {
    if (names.includes(name)) await build(name, join(modules, folder), join(place, name), options, log);
  }
}

async function build(name, cwd, output, options, log) {
  const { tool, version } = goModule(cwd);
  const tags = "-tags=osusergo,grpcnotrace";

  // Listing first fetches every module that is needed, and says how many packages there are to compile.
  let modules = 0;
  log(`${name}: reading its modules …`);
  const packages = await withHeartbeat(
    log,
    () => `${name}: ${modules} modules fetched`,
    () =>
      go(["list", "-deps", tags, tool], cwd, options, (line) => {
        if (line.startsWith("go: downloading ")) modules++;
      }),
  );
  const total = packages.filter(isPackage).length;

  let compiled = 0;
  let last = "";
  log(`${name}: ${modules} modules fetched, compiling up to ${total} packages …`);
  await withHeartbeat(
    log,
    () => `${name}: ${last === tool ? "linking" : `${compiled} packages compiled, of ${total} at most`}`,
    () =>
      go(
        [
          ...["build", "-v", "-trimpath", "-buildvcs=false", tags, "-o", output],
          ...["-ldflags", `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`, tool],
        ],
        cwd,
        options,
        (line) => {
          if (!isPackage(line)) return;
          compiled++;
          last = line;
        },
      ),
  );
  log(`${name}: built`);
}

async function go(args, cwd, options, onLine) {
  try {
    return await run("go", args, { ...options, cwd, onLine });
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    const said = error.output.filter((line) => !isPackage(line) && !line.startsWith("go: downloading ")).slice(-20);
    throw new InstallError(
      [`go ${args[0]} in ${cwd}: ${error.message}`, ...said.map((line) => `  ${line}`)].join("\n"),
    );
  }
}

/** Whether a line of `go list` or `go build -v` is the path of a package; go's own messages contain spaces. */
function isPackage(line) {
  return /^[\w.~/+-]+$/.test(line);
}

async function checkGo(modules, cwd, options, log) {
  const needed = goModule(join(modules, folders[files.cli])).go;
  const [said] = await run("go", ["version"], { ...options, cwd }).catch((error) => {
    if (error.code === "ENOENT") throw new InstallError(`no go on the PATH (${needed} or newer is needed)`);
    throw error;
  });
  const [, found, major, minor] = /\b(?:go)((\d+)\.(\d+)\S*)/.exec(said ?? "") ?? [];
  const [neededMajor, neededMinor] = needed.split(".").map(Number);
  const enough = Number(major) > neededMajor || (Number(major) === neededMajor && Number(minor) >= neededMinor);
  if (!enough) throw new InstallError(`go is ${found ?? `not understood ("${said}")`}, ${needed} or newer is needed`);
  log(`building it with go ${found}; the first time, that takes about 5 minutes on 2 cores …`);
}

/** The user's environment, less what would change the result. */
function goEnvironment(env, temporary) {
  const { GOOS: _os, GOARCH: _arch, ...rest } = env;
  return {
    ...rest,
    CGO_ENABLED: "0",
    GO111MODULE: "on",
    GOFLAGS: "-mod=readonly",
    GOTMPDIR: temporary,
    // No other toolchain is fetched behind the user's back, no go.work of a folder above is heeded.
    GOTOOLCHAIN: "local",
    GOWORK: "off",
  };
}

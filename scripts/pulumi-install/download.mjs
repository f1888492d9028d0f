// The first road: the official release, fetched by the npm package's own library.
import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RunError, run } from "./run.mjs";
import { InstallError, withHeartbeat } from "./words.mjs";

const child = fileURLToPath(new URL("./download-child.mjs", import.meta.url));
const limit = 10 * 60_000;
const stall = 60_000;

/**
 * Leaves the release in `<place>/bin`. In a process of its own, since the library blocks while its script runs.
 * @param {object} options
 * @param {string} options.version
 * @param {string} options.place an empty folder
 * @param {NodeJS.ProcessEnv} options.env
 * @param {import("./words.mjs").Log} options.log
 * @param {AbortSignal} options.signal
 * @returns {Promise<void>}
 */
export async function downloadRelease({ version, place, env, log, signal }) {
  const temporary = join(place, "tmp");
  await mkdir(temporary, { recursive: true });
  const stalled = new AbortController();
  let bytes = 0;
  let growth = performance.now();
  const words = async () => {
    const now = await size(place);
    if (now !== bytes) growth = performance.now();
    else if (performance.now() - growth > stall) stalled.abort(new InstallError(`no data for ${stall / 1000} s`));
    bytes = now;
    return `${Math.round(bytes / 1e6)} MB written`;
  };
  try {
    await withHeartbeat(log, words, () =>
      run(process.execPath, [child, version, place], {
        // Its temporary files belong where they are counted, and swept away. Node 24's fetch heeds a proxy if told to.
        env: { ...env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, NODE_USE_ENV_PROXY: "1" },
        signal: AbortSignal.any([signal, stalled.signal]),
        limit,
      }),
    );
  } catch (error) {
    throw error instanceof RunError ? new InstallError(why(error)) : error;
  }
}

/** The script ends with advice for humans; the error is before it, in colour. */
function why({ message, output }) {
  const lines = output.map((line) => line.replace(/\u001b\[[\d;]*m/g, "").trim()).filter(Boolean);
  const error = lines.find((line) => line.startsWith("error:"));
  return error?.replace(/^error:\s*/, "") ?? [message, lines.at(-1)].filter(Boolean).join(": ");
}

async function size(folder) {
  let sum = 0;
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found?.isFile()) sum += found.size;
  }
  return sum;
}

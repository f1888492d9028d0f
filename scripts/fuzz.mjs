// The properties of the tests, far more often than `npm test` has time for: npm run fuzz [-- --runs N] [--seed S] [FILE…]
// Without files it takes every unit test that asks for its number of runs. A failure prints the seed to see it again with.
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values, positionals } = parseArgs({
  options: { runs: { type: "string", default: "1000000" }, seed: { type: "string" } },
  allowPositionals: true,
});

if (!/^[1-9]\d*$/.test(values.runs) || (values.seed !== undefined && !/^-?\d+$/.test(values.seed))) {
  console.error("usage: npm run fuzz -- [--runs N] [--seed S] [FILE…], with whole numbers");
  process.exit(2);
}

const files = positionals.length > 0 ? positionals : propertyFiles();
console.log(`${values.runs} runs of each property in\n  ${files.join("\n  ")}`);

const env = {
  ...process.env,
  PATH: join(root, "node_modules/.bin") + delimiter + (process.env.PATH ?? ""),
  FUZZ_RUNS: values.runs,
  ...(values.seed !== undefined && { FUZZ_SEED: values.seed }),
};
const args = ["run", "--project", "unit", "--testTimeout=0", "--reporter=verbose", ...files];
process.exit(spawnSync("vitest", args, { cwd: root, env, stdio: "inherit" }).status ?? 1);

/** Unit tests whose properties run as often as they are told to. */
function propertyFiles() {
  return globSync("test/**/*.test.ts", { cwd: root })
    .filter((file) => /support\/runs"|FUZZ_RUNS/.test(readFileSync(join(root, file), "utf8")))
    .sort();
}

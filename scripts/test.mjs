// Everything that `npm test` promises, one suite after the other, with one line at the end that counts them together.
// A suite is a command; vitest's are counted test by test, the others as one.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const temporary = mkdtempSync(join(tmpdir(), "taskrouter-tests-"));
const env = { ...process.env, PATH: join(root, "node_modules/.bin") + delimiter + (process.env.PATH ?? "") };

/** @type {{ name: string, command: string[], counted?: true, needed?: true }[]} */
const SUITES = [
  { name: "compiles (tsc)", command: ["node", "scripts/build.mjs"], needed: true },
  { name: "types of the tests (tsc)", command: ["tsc", "-p", "test/tsconfig.json"] },
  { name: "types of examples/quickstart (tsc)", command: ["tsc", "-p", "examples/quickstart/tsconfig.json"] },
  { name: "types of examples/contact-centre (tsc)", command: ["tsc", "-p", "examples/contact-centre/tsconfig.json"] },
  { name: "lint and format (biome)", command: ["biome", "check", "--error-on-warnings", "."] },
  { name: "nothing unused (knip)", command: ["knip", "--no-progress"] },
  { name: "the package (publint, are-the-types-wrong)", command: ["node", "scripts/check-package.mjs"] },
  { name: "unit tests (vitest)", command: ["vitest", "run", "--project", "unit"], counted: true },
  { name: "the Pulumi CLI is there", command: ["node", "scripts/pulumi-install.mjs"], needed: true },
  { name: "tests on the real engine (vitest)", command: ["vitest", "run", "--project", "engine"], counted: true },
];

let [passed, failed] = [0, 0];
/** @type {string[]} */
const broken = [];

for (const [index, { name, command, counted, needed }] of SUITES.entries()) {
  console.log(`\n== ${name}`);
  const report = join(temporary, `${index}.json`);
  const [program = "", ...args] = command;
  const reporting = counted ? ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`] : [];
  const started = Date.now();
  const { status } = spawnSync(program, [...args, ...reporting], { cwd: root, env, stdio: "inherit" });
  console.log(`== ${name}: ${status === 0 ? "ok" : "FAILED"} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  const result = counted ? read(report) : { passed: 0, failed: 0 };
  passed += result.passed + (counted || status !== 0 ? 0 : 1);
  // A run that fails without a failed test (no test found, an error between tests) is a failure all the same.
  failed += status === 0 ? result.failed : Math.max(1, result.failed);
  if (status !== 0) broken.push(name);
  if (status !== 0 && needed) break;
}

rmSync(temporary, { recursive: true, force: true });
console.log(broken.length === 0 ? "" : `\nfailed: ${broken.join("; ")}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** @param {string} report */
function read(report) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

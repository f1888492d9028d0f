// npm run mutants [-- --operator NAME]: makes every mistake of test/mutants/operators.ts at every place of every valid
// document of the corpus, and says what was caught and what was missed. Fails below 99 %.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({ options: { operator: { type: "string" } } });
const temporary = mkdtempSync(join(tmpdir(), "taskrouter-mutants-"));
const file = join(temporary, "report.json");
const env = { ...process.env, MUTANTS_REPORT: file };
if (values.operator !== undefined) env.MUTANTS_OPERATOR = values.operator;

try {
  // Through vitest, which reads TypeScript; what it says itself is of interest only if it fails.
  const args = ["run", "--project", "unit", "--reporter=dot", "test/mutants/mutants.test.ts"];
  const vitest = join(root, "node_modules/.bin/vitest");
  const { status, stdout, stderr } = spawnSync(vitest, args, { cwd: root, env, encoding: "utf8" });
  if (status !== 0) {
    console.error(`${stdout ?? ""}${stderr ?? ""}`);
    process.exitCode = 2;
  } else {
    const { met, report } = JSON.parse(readFileSync(file, "utf8"));
    console.log(report);
    process.exitCode = met ? 0 : 1;
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

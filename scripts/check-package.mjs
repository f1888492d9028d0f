// Packs what dist/ holds and lets publint and attw look at the tarball: does every entry of package.json exist in it, and
// does every way of resolving modules find types that fit the code? Usage: node scripts/check-package.mjs [TARBALL]
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "taskrouter-check-"));
try {
  const tarball = process.argv[2] ?? pack();
  const problems = [...(await publintProblems(tarball)), ...attwProblems(tarball)];
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (problems.length === 0) process.stdout.write("the package is sound for publint and attw\n");
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Packs without building: the tests have built already. */
function pack() {
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const [{ filename }] = JSON.parse(execFileSync("npm", args, { cwd: root, encoding: "utf8" }));
  return join(folder, filename);
}

/** What publint says; its suggestions count as well. */
async function publintProblems(tarball) {
  const bytes = readFileSync(tarball);
  const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
  return messages.map((message) => `publint ${message.type}: ${formatMessage(message, pkg, { color: false })}`);
}

/** What attw prints when it is not content; nothing otherwise. */
function attwProblems(tarball) {
  const manifest = createRequire(import.meta.url).resolve("@arethetypeswrong/cli/package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  const args = [join(dirname(manifest), bin.attw), tarball, "--no-color", "--no-emoji"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return status === 0 ? [] : [`attw:\n${stdout}${stderr}`];
}

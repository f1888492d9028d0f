// Compiles src/ to dist/ with plain tsc. Compiled beside it and then swapped in whole, so that nothing stale is packed,
// nothing half-built is ever loaded, and a mistake in the source leaves the last good build where it is.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [dist, made, old] = ["dist", `dist.${process.pid}`, `dist.${process.pid}.old`].map((name) => join(root, name));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

try {
  const project = join(root, "tsconfig.json");
  const { status } = spawnSync(process.execPath, [tsc, "-p", project, "--outDir", made], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  chmodSync(join(made, "cli/main.js"), 0o755);
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(made, dist);
} finally {
  rmSync(made, { recursive: true, force: true });
  rmSync(old, { recursive: true, force: true });
}

// Compiles src/ to dist/ with plain tsc, from an empty folder so that nothing stale is packed.
import { spawnSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { createRequire } from "node:module";

const root = new URL("..", import.meta.url).pathname;
rmSync(`${root}dist`, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const { status } = spawnSync(process.execPath, [tsc, "-p", `${root}tsconfig.json`], { stdio: "inherit" });
if (status === 0) chmodSync(`${root}dist/cli/main.js`, 0o755);
process.exit(status ?? 1);

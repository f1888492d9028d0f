// Writes docs/emulator-coverage.md from the emulator's own tables. Reads dist/: run `npm run build` first.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const { coverageMarkdown } = createRequire(import.meta.url)("../dist/emulator/coverage.js");
writeFileSync(new URL("../docs/emulator-coverage.md", import.meta.url), coverageMarkdown());

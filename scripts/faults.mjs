// Tries what can go wrong between the provider and Twilio, and says what came of it: npm run faults [-- --write]
// With --write the table goes into docs/reliability.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { matrixTables, tryAll } from "./faults/matrix.mjs";
import { ROOT } from "./sandbox/sandbox.mjs";

const PAGE = join(ROOT, "docs/reliability.md");
const [BEGIN, END] = ["<!-- faults -->\n", "<!-- /faults -->\n"];

const { cells, failed } = tryAll();
const tables = matrixTables(cells);
const counts = Object.entries(Object.groupBy(cells, ({ outcome }) => outcome.replace(/:.*/s, "")));
console.log(`\n${tables}\n`);
console.log(`${cells.length} cells: ${counts.map(([outcome, some]) => `${some?.length} ${outcome}`).join(", ")}`);
if (process.argv.includes("--write")) {
  const page = readFileSync(PAGE, "utf8");
  const [before, rest = ""] = page.split(BEGIN);
  writeFileSync(PAGE, `${before}${BEGIN}\n${tables}\n\n${END}${rest.split(END)[1] ?? ""}`);
}
process.exit(failed ? 1 : 0);

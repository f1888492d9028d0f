// Every request that the provider makes, and everything that can happen to it: what became of it, as a table.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../sandbox/sandbox.mjs";

const LETTERS = { done: "D", stops: "S", "stops, named next": "N" };

/** @typedef {{ kind: string, operation: string, request: string, nth: number, fault: string, mode: string, outcome: string }} Cell */

/**
 * Tries all of them (about a minute).
 *
 * @returns {{ cells: Cell[], failed: boolean }}
 */
function tryAll() {
  const folder = mkdtempSync(join(tmpdir(), "taskrouter-faults-"));
  const report = join(folder, "report.json");
  const args = ["run", "--project", "unit", "--testTimeout=0", "test/faults/matrix.test.ts"];
  const vitest = join(ROOT, "node_modules/.bin/vitest");
  const { status } = spawnSync(vitest, args, {
    cwd: ROOT,
    env: { ...process.env, FAULTS_REPORT: report },
    stdio: "inherit",
  });
  const cells = JSON.parse(readFileSync(report, "utf8"));
  rmSync(folder, { recursive: true, force: true });
  return { cells, failed: status !== 0 };
}

/**
 * The section of `npm run faults`.
 *
 * @param {boolean} write - whether the tables go into docs/reliability.md
 */
export async function matrix(write) {
  const { cells, failed } = tryAll();
  const tables = matrixTables(cells);
  const counts = Object.entries(Object.groupBy(cells, ({ outcome }) => outcome.replace(/:.*/s, "")));
  if (write) {
    const page = readFileSync(PAGE, "utf8");
    const [before, rest = ""] = page.split(BEGIN);
    writeFileSync(PAGE, `${before}${BEGIN}\n${tables}\n\n${END}${rest.split(END)[1] ?? ""}`);
  }
  const summary = counts.map(([outcome, some]) => `${some?.length} ${outcome}`).join(", ");
  const lines = [...tables.split("\n"), `${cells.length} cells: ${summary}`];
  return { lines, broken: failed ? ["a fault at a request: see above"] : [] };
}

const PAGE = join(ROOT, "docs/reliability.md");
const [BEGIN, END] = ["<!-- faults -->\n", "<!-- /faults -->\n"];

/** The cells as Markdown, a table for each kind of resource. @param {Cell[]} cells */
function matrixTables(cells) {
  const kinds = [...new Set(cells.map(({ kind }) => kind))];
  return kinds.map((kind) => `### ${kind}\n\n${table(cells.filter((cell) => cell.kind === kind))}`).join("\n\n");
}

/** @param {Cell[]} cells */
function table(cells) {
  const faults = [...new Set(cells.map(({ fault }) => fault))];
  const rows = [...new Set(cells.map(rowOf))];
  const lines = rows.map((row) => {
    const outcomes = faults.map((fault) => {
      const [once, on] = ["once", "on"].map((mode) =>
        cells.find((cell) => rowOf(cell) === row && cell.fault === fault && cell.mode === mode),
      );
      return `${letter(once)} ${letter(on)}`;
    });
    return `| ${row} | ${outcomes.join(" | ")} |`;
  });
  return [`| operation, request | ${faults.join(" | ")} |`, `|${" --- |".repeat(faults.length + 1)}`, ...lines].join(
    "\n",
  );
}

/** @param {Cell} cell */
function rowOf({ operation, request, nth }) {
  const [method, route = ""] = request.split(" ");
  const short = route.replace("/v1/Workspaces", "").replaceAll(/\{(\w+?)(?:Sid)?\}/g, "…") || "/";
  return `${operation}: ${method} \`${short}\`${nth > 1 ? ` (${nth}.)` : ""}`;
}

/** @param {Cell | undefined} cell */
function letter(cell) {
  return cell === undefined ? "" : (LETTERS[/** @type {keyof typeof LETTERS} */ (cell.outcome)] ?? "**broken**");
}

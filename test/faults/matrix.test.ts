import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { FAULTS, REFUSED } from "./faults";
import { Broken, type Mode, type Outcome, type RequestRow, requestsOf, tryCell } from "./matrix";
import { KINDS, OPERATIONS } from "./operations";

/** `npm run faults` asks for everything and for a report; `npm test` for one kind. */
const { FAULTS_REPORT } = process.env;
const kinds = FAULTS_REPORT === undefined ? KINDS.filter(({ kind }) => kind === "TaskQueue") : KINDS;
const MODES: readonly Mode[] = ["once", "on"];

const cells: { row: RequestRow; fault: string; mode: Mode; outcome: Outcome | `BROKEN: ${string}` }[] = [];

describe.each(kinds)("$kind", (kind) => {
  const operations = OPERATIONS.filter(({ fits }) => fits?.(kind) ?? true);

  test.each(operations)(
    "$name: whatever happens to a request, the next run makes state and account agree",
    { timeout: 600_000 },
    async (operation) => {
      for (const row of await requestsOf(kind, operation)) {
        for (const column of [REFUSED, ...FAULTS]) {
          for (const mode of MODES) {
            const outcome = await tryCell(row, column, mode).catch((error: unknown) => {
              if (!(error instanceof Error)) throw error;
              return `BROKEN: ${error instanceof Broken ? "" : "error: "}${error.message}` as const;
            });
            cells.push({ row, fault: column.name, mode, outcome });
          }
        }
      }
      const broken = cells.filter(
        ({ row, outcome }) => row.kind === kind && row.operation === operation && outcome.startsWith("BROKEN"),
      );
      expect(
        broken.map(
          ({ row, fault, mode, outcome }) => `${row.method} ${row.route} #${row.nth}, ${fault}, ${mode}: ${outcome}`,
        ),
      ).toEqual([]);
    },
  );
});

test.runIf(FAULTS_REPORT !== undefined)("the report", () => {
  writeFileSync(
    String(FAULTS_REPORT),
    JSON.stringify(
      cells.map(({ row, ...rest }) => ({
        kind: row.kind.kind,
        operation: row.operation.name,
        request: `${row.method} ${row.route}`,
        nth: row.nth,
        ...rest,
      })),
    ),
  );
});

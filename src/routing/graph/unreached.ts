import type { Diagnostic } from "../../core/diagnostic";
import { parseExpression } from "../../expression/parser";
import { documentPurse, impossible } from "../../expression/reason";
import type { DrawnFilter } from "./reading";

/** What can never be reached, each with the code that says why. */
export interface Unreached {
  readonly filters: ReadonlyMap<number, string>;
  /** The first target of a filter that is never reached; with it those behind it. */
  readonly targets: ReadonlyMap<number, { readonly from: number; readonly code: string }>;
}

/** Findings about a filter or its expression that keep every task from it. */
const OF_FILTERS = new Set(["TR2301", "TR2303", "TR2304"]);

/** What the findings of a routing document say is never reached. */
export function unreachedBy(findings: readonly Diagnostic[], filters: readonly DrawnFilter[]): Unreached {
  const found = new Map<number, string>();
  const targets = new Map<number, { from: number; code: string }>();
  const purse = documentPurse();
  let behind = Number.POSITIVE_INFINITY;
  for (const { code, path } of findings) {
    const [, list, position, key, index] = path;
    if (list !== "filters" || typeof position !== "number") continue;
    if (code === "TR2204" && typeof index === "number") targets.set(position, { from: index, code });
    // Said of the first one behind a filter that takes and keeps every task; the others behind it are no better off.
    if (code === "TR2301") behind = Math.min(behind, position);
    if (OF_FILTERS.has(code)) found.set(position, found.get(position) ?? code);
    if (code !== "TR1202" || key !== "expression" || found.has(position)) continue;
    // It may be about a part of the expression only.
    const { expression } = parseExpression(filters[position]?.expression ?? "");
    if (expression !== undefined && impossible(expression, purse)) found.set(position, code);
  }
  for (let position = behind; position < filters.length; position++) {
    if (!found.has(position)) found.set(position, "TR2301");
  }
  return { filters: found, targets };
}

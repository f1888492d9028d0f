import type { Diagnostic } from "../core/diagnostic";
import type { Json } from "../core/json";
import { canonicalConfiguration } from "./canonical";
import { Expressions } from "./lint-expressions";
import { lintFilters } from "./lint-filters";
import { noteSpellings } from "./lint-spelling";
import type { LintContext } from "./lint-targets";
import { readRouting } from "./model-reader";
import { Report } from "./report";

export type { LintContext };

/**
 * Everything that is wrong with a routing document, in the order of the document. It may be written in any spelling;
 * paths are those of its canonical form. What is not known yet, at whatever depth, is never wrong: each finding would
 * also be there once it is known. Never throws; linear in the document but for the search for shadowed filters, which
 * has a budget.
 */
export function lintConfiguration(document: Json, context: LintContext = {}): Diagnostic[] {
  const report = new Report();
  const canonical = canonicalConfiguration(document);
  noteSpellings(document, canonical, report);
  const routing = readRouting(canonical, report);
  if (routing !== undefined) lintFilters(routing, { report, context, expressions: new Expressions(report) });
  return report.inOrder();
}

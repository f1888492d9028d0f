import type { Diagnostic } from "../core/diagnostic";
import type { Json } from "../core/json";
import { documentPurse } from "../expression/reason";
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
 * also be there once it is known. Never throws; linear in the document but for reasoning about expressions and filters,
 * which has a budget for each question and one for the document, beyond which nothing more is said.
 */
export function lintConfiguration(document: Json, context: LintContext = {}): Diagnostic[] {
  const report = new Report();
  const canonical = canonicalConfiguration(document);
  noteSpellings(document, canonical, report);
  const routing = readRouting(canonical, report);
  const purse = documentPurse();
  if (routing !== undefined)
    lintFilters(routing, { report, context, purse, expressions: new Expressions(report, purse) });
  return report.inOrder();
}

import { type Diagnostic, formatDiagnostic } from "../../core/diagnostic";
import { analyse } from "../../expression/analyse";
import type { Expression } from "../../expression/ast";
import { attributesOf, evaluate } from "../../expression/evaluator";
import { deciding, type ExplainedComparison, type ExplainedPart, explainExpression } from "../../expression/explain";
import { parseExpression } from "../../expression/parser";
import { EXPRESSION_RULES } from "../../expression/rules";
import { Fields } from "./fields";
import { Mistakes } from "./mistakes";
import { plain } from "./plain";
import type { AttributesInput } from "./setup";

/** Where an expression stands, which decides the names that it may use. */
export type ExplainScope = "filter" | "target" | "target_workers" | "skip_if";

/** What an expression says of some attributes, and why. */
export interface Explanation {
  readonly value: boolean;
  /** The value of every part, with its range in the text. */
  readonly whole: ExplainedPart;
  /** The comparisons that decided, in the order of the text. */
  readonly deciding: readonly ExplainedComparison[];
  /** Names of the attributes that are not there, or null, each once. */
  readonly missing: readonly string[];
  /** What is probably not meant, such as `task.type` in a filter, with carets; looked for where the scope is known. */
  readonly warnings: readonly string[];
  /** Twilio's behaviours that are not established and that this rests on: docs/expression-language.md. */
  readonly assumptions: readonly string[];
}

/**
 * The value of an expression and of each of its parts.
 *
 * @param attributes as the place has them: a task's in a filter, a worker's in a queue, `{ task, worker }` in a target, `{ workers }` in skip_if
 * @param options `scope`: the place, for warnings about names. Default: none, nothing is said about names
 * @throws SimulationError where the expression cannot be read, with its code and carets, or the attributes cannot
 */
export function explain(
  expression: string,
  attributes: AttributesInput = {},
  { scope }: { readonly scope?: ExplainScope | undefined } = {},
): Explanation {
  const mistakes = new Mistakes();
  const fields = Fields.of(plain({ expression, attributes }, [], mistakes), [], mistakes, ["expression", "attributes"]);
  const values = fields?.attributes() ?? {};
  const text = fields?.text("expression") ?? "";
  const { expression: parsed } = mistakes.condition(text, ["expression"]);
  mistakes.throwIfAny();
  if (parsed === undefined) throw new Error("a mistake was not reported");
  return { ...explained(parsed, attributesOf(values)), warnings: warningsOf(text, scope) };
}

function explained(expression: Expression, attributes: ReturnType<typeof attributesOf>) {
  const whole = explainExpression(expression, attributes);
  const { value, assumptions } = evaluate(expression, attributes);
  return { value, whole, deciding: deciding(whole), missing: [...new Set(missingIn(whole))], assumptions };
}

const missingIn = (part: ExplainedPart): readonly string[] =>
  part.kind === "comparison"
    ? [part.left, part.right].flatMap(({ attributes }) =>
        attributes.filter(({ missing }) => missing).map(({ name }) => name),
      )
    : part.parts.flatMap(missingIn);

function warningsOf(text: string, scope: ExplainScope | undefined): string[] {
  const findings = scope === undefined ? parseExpression(text).findings : analyse(text, scope).findings;
  return findings.map(({ code, message, start, end }) => {
    const excerpt = { text, start, end };
    const diagnostic: Diagnostic = { code, severity: EXPRESSION_RULES[code].severity, path: [], message, excerpt };
    return formatDiagnostic(diagnostic);
  });
}

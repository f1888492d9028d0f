import type { Range } from "./ast";
import type { EXPRESSION_RULES } from "./rules";

/** Codes of expressions, TR1xxx. */
export type ExpressionCode = keyof typeof EXPRESSION_RULES;

/** One thing that is wrong with an expression, and where in its text. The code tells how bad it is. */
export interface Finding extends Range {
  readonly code: ExpressionCode;
  /** Starts lower-case; what is wrong, why, what to do. */
  readonly message: string;
  /** What to write in place of the range, where that is known. */
  readonly suggestion?: string;
}

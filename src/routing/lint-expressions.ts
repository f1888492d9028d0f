import type { Path } from "../core/path";
import { type Analysis, analyse } from "../expression/analyse";
import type { Expression } from "../expression/ast";
import { evaluate } from "../expression/evaluator";
import { isIndependent } from "../expression/independent";
import { comparisonsOf } from "../expression/logic";
import { isConstant } from "../expression/operands";
import type { Place } from "../expression/places";
import { certain, impossible, type Purse } from "../expression/reason";
import { type At, isClear, type Part, pathTo, UNCLEAR } from "./model";
import type { Report } from "./report";

/** What is known of an expression before any task is. */
export type Truth = "always" | "never" | "sometimes";

/**
 * Checks the expressions of one document. The same text stands in many targets (half of those of a large real document
 * say nothing new), and is read once for each kind of place.
 */
export class Expressions {
  readonly #report: Report;
  readonly #read = new Map<Place, Map<string, Analysis>>();
  readonly #purse: Purse;

  constructor(report: Report, purse: Purse) {
    this.#report = report;
    this.#purse = purse;
  }

  /** Reports everything that is wrong with an expression; what it says, where it can be read. */
  check(text: Part<string>, at: At, key: string, place: Place): Part<Expression> {
    if (!isClear(text)) return text;
    const { findings, expression } = this.#analysed(text, place);
    if (findings.length > 0) {
      const path = pathTo(at, key);
      for (const finding of findings) this.#report.addInText(path, text, finding);
    }
    return expression ?? UNCLEAR;
  }

  /** The same where an expression may be left out, which an empty text is taken for. */
  checkOptional(text: Part<string>, at: At, key: string, place: Place): Part<Expression> {
    if (!isClear(text) || text.trim() !== "") return this.check(text, at, key, place);
    reportEmpty(pathTo(at, key), this.#report);
    return undefined;
  }

  #analysed(text: string, place: Place): Analysis {
    const read = this.#read.get(place) ?? new Map<string, Analysis>();
    this.#read.set(place, read);
    const known = read.get(text);
    if (known !== undefined) return known;
    const { findings, expression } = analyse(text, place, this.#purse);
    // What nobody asks for is let go: a young process is slow at keeping much.
    const analysis = expression !== undefined && KEPT.has(place) ? { findings, expression } : { findings };
    read.set(text, analysis);
    return analysis;
  }
}

/** Places whose expressions are asked what they say, beyond being right. */
const KEPT: ReadonlySet<Place> = new Set(["filter", "skip_if"]);

/** An empty text where something may be left out. */
export function reportEmpty(path: Path, report: Report): void {
  report.add("TR2208", path, "is an empty text, as if it were not there; leave it out or fill it in");
}

/** Is the expression true of every task, or of none? */
export function truthOf(expression: Expression, purse: Purse): Truth {
  if (isIndependent(expression)) return "sometimes";
  const constant = constantValue(expression);
  if (constant !== undefined) return constant ? "always" : "never";
  if (certain(expression, purse)) return "always";
  return impossible(expression, purse) ? "never" : "sometimes";
}

/** What an expression without any attribute says, `1==1`; undefined where that rests on an assumption. */
export function constantValue(expression: Expression): boolean | undefined {
  if (!comparisonsOf(expression).every(({ left, right }) => isConstant(left) && isConstant(right))) return undefined;
  const { value, assumptions } = evaluate(expression, () => undefined);
  return assumptions.length === 0 ? value : undefined;
}

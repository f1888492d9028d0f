import type { Diagnostic, Excerpt } from "../../core/diagnostic";
import { didYouMean } from "../../core/did-you-mean";
import type { Path } from "../../core/path";
import type { Finding } from "../../expression/finding";
import { parseExpression } from "../../expression/parser";
import { EXPRESSION_RULES } from "../../expression/rules";
import type { Condition } from "../plan";
import type { SimulationCode } from "./rules";
import { SimulationError } from "./simulation-error";

/** Collects what is wrong, so that all of it is told at once. */
export class Mistakes {
  readonly #found: Diagnostic[] = [];

  get count(): number {
    return this.#found.length;
  }

  add(code: SimulationCode, path: Path, message: string, excerpt?: Excerpt): void {
    this.#found.push({ code, severity: "error", path, message, ...(excerpt !== undefined && { excerpt }) });
  }

  /** What others have found; warnings do not keep anything from being routed. */
  take(diagnostics: readonly Diagnostic[], at: Path = []): void {
    for (const each of diagnostics) {
      if (each.severity === "error") this.#found.push({ ...each, path: [...at, ...each.path] });
    }
  }

  /** What is wrong with an expression. */
  takeFindings(findings: readonly Finding[], path: Path, text: string): void {
    this.take(
      findings.map(({ code, message, start, end }) => ({
        code,
        severity: EXPRESSION_RULES[code].severity,
        path,
        message,
        excerpt: { text, start, end },
      })),
    );
  }

  /** Something refers to what is not there. */
  missing(code: SimulationCode, path: Path, what: string, name: string, known: Iterable<string>): void {
    const names = [...known];
    const meant = didYouMean(name, names);
    const some = names.slice(0, 10).map((each) => JSON.stringify(each));
    const there =
      names.length === 0 ? "there are none" : `there are ${some.join(", ")}${names.length > 10 ? ", …" : ""}`;
    const advice = meant === undefined ? `; ${there}` : `, did you mean ${JSON.stringify(meant)}?`;
    this.add(code, path, `there is no ${what} ${JSON.stringify(cut(name))}${advice}`);
  }

  /** An expression, read once. */
  condition(text: string, path: Path): Condition {
    const { expression, findings } = parseExpression(text);
    this.takeFindings(findings, path, text);
    return { text, expression };
  }

  /** @throws SimulationError where something is wrong. */
  throwIfAny(): void {
    if (this.#found.length > 0) throw new SimulationError(this.#found);
  }
}

const cut = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

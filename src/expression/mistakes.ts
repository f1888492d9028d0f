import { didYouMean } from "../core/did-you-mean";
import type { Operand, Operator, Range } from "./ast";
import { type Cursor, endsPart } from "./cursor";
import { adviceOnDropped, hintOnUnexpected } from "./dropped";
import type { ExpressionCode, Finding } from "./finding";
import { shortened, type Token } from "./lexer";
import { isForeign, meantOperator, misspelt } from "./meant-operator";

/** More than this nobody reads of one expression, and a megabyte of rubbish could have a quarter of a million. */
const MAX_FINDINGS = 20;

/** What stands where an operator should; `known` when it is one. */
export interface OperatorRun {
  readonly known?: Operator;
  readonly range: Range;
  readonly text: string;
}

/** What is wrong with an expression at the place where its reader stands, in words. */
export class Mistakes {
  readonly findings: Finding[];
  /** Tokens whose left-out characters are part of a mistake already. */
  readonly explained = new Set<Token>();
  /** Left side and operator of the last comparison, which people leave out when they list values. */
  compared = "name ==";
  /** Is the text no expression? */
  failed: boolean;
  readonly #cursor: Cursor;

  /** @param findings - what the lexer found */
  constructor(cursor: Cursor, findings: readonly Finding[]) {
    this.#cursor = cursor;
    this.findings = findings.slice(0, MAX_FINDINGS);
    this.failed = findings.length > 0;
  }

  report(code: ExpressionCode, message: string, { start, end }: Range, suggestion?: string): void {
    if (code !== "TR1201") this.failed = true;
    if (this.findings.length >= MAX_FINDINGS) return;
    this.findings.push({ code, message, start, end, ...(suggestion !== undefined && { suggestion }) });
  }

  /** Where a comparison should be, but is not: beside AND or OR, or before a closing parenthesis. */
  missing(token: Token): undefined {
    const before = this.#cursor.before;
    if (before?.kind === "word") {
      const range = token.kind === "word" ? { start: before.start, end: token.end } : before;
      this.report("TR1013", `nothing stands to the right of ${before.text}`, range);
    } else if (token.kind === "word") {
      this.report("TR1013", `nothing stands to the left of ${token.text}`, token);
    } else if (token.kind === "end") {
      this.failed = true;
    } else this.report("TR1011", "this ) closes nothing; no ( is open", token);
    return undefined;
  }

  /** A value, or a list as SQL writes it, in parentheses where an operand should be. */
  inParentheses(operator: Operator | undefined): void {
    const open = this.#cursor.token;
    const close = this.#cursor.nearestClose;
    const range = { start: open.start, end: close?.end ?? open.end };
    const message =
      operator === "IN" || operator === "NOT IN"
        ? "a list stands between [ and ]: ['a', 'b']"
        : "a value stands without parentheses; leave them away";
    this.report(operator === "IN" || operator === "NOT IN" ? "TR1012" : "TR1004", message, range);
  }

  /** An operator that is none, and what was probably meant. */
  unknownOperator(text: string, range: Range): void {
    const meant = meantOperator(text);
    const advice = meant === undefined ? "" : `, did you mean ${meant}?`;
    this.report("TR1006", `unknown operator ${shortened(text)}${advice}`, range, meant);
  }

  /** Something stands where an operator should. */
  noOperator(left: Operand, token: Token): OperatorRun | undefined {
    if (token.dropped !== undefined) {
      const { dropped } = token;
      this.explained.add(token);
      const characters = this.#cursor.textOf(dropped);
      if (isForeign(characters)) {
        this.alone(left, undefined);
        this.unknownOperator(characters, dropped);
      } else if (/^\.+$/.test(characters)) this.report("TR1015", "a name does not end with a point", dropped);
      else this.report("TR1004", `unexpected ${this.quoted(dropped)}${hintOnUnexpected(characters)}`, dropped);
      return undefined;
    }
    const after = this.#cursor.after;
    if (token.kind === "path" && this.#cursor.leadsToOperand()) {
      this.#cursor.next();
      this.unknownOperator(token.text, token);
      return { range: token, text: token.text };
    }
    if (token.kind === "path" && after?.kind === "word" && after.text === "NOT") {
      const both = { start: token.start, end: after.end };
      this.unknownOperator(this.#cursor.textOf(both), both);
      return undefined;
    }
    if (token.kind === "path" && endsPart(after)) {
      if (misspelt(token.text) !== undefined) this.unknownOperator(token.text, token);
      else this.report("TR1008", `an operator is missing before ${shortened(token.text)}`, token);
      return undefined;
    }
    if (token.text === "[") this.report("TR1015", "an index is a number directly behind the name: skills[0]", token);
    else this.report("TR1008", `an operator is missing before ${shortened(token.text)}`, token);
    return undefined;
  }

  /** A name with hyphens is read on as one, so that nothing more is said of it. */
  hyphenated(left: Operand, token: Token): boolean {
    if (left.kind !== "path" || !this.#continuesName(left.end, token)) return false;
    let end = left.end;
    while (this.#continuesName(end, this.#cursor.token)) {
      this.explained.add(this.#cursor.token);
      end = this.#cursor.next().end;
    }
    const name = this.#cursor.text.slice(left.start, end);
    const fixed = name.replace(/-+/g, "_");
    const message = `${shortened(name)} has a hyphen, and names consist of letters, digits and _; an attribute of that name cannot be used (${shortened(fixed)} could)`;
    this.report("TR1005", message, { start: left.start, end }, fixed);
    return true;
  }

  /** Is this token the next part of a name with hyphens that ended at `end`? `-3` is lexed as a number. */
  #continuesName(end: number, token: Token): boolean {
    if (token.kind === "value") return token.start === end && token.text.startsWith("-");
    const { dropped } = token;
    if (token.kind !== "path" || dropped?.start !== end || dropped.end !== token.start) return false;
    return /^-+$/.test(this.#cursor.textOf(dropped));
  }

  /** A name or a value without anything to compare it with. */
  alone(left: Operand, first: Token | undefined): void {
    const { dropped } = first ?? {};
    const shown = shortened(this.#cursor.textOf(left));
    if (first !== undefined && dropped !== undefined) {
      this.explained.add(first);
      const negated = this.#cursor.textOf(dropped) === "!";
      const advice = negated ? `there is no !; write ${shown} == false` : "it says nothing without an operator";
      this.report("TR1009", `${shown} stands alone: ${advice}`, { start: dropped.start, end: left.end });
      return;
    }
    const advice = left.kind === "path" ? `compare it, such as ${shown} == true` : `write ${this.compared} ${shown}`;
    this.report("TR1009", `${shown} stands alone and says nothing; ${advice}`, left);
  }

  /** A misspelt AND or OR between two comparisons, or one of another language. */
  meantAsWord(): Range | undefined {
    const token = this.#cursor.token;
    const { dropped } = token;
    if (dropped !== undefined) {
      const characters = this.#cursor.textOf(dropped);
      return this.#cursor.startsPrimary() && isForeign(characters) ? dropped : undefined;
    }
    if (token.kind !== "path" || didYouMean(token.text, ["AND", "OR"]) === undefined) return undefined;
    return this.#cursor.leadsToOperand() ? token : undefined;
  }

  /** Characters that were left out and belong to no other mistake. */
  warnOfDropped(token: Token): void {
    if (token.dropped === undefined || this.explained.has(token)) return;
    const { start, end } = token.dropped;
    const characters = this.#cursor.text.slice(start, end);
    const next = { text: token.text, follows: token.start === end };
    const { message, suggestion } = adviceOnDropped({ characters, shown: this.quoted(token.dropped), next });
    this.report("TR1201", message, suggestion === "!=" ? { start, end: token.end } : token.dropped, suggestion);
  }

  /** Characters as they are, or their number where nobody could see them. */
  quoted(range: Range): string {
    const text = this.#cursor.textOf(range);
    const [first = ""] = text;
    if (/^[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) return shortened(text);
    return `the character U+${(first.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  }
}

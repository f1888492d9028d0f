import { didYouMean } from "../core/did-you-mean";
import type { AttributePath, Expression, List, Literal, Operand, Operator, Range } from "./ast";
import { adviceOnDropped, hintOnUnexpected } from "./dropped";
import type { ExpressionCode, Finding } from "./finding";
import { SYMBOLS, shortened, type Token, tokenize } from "./lexer";

/** Parentheses nest no deeper than this, so that nobody who walks an expression runs out of stack. */
const MAX_NESTING = 100;

/** More than this nobody reads of one expression, and a megabyte of rubbish could have a quarter of a million. */
const MAX_FINDINGS = 20;

/** What a text says, or what is wrong with it: `expression` is there if and only if nothing is an error. */
export interface Parsed {
  readonly expression?: Expression;
  readonly findings: readonly Finding[];
}

/** Reads an expression. Never throws; linear in the text. Goes on after a mistake with the next AND, OR or parenthesis. */
export function parseExpression(text: string): Parsed {
  return new Parser(text).parse();
}

/** What people write for an operator in other languages. */
const FOREIGN: Readonly<Record<string, string>> = {
  "===": "==",
  "!==": "!=",
  "<>": "!=",
  "=>": ">=",
  "=<": "<=",
  "&&": "AND",
  "&": "AND",
  "||": "OR",
  "|": "OR",
  EQ: "==",
  EQUALS: "==",
  IS: "==",
  "IS NOT": "!=",
  NE: "!=",
  LT: "<",
  LE: "<=",
  GT: ">",
  GE: ">=",
  LIKE: "CONTAINS",
  MATCHES: "CONTAINS",
  INCLUDES: "HAS",
};

const WORDS = ["AND", "OR", "HAS", "IN", "NOT IN", "CONTAINS"];

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #findings: Finding[];
  /** Tokens whose left-out characters are part of a mistake already. */
  readonly #explained = new Set<Token>();
  #at = 0;
  #nesting = 0;
  #unclosed = false;
  /** Left side and operator of the last comparison, which people leave out when they list values. */
  #compared = "name ==";
  #failed = false;

  constructor(text: string) {
    const { tokens, findings } = tokenize(text);
    this.#text = text;
    this.#tokens = tokens;
    this.#findings = findings.slice(0, MAX_FINDINGS);
    this.#failed = findings.length > 0;
  }

  parse(): Parsed {
    if (this.#tokens.length === 1) {
      const left = this.#tokens[0]?.dropped;
      if (left === undefined) this.#report("TR1001", "is empty; write 1==1 for what is always true", WHOLE(this.#text));
      else this.#report("TR1004", `${this.#quoted(left)} is no expression`, left);
      return { findings: this.#findings };
    }
    let expression = this.#or();
    while (!this.#isAtEnd()) {
      expression = undefined;
      if (this.#token.text === ")") this.#report("TR1011", "this ) closes nothing; no ( is open", this.#token);
      this.#next();
      if (this.#isJoin()) this.#next();
      if (!this.#isAtEnd()) this.#or();
    }
    for (const token of this.#tokens) this.#warnOfDropped(token);
    const findings = this.#findings.sort((a, b) => a.start - b.start || a.end - b.end);
    return expression === undefined || this.#failed ? { findings } : { expression, findings };
  }

  /** expression := and ( OR and )* */
  #or(): Expression | undefined {
    return this.#chain("or", "OR", () => this.#and());
  }

  // AND binds tighter than OR: inferred, A-21.
  /** and := primary ( AND primary )* */
  #and(): Expression | undefined {
    return this.#chain("and", "AND", () => this.#primary());
  }

  #chain(kind: "and" | "or", word: string, part: () => Expression | undefined): Expression | undefined {
    const parts = [part()];
    while (this.#accepts(word)) parts.push(part());
    if (parts.includes(undefined)) return undefined;
    const operands = parts.filter((found) => found !== undefined).flatMap((found) => sameKind(found, kind));
    const [first] = operands;
    const last = operands.at(-1);
    if (first === undefined || last === undefined || operands.length === 1) return first;
    return { kind, operands, start: first.start, end: last.end };
  }

  /** primary := '(' expression ')' | operand OPERATOR operand */
  #primary(): Expression | undefined {
    const token = this.#token;
    if (token.text === "(" && token.kind === "mark") return this.#group(token);
    if (token.kind === "word" && token.text === "NOT") {
      this.#next();
      const message =
        "NOT exists only in NOT IN; write != in place of ==, 'x' NOT IN skills in place of skills HAS 'x', or turn the comparison round";
      this.#report("TR1014", message, token);
      if (this.#startsPrimary()) this.#primary();
      return undefined;
    }
    if (token.kind === "word" || token.kind === "end" || token.text === ")") return this.#missing(token);
    return this.#comparison();
  }

  #group(open: Token): Expression | undefined {
    if (this.#nesting === MAX_NESTING) {
      this.#report("TR1016", `parentheses nest deeper than ${MAX_NESTING} levels`, open);
      this.#unclosed = true;
      this.#at = this.#tokens.length - 1;
      return undefined;
    }
    this.#next();
    if (this.#token.text === ")") {
      this.#report("TR1009", "nothing stands between these parentheses", { start: open.start, end: this.#token.end });
      this.#next();
      return undefined;
    }
    this.#nesting += 1;
    const inside = this.#token.kind === "end" ? undefined : this.#or();
    this.#nesting -= 1;
    if (this.#token.text === ")" && this.#token.kind === "mark") {
      const close = this.#next();
      const settled = this.#settled();
      return settled && inside !== undefined ? { ...inside, start: open.start, end: close.end } : undefined;
    }
    if (!this.#unclosed) this.#report("TR1010", "this ( is never closed", open);
    this.#unclosed = true;
    return undefined;
  }

  /** Where a comparison should be, but is not: beside AND or OR, or before a closing parenthesis. */
  #missing(token: Token): undefined {
    const before = this.#tokens[this.#at - 1];
    if (before?.kind === "word") {
      const range = token.kind === "word" ? { start: before.start, end: token.end } : before;
      this.#report("TR1013", `nothing stands to the right of ${before.text}`, range);
    } else if (token.kind === "word") {
      this.#report("TR1013", `nothing stands to the left of ${token.text}`, token);
    } else if (token.kind === "end") {
      this.#failed = true;
    } else this.#report("TR1011", "this ) closes nothing; no ( is open", token);
    return undefined;
  }

  #comparison(): Expression | undefined {
    if (this.#token.kind === "operator") {
      const operator = this.#operatorRun();
      if (operator !== undefined)
        this.#report("TR1007", `nothing stands to the left of ${shortened(operator.text)}`, operator.range);
      if (this.#startsOperand()) this.#operand();
      return this.#skip();
    }
    const first = this.#token;
    const left = this.#operand();
    if (left === undefined) return this.#skip();
    const operator = this.#operator(left, first);
    if (operator === undefined) return this.#skip();
    if (!this.#startsOperand()) {
      if (this.#token.text === "(" && this.#token.kind === "mark") this.#inParentheses(operator.known);
      else if (operator.known !== undefined)
        this.#report("TR1007", `nothing stands to the right of ${shortened(operator.text)}`, operator.range);
      return this.#skip();
    }
    const right = this.#operand();
    const settled = this.#settled();
    if (right === undefined || operator.known === undefined || !settled) return undefined;
    const range = { start: left.start, end: right.end };
    this.#compared = `${shortened(this.#text.slice(left.start, left.end))} ${operator.text}`;
    return { kind: "comparison", operator: operator.known, operatorRange: operator.range, left, right, ...range };
  }

  /** A value, or a list as SQL writes it, in parentheses where an operand should be. */
  #inParentheses(operator: Operator | undefined): void {
    const open = this.#token;
    const close = this.#tokens
      .slice(this.#at, this.#at + 100)
      .find(({ text, kind }) => text === ")" && kind === "mark");
    const range = { start: open.start, end: close?.end ?? open.end };
    const message =
      operator === "IN" || operator === "NOT IN"
        ? "a list stands between [ and ]: ['a', 'b']"
        : "a value stands without parentheses; leave them away";
    this.#report(operator === "IN" || operator === "NOT IN" ? "TR1012" : "TR1004", message, range);
  }

  /** OPERATOR := == | = | != | < | <= | > | >= | CONTAINS | HAS | >- | IN | <- | NOT IN */
  #operator(left: Operand, first: Token): { known?: Operator; range: Range; text: string } | undefined {
    const token = this.#token;
    if (token.kind === "operator") return this.#operatorRun();
    if (token.kind === "word" && token.text === "NOT") {
      this.#next();
      const range = { start: token.start, end: this.#token.end };
      if (this.#token.operator === "IN") {
        this.#next();
        return { known: "NOT IN", range, text: "NOT IN" };
      }
      const isHas = this.#token.operator === "HAS";
      const value = this.#tokens[this.#at + 1];
      const name = shortened(this.#text.slice(left.start, left.end));
      const example = isHas && value?.kind === "value" ? `: write ${shortened(value.text)} NOT IN ${name}` : "";
      this.#report("TR1014", `NOT exists only in NOT IN${example}`, token);
      return undefined;
    }
    if (this.#endsPart(token)) {
      this.#alone(left, first);
      return undefined;
    }
    return this.#noOperator(left, token);
  }

  /** One operator, or several that were written as one and are none: `===`. */
  #operatorRun(): { known?: Operator; range: Range; text: string } | undefined {
    const first = this.#next();
    let last = first;
    while (this.#token.kind === "operator" && (this.#token.start === last.end || areSymbols(last, this.#token)))
      last = this.#next();
    const range = { start: first.start, end: last.end };
    const text = this.#text.slice(range.start, range.end);
    if (last === first && first.operator !== undefined) return { known: first.operator, range, text };
    this.#unknownOperator(text, range);
    return { range, text };
  }

  #unknownOperator(text: string, range: Range): void {
    const joined = text.replace(/\s+/g, "");
    const meant =
      FOREIGN[text.toUpperCase().replace(/\s+/, " ")] ??
      FOREIGN[joined] ??
      (joined !== text && Object.hasOwn(SYMBOLS, joined) ? joined : undefined) ??
      (/^\w/.test(text) ? didYouMean(text, WORDS) : undefined) ??
      runTogether(text);
    const advice = meant === undefined ? "" : `, did you mean ${meant}?`;
    this.#report("TR1006", `unknown operator ${shortened(text)}${advice}`, range, meant);
  }

  /** Something stands where an operator should. */
  #noOperator(left: Operand, token: Token): { range: Range; text: string } | undefined {
    if (this.#hyphenated(left, token)) return this.#token.kind === "operator" ? this.#operatorRun() : undefined;
    if (token.dropped !== undefined) {
      const { dropped } = token;
      this.#explained.add(token);
      const characters = this.#text.slice(dropped.start, dropped.end);
      const meant = Object.hasOwn(FOREIGN, characters) ? FOREIGN[characters] : undefined;
      if (meant !== undefined) this.#alone(left, undefined);
      if (meant !== undefined) this.#unknownOperator(characters, dropped);
      else if (/^\.+$/.test(characters)) this.#report("TR1015", "a name does not end with a point", dropped);
      else this.#report("TR1004", `unexpected ${this.#quoted(dropped)}${hintOnUnexpected(characters)}`, dropped);
      return undefined;
    }
    const after = this.#tokens[this.#at + 1];
    if (token.kind === "path" && after !== undefined && /^(?:path|value)$|^mark$/.test(after.kind) && !isEnd(after)) {
      this.#next();
      this.#unknownOperator(token.text, token);
      return { range: token, text: token.text };
    }
    if (token.kind === "path" && after?.kind === "word" && after.text === "NOT") {
      const both = { start: token.start, end: after.end };
      this.#unknownOperator(this.#text.slice(both.start, both.end), both);
      return undefined;
    }
    if (token.kind === "path" && this.#endsPart(after)) {
      const meant = didYouMean(token.text, WORDS);
      if (meant !== undefined) this.#unknownOperator(token.text, token);
      else this.#report("TR1008", `an operator is missing before ${shortened(token.text)}`, token);
      return undefined;
    }
    if (token.text === "[") this.#report("TR1015", "an index is a number directly behind the name: skills[0]", token);
    else this.#report("TR1008", `an operator is missing before ${shortened(token.text)}`, token);
    return undefined;
  }

  /** A name with hyphens is read on as one, so that nothing more is said of it. */
  #hyphenated(left: Operand, token: Token): boolean {
    if (left.kind !== "path" || !this.#continuesName(left.end, token)) return false;
    let end = left.end;
    while (this.#continuesName(end, this.#token)) {
      this.#explained.add(this.#token);
      end = this.#next().end;
    }
    const name = this.#text.slice(left.start, end);
    const fixed = name.replace(/-+/g, "_");
    const message = `${shortened(name)} has a hyphen, and names consist of letters, digits and _; an attribute of that name cannot be used (${shortened(fixed)} could)`;
    this.#report("TR1005", message, { start: left.start, end }, fixed);
    return true;
  }

  /** Is this token the next part of a name with hyphens that ended at `end`? `-3` is lexed as a number. */
  #continuesName(end: number, token: Token): boolean {
    if (token.kind === "value") return token.start === end && token.text.startsWith("-");
    const { dropped } = token;
    if (token.kind !== "path" || dropped?.start !== end || dropped.end !== token.start) return false;
    return /^-+$/.test(this.#text.slice(dropped.start, dropped.end));
  }

  /** A name or a value without anything to compare it with. */
  #alone(left: Operand, first: Token | undefined): void {
    const { dropped } = first ?? {};
    const shown = shortened(this.#text.slice(left.start, left.end));
    if (first !== undefined && dropped !== undefined) {
      this.#explained.add(first);
      const negated = this.#text.slice(dropped.start, dropped.end) === "!";
      const advice = negated ? `there is no !; write ${shown} == false` : "it says nothing without an operator";
      this.#report("TR1009", `${shown} stands alone: ${advice}`, { start: dropped.start, end: left.end });
      return;
    }
    const advice = left.kind === "path" ? `compare it, such as ${shown} == true` : `write ${this.#compared} ${shown}`;
    this.#report("TR1009", `${shown} stands alone and says nothing; ${advice}`, left);
  }

  /** operand := STRING | NUMBER | TRUE | FALSE | NULL | path | list */
  #operand(): Operand | undefined {
    const token = this.#token;
    if (token.text === "[" && token.kind === "mark") return this.#list();
    if (token.kind === "value" || token.kind === "path") {
      this.#next();
      return scalarOf(token);
    }
    this.#report("TR1004", `unexpected ${shortened(token.text)}`, token);
    return undefined;
  }

  /** list := '[' ( item ( ',' item )* )? ']' ; item := STRING | NUMBER | TRUE | FALSE | NULL | path */
  #list(): List | undefined {
    const open = this.#next();
    const items: (Literal | AttributePath)[] = [];
    let sound = true;
    const wrong = (message: string, range: Range): void => {
      if (sound) this.#report("TR1012", message, range);
      sound = false;
    };
    let separated = true;
    let inner = 0;
    for (;;) {
      const token = this.#token;
      if (token.text === "]" && token.kind === "mark" && inner > 0) inner -= 1;
      else if (token.text === "]" && token.kind === "mark") {
        if (separated && items.length > 0)
          wrong("a list does not end with a comma", this.#tokens[this.#at - 1] ?? token);
        break;
      } else if (token.text === "," && token.kind === "mark") {
        const before = this.#tokens[this.#at - 1] ?? token;
        if (separated) wrong("a value is missing before this comma", { start: before.start, end: token.end });
        separated = true;
      } else if (token.kind === "value" || token.kind === "path") {
        if (!separated) {
          this.#explained.add(token);
          wrong(`a comma is missing before ${shortened(token.text)}`, token);
        }
        items.push(scalarOf(token));
        separated = false;
      } else if (token.text === "[") {
        wrong("a list cannot stand in a list", token);
        inner += 1;
      } else {
        wrong("this [ is never closed", open);
        return undefined;
      }
      this.#next();
    }
    const { end } = this.#next();
    return sound ? { kind: "list", items, start: open.start, end } : undefined;
  }

  /** After a comparison comes AND, OR, a closing parenthesis or the end; anything else is said once and skipped. */
  #settled(): boolean {
    const token = this.#token;
    if (this.#endsPart(token) || this.#meantAsWord() !== undefined) return true;
    const before = this.#tokens[this.#at - 1];
    if (before?.kind === "path" && this.#hyphenated(pathOf(before), token)) {
      // Said; what follows is read on.
    } else if (token.dropped !== undefined) {
      this.#explained.add(token);
      const characters = this.#text.slice(token.dropped.start, token.dropped.end);
      const message = `unexpected ${this.#quoted(token.dropped)}${hintOnUnexpected(characters)}`;
      this.#report("TR1004", message, token.dropped);
    } else if (token.kind === "operator") {
      this.#report("TR1008", "a comparison cannot go on; join two with AND or OR", token);
    } else if (token.kind === "path" && runTogether(token.text) !== undefined) {
      this.#unknownOperator(token.text, token);
    } else this.#report("TR1008", `AND or OR is missing before ${shortened(token.text)}`, token);
    this.#skip();
    return false;
  }

  /** Passes over the word that joins the next part. What was meant for one is read as if it were AND. */
  #accepts(word: string): boolean {
    if (this.#isWord(word)) {
      this.#next();
      return true;
    }
    const meant = word === "AND" ? this.#meantAsWord() : undefined;
    if (meant === undefined) return false;
    this.#explained.add(this.#token);
    this.#unknownOperator(this.#text.slice(meant.start, meant.end), meant);
    if (meant.start === this.#token.start) this.#next();
    return true;
  }

  /** A misspelt AND or OR between two comparisons, or one of another language. */
  #meantAsWord(): Range | undefined {
    const token = this.#token;
    const { dropped } = token;
    if (dropped !== undefined) {
      const characters = this.#text.slice(dropped.start, dropped.end);
      return this.#startsPrimary() && Object.hasOwn(FOREIGN, characters) ? dropped : undefined;
    }
    if (token.kind !== "path" || didYouMean(token.text, ["AND", "OR"]) === undefined) return undefined;
    const after = this.#tokens[this.#at + 1];
    return after !== undefined && /^(?:path|value|mark)$/.test(after.kind) && !isEnd(after) ? token : undefined;
  }

  /** Goes to where the next comparison may begin. */
  #skip(): undefined {
    this.#failed = true;
    let open = 0;
    for (; this.#token.kind !== "end"; this.#next()) {
      const { kind, text } = this.#token;
      if (kind === "word" && text !== "NOT" && open === 0) return;
      if (kind !== "mark") continue;
      if (text === "(") open += 1;
      if (text !== ")") continue;
      if (open === 0) return;
      open -= 1;
    }
  }

  #warnOfDropped(token: Token): void {
    if (token.dropped === undefined || this.#explained.has(token)) return;
    const { start, end } = token.dropped;
    const characters = this.#text.slice(start, end);
    const next = { text: token.text, follows: token.start === end };
    const { message, suggestion } = adviceOnDropped({ characters, shown: this.#quoted(token.dropped), next });
    this.#report("TR1201", message, suggestion === "!=" ? { start, end: token.end } : token.dropped, suggestion);
  }

  /** Characters as they are, or their number where nobody could see them. */
  #quoted(range: Range): string {
    const text = this.#text.slice(range.start, range.end);
    const [first = ""] = text;
    if (/^[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) return shortened(text);
    return `the character U+${(first.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  }

  #report(code: ExpressionCode, message: string, { start, end }: Range, suggestion?: string): void {
    if (code !== "TR1201") this.#failed = true;
    if (this.#findings.length >= MAX_FINDINGS) return;
    this.#findings.push({ code, message, start, end, ...(suggestion !== undefined && { suggestion }) });
  }

  get #token(): Token {
    return this.#tokens[this.#at] ?? END;
  }

  #next(): Token {
    const token = this.#token;
    if (token.kind !== "end") this.#at += 1;
    return token;
  }

  #isAtEnd(): boolean {
    return this.#token.kind === "end";
  }

  #isJoin(): boolean {
    return this.#isWord("AND") || this.#isWord("OR");
  }

  #isWord(word: string): boolean {
    return this.#token.kind === "word" && this.#token.text === word;
  }

  #startsOperand(): boolean {
    const { kind, text } = this.#token;
    return kind === "value" || kind === "path" || (kind === "mark" && text === "[");
  }

  #startsPrimary(): boolean {
    return this.#startsOperand() || (this.#token.kind === "mark" && this.#token.text === "(");
  }

  /** Is this where a comparison may end? */
  #endsPart(token: Token | undefined): boolean {
    return token === undefined || isEnd(token);
  }
}

/** Two operators of signs, such as `> =`, which nobody means as two. */
function areSymbols(one: Token, other: Token): boolean {
  return /^\W/.test(one.text) && /^\W/.test(other.text);
}

const END: Token = { kind: "end", text: "", start: 0, end: 0, dropped: undefined };

const WHOLE = (text: string): Range => ({ start: 0, end: text.length });

function isEnd({ kind, text }: Token): boolean {
  return kind === "end" || (kind === "word" && text !== "NOT") || (kind === "mark" && text === ")");
}

function sameKind(expression: Expression, kind: "and" | "or"): readonly Expression[] {
  return expression.kind === kind ? expression.operands : [expression];
}

function scalarOf(token: Token): Literal | AttributePath {
  if (token.kind === "path") return pathOf(token);
  const { start, end, text, assumption } = token;
  const assumed = assumption === undefined ? {} : { assumption };
  return { kind: "literal", value: token.value ?? null, text, start, end, ...assumed };
}

/** A dotted name with its indexes. */
export function pathOf({ text, start, end }: Pick<Token, "text" | "start" | "end">): AttributePath {
  const segments = text.split(/\.|(?=\[)/).map((part) => (part.startsWith("[") ? Number(part.slice(1, -1)) : part));
  return { kind: "path", segments, start, end };
}

/** `ANDtier` and the like: an operator that ran into the name behind it. */
function runTogether(text: string): string | undefined {
  const [, word, rest] = /^(AND|OR|HAS|IN|CONTAINS)(\w[\w.]*)$/.exec(text) ?? [];
  return word === undefined ? undefined : `${word} ${shortened(rest ?? "")}`;
}

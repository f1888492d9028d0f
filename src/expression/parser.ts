import type { AttributePath, Expression, List, Literal, Operand, Range } from "./ast";
import { Cursor, endsPart } from "./cursor";
import { hintOnUnexpected } from "./dropped";
import type { Finding } from "./finding";
import { shortened, type Token, tokenize } from "./lexer";
import { runTogether } from "./meant-operator";
import { Mistakes, type OperatorRun } from "./mistakes";
import { pathOf, scalarOf } from "./scalar";

/** Parentheses nest no deeper than this, so that nobody who walks an expression runs out of stack. */
const MAX_NESTING = 100;

/** What a text says, or what is wrong with it: `expression` is there if and only if nothing is an error. */
export interface Parsed {
  readonly expression?: Expression;
  readonly findings: readonly Finding[];
}

/** Reads an expression. Never throws; linear in the text. Goes on after a mistake with the next AND, OR or parenthesis. */
export function parseExpression(text: string): Parsed {
  return new Parser(text).parse();
}

class Parser {
  readonly #cursor: Cursor;
  readonly #mistakes: Mistakes;
  #nesting = 0;
  #unclosed = false;

  constructor(text: string) {
    const { tokens, findings } = tokenize(text);
    this.#cursor = new Cursor(text, tokens);
    this.#mistakes = new Mistakes(this.#cursor, findings);
  }

  parse(): Parsed {
    if (this.#cursor.tokens.length === 1) {
      const left = this.#cursor.tokens[0]?.dropped;
      if (left === undefined)
        this.#mistakes.report("TR1001", "is empty; write 1==1 for what is always true", WHOLE(this.#cursor.text));
      else this.#mistakes.report("TR1004", `${this.#mistakes.quoted(left)} is no expression`, left);
      return { findings: this.#mistakes.findings };
    }
    let expression = this.#or();
    while (!this.#cursor.isAtEnd()) {
      expression = undefined;
      if (this.#cursor.token.text === ")")
        this.#mistakes.report("TR1011", "this ) closes nothing; no ( is open", this.#cursor.token);
      this.#cursor.next();
      if (this.#cursor.isJoin()) this.#cursor.next();
      if (!this.#cursor.isAtEnd()) this.#or();
    }
    for (const token of this.#cursor.tokens) this.#mistakes.warnOfDropped(token);
    const findings = this.#mistakes.findings.sort((a, b) => a.start - b.start || a.end - b.end);
    return expression === undefined || this.#mistakes.failed ? { findings } : { expression, findings };
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
    const token = this.#cursor.token;
    if (token.text === "(" && token.kind === "mark") return this.#group(token);
    if (token.kind === "word" && token.text === "NOT") {
      this.#cursor.next();
      const message =
        "NOT exists only in NOT IN; write != in place of ==, 'x' NOT IN skills in place of skills HAS 'x', or turn the comparison round";
      this.#mistakes.report("TR1014", message, token);
      if (this.#cursor.startsPrimary()) this.#primary();
      return undefined;
    }
    if (token.kind === "word" || token.kind === "end" || token.text === ")") return this.#mistakes.missing(token);
    return this.#comparison();
  }

  #group(open: Token): Expression | undefined {
    if (this.#nesting === MAX_NESTING) {
      this.#mistakes.report("TR1016", `parentheses nest deeper than ${MAX_NESTING} levels`, open);
      this.#unclosed = true;
      this.#cursor.toEnd();
      return undefined;
    }
    this.#cursor.next();
    if (this.#cursor.token.text === ")") {
      this.#mistakes.report("TR1009", "nothing stands between these parentheses", {
        start: open.start,
        end: this.#cursor.token.end,
      });
      this.#cursor.next();
      return undefined;
    }
    this.#nesting += 1;
    const inside = this.#cursor.token.kind === "end" ? undefined : this.#or();
    this.#nesting -= 1;
    if (this.#cursor.token.text === ")" && this.#cursor.token.kind === "mark") {
      const close = this.#cursor.next();
      const settled = this.#settled();
      return settled && inside !== undefined ? { ...inside, start: open.start, end: close.end } : undefined;
    }
    if (!this.#unclosed) this.#mistakes.report("TR1010", "this ( is never closed", open);
    this.#unclosed = true;
    return undefined;
  }

  #comparison(): Expression | undefined {
    if (this.#cursor.token.kind === "operator") {
      const operator = this.#operatorRun();
      if (operator !== undefined)
        this.#mistakes.report("TR1007", `nothing stands to the left of ${shortened(operator.text)}`, operator.range);
      if (this.#cursor.startsOperand()) this.#operand();
      return this.#skip();
    }
    const first = this.#cursor.token;
    const left = this.#operand();
    if (left === undefined) return this.#skip();
    const operator = this.#operator(left, first);
    if (operator === undefined) return this.#skip();
    if (!this.#cursor.startsOperand()) {
      if (this.#cursor.token.text === "(" && this.#cursor.token.kind === "mark")
        this.#mistakes.inParentheses(operator.known);
      else if (operator.known !== undefined)
        this.#mistakes.report("TR1007", `nothing stands to the right of ${shortened(operator.text)}`, operator.range);
      return this.#skip();
    }
    const right = this.#operand();
    const settled = this.#settled();
    if (right === undefined || operator.known === undefined || !settled) return undefined;
    const range = { start: left.start, end: right.end };
    this.#mistakes.compared = `${shortened(this.#cursor.textOf(left))} ${operator.text}`;
    return { kind: "comparison", operator: operator.known, operatorRange: operator.range, left, right, ...range };
  }

  /** OPERATOR := == | = | != | < | <= | > | >= | CONTAINS | HAS | >- | IN | <- | NOT IN */
  #operator(left: Operand, first: Token): OperatorRun | undefined {
    const token = this.#cursor.token;
    if (token.kind === "operator") return this.#operatorRun();
    if (token.kind === "word" && token.text === "NOT") {
      this.#cursor.next();
      const range = { start: token.start, end: this.#cursor.token.end };
      if (this.#cursor.token.operator === "IN") {
        this.#cursor.next();
        return { known: "NOT IN", range, text: "NOT IN" };
      }
      const isHas = this.#cursor.token.operator === "HAS";
      const value = this.#cursor.after;
      const name = shortened(this.#cursor.textOf(left));
      const example = isHas && value?.kind === "value" ? `: write ${shortened(value.text)} NOT IN ${name}` : "";
      this.#mistakes.report("TR1014", `NOT exists only in NOT IN${example}`, token);
      return undefined;
    }
    if (endsPart(token)) {
      this.#mistakes.alone(left, first);
      return undefined;
    }
    if (this.#mistakes.hyphenated(left, token))
      return this.#cursor.token.kind === "operator" ? this.#operatorRun() : undefined;
    return this.#mistakes.noOperator(left, token);
  }

  /** One operator, or several that were written as one and are none: `===`. */
  #operatorRun(): OperatorRun | undefined {
    const first = this.#cursor.next();
    let last = first;
    while (
      this.#cursor.token.kind === "operator" &&
      (this.#cursor.token.start === last.end || areSymbols(last, this.#cursor.token))
    )
      last = this.#cursor.next();
    const range = { start: first.start, end: last.end };
    const text = this.#cursor.textOf(range);
    if (last === first && first.operator !== undefined) return { known: first.operator, range, text };
    this.#mistakes.unknownOperator(text, range);
    return { range, text };
  }

  /** operand := STRING | NUMBER | TRUE | FALSE | NULL | path | list */
  #operand(): Operand | undefined {
    const token = this.#cursor.token;
    if (token.text === "[" && token.kind === "mark") return this.#list();
    if (token.kind === "value" || token.kind === "path") {
      this.#cursor.next();
      return scalarOf(token);
    }
    this.#mistakes.report("TR1004", `unexpected ${shortened(token.text)}`, token);
    return undefined;
  }

  /** list := '[' ( item ( ',' item )* )? ']' ; item := STRING | NUMBER | TRUE | FALSE | NULL | path */
  #list(): List | undefined {
    const open = this.#cursor.next();
    const items: (Literal | AttributePath)[] = [];
    let sound = true;
    const wrong = (message: string, range: Range): void => {
      if (sound) this.#mistakes.report("TR1012", message, range);
      sound = false;
    };
    let separated = true;
    let inner = 0;
    for (;;) {
      const token = this.#cursor.token;
      if (token.text === "]" && token.kind === "mark" && inner > 0) inner -= 1;
      else if (token.text === "]" && token.kind === "mark") {
        if (separated && items.length > 0) wrong("a list does not end with a comma", this.#cursor.before ?? token);
        break;
      } else if (token.text === "," && token.kind === "mark") {
        const before = this.#cursor.before ?? token;
        if (separated) wrong("a value is missing before this comma", { start: before.start, end: token.end });
        separated = true;
      } else if (token.kind === "value" || token.kind === "path") {
        if (!separated) {
          this.#mistakes.explained.add(token);
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
      this.#cursor.next();
    }
    const { end } = this.#cursor.next();
    return sound ? { kind: "list", items, start: open.start, end } : undefined;
  }

  /** After a comparison comes AND, OR, a closing parenthesis or the end; anything else is said once and skipped. */
  #settled(): boolean {
    const token = this.#cursor.token;
    if (endsPart(token) || this.#mistakes.meantAsWord() !== undefined) return true;
    const before = this.#cursor.before;
    if (before?.kind === "path" && this.#mistakes.hyphenated(pathOf(before), token)) {
      // Said; what follows is read on.
    } else if (token.dropped !== undefined) {
      this.#mistakes.explained.add(token);
      const characters = this.#cursor.textOf(token.dropped);
      const message = `unexpected ${this.#mistakes.quoted(token.dropped)}${hintOnUnexpected(characters)}`;
      this.#mistakes.report("TR1004", message, token.dropped);
    } else if (token.kind === "operator") {
      this.#mistakes.report("TR1008", "a comparison cannot go on; join two with AND or OR", token);
    } else if (token.kind === "path" && runTogether(token.text) !== undefined) {
      this.#mistakes.unknownOperator(token.text, token);
    } else this.#mistakes.report("TR1008", `AND or OR is missing before ${shortened(token.text)}`, token);
    this.#skip();
    return false;
  }

  /** Passes over the word that joins the next part. What was meant for one is read as if it were AND. */
  #accepts(word: string): boolean {
    if (this.#cursor.isWord(word)) {
      this.#cursor.next();
      return true;
    }
    const meant = word === "AND" ? this.#mistakes.meantAsWord() : undefined;
    if (meant === undefined) return false;
    this.#mistakes.explained.add(this.#cursor.token);
    this.#mistakes.unknownOperator(this.#cursor.textOf(meant), meant);
    if (meant.start === this.#cursor.token.start) this.#cursor.next();
    return true;
  }

  /** Goes to where the next comparison may begin, after a mistake. */
  #skip(): undefined {
    this.#mistakes.failed = true;
    this.#cursor.toNextPart();
  }
}

/** Two operators of signs, such as `> =`, which nobody means as two. */
function areSymbols(one: Token, other: Token): boolean {
  return /^\W/.test(one.text) && /^\W/.test(other.text);
}

const WHOLE = (text: string): Range => ({ start: 0, end: text.length });

function sameKind(expression: Expression, kind: "and" | "or"): readonly Expression[] {
  return expression.kind === kind ? expression.operands : [expression];
}

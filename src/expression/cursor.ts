import type { Range } from "./ast";
import type { Token } from "./lexer";

const END: Token = { kind: "end", text: "", start: 0, end: 0, dropped: undefined };

/** A place between the tokens of an expression. */
export class Cursor {
  #at = 0;

  constructor(
    readonly text: string,
    readonly tokens: readonly Token[],
  ) {}

  get token(): Token {
    return this.tokens[this.#at] ?? END;
  }

  get before(): Token | undefined {
    return this.tokens[this.#at - 1];
  }

  get after(): Token | undefined {
    return this.tokens[this.#at + 1];
  }

  next(): Token {
    const { token } = this;
    if (token.kind !== "end") this.#at += 1;
    return token;
  }

  toEnd(): void {
    this.#at = this.tokens.length - 1;
  }

  /** Goes to where the next comparison may begin. */
  toNextPart(): void {
    let open = 0;
    for (; this.token.kind !== "end"; this.next()) {
      const { kind, text } = this.token;
      if (kind === "word" && text !== "NOT" && open === 0) return;
      if (kind !== "mark") continue;
      if (text === "(") open += 1;
      if (text !== ")") continue;
      if (open === 0) return;
      open -= 1;
    }
  }

  /** The ) that may close what opens here; not looked for very far. */
  get nearestClose(): Token | undefined {
    return this.tokens.slice(this.#at, this.#at + 100).find(({ text, kind }) => text === ")" && kind === "mark");
  }

  textOf({ start, end }: Range): string {
    return this.text.slice(start, end);
  }

  isAtEnd(): boolean {
    return this.token.kind === "end";
  }

  isJoin(): boolean {
    return this.isWord("AND") || this.isWord("OR");
  }

  isWord(word: string): boolean {
    return this.token.kind === "word" && this.token.text === word;
  }

  /** Might an operand begin behind this token? */
  leadsToOperand(): boolean {
    return this.after !== undefined && /^(?:path|value|mark)$/.test(this.after.kind) && !endsPart(this.after);
  }

  startsOperand(): boolean {
    const { kind, text } = this.token;
    return kind === "value" || kind === "path" || (kind === "mark" && text === "[");
  }

  startsPrimary(): boolean {
    return this.startsOperand() || (this.token.kind === "mark" && this.token.text === "(");
  }
}

/** Is this where a comparison may end? */
export function endsPart(token: Token | undefined): boolean {
  if (token === undefined) return true;
  const { kind, text } = token;
  return kind === "end" || (kind === "word" && text !== "NOT") || (kind === "mark" && text === ")");
}

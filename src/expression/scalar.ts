import type { AttributePath, Literal } from "./ast";
import type { Token } from "./lexer";

/** The operand that one token is: a value or a name. */
export function scalarOf(token: Token): Literal | AttributePath {
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

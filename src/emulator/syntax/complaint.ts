import { type Token, tokenize } from "../../expression/lexer";

type Kind = "OPERATOR" | "AND" | "OR" | "NOT" | "(" | ")" | "[" | "]" | "," | "operand" | "<EOF>";

interface Word {
  readonly kind: Kind;
  readonly text: string;
}

/**
 * The first thing that a parser made by ANTLR says of an expression, as Twilio passes it on: `skill-level > 3` is
 * `extraneous input 'evel' expecting OPERATOR` (observed). The other forms are ANTLR's own, without evidence that Twilio's grammar
 * is cut the same way. Undefined where it has nothing to say. Linear in the text, and without recursion.
 */
export function complaint(text: string): string | undefined {
  const words = wordsOf(text);
  let at = 0;
  const ahead = (places = 0): Word => words[Math.min(at + places, words.length - 1)] ?? END;
  const wrong = (expected: Kind, behind: readonly Kind[]): string => {
    const { kind, text: found } = ahead();
    if (kind !== "<EOF>" && ahead(1).kind === expected)
      return `extraneous input '${found}' expecting ${named(expected)}`;
    if (behind.includes(kind)) return `missing ${named(expected)} at '${found}'`;
    return `mismatched input '${found}' expecting ${named(expected)}`;
  };
  const noViable = (): string => `no viable alternative at input '${ahead().text}'`;
  const item = (): string | undefined => {
    if (ahead().kind !== "operand") return noViable();
    at += 1;
    return undefined;
  };
  const operand = (): string | undefined => {
    if (ahead().kind !== "[") return item();
    at += 1;
    if (ahead().kind !== "]") {
      for (let problem = item(); ; problem = item()) {
        if (problem !== undefined) return problem;
        if (ahead().kind !== ",") break;
        at += 1;
      }
    }
    if (ahead().kind !== "]") return wrong("]", []);
    at += 1;
    return undefined;
  };

  for (let depth = 0; ; at += 1) {
    for (; ahead().kind === "("; at += 1) depth += 1;
    const left = operand();
    if (left !== undefined) return left;
    if (ahead().kind !== "OPERATOR") return wrong("OPERATOR", ["operand", "["]);
    at += 1;
    const right = operand();
    if (right !== undefined) return right;
    for (; ahead().kind === ")" && depth > 0; at += 1) depth -= 1;
    const { kind } = ahead();
    if (kind === "AND" || kind === "OR") continue;
    const end = depth > 0 ? ")" : "<EOF>";
    return kind === end ? undefined : wrong(end, depth > 0 ? ["<EOF>"] : []);
  }
}

const END: Word = { kind: "<EOF>", text: "<EOF>" };

const named = (kind: Kind): string => (/^\W$/.test(kind) ? `'${kind}'` : kind);

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const token of tokenize(text).tokens) {
    const before = words.at(-1);
    if (token.operator === "IN" && before?.kind === "NOT")
      words[words.length - 1] = { kind: "OPERATOR", text: "NOT IN" };
    else {
      const word = { kind: kindOf(token), text: seen(token, text) };
      if (word.text !== "") words.push(word);
    }
  }
  return words;
}

function kindOf({ kind, text }: Token): Kind {
  if (kind === "operator") return "OPERATOR";
  if (kind === "end") return "<EOF>";
  return kind === "path" || kind === "value" ? "operand" : (text as Kind);
}

/** A hyphen that begins no number takes the character behind it along (observed: `-l` of `skill-level`). */
function seen({ kind, text, dropped, start }: Token, whole: string): string {
  if (kind === "end") return END.text;
  return kind === "path" && dropped?.end === start && whole[start - 1] === "-" ? text.slice(1) : text;
}

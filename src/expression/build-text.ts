import { keyword, shortened } from "./lexer";

/** A mistake in building an expression. Pulumi prints what carries this mark without a stack, like its own RunError. */
export class ExpressionError extends Error {
  readonly __pulumiRunError = true;
}

/** What no text can hold that is to be sent, and why. */
const FLAWS: readonly (readonly [has: (text: string) => boolean, why: string])[] = [
  [
    // What Pulumi's SDK says in place of a value when an Output is put into text.
    (text) => text.includes("Calling [toString] on an [Output<T>] is not supported"),
    "is an Output that was made text, not its value; build the condition inside output.apply(…), or write the whole expression with pulumi.interpolate",
  ],
  [
    (text) => /\p{Cs}/u.test(text),
    "holds half a character (a lone surrogate), as slice() leaves it of an emoji, which cannot be sent as text; cut between characters",
  ],
  [(text) => text.includes("\0"), "holds the character U+0000, which cannot be sent as text; leave it out"],
];

/** Text that can be sent. @throws ExpressionError that begins with the place */
export function checkedText(text: string, where: string): string {
  const flaw = FLAWS.find(([has]) => has(text));
  if (flaw !== undefined) throw new ExpressionError(`${where}: ${flaw[1]}`);
  return text;
}

const NAME = /^[A-Za-z_][\w$]*(?:\.[\w$]+|\[\d{1,9}\])*$/;

/** A name that an expression can write. @throws ExpressionError */
export function checkedName(name: string): string {
  const where = `attribute ${shown(name)}`;
  const fail = (why: string): never => {
    throw new ExpressionError(`${where}: ${why}`);
  };
  if (typeof name !== "string") return fail("a name is text");
  checkedText(name, where);
  const rules = "a name is made of letters, digits and _, of points between names, and of indexes such as [0]";
  const hyphenless = name.replaceAll("-", "_");
  if (hyphenless !== name && NAME.test(hyphenless)) {
    return fail(`no expression can name it, since Twilio reads no hyphens in names; call it ${hyphenless}`);
  }
  if (!NAME.test(name)) return fail(rules);
  const [first = ""] = name.split(/[.[]/, 1);
  return keyword(first) === undefined ? name : fail(`${first} is a word of the language, which no name can begin with`);
}

/** A number as the language writes it: digits with at most one point, where JavaScript would say `1e-7`. */
export function digits(value: number, where: string): string {
  if (!Number.isFinite(value)) throw new ExpressionError(`${where}: ${value} is no number that can be compared with`);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    const why =
      "is beyond ±(2^53 - 1), where JavaScript does not keep every digit; write the comparison as text and parse() it";
    throw new ExpressionError(`${where}: ${value} ${why}`);
  }
  const [mantissa = "", exponent] = String(value).split("e-");
  if (exponent === undefined) return mantissa;
  const sign = mantissa.startsWith("-") ? "-" : "";
  return `${sign}0.${"0".repeat(Number(exponent) - 1)}${mantissa.replace(/\D/g, "")}`;
}

/**
 * Which of the things that are built here a value is. Pulumi copies what is in an Output property by property, so that
 * `instanceof` would not know it there.
 */
export function builtKind(value: unknown): "Condition" | "Attribute" | undefined {
  if (!hasText(value) || !("toJSON" in value)) return undefined;
  return "and" in value ? "Condition" : "Attribute";
}

function hasText(value: unknown): value is { readonly text: string } {
  return typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";
}

/** What somebody gave instead, for a message. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(shortened(value));
  if (Array.isArray(value)) return "a list";
  if (typeof value === "bigint") return `the bigint ${shortened(String(value))}n (Number(…) of it may be meant)`;
  if (hasText(value) && builtKind(value) !== undefined) {
    return builtKind(value) === "Attribute" ? `the attribute ${shortened(value.text)}` : "a condition";
  }
  if (typeof value === "object" && value !== null) {
    const later = "then" in value || "apply" in value;
    return later ? "an Output or promise; build the condition inside its apply or then" : "an object";
  }
  return typeof value === "function" ? "a function" : String(value);
}

/** What to do where something else was given than a condition. */
export function insteadOf(given: unknown, kind: "and" | "or"): string {
  if (typeof given === "string") return "; parse() makes one of a text";
  if (Array.isArray(given)) return `; spread it: ${kind}(...list)`;
  return builtKind(given) === "Attribute" ? "; compare it, such as with .equals(true)" : "";
}

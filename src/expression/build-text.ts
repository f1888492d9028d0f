import { keyword, shortened } from "./lexer";

/** A mistake in building an expression. Pulumi prints what carries this mark without a stack, like its own RunError. */
export class ExpressionError extends Error {
  readonly __pulumiRunError = true;
}

const NAME = /^[A-Za-z_][\w$]*(?:\.[\w$]+|\[\d{1,9}\])*$/;

/** A name that an expression can write. @throws ExpressionError */
export function checkedName(name: string): string {
  const fail = (why: string): never => {
    throw new ExpressionError(`attribute ${shown(name)}: ${why}`);
  };
  if (typeof name !== "string") return fail("a name is text");
  const rules = "a name is made of letters, digits and _, of points between names, and of indexes such as [0]";
  if (name.includes("-")) {
    return fail(
      `no expression can name it, since Twilio reads no hyphens in names; call it ${name.replaceAll("-", "_")}`,
    );
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
      "is beyond 2^53, where JavaScript does not keep every digit; write the comparison as text and parse() it";
    throw new ExpressionError(`${where}: ${value} ${why}`);
  }
  const [mantissa = "", exponent] = String(value).split("e-");
  if (exponent === undefined) return mantissa;
  const sign = mantissa.startsWith("-") ? "-" : "";
  return `${sign}0.${"0".repeat(Number(exponent) - 1)}${mantissa.replace(/\D/g, "")}`;
}

/** What somebody gave instead, for a message. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(shortened(value));
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) {
    const later = "then" in value || "apply" in value;
    return later ? "an Output or promise; build the condition inside its apply or then" : "an object";
  }
  return typeof value === "function" ? "a function" : String(value);
}

import { stringEnd } from "./json-positions";

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * The numbers of a JSON text that are others once they are read: JavaScript keeps about 17 digits, and no more than about
 * 1.8e308. Each as it stands there.
 *
 * @param text - valid JSON
 */
export function unkeptNumbers(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') {
      at = stringEnd(text, at) - 1;
      continue;
    }
    NUMBER.lastIndex = at;
    const literal = NUMBER.exec(text)?.[0];
    if (literal === undefined) continue;
    if (!isKept(literal)) found.push(literal);
    at += literal.length - 1;
  }
  return found;
}

function isKept(literal: string): boolean {
  const read = Number(literal);
  return Number.isFinite(read) && digits(literal) === digits(String(read));
}

/** One form of all spellings of a number: its digits without zeros at the ends, and the place of the point. */
function digits(literal: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal) ?? [];
  const significant = (whole + fraction).replace(/^0+/, "");
  const trimmed = significant.replace(/0+$/, "");
  if (trimmed === "") return "0";
  const scale = Number(exponent) - fraction.length + (significant.length - trimmed.length);
  return `${sign}${trimmed}e${scale}`;
}

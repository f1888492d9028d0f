import { didYouMean } from "../core/did-you-mean";
import type { Ordering, Range } from "./ast";
import type { Finding } from "./finding";
import { shortened } from "./lexer";
import { printPath } from "./printer";
import { pathOf } from "./scalar";

/** What an `order_by` says, or what is wrong with it: `orderings` are there if and only if nothing is an error. */
export interface ParsedOrder {
  readonly orderings?: readonly Ordering[];
  readonly findings: readonly Finding[];
}

/** Of segments a first digit is allowed here, after the first: `worker.routing.levels.988EN` (observed). */
const PATH = /^[A-Za-z_][\w$]*(?:\.[\w$]+|\[\d+\])*$/;

/** order_by := entry ( ',' entry )* ; entry := path ( ASC | DESC )? */
export function parseOrderBy(text: string): ParsedOrder {
  const findings: Finding[] = [];
  const orderings: Ordering[] = [];
  if (text.trim() === "") {
    return { findings: [{ code: "TR1001", message: "is empty; leave it out", start: 0, end: text.length }] };
  }
  let start = 0;
  for (const entry of text.split(",")) {
    const end = start + entry.length;
    const ordering = parseEntry(text, { start, end }, findings);
    if (ordering !== undefined) orderings.push(ordering);
    start = end + 1;
    if (findings.length >= MAX_FINDINGS) break;
  }
  return findings.length > 0 ? { findings } : { orderings, findings };
}

const MAX_FINDINGS = 20;

const DIRECTIONS = ["DESC", "ASC"] as const;

function parseEntry(text: string, { start, end }: Range, findings: Finding[]): Ordering | undefined {
  const words = [...text.slice(start, end).matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word,
    start: start + index,
    end: start + index + word.length,
  }));
  const [name, direction, more] = words;
  const wrong = (message: string, range: Range, suggestion?: string): undefined => {
    findings.push({
      code: "TR1017",
      message,
      start: range.start,
      end: range.end,
      ...(suggestion !== undefined && { suggestion }),
    });
  };
  if (name === undefined) {
    // The comma after which, or before which, nothing stands.
    const comma = end < text.length ? end : start - 1;
    return wrong("an attribute is missing beside this comma", { start: comma, end: comma + 1 });
  }
  if (!PATH.test(name.text)) return wrong(malformed(name.text), name);
  const order = DIRECTIONS.find((known) => known === direction?.text.toUpperCase());
  if (direction !== undefined && order === undefined) {
    if (direction.text.includes(".")) return wrong("a comma is missing before this attribute", direction);
    const meant = didYouMean(direction.text, DIRECTIONS);
    const advice = meant === undefined ? "" : `, did you mean ${meant}?`;
    return wrong(`the direction is ASC or DESC${advice}`, direction, meant);
  }
  if (more !== undefined) return wrong("a comma is missing before this", more);
  return {
    path: pathOf(name),
    direction: order,
    start: name.start,
    end: (direction ?? name).end,
  };
}

/** What is said of orders that can be read: directions that are missing or ran into a name, and names that stand twice. */
export function checkOrderings(orderings: readonly Ordering[]): Finding[] {
  const seen = new Set<string>();
  return orderings.flatMap(({ path, direction, start, end }): Finding[] => {
    const name = printPath(path.segments);
    const twice = seen.has(name);
    seen.add(name);
    if (twice) return [{ code: "TR1208", message: "stands twice; only the first one decides", start, end }];
    if (direction !== undefined) return [];
    const [, own, word] = /^(.+?)[._]?(ASC|DESC)$/i.exec(name) ?? [];
    if (own !== undefined && word !== undefined && (word === word.toUpperCase() || name.endsWith(`.${word}`))) {
      const right = `${own} ${word.toUpperCase()}`;
      const message = `${word} ran into the name before it, did you mean ${shortened(right)}?`;
      return [{ code: "TR1112", message, start, end, suggestion: right }];
    }
    const message = `has no direction, and which one Twilio takes is not established; write ${shortened(name)} ASC or DESC`;
    return [{ code: "TR1113", message, start, end }];
  });
}

function malformed(name: string): string {
  if (/^[\w.-]+$/.test(name) && name.includes("-"))
    return "a name with a hyphen cannot be used; names are letters, digits and _";
  return "is not the path of an attribute, such as worker.level";
}

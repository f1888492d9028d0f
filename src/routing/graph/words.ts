import type { DrawnTarget, Mark } from "./reading";
import { brief, seen } from "./text";

/** How many characters of a name, of an expression and of what a target says are drawn. */
export const WIDTH = { name: 48, expression: 72, mark: 72 } as const;

/** A line as it is drawn, and as it is in full. */
export interface Line {
  readonly short: string;
  readonly full: string;
}

/** Our own words in front of a user's text. */
export function line(words: string, text = "", width: number = WIDTH.mark): Line {
  return { short: `${words}${brief(text, width)}`, full: `${words}${seen(text)}` };
}

/** What the targets of a chain have in common at one place of it. */
export type Common = ReadonlyMap<Mark, string | typeof DIFFERS>;

/** Filters that are drawn as one do not agree here. */
export const DIFFERS: unique symbol = Symbol("differs");

const ENTERING: readonly (readonly [Mark, string, string])[] = [
  ["known_worker_sid", "known worker ", "known workers differ"],
  ["known_worker_friendly_name", "known worker by name ", "known workers differ"],
  ["priority", "priority ", "priorities differ"],
  ["expression", "only ", "expressions differ"],
  ["order_by", "order by ", "orders differ"],
];

/** What decides how a task is treated in a target, for the edge that leads to it. */
export function enteringLines(marks: Common): Line[] {
  return ENTERING.flatMap(([mark, words, differing]) => {
    const text = marks.get(mark);
    if (text === undefined) return [];
    return [text === DIFFERS ? line(differing) : line(words, text)];
  });
}

/** When a task leaves a target by its timeout. */
export function timeoutLines(marks: Common): Line[] {
  const text = marks.get("timeout");
  if (text === undefined) return [];
  return [
    text === DIFFERS
      ? line("after a while (timeouts differ)")
      : line("after ", /^\d+$/.test(text) ? `${text} s` : text),
  ];
}

/** When a task leaves a target at once. */
export function skipLines(marks: Common): Line[] {
  const text = marks.get("skip_if");
  if (text === undefined) return [];
  return [text === DIFFERS ? line("skipped (conditions differ)") : line("skip if ", text)];
}

/** What several targets have in common. */
export function commonOf(targets: readonly DrawnTarget[]): Common {
  const common = new Map<Mark, string | typeof DIFFERS>();
  const marks = new Set(targets.flatMap((target) => [...target.marks.keys()]));
  for (const mark of marks) {
    const texts = new Set(targets.map((target) => target.marks.get(mark)));
    const [first] = texts;
    common.set(mark, texts.size === 1 && first !== undefined ? first : DIFFERS);
  }
  return common;
}

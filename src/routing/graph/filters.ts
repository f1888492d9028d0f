import type { Chain } from "./groups";
import type { PictureNode } from "./model";
import type { DrawnFilter } from "./reading";
import { brief, ranges, seen } from "./text";
import type { Unreached } from "./unreached";
import { type Line, line, WIDTH } from "./words";

/** A filter as a node: its number from 1 on, its name, its expression. */
export function filterNode({ position, name, expression, targets }: DrawnFilter, { filters }: Unreached): PictureNode {
  const number = position + 1;
  const code = filters.get(position);
  const lines = [
    name === undefined ? line(`filter ${number}`) : line(`${number} · `, name, WIDTH.name),
    expression === undefined ? line("(no expression)") : line("", expression, WIDTH.expression),
    ...(targets.length === 0 ? [line("(no targets)")] : []),
    ...(code === undefined ? [] : [line(`never reached: ${code}`)]),
  ];
  return { id: `f${number}`, kind: "filter", lines, unreached: code !== undefined };
}

/** Filters with one chain as a node: how many, which, and what they are called. */
export function groupNode({ filters, targets, unreached }: Chain, why: Unreached): PictureNode {
  const numbers = filters.map(({ position }) => position + 1);
  const codes = [...new Set(filters.flatMap(({ position }) => why.filters.get(position) ?? []))];
  const lines = [
    line(`${filters.length} filters`),
    withFull(`numbers ${brief(ranges(numbers), WIDTH.mark)}`, `numbers ${ranges(numbers)}`),
    namesOf(filters),
    ...(targets.length === 0 ? [line("(no targets)")] : []),
    ...(codes.length === 0 ? [] : [line(`never reached: ${codes.join(", ")}`)]),
  ];
  return { id: `g${numbers[0]}`, kind: "filters", lines: lines.filter(({ short }) => short !== ""), unreached };
}

/** More names than these are not looked at for one line. */
const NAMES = WIDTH.expression;

function namesOf(filters: readonly DrawnFilter[]): Line {
  const names = filters.slice(0, NAMES).map(({ name }) => (name === undefined ? "" : brief(name, WIDTH.name)));
  const full = filters.map(
    ({ position, name, expression }) => `${position + 1} · ${name ?? ""}: ${expression ?? "(no expression)"}`,
  );
  return withFull(brief(names.filter((name) => name !== "").join(", "), WIDTH.expression), seen(full.join("\n")));
}

function withFull(short: string, full: string): Line {
  return { short, full };
}

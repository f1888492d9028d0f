import type { Json, JsonObject } from "../../src/core/json";
import { chances } from "./arbitraries";

/** What an expression is to say; how it is written is `spellExpression`'s choice. */
export type Said =
  | { readonly join: "AND" | "OR"; readonly parts: readonly Said[] }
  | { readonly operator: string; readonly left: SaidOperand; readonly right: SaidOperand };

export type SaidOperand =
  | { readonly literal: string | number | boolean | null }
  | { readonly path: string }
  | { readonly items: readonly SaidOperand[] };

type Chance = (below: number) => number;

/** Choices that a seed decides; nought, to which failures shrink, always takes the first. */
const choices = (seed: number): Chance => (seed === 0 ? () => 0 : chances(seed));

const pick = <Value>(from: readonly [Value, ...Value[]], chance: Chance): Value => from[chance(from.length)] ?? from[0];

/** One of the many texts for an expression: letter case, aliases, quotes, escapes, white space, needless parentheses. */
export function spellExpression(said: Said, seed: number): string {
  const chance = choices(seed);
  const gap = (): string => pick([" ", "  ", "\n", "\t", " \r\n  "], chance);
  const words = spellAll(said, chance, "OR");
  return words.reduce((text, word) => {
    const mayTouch = chance(2) === 1 && canTouch(text, word);
    return text === "" || mayTouch ? text + word : text + gap() + word;
  }, "");
}

/** Would two words still be the same two without a space between them? */
function canTouch(text: string, word: string): boolean {
  if (/\w$/.test(text)) return !/^\w/.test(word);
  return !(/[<>=!-]$/.test(text) && /^[-=<>]/.test(word));
}

function spellAll(said: Said, chance: Chance, outer: "AND" | "OR"): string[] {
  const needed = "join" in said && said.join === "OR" && outer === "AND";
  const words = "join" in said ? spellJoined(said.join, said.parts, chance) : spellComparison(said, chance);
  return needed || chance(8) === 1 ? ["(", ...words, ")"] : words;
}

function spellJoined(join: "AND" | "OR", parts: readonly Said[], chance: Chance): string[] {
  return parts.flatMap((part, index) => [
    ...(index === 0 ? [] : [keyword(join, chance)]),
    ...spellAll(part, chance, join),
  ]);
}

function spellComparison(
  { operator, left, right }: { operator: string; left: SaidOperand; right: SaidOperand },
  chance: Chance,
): string[] {
  return [...spellOperand(left, chance), ...spellOperator(operator, chance), ...spellOperand(right, chance)];
}

const ALIASES: Readonly<Record<string, string>> = { "==": "=", IN: "<-", HAS: ">-" };

function spellOperator(operator: string, chance: Chance): string[] {
  const alias = ALIASES[operator];
  if (alias !== undefined && chance(3) === 1) return [alias];
  return operator.split(" ").map((word) => keyword(word, chance));
}

function keyword(word: string, chance: Chance): string {
  const mixed = (): string =>
    [...word].map((letter) => (chance(2) === 0 ? letter.toUpperCase() : letter.toLowerCase())).join("");
  return pick([() => word, () => word.toLowerCase(), mixed], chance)();
}

function spellOperand(operand: SaidOperand, chance: Chance): string[] {
  if ("path" in operand) return [operand.path];
  if ("items" in operand) {
    const items = operand.items.flatMap((item, index) => [
      ...(index === 0 ? [] : [","]),
      ...spellOperand(item, chance),
    ]);
    return ["[", ...items, "]"];
  }
  const { literal: value } = operand;
  if (typeof value === "string") return [spellText(value, chance)];
  return [typeof value === "number" ? String(value) : keyword(String(value), chance)];
}

function spellText(value: string, chance: Chance): string {
  const quote = pick(["'", '"'], chance);
  const inside = [...value].map((character, index, all) => {
    if (character === quote) return `\\${character}`;
    if (character === "'" || character === '"') return chance(3) === 1 ? `\\${character}` : character;
    if (character !== "\\") return character;
    const alone = index + 1 < all.length && !/['"\\]/.test(all[index + 1] ?? "");
    return alone && chance(2) === 1 ? "\\" : "\\\\";
  });
  return quote + inside.join("") + quote;
}

function operandsOf(said: Said): SaidOperand[] {
  const all = "join" in said ? said.parts.flatMap(operandsOf) : [said.left, said.right];
  return all.flatMap((operand) => ("items" in operand ? [...operand.items] : [operand]));
}

/** Attributes that an expression can tell apart: what it mentions, lists of that, and everything else JSON can be. */
export function attributesFor(said: Said, seed: number): JsonObject {
  const chance = choices(seed);
  const operands = operandsOf(said);
  const mentioned = operands.flatMap((operand) => ("literal" in operand ? [operand.literal] : []));
  const scalar = (): Json => {
    const known = mentioned[chance(mentioned.length + 1)];
    return known !== undefined && chance(4) !== 1 ? known : pick<Json>(["x", 1, "1", true, null, "sales", 2], chance);
  };
  const scalars = (): Json => Array.from({ length: chance(4) }, scalar);
  const value = (): Json =>
    pick<() => Json>(
      [scalar, scalar, scalars, scalars, () => [scalar(), [scalar()], {}], () => ({ a: scalar() })],
      chance,
    )();
  const attributes: JsonObject = {};
  for (const operand of operands) {
    if ("path" in operand && chance(6) !== 1) place(attributes, operand.path, value());
  }
  return attributes;
}

/** Sets the value at a path as far as what is there already allows it. */
function place(attributes: JsonObject, path: string, value: Json): void {
  const steps = path.match(/\w+/g) ?? [];
  let here: Json = attributes;
  for (const [index, step] of steps.entries()) {
    const isArray: boolean = Array.isArray(here);
    if (typeof here !== "object" || here === null || (isArray && !/^\d$/.test(step))) return;
    const next = steps[index + 1];
    const known: Json | undefined = Object.getOwnPropertyDescriptor(here, step)?.value;
    const fresh: Json = next !== undefined && path.includes(`[${next}]`) ? [] : {};
    const element: Json = next === undefined ? value : typeof known === "object" && known !== null ? known : fresh;
    // Assignment would take __proto__ for the prototype.
    Object.defineProperty(here, step, { value: element, enumerable: true, configurable: true, writable: true });
    if (Array.isArray(here)) here.splice(0, here.length, ...Array.from(here, (each) => each ?? null));
    here = element;
  }
}

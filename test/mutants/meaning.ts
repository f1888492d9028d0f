import { isJsonObject, type Json } from "../../src/core/json";
import { parseOrderBy } from "../../src/expression/order-by";
import { parseExpression } from "../../src/expression/parser";
import type { Place } from "../../src/expression/places";
import { printExpression, printPath } from "../../src/expression/printer";
import { canonicalConfiguration } from "../../src/routing/canonical";
import { oracleParse } from "../support/oracle";
import { defaultFilterOf, filtersOf, replaced, targetsOf } from "./change";
import { textsOf } from "./subjects";

/**
 * The meaning of a text as another text: two that are equal here mean the same, by construction and not by trial. It
 * holds the reading of the product and that of the oracle; what one of them cannot read has no meaning.
 */
export function meaningOf(text: string, place: Place): string | undefined {
  if (place === "known_worker") return text.trim();
  if (place === "order_by") {
    const { orderings } = parseOrderBy(text);
    return orderings?.map(({ path, direction }) => `${printPath(path.segments)} ${direction ?? "ASC"}`).join();
  }
  const { expression } = parseExpression(text);
  const oracle = oracleParse(text);
  if (expression === undefined || !oracle.ok) return undefined;
  return `${printExpression(expression)}\n${JSON.stringify(oracle.tree)}`;
}

/** The same of a document: canonical, its expressions by their meaning, without a default filter that nothing reaches. */
export function meaningOfDocument(document: Json): string {
  const canonical = canonicalConfiguration(document);
  const read = textsOf(canonical).reduce(
    (known, { path, place, text }) => replaced(known, path, meaningOf(text, place) ?? text),
    reachable(canonical),
  );
  return JSON.stringify(sorted(read));
}

const EVERYTHING = meaningOf("1==1", "filter");

/** A last filter that takes everything and waits for ever leaves nothing to the default filter. */
function reachable(document: Json): Json {
  const last = filtersOf(document).at(-1);
  const target = last && targetsOf(last).at(-1);
  const expression = last?.value["expression"];
  if (target === undefined || typeof expression !== "string") return document;
  const waits = !Object.hasOwn(target.value, "timeout") && !Object.hasOwn(target.value, "skip_if");
  if (!waits || meaningOf(expression, "filter") !== EVERYTHING) return document;
  return defaultFilterOf(document).reduce((known, { path }) => replaced(known, path, undefined), document);
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, element]) => [key, sorted(element)]),
  );
}

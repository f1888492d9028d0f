import type { Diagnostic } from "../../src/core/diagnostic";
import { isJsonObject, type Json } from "../../src/core/json";
import type { Path } from "../../src/core/path";
import type { Place } from "../../src/expression/places";
import { configurationFindings } from "../../src/validation/configuration";
import { foundWorkflows, withQueueSids } from "../support/corpus";
import { foundExpressions } from "../support/corpus-expressions";
import { defaultFilterOf, filtersOf, targetsOf } from "./change";

/** A valid document, and what is found in it as it is. */
export interface Subject {
  readonly id: string;
  readonly document: Json;
  readonly findings: readonly Diagnostic[];
}

/** A text in one of the places for expressions. */
export interface Text {
  readonly path: Path;
  readonly place: Place;
  readonly text: string;
}

const REAL = new Set(["documented", "deployed", "iac", "api-output"]);

/** The documents that mutants are made of: real ones, with SIDs for placeholders. */
export function validDocuments(): Subject[] {
  return foundWorkflows()
    .filter(({ config, evidence }) => isJsonObject(config) && REAL.has(evidence))
    .map(({ id, config }) => {
      const document = withQueueSids(config);
      return { id, document, findings: configurationFindings(document) };
    });
}

/** The expressions that were found outside of documents or are a queue's, each text once for each place. */
export function singleExpressions(): (Text & { readonly id: string })[] {
  const seen = new Set<string>();
  return foundExpressions().flatMap(({ id, kind, expression, valid }) => {
    const key = `${kind} ${expression}`;
    if (valid === false || seen.has(key)) return [];
    seen.add(key);
    return [{ id, path: [], place: kind, text: expression }];
  });
}

const PLACES: Readonly<Record<string, Place>> = {
  expression: "target",
  order_by: "order_by",
  skip_if: "skip_if",
  known_worker_sid: "known_worker",
  known_worker_friendly_name: "known_worker",
};

/** Every expression of a document, where it stands. */
export function textsOf(document: Json): Text[] {
  const filters = filtersOf(document);
  const targets = [...filters.flatMap(targetsOf), ...defaultFilterOf(document)];
  return [
    ...filters.map(({ path, value }) => ({
      path: [...path, "expression"],
      place: "filter" as const,
      text: value["expression"],
    })),
    ...targets.flatMap(({ path, value }) =>
      Object.entries(PLACES).map(([key, place]) => ({ path: [...path, key], place, text: value[key] })),
    ),
  ].flatMap(({ text, ...rest }) => (typeof text === "string" && text !== "" ? [{ ...rest, text }] : []));
}

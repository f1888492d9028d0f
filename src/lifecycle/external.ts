import type { Json, JsonObject } from "../core/json";
import { type Fields, isReadable } from "./canonical";
import { plain, type ReadResult } from "./handlers";

/** Marks in state what `X.get` reads and nobody here manages, so that a refresh answers it in the same way. */
const MARK = "external";

/** Is this the state of something from `X.get`? */
export function isExternal(state: JsonObject): boolean {
  return state[MARK] === true;
}

/**
 * What `X.get` answers: every readable property, defaults spelled out and `null` for what is not set. A property that is
 * absent from the answer would be unknown in every preview.
 */
export function external(
  fields: Fields,
  live: JsonObject,
  parents: JsonObject,
  id: string,
  outputs: (values: JsonObject) => JsonObject,
): ReadResult {
  const everything = Object.entries(fields).flatMap(([name, field]): [string, Json][] =>
    isReadable(field) ? [[name, live[name] ?? field.default ?? null]] : [],
  );
  return {
    id,
    props: outputs({ ...Object.fromEntries(everything), ...parents, [MARK]: true }),
    inputs: plain({ ...live, ...parents }),
  };
}

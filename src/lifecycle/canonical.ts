import { isJsonObject, type Json, type JsonObject } from "../core/json";
import { isUnknown } from "../core/unknown";
import { type Field, keyInAnswer, type Pathwise } from "./descriptor";
import { isUnset } from "./fields";
import { ownedPart, tellable } from "./owned-paths";

/** A resource's fields by name. */
export type Fields = Readonly<Record<string, Field>>;

/**
 * Inputs in the form that state holds and diff compares: each value in its canonical spelling, what equals its default
 * or means "not set" left out. Properties that the resource does not have are kept, for check to speak of.
 */
export function canonicalInputs(fields: Fields, inputs: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, value]): [string, Json][] => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field === undefined) return [[name, value]];
      if (isUnknown(value)) return [[name, value]];
      const canonical = field.codec.canonical(value);
      return isUnset(field, canonical) ? [] : [[name, canonical]];
    }),
  );
}

/** Only what belongs to the resource: no outputs, no `__provider`. */
export function onlyFields(fields: Fields, values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(fields, name)));
}

/** Is it part of the object's path? Answers do not tell it in a program's terms. */
export function isPathField(field: Field | undefined): boolean {
  return field?.wire === undefined && field?.policy !== true && field?.alsoKnownAs === undefined;
}

/** Do the API's answers tell this property? */
export function isReadable(field: Field): field is Field & { readonly wire: string } {
  return field.wire !== undefined && [field.unreadable, field.action, field.initial].every((mark) => mark !== true);
}

/** An object of the API in a program's terms. What the answer does not carry is absent. */
export function fromAnswer(fields: Fields, answer: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, Json][] => {
      if (!isReadable(field)) return [];
      const wire = answer[keyInAnswer(field)];
      if (wire === undefined) return [];
      const value = field.codec.decode(wire);
      return isUnset(field, value) ? [] : [[name, value]];
    }),
  );
}

/**
 * Of what the account holds, the part that the program manages: every property that it sets, and every one with a
 * documented default; of what others write to as well, the paths that it names. What cannot be read keeps its old value.
 */
export function managedPart(fields: Fields, live: JsonObject, old: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, Json][] => {
      const managed = Object.hasOwn(old, name) || field.default !== undefined || field.required === true;
      const value = isReadable(field) ? (managed ? managedValue(field, live[name], old, name) : undefined) : old[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function managedValue(field: Field, live: Json | undefined, old: JsonObject, name: string): Json | undefined {
  if (live === undefined || field.pathwise === undefined) return live;
  const owned = tellable(isExact(field.pathwise, old) ? live : ownedPart(live, old[name] ?? {}));
  return isUnset(field, owned) ? undefined : owned;
}

/** Does the program say that everything in it is its own? */
export function isExact({ mode }: Pathwise, inputs: JsonObject): boolean {
  return inputs[mode] === "exact";
}

/** A JSON object, or an empty one for what is none (the engine's empty state). */
export function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

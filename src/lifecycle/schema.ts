import type { JsonObject } from "../core/json";
import type { Fields } from "./canonical";
import type { Field } from "./descriptor";

/** Schemas by descriptor, each made once. */
const schemas = new WeakMap<object, JsonObject>();

/** The JSON Schema of a resource's canonical inputs: what check validates against. */
export function inputSchema(descriptor: { readonly fields: Fields }): JsonObject {
  const known = schemas.get(descriptor);
  if (known !== undefined) return known;
  const made = objectSchema(descriptor.fields, (field) => field.schema);
  schemas.set(descriptor, made);
  return made;
}

/** The schema as it is published in schema/: with titles, defaults, and every spelling that a user may write. */
export function publishedSchema(descriptor: { kind: string; description: string; fields: Fields }): JsonObject {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `${descriptor.kind} arguments`,
    description: descriptor.description,
    ...objectSchema(descriptor.fields, (field) => ({
      ...(field.published ?? field.schema),
      description: field.description,
      ...(field.default === undefined ? {} : { default: field.default }),
    })),
  };
}

function objectSchema(fields: Fields, schemaOf: (field: Field) => JsonObject): JsonObject {
  return {
    type: "object",
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schemaOf(field)])),
    required: Object.entries(fields)
      .filter(([, field]) => field.required === true)
      .map(([name]) => name),
    additionalProperties: false,
  };
}

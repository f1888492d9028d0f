import type { JsonObject } from "../core/json";
import type { Fields } from "./canonical";
import type { Field } from "./descriptor";

/** Schemas by descriptor, each made once. */
const schemas = new WeakMap<object, JsonObject>();

/** The JSON Schema of a resource's canonical inputs: what check validates against. */
export function inputSchema(descriptor: { readonly fields: Fields }): JsonObject {
  const known = schemas.get(descriptor);
  if (known !== undefined) return known;
  const made = objectSchema(
    descriptor.fields,
    ({ schema }) => schema,
    ({ required }) => required === true,
  );
  schemas.set(descriptor, made);
  return made;
}

/** The schema as it is published in schema/: what a user may write, with descriptions and defaults. */
export function publishedSchema(descriptor: { kind: string; description: string; fields: Fields }): JsonObject {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `${descriptor.kind} arguments`,
    description: descriptor.description,
    ...objectSchema(
      descriptor.fields,
      (field) => ({
        ...published(field),
        description: field.description,
        ...(field.default === undefined ? {} : { default: field.default }),
      }),
      (field) => field.required === true && field.defaultsToName !== true,
    ),
  };
}

function published(field: Field): JsonObject {
  if (field.published !== undefined) return field.published;
  return field.emptyIsUnset === true ? { anyOf: [field.schema, { const: "" }] } : field.schema;
}

function objectSchema(
  fields: Fields,
  schemaOf: (field: Field) => JsonObject,
  isRequired: (field: Field) => boolean,
): JsonObject {
  return {
    type: "object",
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schemaOf(field)])),
    required: Object.entries(fields)
      .filter(([, field]) => isRequired(field))
      .map(([name]) => name),
    additionalProperties: false,
  };
}

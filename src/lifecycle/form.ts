import { equal } from "../core/equal";
import type { JsonObject } from "../core/json";
import type { Fields } from "./canonical";
import type { Field } from "./descriptor";

/** The form of a create: every property that is set. */
export function createForm(fields: Fields, inputs: JsonObject): Record<string, string> {
  const form: Record<string, string> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = inputs[name];
    if (field.wire === undefined || field.action === true || value === undefined) continue;
    form[field.wire] = field.codec.encode(value);
  }
  return form;
}

/** The names of the properties that differ; those of actions, and of what only a create goes by, are never among them. */
export function changedFields(fields: Fields, old: JsonObject, wanted: JsonObject): string[] {
  return Object.entries(fields)
    .filter(([name, field]) => field.action !== true && field.initial !== true && !equal(old[name], wanted[name]))
    .map(([name]) => name);
}

/**
 * The form of an update: the properties that differ, and the actions that go along. Empty when nothing differs. What others
 * write to as well is left out, since what is to be sent of it depends on what is there (see shared-update).
 */
export function updateForm(fields: Fields, old: JsonObject, wanted: JsonObject): Record<string, string> {
  const form: Record<string, string> = {};
  for (const name of changedFields(fields, old, wanted)) {
    const field = fields[name];
    if (field?.wire === undefined || field.pathwise !== undefined) continue;
    const value = wanted[name];
    const text = value === undefined ? cleared(field) : field.codec.encode(value);
    if (text !== undefined) form[field.wire] = text;
  }
  if (Object.keys(form).length === 0) return form;
  for (const [name, field] of Object.entries(fields)) {
    if (field.action === true && field.wire !== undefined && wanted[name] === true) form[field.wire] = "true";
  }
  return form;
}

/** What is sent for a property that was removed: its documented default, or emptiness where the API takes that. */
function cleared(field: Field): string | undefined {
  if (field.default !== undefined) return field.codec.encode(field.default);
  return field.emptyIsUnset === true ? "" : undefined;
}

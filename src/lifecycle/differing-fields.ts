import { equal } from "../core/equal";
import type { JsonObject } from "../core/json";
import { containsUnknown } from "../core/unknown";
import { type Fields, fromAnswer, isReadable } from "./canonical";

/**
 * The properties in which an object of the API is not what a create with these inputs makes: one that was sent is not equal,
 * or one that was not sent is not at its documented default. Empty: our create could have made this object. What is not known
 * cannot differ.
 */
export function differingFields(
  { fields }: { readonly fields: Fields },
  inputs: JsonObject,
  candidate: JsonObject,
): string[] {
  const live = fromAnswer(fields, candidate);
  return Object.entries(fields)
    .filter(([name, field]) => {
      const told = isReadable(field) && (inputs[name] !== undefined || field.default !== undefined);
      return told && !containsUnknown(inputs[name]) && !equal(live[name], inputs[name]);
    })
    .map(([name]) => name);
}

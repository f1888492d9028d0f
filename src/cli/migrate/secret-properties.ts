import { plainSecret } from "../../core/pulumi-state";
import { answerKey, type Field, keyInAnswer } from "../../lifecycle/descriptor";
import type { Kind } from "../account/kinds";
import type { ForeignObject } from "./foreign";
import type { Values } from "./values";

/** What of an object is secret, by the names that it has here. */
export function secretNames({ secret }: ForeignObject, { fields }: Kind, { inputs }: Values): string[] {
  const isSecret = (name: string): boolean => {
    if (secret === "all") return true;
    return keysOf(name, fields[name] ?? {}).some((key) => secret.includes(key));
  };
  return Object.keys(inputs).filter(isSecret);
}

/** The names of a property in answers and in requests, either of which another tool may go by. */
function keysOf(name: string, field: Pick<Field, "wire" | "answer">): string[] {
  return field.wire === undefined ? [answerKey(name)] : [keyInAnswer(field), answerKey(field.wire)];
}

/** Why an object with secrets gets into no file. */
export function secretReason({ sid }: ForeignObject, names: readonly string[]): string {
  return (
    `${names.join(", ")}: secret in the state, and would stand readable in the import file; run this once more with ` +
    `--show-secrets, or take it over in the program with adopt: { sid: "${sid}" }`
  );
}

/** The same with these properties marked as a state marks secrets, so that an import encrypts them. */
export function markedSecret({ inputs, more }: Values, names: readonly string[]): Values {
  const marked = Object.entries(inputs).map(([name, value]) => [
    name,
    names.includes(name) ? plainSecret(value) : value,
  ]);
  return { inputs: Object.fromEntries(marked), more };
}

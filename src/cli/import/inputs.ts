import { equal } from "../../core/equal";
import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { containsUnknown, isUnknown } from "../../core/unknown";
import { fromAnswer, isExact, isReadable, managedPart } from "../../lifecycle/canonical";
import type { Field } from "../../lifecycle/descriptor";
import { toldBeside } from "../../lifecycle/settings";
import type { Declared } from "./declared";
import type { Match } from "./judge";
import { resolved, type Sids } from "./place";

/** What an import file says of a matched resource. */
export interface Import {
  readonly match: Match;
  /** What the account has of all that the program manages. */
  readonly inputs: JsonObject;
  /** What the kind keeps beside its inputs. */
  readonly kept: JsonObject;
  /** The properties in which program and account differ, as far as the preview tells. */
  readonly differs: readonly string[];
  /** Those of them that the next `pulumi up` cannot change: it makes another object. */
  readonly replaces: readonly string[];
  /** What the next preview shows as a difference because it is not written: it is secret, or not known yet. */
  readonly unwritten: readonly string[];
}

/** Works out what is to be imported. */
export function importOf(match: Match, sids: Sids): Import {
  const { declared, found } = match;
  const { descriptor } = declared;
  const { fields } = descriptor;
  const live = fromAnswer(fields, found.answer);
  const said = programSays(declared, live, sids);
  const inputs = Object.fromEntries(
    Object.entries(managedPart(fields, live, said)).filter(
      ([name, value]) => !isWithheld(declared, name) && !containsUnknown(value),
    ),
  );
  const compared = Object.entries(fields).filter(([, field]) => field.action !== true && field.initial !== true);
  const differs = compared
    .filter(([name, field]) => isReadable(field) && !isWithheld(declared, name) && !mayEqual(said[name], inputs[name]))
    .map(([name]) => name);
  return {
    match,
    inputs,
    kept: {
      ...("owner" in descriptor && toldBeside(descriptor, found.answer)),
      ...("owner" in descriptor && descriptor.former !== undefined && { previous: live }),
    },
    differs,
    replaces: differs.filter((name) => fields[name]?.replaces === true),
    unwritten: compared
      .filter(([name, field]) => declared.secret.has(name) || isCut(field, declared.inputs[name], said[name]))
      .map(([name]) => name),
  };
}

/** A secret is written nowhere: neither as the program has it, nor what the account has in its place. */
export function isWithheld({ descriptor: { fields }, inputs, secret }: Declared, name: string): boolean {
  const pathwise = fields[name]?.pathwise;
  // Of what others write to as well, the paths beside the secret ones are left.
  return secret.has(name) && (pathwise === undefined || isExact(pathwise, inputs));
}

/** What the program says, with SIDs where it names resources whose SIDs are sure. */
function programSays(declared: Declared, live: JsonObject, sids: Sids): JsonObject {
  const { fields } = declared.descriptor;
  return Object.fromEntries(
    Object.keys(declared.inputs).flatMap((name): [string, Json][] => {
      const value = resolved(declared, name, sids);
      const own = value === undefined || fields[name]?.pathwise === undefined ? value : ownable(value, live[name]);
      return own === undefined ? [] : [[name, own]];
    }),
  );
}

/**
 * The paths of a shared object that are the program's for sure. Where it is not known yet what the program has, and an object is
 * there, somebody else may own paths in that.
 */
function ownable(said: Json, live: Json | undefined): Json | undefined {
  const there = isJsonObject(live ?? null) ? (live as JsonObject) : undefined;
  if (isUnknown(said)) return there === undefined ? said : undefined;
  if (!isJsonObject(said)) return said;
  return Object.fromEntries(
    Object.entries(said).flatMap(([key, value]): [string, Json][] => {
      const own = ownable(value, there !== undefined && Object.hasOwn(there, key) ? there[key] : undefined);
      return own === undefined ? [] : [[key, own]];
    }),
  );
}

/** Is something that the program says neither written nor read from the account? */
function isCut(field: Field, given: Json | undefined, said: Json | undefined): boolean {
  if (isReadable(field)) return field.pathwise !== undefined && given !== undefined && !equal(given, said);
  return containsUnknown(said);
}

/** What is not known yet may be anything. */
function mayEqual(said: Json | undefined, live: Json | undefined): boolean {
  if (isUnknown(said)) return true;
  if (Array.isArray(said) && Array.isArray(live))
    return said.length === live.length && said.every((element, index) => mayEqual(element, live[index]));
  if (said === undefined || live === undefined || !isJsonObject(said) || !isJsonObject(live)) return equal(said, live);
  const keys = new Set([...Object.keys(said), ...Object.keys(live)]);
  return [...keys].every((key) => mayEqual(said[key], live[key]));
}

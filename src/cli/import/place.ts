import type { Json, JsonObject } from "../../core/json";
import { typeAndName } from "../../core/pulumi-state";
import { containsUnknown, isUnknown } from "../../core/unknown";
import { isPathField } from "../../lifecycle/canonical";
import { type Kind, kindNamed, kindOfType } from "../account/kinds";
import { printable } from "../printable";
import type { Declared } from "./declared";

/** The SID of a resource that has been matched, by its URN; undefined where none is sure. */
export type Sids = ReadonlyMap<string, string>;

/** Where a resource's object is to be, and what it is to be called there. */
export interface Place {
  /** What names it, with the SIDs that it has in the account. */
  readonly inputs: JsonObject;
  /** Why its own name is not known, though its place is. */
  readonly nameless: string | undefined;
}

/** Why the place is not known. */
export interface Nowhere {
  readonly why: string;
}

/** The name by which a collection knows its objects; settings have none of their own. */
function ownName(kind: Kind): string | undefined {
  return "owner" in kind ? undefined : kind.naturalKey;
}

/** The properties that tell which object it is, the places from the outside in. */
export function namingFields(kind: Kind): string[] {
  const names = Object.keys(kind.fields).filter((name) => isPathField(kind.fields[name]));
  const own = ownName(kind);
  return [...new Set([...names, ...(kind.oneFor ?? []), ...(own === undefined ? [] : [own])])];
}

/** How many kinds must be matched before this one can be. */
export function levelOf(kind: Kind): number {
  const above = namingFields(kind).flatMap((name) => kindNamed(kind.fields[name]?.refersTo) ?? []);
  return above.length === 0 ? 0 : 1 + Math.max(...above.map(levelOf));
}

/** Finds out where a resource's object is to be. */
export function placeOf(
  declared: Declared,
  sids: Sids,
  declaredAs: (urn: string) => Declared | undefined,
): Place | Nowhere {
  const { descriptor, inputs, secret } = declared;
  const known: Record<string, Json> = {};
  let nameless: string | undefined;
  for (const name of namingFields(descriptor)) {
    const value = resolved(declared, name, sids);
    if (value !== undefined && !containsUnknown(value)) {
      known[name] = value;
      continue;
    }
    const why = secret.has(name) ? `its ${name} is secret in the preview` : laterWords(declared, name, declaredAs);
    if (name !== ownName(descriptor) || descriptor.fields[name]?.refersTo !== undefined) return { why };
    nameless = inputs[name] === undefined ? `it has no ${name}` : why;
  }
  return { inputs: known, nameless };
}

/** What a program says of a property; a resource that stands there is its SID, provided that this is sure. */
export function resolved({ descriptor, inputs, sources }: Declared, name: string, sids: Sids): Json | undefined {
  const value = inputs[name];
  const refersTo = descriptor.fields[name]?.refersTo;
  if (!isUnknown(value) || refersTo === undefined) return value;
  const [urn, ...more] = sources.get(name) ?? [];
  if (urn === undefined || more.length > 0) return value;
  return kindOfType(typeAndName(urn).type)?.kind === refersTo ? (sids.get(urn) ?? value) : value;
}

function laterWords(declared: Declared, name: string, declaredAs: (urn: string) => Declared | undefined): string {
  const [urn, ...more] = declared.sources.get(name) ?? [];
  const source = urn === undefined || more.length > 0 ? undefined : declaredAs(urn);
  const refersTo = declared.descriptor.fields[name]?.refersTo;
  return source !== undefined && source.descriptor.kind === refersTo
    ? `its ${refersTo} "${printable(source.name)}" is not matched`
    : `its ${name} is known only when pulumi up runs`;
}

import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { typeAndName, withoutSecrets } from "../../core/pulumi-state";
import { containsUnknown } from "../../core/unknown";
import type { ImportEntry } from "../account/import-entry";
import { printable } from "../printable";
import type { Declared } from "./declared";
import type { Member, Preview } from "./preview";

type Members = Preview["members"];

/**
 * Why a resource cannot be imported where the program has it; undefined where it can. Its parents must be in the state, or get
 * there with the same import file.
 */
export function untied(
  { parent }: Pick<Declared, "parent">,
  members: Members,
  isImported: (urn: string) => boolean,
): string | undefined {
  for (const urn of chain(parent, members)) {
    const above = members.get(urn);
    if (above === undefined || !above.isNew || isImported(urn) || above.isComponent) continue;
    return `its parent "${printable(typeAndName(urn).name)}" is not in the stack yet`;
  }
  return undefined;
}

/** The components that resources hang on and that the state does not have, each after its own parent. */
export function newComponents(imported: readonly Declared[], members: Members): ImportEntry[] {
  const entries = new Map<string, ImportEntry>();
  for (const { parent } of imported) {
    for (const urn of chain(parent, members).reverse()) {
      const member = members.get(urn);
      if (member?.isNew === true && member.isComponent) entries.set(urn, componentEntry(urn, member));
    }
  }
  return [...entries.values()];
}

function componentEntry(urn: string, { type, parent, inputs }: Member): ImportEntry {
  return {
    type,
    name: urn,
    logicalName: typeAndName(urn).name,
    component: true,
    ...(parent !== undefined && { parent }),
    inputs: open(inputs),
  };
}

/** What is secret, or not known yet, is left out: the next `pulumi up` stores it. */
function open(inputs: JsonObject): JsonObject {
  const shown = withoutSecrets(inputs, { count: 0 });
  if (!isJsonObject(shown)) return {};
  return Object.fromEntries(Object.entries(shown).filter(([, value]: [string, Json]) => !containsUnknown(value)));
}

/** A resource's parents from the inside out, the stack left out. */
function chain(parent: string | undefined, members: Members): string[] {
  const urns: string[] = [];
  for (let urn = parent; urn !== undefined && !urns.includes(urn); urn = members.get(urn)?.parent) urns.push(urn);
  return urns;
}

import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { canonicalInputs } from "../../lifecycle/canonical";
import { isBornWith } from "../account/built-in";
import type { Kind } from "../account/kinds";
import { firstFree, pulumiName } from "../account/names";
import { expressible, isInexpressible } from "./expressible";
import type { Found } from "./found";
import { nameKey } from "./from-state";
import { ORDER, WORDS } from "./words";

/** A resource as the program declares it. */
export interface Declaration {
  readonly kind: Kind;
  readonly sid: string;
  readonly workspaceSid: string;
  /** Its Pulumi name. */
  readonly name: string;
  /** Its inputs as check will leave them, with SIDs. */
  readonly inputs: JsonObject;
  /** What its state has beside them, without account and region. */
  readonly more: JsonObject;
  /** What had to be added, as sentences. */
  readonly notes: readonly string[];
  /** What is left to the account, since no program can say it. */
  readonly left: readonly string[];
}

/** What cannot be declared, and why. */
export interface Omission {
  readonly found: Found;
  readonly because: string;
}

/** What the program declares, in the order in which it does, and what it has to leave out. */
export interface Declared {
  readonly declarations: readonly Declaration[];
  readonly omissions: readonly Omission[];
}

/** How a program declares. */
interface Manner {
  /** Whether all of it will be made elsewhere. */
  readonly anew: boolean;
  /** Pulumi names by kind and SID, for what has one already. */
  readonly names: ReadonlyMap<string, string>;
}

/** What the program says of what was selected. */
export function declare(selected: readonly Found[], { anew, names }: Manner): Declared {
  const taken = new Set<string>();
  const name = (found: Found): string => {
    const { kind } = found.descriptor;
    const wanted = names.get(nameKey(kind, found.sid)) ?? pulumiName(found.label) ?? WORDS[kind]?.noun ?? kind;
    const free = firstFree(wanted, (candidate) => !taken.has(`${kind} ${candidate}`));
    taken.add(`${kind} ${free}`);
    return free;
  };
  const omissions: Omission[] = [];
  const rank = ({ descriptor: { kind } }: Found): number => ORDER.indexOf(kind);
  const declarations = [...selected]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((found): Declaration[] => {
      const { descriptor: kind, sid, workspaceSid, more } = found;
      const said = expressible(kind, { ...found.inputs, ...policies(found, anew) }, { anew });
      if (isInexpressible(said)) {
        omissions.push({ found, because: said.because });
        return [];
      }
      return [{ kind, sid, workspaceSid, name: name(found), more, ...said }];
    });
  const declared = new Set(declarations.map(({ sid }) => sid));
  return { declarations: declarations.map((each) => bySpelling(each, declared)), omissions };
}

/** What the program has to say so that a create elsewhere finds what is there, and makes what it finds twice here. */
function policies({ descriptor: { kind, fields }, birth, namesakes, label }: Found, anew: boolean): JsonObject {
  // A new workspace has one of that name by itself.
  const meetsBorn = anew && birth === undefined && isBornWith(kind, label);
  return {
    ...(birth === "changed" && "adopt" in fields && { adopt: true }),
    ...((namesakes > 1 || meetsBorn) && "allowDuplicateName" in fields && { allowDuplicateName: true }),
  };
}

/** What the program does not declare, and has a name of its own, is called by that. */
function bySpelling(declaration: Declaration, declared: ReadonlySet<string>): Declaration {
  const { kind, inputs, more } = declaration;
  const spelt = Object.entries(inputs).map(([name, value]): [string, Json] => {
    const last = kind.fields[name]?.alsoKnownAs?.at(-1);
    return [name, last === undefined || declared.has(String(value)) ? value : (more[last] ?? value)];
  });
  return { ...declaration, inputs: canonicalInputs(kind.fields, Object.fromEntries(spelt)) };
}

/** The SIDs that a resource's arguments refer to, by the kind that is meant. */
export function referencesOf({ kind, inputs }: Declaration): { readonly sid: string; readonly kind: string }[] {
  return Object.entries(inputs).flatMap(([name, value]) => {
    const of = kind.fields[name]?.refersTo;
    return of === undefined ? [] : sidsIn(value).map((sid) => ({ sid, kind: of }));
  });
}

/** A value that is a SID, or the queues of a document. */
function sidsIn(value: Json, isQueue = true): string[] {
  if (typeof value === "string") return isQueue && /^[A-Z]{2}[0-9a-fA-F]{32}$/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((element) => sidsIn(element, false));
  return isJsonObject(value) ? Object.entries(value).flatMap(([key, each]) => sidsIn(each, key === "queue")) : [];
}

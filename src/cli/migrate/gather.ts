import type { Json, JsonObject } from "../../core/json";
import { SID_KINDS } from "../../core/sid";
import { keyInAnswer } from "../../lifecycle/descriptor";
import { descriptors } from "../../resources/kinds";
import type { Kind } from "../account/kinds";
import { firstFree, pulumiName } from "../account/names";
import type { ForeignObject, Stays, Untaken } from "./foreign";

/** What a resource of another tool's state claims to be. */
export interface Claim {
  readonly kind: string;
  readonly type: string;
  readonly address: string;
  /** The Pulumi name that it would have alone; undefined where nothing is left of its own one. */
  readonly name: string | undefined;
  readonly sid: string | undefined;
  readonly workspaceSid: string | undefined;
  readonly accountSid: string | undefined;
  /** What else is part of its path. */
  readonly path?: JsonObject;
  /** The value of a property by its key in answers. */
  readonly value: (key: string) => Json | undefined;
  readonly secret: readonly string[] | "all";
  readonly unasked?: true;
}

const KINDS = new Map<string, Kind>(descriptors.map((kind) => [kind.kind, kind]));

/** Objects out of claims: each once, under a name of its own. */
export function gather(claims: readonly Claim[]): { objects: ForeignObject[]; untaken: Untaken[] } {
  const objects = new Map<string, ForeignObject>();
  const untaken: Untaken[] = [];
  const names = new Set<string>();
  for (const claim of claims) {
    const descriptor = KINDS.get(claim.kind);
    if (descriptor === undefined || !hasSid(claim, descriptor)) {
      if (claim.unasked !== true) untaken.push(without(claim, descriptor));
      continue;
    }
    const key = `${claim.kind} ${claim.sid}`;
    const known = objects.get(key);
    if (known !== undefined) {
      objects.set(key, { ...known, addresses: [...known.addresses, claim.address] });
      continue;
    }
    const name = firstFree(
      claim.name ?? `${claim.kind.toLowerCase()}-${claim.sid.slice(2, 10).toLowerCase()}`,
      (candidate) => !names.has(`${claim.kind} ${candidate}`),
    );
    names.add(`${claim.kind} ${name}`);
    objects.set(key, objectOf(claim, claim.sid, name, descriptor));
  }
  return { objects: [...objects.values()], untaken };
}

/** The words of an address as one name. */
export function nameOf(words: readonly string[]): string | undefined {
  return pulumiName(words.join(" "));
}

/** Resources by their types. */
export function staysOf(resources: readonly { readonly type: string; readonly address: string }[]): Stays[] {
  const byType = new Map<string, string[]>();
  for (const { type, address } of resources) {
    const addresses = byType.get(type);
    if (addresses === undefined) byType.set(type, [address]);
    else addresses.push(address);
  }
  return [...byType].map(([type, addresses]) => ({ type, addresses }));
}

function hasSid(claim: Claim, { sidPrefix }: Kind): claim is Claim & { readonly sid: string } {
  return claim.sid !== undefined && new RegExp(`^${sidPrefix}[0-9a-fA-F]{32}$`).test(claim.sid);
}

function without({ address, type, sid }: Claim, descriptor: Kind | undefined): Untaken {
  const expected = descriptor === undefined ? "" : ` of ${SID_KINDS[descriptor.sidPrefix]} (${descriptor.sidPrefix}…)`;
  return { address, type, sid, reason: `the state has no SID${expected} for it` };
}

function objectOf(claim: Claim, sid: string, name: string, descriptor: Kind): ForeignObject {
  const { kind, workspaceSid, accountSid, address, path = {}, value, secret, unasked } = claim;
  return {
    kind,
    sid,
    ...(workspaceSid !== undefined && { workspaceSid }),
    ...(accountSid !== undefined && { accountSid }),
    name,
    addresses: [address],
    told: { ...path, ...unreadable(descriptor, value) },
    secret,
    ...(unasked === true && { unasked }),
  };
}

/** What the API never answers, if it is one of the values that it may have and not the documented default. */
function unreadable({ fields }: Kind, value: Claim["value"]): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, Json][] => {
      if (field.unreadable !== true) return [];
      const told = value(keyInAnswer(field));
      const { enum: allowed } = field.schema;
      if (told === undefined || told === field.default || !Array.isArray(allowed) || !allowed.includes(told)) return [];
      return [[name, told]];
    }),
  );
}

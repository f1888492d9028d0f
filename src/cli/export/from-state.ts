import { keyInAnswer } from "../../lifecycle/descriptor";
import type { ForeignObject } from "../migrate/foreign";
import type { Omission } from "./declare";
import type { Found } from "./found";

/** What of an account another tool's state manages, under the names that it gives. */
export interface Managed {
  readonly found: readonly Found[];
  /** Pulumi names by kind and SID. */
  readonly names: ReadonlyMap<string, string>;
  /** What the state has and no program can take over from it. */
  readonly omissions: readonly Omission[];
}

/** What of this the state manages. What only the state knows, such as a template, is added. */
export function managedBy(objects: readonly ForeignObject[], found: readonly Found[]): Managed {
  const known = new Map(objects.map((object) => [nameKey(object.kind, object.sid), object]));
  const omissions: Omission[] = [];
  const managed = found.flatMap((one): Found[] => {
    const object = known.get(nameKey(one.descriptor.kind, one.sid));
    if (object === undefined) return [];
    if (object.workspaceSid !== undefined && object.workspaceSid !== one.workspaceSid) {
      omissions.push({ found: one, because: `the state has it in Workspace ${object.workspaceSid}, where it is not` });
      return [];
    }
    if (isSecret(object, one)) {
      omissions.push({
        found: one,
        because: "the state keeps some of it secret; taskrouter migrate says how to go on",
      });
      return [];
    }
    // Somebody has said so, even of what every workspace is born with.
    return [{ ...one, birth: undefined, inputs: { ...one.inputs, ...object.told } }];
  });
  return {
    found: managed,
    names: new Map(objects.map(({ kind, sid, name }) => [nameKey(kind, sid), name])),
    omissions,
  };
}

/** Does the state keep anything secret that the account has? */
function isSecret({ secret }: ForeignObject, { descriptor: { fields }, inputs }: Found): boolean {
  return Object.keys(inputs).some((name) => {
    const field = fields[name];
    return field?.wire !== undefined && (secret === "all" || secret.includes(keyInAnswer(field)));
  });
}

/** Settings have the SID of what they are about. */
export function nameKey(kind: string, sid: string): string {
  return `${kind} ${sid}`;
}

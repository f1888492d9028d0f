import { didYouMean } from "../../core/did-you-mean";
import { isJsonObject } from "../../core/json";
import { textOf } from "../../core/pulumi-state";
import { SID_KINDS, sidPattern } from "../../core/sid";
import { Refusal } from "../account/credentials";
import { printable } from "../printable";
import type { Declared } from "./declared";
import type { Decision } from "./options";

/**
 * What has been decided of which resource, by its URN: on the command line, else by the program with `adopt: { sid }`.
 * @throws Refusal for what can be nobody's decision
 */
export function decided(creates: readonly Declared[], decisions: readonly Decision[]): ReadonlyMap<string, string> {
  const program = creates.flatMap(({ urn, inputs }): [string, string][] => {
    const adopt = inputs["adopt"] ?? null;
    const sid = isJsonObject(adopt) ? textOf(adopt["sid"]) : undefined;
    return sid === undefined ? [] : [[urn, sid]];
  });
  const all = new Map(program);
  const said = new Set<string>();
  for (const { resource, sid } of decisions) {
    const declared = meant(creates, resource);
    const { descriptor, urn } = declared;
    if (!new RegExp(sidPattern(descriptor.sidPrefix)).test(sid)) {
      throw new Refusal(
        `--match ${printable(resource)}=${sid}: it is ${/^[AEIOU]/.test(descriptor.kind) ? "an" : "a"} ${descriptor.kind}, and that is no SID of ${SID_KINDS[descriptor.sidPrefix]}`,
      );
    }
    if (said.has(urn) && all.get(urn) !== sid) throw new Refusal(`--match gives ${printable(resource)} two SIDs`);
    said.add(urn);
    all.set(urn, sid);
  }
  refuseTwice(creates, all);
  return all;
}

function meant(creates: readonly Declared[], resource: string): Declared {
  const named = creates.filter(({ urn, name }) => urn === resource || name === resource);
  const [only, ...more] = named;
  if (only !== undefined && more.length === 0) return only;
  if (only !== undefined) {
    throw new Refusal(
      `--match ${printable(resource)}: ${named.map(({ descriptor }) => `${descriptor.kind}`).join(" and ")} have that name; give the URN, such as ${printable(only.urn)}`,
    );
  }
  const near = didYouMean(
    resource,
    creates.map(({ name }) => name),
  );
  throw new Refusal(
    `--match ${printable(resource)}: the preview creates no resource of that name in this account${near === undefined ? "" : `, did you mean ${printable(near)}?`}`,
  );
}

function refuseTwice(creates: readonly Declared[], all: ReadonlyMap<string, string>): void {
  const taken = new Map<string, Declared>();
  for (const declared of creates) {
    const sid = all.get(declared.urn);
    if (sid === undefined) continue;
    const key = `${declared.descriptor.kind} ${sid}`;
    const other = taken.get(key);
    if (other !== undefined) {
      throw new Refusal(
        `${sid} is decided for both "${printable(other.name)}" and "${printable(declared.name)}", and they would undo each other`,
      );
    }
    taken.set(key, declared);
  }
}

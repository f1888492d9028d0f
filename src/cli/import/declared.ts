import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { parentUrn, typeAndName, withoutSecrets } from "../../core/pulumi-state";
import { type Fields, isExact } from "../../lifecycle/canonical";
import { ownInputs } from "../../lifecycle/planning";
import type { Home } from "../account/home";
import { type Kind, kindOfType } from "../account/kinds";

/** A resource of ours that a preview would create. */
export interface Declared {
  readonly urn: string;
  /** Its Pulumi name. */
  readonly name: string;
  readonly descriptor: Kind;
  /** Its inputs in canonical form; what is secret, and what is not known yet, is unknown here. */
  readonly inputs: JsonObject;
  /** The inputs in which there is a secret. */
  readonly secret: ReadonlySet<string>;
  /** URNs of the resources that each input comes from. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** URN of its parent; undefined for the stack itself. */
  readonly parent: string | undefined;
  /** URN of its provider; undefined for the default one. */
  readonly provider: string | undefined;
  /** Account and region as far as the preview tells. */
  readonly home: Home;
}

/** Reads what is to be created; undefined for what is not ours. */
export function declaredFrom(
  urn: string,
  state: JsonObject,
  provider: string | undefined,
  home: Home,
): Declared | undefined {
  const descriptor = kindOfType(state["type"]);
  if (descriptor === undefined) return undefined;
  const given = isJsonObject(state["inputs"] ?? null) ? (state["inputs"] as JsonObject) : {};
  const shared = withSharedSecretsOut(descriptor.fields, given);
  const masked = withoutSecrets(shared, { count: 0 });
  return {
    urn,
    name: typeAndName(urn).name,
    descriptor,
    inputs: ownInputs(descriptor.fields, isJsonObject(masked) ? masked : {}),
    secret: new Set(Object.keys(given).filter((name) => hasSecret(given[name] ?? null))),
    sources: sourcesOf(state["propertyDependencies"]),
    parent: parentUrn(state),
    provider,
    home,
  };
}

/** Of what others write to as well, a path that is secret is none that can be taken over; the paths beside it can. */
function withSharedSecretsOut(fields: Fields, inputs: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, value]): [string, Json][] => {
      const pathwise = Object.hasOwn(fields, name) ? fields[name]?.pathwise : undefined;
      const open = pathwise === undefined || isExact(pathwise, inputs) ? value : withoutSecretPaths(value);
      return open === undefined ? [] : [[name, open]];
    }),
  );
}

function withoutSecretPaths(value: Json): Json | undefined {
  if (!hasSecret(value)) return value;
  if (!isJsonObject(value) || hasOwnSecret(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, element]): [string, Json][] => {
      const open = withoutSecretPaths(element);
      return open === undefined ? [] : [[key, open]];
    }),
  );
}

/** Is the object itself what stands for a secret? */
function hasOwnSecret(value: JsonObject): boolean {
  return !isJsonObject(withoutSecrets(value, { count: 0 }));
}

function hasSecret(value: Json): boolean {
  const hidden = { count: 0 };
  withoutSecrets(value, hidden);
  return hidden.count > 0;
}

function sourcesOf(dependencies: Json | undefined): ReadonlyMap<string, readonly string[]> {
  if (dependencies === undefined || !isJsonObject(dependencies)) return new Map();
  return new Map(
    Object.entries(dependencies).map(([name, urns]) => [
      name,
      Array.isArray(urns) ? urns.filter((urn) => typeof urn === "string") : [],
    ]),
  );
}

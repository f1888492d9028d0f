import { isJsonObject, type Json, type JsonObject } from "./json";
import type { Path } from "./path";
import { containsUnknown, UNKNOWN } from "./unknown";

/** The deployment in what `pulumi stack export` printed, or in a state file of the file backend, and where it stands there. */
export function stateIn(value: Json): { readonly deployment: JsonObject; readonly at: Path } | undefined {
  for (const at of [["deployment"], ["checkpoint", "latest"]]) {
    const deployment = at.reduce<Json | undefined>(
      (outer, key) => (isJsonObject(outer) ? outer[key] : undefined),
      value,
    );
    if (isJsonObject(deployment)) return { deployment, at };
  }
  return undefined;
}

/** Marks secrets in a state; `--show-secrets` leaves them readable, but a report is no place for them either. */
const SECRET = "4dabf18193072939515e22adb298388d";

/** The value of the mark. */
const IS_SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Is this, in a state, a secret and not an object with one inside? */
export function isSecret(value: JsonObject): boolean {
  return Object.hasOwn(value, SECRET);
}

/** A secret that can be read, as `--show-secrets` leaves it; an import encrypts it (run on 3.259). */
export function plainSecret(value: Json): JsonObject {
  return { [SECRET]: IS_SECRET, plaintext: JSON.stringify(value) };
}

/** What the CLI prints in place of a secret. */
export const SHOWN_SECRET = "[secret]";

/** The same, and what it prints in place of what is not known yet. */
const HIDDEN = /^(?:\[secret\]|output<.*>)$/s;

/**
 * Secrets, and what the CLI hides, become unknown: nothing is said of them, and what is around them is looked at.
 * @param secret - what stands for a secret instead
 */
export function withoutSecrets(value: Json, hidden: { count: number }, secret: Json = UNKNOWN): Json {
  if (typeof value === "string" && HIDDEN.test(value)) {
    if (value !== SHOWN_SECRET) return UNKNOWN;
    hidden.count++;
    return secret;
  }
  if (Array.isArray(value)) return value.map((element) => withoutSecrets(element, hidden, secret));
  if (!isJsonObject(value)) return value;
  if (isSecret(value)) {
    hidden.count++;
    return secret;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [key, withoutSecrets(element, hidden, secret)]),
  );
}

/** Is there a secret in this that can be read, as `--show-secrets` leaves them? */
export function isPlainSecret(value: Json): boolean {
  if (Array.isArray(value)) return value.some(isPlainSecret);
  if (!isJsonObject(value)) return false;
  if (isSecret(value)) return !Object.hasOwn(value, "ciphertext");
  return Object.values(value).some(isPlainSecret);
}

/** The type, without those of its parents, and the name in `urn:pulumi:STACK::PROJECT::TYPE::NAME`; a name may hold colons itself. */
export function typeAndName(urn: string): { readonly type: string; readonly name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.split("$").at(-1) ?? "", name: name.join("::") };
}

/** URN of a resource's parent; undefined for the stack itself. */
export function parentUrn(resource: JsonObject): string | undefined {
  const parent = textOf(resource["parent"]);
  return parent?.includes("::pulumi:pulumi:Stack::") === true ? undefined : parent;
}

/** The type of the providers of dynamic resources. */
export const PROVIDER_TYPE = "pulumi:providers:pulumi-nodejs";

/** The URN in a resource's reference to its provider, behind which its id stands. */
export function providerUrn(reference: string | undefined): string | undefined {
  return /^(.*)::[^:]*$/s.exec(reference ?? "")?.[1];
}

/** Is it one that no program made? The engine calls such a one `default` or `default_1_2_3`. */
export function isDefaultProvider(urn: string): boolean {
  return /^default(?:_|$)/.test(typeAndName(urn).name);
}

/** A text that says something: neither empty nor unknown. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" && !containsUnknown(value) ? value : undefined;
}

import { isJsonObject, type Json, type JsonObject } from "../core/json";
import type { Path } from "../core/path";
import { UNKNOWN } from "../core/unknown";

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
  if (Object.hasOwn(value, SECRET)) {
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
  if (Object.hasOwn(value, SECRET)) return !Object.hasOwn(value, "ciphertext");
  return Object.values(value).some(isPlainSecret);
}

/** The type, without those of its parents, and the name in `urn:pulumi:STACK::PROJECT::TYPE::NAME`; a name may hold colons itself. */
export function typeAndName(urn: string): { readonly type: string; readonly name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.split("$").at(-1) ?? "", name: name.join("::") };
}

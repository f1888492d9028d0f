import type { Diagnostic } from "../../core/diagnostic";
import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { formatPath } from "../../core/path";
import { canonicalInputs } from "../../lifecycle/canonical";
import { NO_DOCUMENT, routingFindings } from "../../lifecycle/findings";
import { inputSchema } from "../../lifecycle/schema";
import { validate } from "../../validation/validate";
import type { Kind } from "../account/kinds";
import { isSayableArgument, sayablePart } from "./sayable";

/** Arguments that a preview takes, and what had to be done for that. */
export interface Expressible {
  readonly inputs: JsonObject;
  /** Sentences for a comment: what had to be added. */
  readonly notes: readonly string[];
  /** And what is left to the account. */
  readonly left: readonly string[];
}

/** Why something cannot be declared. */
export interface Inexpressible {
  readonly because: string;
}

/**
 * What the account has, in the form in which it passes a preview. Mistakes in routing are deployed and accepted, so they are
 * kept, under the mildest `validation` that lets them pass; a value that no program may say is left to whoever set it.
 *
 * @param anew - whether it will be made elsewhere, where Twilio takes only JSON for a document
 */
export function expressible(
  kind: Kind,
  found: JsonObject,
  { anew }: { readonly anew: boolean },
): Expressible | Inexpressible {
  const left: string[] = [];
  const notes: string[] = [];
  const own = sayable(kind, withoutPasswords(kind, found, left), left);
  if (isInexpressible(own)) return own;
  let inputs = own;
  for (const mode of [undefined, "warn", "off"]) {
    const tried = mode === undefined ? inputs : { ...inputs, validation: mode };
    const problems = problemsOf(kind, tried);
    const routing = problems.filter(({ path }) => kind.fields[String(path[0])]?.examine !== undefined);
    if (routing.length > 0 && Object.hasOwn(kind.fields, "validation") && mode !== "off") continue;
    const [text] = mode === "off" ? textsOf(kind, tried) : [];
    if (anew && text !== undefined) return { because: inWords(text) };
    inputs = tried;
    if (mode !== undefined) {
      const [first] = routing.length > 0 ? routing : problemsOf(kind, own);
      notes.push(`validation: "${mode}", since ${first === undefined ? "there are mistakes in it" : inWords(first)}`);
    }
    for (const problem of problems) {
      const name = String(problem.path[0]);
      const field = kind.fields[name];
      const isManaged = field?.default !== undefined && field.pathwise === undefined;
      if (field === undefined || field.required === true || isManaged) {
        return { because: inWords(problem) };
      }
      if (!Object.hasOwn(inputs, name)) continue;
      inputs = without(inputs, name);
      left.push(`${name} is left as it is in the account: ${inWords(problem)}`);
    }
    break;
  }
  return { inputs: canonicalInputs(kind.fields, inputs), notes, left };
}

/** Inputs have no argument of that name. */
export function isInexpressible(said: JsonObject | Expressible | Inexpressible): said is Inexpressible {
  return "because" in said;
}

/** Text that is no document, which is kept only where it is there already. */
function textsOf(kind: Kind, inputs: JsonObject): Diagnostic[] {
  return routingFindings(kind.fields, inputs).filter(({ code }) => code === NO_DOCUMENT);
}

function problemsOf(kind: Kind, inputs: JsonObject): Diagnostic[] {
  const routing = routingFindings(kind.fields, inputs).filter(({ severity }) => severity === "error");
  return [...validate(inputSchema(kind), inputs), ...routing];
}

/** A mistake in one line, without the text that it is in. */
function inWords({ path, message }: Diagnostic): string {
  const [first = ""] = message.split("\n");
  return `${formatPath(path)} ${first}`;
}

/** A password in an address is a secret, and no secret gets into a program. */
function withoutPasswords(kind: Kind, found: JsonObject, notes: string[]): JsonObject {
  return Object.entries(found).reduce((inputs, [name, value]) => {
    if (kind.fields[name]?.schema["format"] !== "uri" || !hasPassword(value)) return inputs;
    notes.push(
      `${name} is left as it is in the account: it holds a password, which belongs into a secret of the stack`,
    );
    return without(inputs, name);
  }, found);
}

function hasPassword(value: Json): boolean {
  return typeof value === "string" && /^[^/?#]*\/\/[^/?#]*:[^/?#]*@/.test(value);
}

/** What no program can say is not owned, path by path; of what is owned whole it is the whole. */
function sayable(kind: Kind, found: JsonObject, notes: string[]): JsonObject | Inexpressible {
  let inputs = found;
  for (const [name, value] of Object.entries(found)) {
    const field = kind.fields[name];
    if (isSayableArgument(value)) continue;
    if (field?.pathwise !== undefined && isJsonObject(value)) {
      const { part, rest } = sayablePart(value);
      inputs = { ...inputs, [name]: part };
      notes.push(`in ${name}, what no program can say is left as it is in the account: ${rest.join(", ")}`);
    } else if (field?.required === true || field?.default !== undefined) {
      return { because: `${name} holds what Pulumi cannot carry: half a character, or a key such as __proto__` };
    } else {
      inputs = without(inputs, name);
      notes.push(`${name} is left as it is in the account: Pulumi cannot carry what it holds`);
    }
  }
  return inputs;
}

function without(inputs: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== name));
}

import { didYouMean } from "../../core/did-you-mean";
import { UNKNOWN } from "../../core/unknown";
import { ArgumentsError } from "../arguments-error";
import { type Encoded, type Parameter, Wrong } from "./parameter";

/** A request, ready to be sent. */
export interface TypedRequest {
  readonly path: string;
  /** Form or query, by wire name. */
  readonly data: Record<string, Encoded>;
  readonly ifMatch: string | undefined;
  /** Must not be carried out twice. */
  readonly once: boolean;
}

/**
 * Checks what a method was given and writes it as the API wants it. `undefined` is the same as leaving a parameter out.
 *
 * @param method what was called, such as `tasks.create`
 * @param template the path, with the names of its parameters in braces
 * @throws ArgumentsError with all mistakes
 */
export function requestOf(
  method: string,
  template: string,
  parameters: Readonly<Record<string, Parameter<never>>>,
  args: unknown,
): TypedRequest {
  if (typeof args !== "object" || args === null || Array.isArray(args)) {
    throw new ArgumentsError(method, [`takes one object with ${Object.keys(parameters).join(", ")}`]);
  }
  const given = new Map(Object.entries(args));
  const problems = [...given.keys()].filter((name) => !Object.hasOwn(parameters, name)).map(unknown(parameters));
  const found = {
    data: {} as Record<string, Encoded>,
    path: template,
    ifMatch: undefined as string | undefined,
    once: false,
  };
  for (const [name, parameter] of Object.entries(parameters)) {
    const value: unknown = given.get(name);
    if (value === undefined) {
      if (parameter.required) problems.push(`${name} is missing: it takes ${parameter.takes}`);
      continue;
    }
    const encoded = known(parameter.encode(value));
    if (encoded instanceof Wrong) {
      problems.push(`${name} ${encoded.what}`);
      continue;
    }
    found.once ||= parameter.once === true;
    if (parameter.where === "data") found.data[wireName(name)] = encoded;
    else if (parameter.where === "if-match") found.ifMatch = String(encoded);
    else found.path = found.path.replace(`{${name}}`, () => encodeURIComponent(String(encoded)));
  }
  if (problems.length > 0) throw new ArgumentsError(method, problems);
  return found;
}

/** What a preview of Pulumi does not know yet must not become the name of something. */
function known(encoded: Encoded | Wrong): Encoded | Wrong {
  if (encoded instanceof Wrong || ![encoded].flat().some((text) => text.includes(UNKNOWN))) return encoded;
  return new Wrong(
    "holds a value that a Pulumi preview does not know yet: call this where it is known, or not in a preview",
  );
}

/** `friendlyName` → `FriendlyName`. */
export function wireName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function unknown(parameters: object): (name: string) => string {
  const names = Object.keys(parameters);
  return (name) => {
    const meant = didYouMean(name, names);
    const known = meant === undefined ? `there are ${names.join(", ")}` : `did you mean ${meant}?`;
    return `${name} is not one of its parameters; ${known}`;
  };
}

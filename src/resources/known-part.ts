import * as pulumi from "@pulumi/pulumi";
import type { Json } from "../core/json";
import { UNKNOWN } from "../core/unknown";

/** What a program's values say so far. */
export interface KnownPart {
  /** As JSON, with the sentinel in place of everything that is not known yet. */
  readonly value: Json;
  /** Something in it is a secret, so that its text must not be shown. */
  readonly secret: boolean;
}

/** What is known without waiting: every promise and every Output becomes the sentinel that check sees as well. */
export function knownNow(values: Readonly<Record<string, unknown>>): KnownPart {
  return { value: walk(values, () => undefined), secret: false };
}

/**
 * Waits for promises and Outputs at any depth. What a preview does not know, or what fails (Pulumi says that itself),
 * becomes the sentinel.
 */
export async function knownPart(values: Readonly<Record<string, unknown>>): Promise<KnownPart> {
  const waiting: Promise<void>[] = [];
  let secret = false;
  const uncover: Later = (later, put) => {
    waiting.push(
      settle(later).then((settled) => {
        secret ||= settled.secret;
        put(settled.unknown ? UNKNOWN : walk(settled.value, uncover, put));
      }),
    );
  };
  const value = walk(values, uncover);
  // Each may uncover more of them.
  for (let at = 0; at < waiting.length; at++) await waiting[at];
  return { value, secret };
}

/** Called with what is there only later, and with what puts it into its place. */
type Later = (value: PromiseLike<unknown> | pulumi.Output<unknown>, put: (known: Json) => void) => void;

function walk(current: unknown, later: Later, put: (known: Json) => void = () => undefined): Json {
  if (isLater(current)) {
    later(current, put);
    return UNKNOWN;
  }
  if (isUnknownMark(current)) return UNKNOWN;
  if (Array.isArray(current)) {
    const list: Json[] = [];
    for (const [index, element] of current.entries()) {
      list[index] = walk(element, later, (known) => {
        list[index] = known;
      });
    }
    return list;
  }
  if (typeof current !== "object" || current === null) return current === undefined ? null : (current as Json);
  const object: { [key: string]: Json } = {};
  for (const [key, element] of Object.entries(current)) {
    if (element === undefined) continue;
    const set = (known: Json): void => define(object, key, known);
    set(walk(element, later, set));
  }
  return object;
}

/** As an own property whatever the key, `__proto__` included. */
function define(object: { [key: string]: Json }, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

interface Settled {
  readonly value: unknown;
  readonly unknown: boolean;
  readonly secret: boolean;
}

async function settle(later: PromiseLike<unknown> | pulumi.Output<unknown>): Promise<Settled> {
  try {
    if (!pulumi.Output.isInstance(later)) return { value: await later, unknown: false, secret: false };
    const { isKnown, isSecret } = later as pulumi.Output<unknown> & Inside;
    const [value, known, secret] = await Promise.all([revealed(later), isKnown, isSecret]);
    // An Output of an object can be known in part; one of a single value is there or not.
    const nothing = value === undefined || value === null || typeof value !== "object";
    return { value, unknown: !known && nothing, secret };
  } catch {
    return { value: undefined, unknown: true, secret: false };
  }
}

/** What every Output has had since long before the oldest SDK that is supported (contract-tested). */
interface Inside {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  /** @param withUnknowns answers what is known in part too */
  promise(withUnknowns: boolean): Promise<unknown>;
}

function revealed(output: pulumi.Output<unknown>): Promise<unknown> {
  return (output as pulumi.Output<unknown> & Inside).promise(true);
}

/** What stands inside an Output for what is not known yet. */
function isUnknownMark(value: unknown): boolean {
  return typeof value === "object" && value !== null && "__pulumiUnknown" in value;
}

function isLater(value: unknown): value is PromiseLike<unknown> | pulumi.Output<unknown> {
  if (typeof value !== "object" || value === null) return false;
  return pulumi.Output.isInstance(value) || ("then" in value && typeof value.then === "function");
}

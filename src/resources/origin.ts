import * as pulumi from "@pulumi/pulumi";
import { runNotes } from "./run-notes";

/** Marks our resources across several copies of this package in one program, which `instanceof` would tell apart. */
const ORIGIN = Symbol.for("pulumi-taskrouter.origin");

/** Where a resource came from, as far as the program says it. */
export interface Origin {
  readonly kind: string;
  /** The workspace as the program named it; for a Workspace itself, that resource. */
  readonly workspace: unknown;
  /** Made by `X.get`, so that its id is what the program says. */
  readonly looked: boolean;
  /** Its natural key as the program wrote it. */
  readonly name: unknown;
}

/** Remembers where a resource came from, on the resource itself. */
export function remember(resource: pulumi.Resource, origin: Origin): void {
  Object.defineProperty(resource, ORIGIN, { value: origin, enumerable: false });
}

/** Where one of our resources came from; undefined for anybody else's. */
export function originOf(resource: object): Origin | undefined {
  return (resource as { [ORIGIN]?: Origin })[ORIGIN];
}

const CLAIMS = Symbol.for("pulumi-taskrouter.claims");

/** One resource of which there can be only one, and what it is for. */
interface Claim {
  readonly kind: string;
  readonly of: readonly unknown[];
  readonly name: string;
}

/**
 * Notes who has claimed the one resource of a kind for these arguments; answers the name of whoever has done so before. What
 * is there only later is nobody's here: `up` finds out.
 */
export function claimed(kind: string, values: readonly unknown[], name: string): string | undefined {
  const of = values.map(identity);
  if (of.includes(undefined)) return undefined;
  const claims = runNotes<Claim[]>(CLAIMS, of.find(pulumi.Resource.isInstance), () => []);
  const taken = claims?.find((claim) => claim.kind === kind && claim.of.every((value, at) => value === of[at]));
  if (taken === undefined) claims?.push({ kind, of, name });
  return taken?.name;
}

/** What can be compared at once: text, and resources, a channel by its unique name where the program writes it down. */
function identity(value: unknown): unknown {
  if (typeof value === "string") return value;
  if (!pulumi.Resource.isInstance(value)) return undefined;
  const origin = originOf(value);
  return origin?.kind === "TaskChannel" && typeof origin.name === "string" ? origin.name : value;
}

/** The id of a workspace however the program named it. */
export function workspaceId(workspace: unknown): pulumi.Output<string | undefined> {
  const id = outputOf(workspace).apply((named) => outputOf(pulumi.CustomResource.isInstance(named) ? named.id : named));
  return id as pulumi.Output<string | undefined>;
}

/** An Output of anything. Pulumi's own type for it gets lost on `unknown`; only the type is bent here. */
export function outputOf(value: unknown): pulumi.Output<unknown> {
  return pulumi.output(value as string);
}

/** A workspace's id, where the program named it as a resource: the Output that it may also have named it by. */
function idOf(workspace: unknown): unknown {
  return pulumi.CustomResource.isInstance(workspace) ? workspace.id : workspace;
}

/**
 * Are these two namings of a workspace the same one? `undefined` where only the ids can tell, once they are known: a
 * workspace from `.get` may be the one that a text names.
 */
export function sameWorkspace(a: unknown, b: unknown): boolean | undefined {
  if (a === b || idOf(a) === idOf(b)) return true;
  if (typeof a === "string" && typeof b === "string") return false;
  const made = (workspace: unknown): boolean =>
    pulumi.Resource.isInstance(workspace) && originOf(workspace)?.looked === false;
  return made(a) && made(b) ? false : undefined;
}

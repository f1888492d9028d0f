import * as pulumi from "@pulumi/pulumi";
import { isUnknown } from "../core/unknown";
import { foldedName, type Unique } from "../lifecycle/descriptor";
import { isLater } from "./arguments";
import { knownPart } from "./known-part";
import { sameWorkspace, workspaceId } from "./origin";
import { programError } from "./program-error";
import { runNotes } from "./run-notes";

/** A resource as the program declares it. */
export interface Declared {
  readonly descriptor: { readonly kind: string; readonly unique?: Unique; readonly naturalKey?: string };
  /** Its Pulumi name. */
  readonly name: string;
  /** Its arguments as the program gave them. */
  readonly written: Readonly<Record<string, unknown>>;
  /** Its workspace as the program named it. */
  readonly workspace: unknown;
  readonly opts: pulumi.CustomResourceOptions;
}

/** One whose name Twilio takes once in a workspace. */
interface Named {
  readonly kind: string;
  readonly name: string;
  readonly unique: Unique;
  /** The property that is unique. */
  readonly key: string;
  readonly workspace: unknown;
}

/** Who has taken a name. */
interface Claim {
  readonly name: string;
  readonly workspace: unknown;
}

/** What has been declared, by kind and name. */
const NAMES = Symbol.for("pulumi-taskrouter.names");

/**
 * Notes who has a name. Two resources of one name in one workspace can never both be there, so the second one is a mistake in
 * the program: at once where all is known, else as soon as it is.
 *
 * @throws pulumi.RunError
 */
export function claimName({ descriptor, name, written, workspace, opts }: Declared): void {
  const { kind, unique, naturalKey: key } = descriptor;
  if (unique === undefined || key === undefined || mayBeAnother(key, opts)) return;
  const named: Named = { kind, name, unique, key, workspace };
  const claims = runNotes(NAMES, workspace, () => new Map<string, Claim[]>());
  if (claims === undefined) return;
  const value = written[key];
  if (!isLater(value)) {
    claim(claims, named, value, false);
    return;
  }
  // Nobody waits for this; a rejection that nobody handles is printed, and fails the run.
  void knownPart({ value }).then(({ value, secret }) => {
    claim(claims, named, (value as { readonly value?: unknown }).value, secret);
  });
}

/** Is what will be sent perhaps not what the program says? */
function mayBeAnother(key: string, { ignoreChanges = [], transforms = [] }: pulumi.CustomResourceOptions): boolean {
  return transforms.length > 0 || ignoreChanges.some((path) => path === key || path === "*");
}

function claim(claims: Map<string, Claim[]>, named: Named, value: unknown, secret: boolean): void {
  // Something that is no name is for check to speak of; an unknown one is not equal to any other.
  if (typeof value !== "string" || value === "" || isUnknown(value)) return;
  const key = `${named.kind} ${foldedName(value, named.unique)}`;
  const others = claims.get(key) ?? [];
  claims.set(key, [...others, { name: named.name, workspace: named.workspace }]);
  for (const other of others) {
    const same = sameWorkspace(other.workspace, named.workspace);
    if (same === true) throw taken(named, other, secret ? undefined : value);
    if (same === undefined) whenKnown(named, other, secret ? undefined : value);
  }
}

/** Two namings of workspaces that may be one: only the ids can tell. */
function whenKnown(named: Named, other: Claim, value: string | undefined): void {
  pulumi.all([workspaceId(named.workspace), workspaceId(other.workspace)]).apply(([ours, theirs]) => {
    if (ours !== undefined && ours === theirs) throw taken(named, other, value);
  });
}

function taken({ kind, name, key, unique }: Named, other: Claim, value: string | undefined): pulumi.RunError {
  const shown = value === undefined ? "is the same" : `is ${JSON.stringify(value)}, the same`;
  const rule = unique === "exact" ? "takes such a name once" : "takes such a name once, whatever the case";
  return programError(
    kind,
    name,
    [key],
    `${shown} as that of ${kind} "${other.name}" in the same workspace, where Twilio ${rule}; give one of the two another name`,
  );
}

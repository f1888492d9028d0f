import * as pulumi from "@pulumi/pulumi";
import { MAX_DEPTH } from "../core/json-text";
import type { Path } from "../core/path";
import { builtKind } from "../expression/build-text";
import { originOf, outputOf, sameWorkspace, workspaceId } from "./origin";
import { programError } from "./program-error";

/** What converting one resource's arguments, or a look-up's, needs to know of that. */
export interface Target {
  readonly kind: string;
  /** Undefined for a look-up. */
  readonly name: string | undefined;
  /** Its own workspace as the program named it; undefined for what stands in none. */
  readonly workspace: unknown;
  /** Called with every resource that the arguments name; at once for those that are not inside a promise or Output. */
  readonly onReference: (resource: pulumi.Resource, path: Path) => void;
}

/**
 * Arguments as Pulumi can send them: every resource replaced by its id, and what makes a document by that document, at any
 * depth and inside promises and Outputs.
 * What cannot be sent at all (a function, a Map, a cycle) is a mistake in the program with its place; Pulumi alone would
 * send some of these as empty objects.
 */
export function convert(value: unknown, refersTo: string | undefined, path: Path, target: Target): unknown {
  return walk(value, path, []);

  function walk(current: unknown, at: Path, ancestors: readonly object[]): unknown {
    if (typeof current !== "object" || current === null) return scalar(current, at, target);
    if (pulumi.Resource.isInstance(current)) {
      target.onReference(current, at);
      return referenced(current, refersTo, at, target);
    }
    if (isLater(current)) {
      return outputOf(current).apply((known) => outputOf(walk(known, at, ancestors)));
    }
    if (ancestors.includes(current))
      throw programError(target.kind, target.name, at, "refers to itself, so it cannot be sent");
    if (at.length > MAX_DEPTH)
      throw programError(target.kind, target.name, path, `is nested deeper than ${MAX_DEPTH} levels`);
    const inside = [...ancestors, current];
    if (makesDocument(current)) return walk(current.toDocument(), at, inside);
    const built = builtKind(current);
    if (built !== undefined)
      throw programError(target.kind, target.name, at, `is ${article(built)}, which cannot be sent; give its .text`);
    // A look-up takes a Workspace that was looked up, and tells by itself what it does not take.
    if (refersTo !== undefined && target.name !== undefined && isFound(current))
      throw programError(target.kind, target.name, at, "is what a look-up found, which cannot be sent; give its .sid");
    if (Array.isArray(current))
      return current.map((element, index) => walk(inList(element, [...at, index], target), [...at, index], inside));
    if (!isPlain(current))
      throw programError(
        target.kind,
        target.name,
        at,
        `is a ${typeName(current)}, which cannot be sent; give plain values`,
      );
    return Object.fromEntries(
      Object.entries(current).map(([key, element]) => [key, walk(element, [...at, key], inside)]),
    );
  }
}

function scalar(value: unknown, at: Path, { kind, name }: Target): unknown {
  if (typeof value === "function")
    throw programError(kind, name, at, "is a function; call it, and pass what it returns");
  if (typeof value === "symbol" || typeof value === "bigint")
    throw programError(kind, name, at, `is a ${typeof value}, which cannot be sent`);
  const unfit = unfitNumber(value);
  if (unfit !== undefined) throw programError(kind, name, at, unfit);
  return value;
}

/** What is wrong with a number that JSON has not, and would turn into null. */
export function unfitNumber(value: unknown): string | undefined {
  const fits = typeof value !== "number" || Number.isFinite(value);
  return fits ? undefined : `is ${value}, not a number that can be sent`;
}

/** In an object, `undefined` means that the property is absent; a list has no such place. */
function inList(element: unknown, at: Path, { kind, name }: Target): unknown {
  if (element === undefined) throw programError(kind, name, at, "is undefined; leave the element out");
  return element;
}

/** Is this an Output or a promise, whose value is there later? */
export function isLater(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return pulumi.Output.isInstance(value) || ("then" in value && typeof value.then === "function");
}

function makesDocument(value: object): value is { readonly toDocument: () => unknown } {
  return "toDocument" in value && typeof value.toDocument === "function";
}

/** Is this the result of a look-up, which is no resource? */
export function isFound(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && "sid" in value && "accountSid" in value && "dateCreated" in value
  );
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

function typeName(value: object): string {
  return value.constructor?.name ?? "object of a class";
}

/** The id of a resource that stands in place of its SID, provided that it may stand there. */
function referenced(resource: pulumi.Resource, refersTo: string | undefined, at: Path, target: Target): unknown {
  const origin = originOf(resource);
  const { kind, name } = target;
  if (refersTo === undefined) throw programError(kind, name, at, "takes no resource; pass one of its properties");
  if (origin?.kind !== refersTo || !pulumi.CustomResource.isInstance(resource)) {
    const what = origin?.kind ?? "resource of another package";
    throw programError(kind, name, at, `takes ${article(refersTo)} or its SID, not ${article(what)}`);
  }
  if (refersTo === "Workspace" || target.workspace === undefined) return resource.id;
  const same = sameWorkspace(origin.workspace, target.workspace);
  if (same === true) return resource.id;
  const message = `is ${article(refersTo)} of another workspace, where this ${kind} cannot reach it`;
  if (same === false) throw programError(kind, name, at, message);
  const ids = pulumi.all([resource.id, workspaceId(origin.workspace), workspaceId(target.workspace)]);
  return ids.apply(([id, theirs, ours]) => {
    if (theirs !== ours) throw programError(kind, name, at, `${message} (${theirs}, not ${ours})`);
    return id;
  });
}

function article(noun: string): string {
  return `${/^[AEIOU]/.test(noun) ? "an" : "a"} ${noun}`;
}

import * as pulumi from "@pulumi/pulumi";
import type { Json } from "../core/json";
import { type Fields, isPathField } from "../lifecycle/canonical";
import type { Field, Unique } from "../lifecycle/descriptor";
import { configuredAccountSid, isAccountConfigured } from "./account-sid";
import { agreedProvider, type Reference } from "./agreed-provider";
import { convert, isLater, type Target } from "./arguments";
import { claimed, type Origin, outputOf, remember } from "./origin";
import { refusePlainSecrets } from "./plain-secrets";
import { programError } from "./program-error";
import { type Adopting, announce, mayAdopt, releasing } from "./release";
import { type Examination, examine, warn } from "./report";
import { providerText, typeToken } from "./state-contract";
import { claimName } from "./unique-names";

/** What the program's side needs of a descriptor. */
interface Registered {
  readonly kind: string;
  readonly fields: Fields;
  /** Present for what there can be only one of, for each of what these arguments name together. */
  readonly oneFor?: readonly string[];
  /** Present for what Twilio takes once in a workspace: how. */
  readonly unique?: Unique;
  /** Present for what has a name of its own. */
  readonly naturalKey?: string;
  /** Outputs beside the fields. */
  readonly outputs?: Readonly<Record<string, string>>;
}

/** What a resource's constructor passes on. */
export interface Registration {
  readonly type: string;
  readonly props: pulumi.Inputs;
  readonly opts: pulumi.CustomResourceOptions;
  readonly origin: Origin;
  /** What looking at its routing gives; undefined for what has none, or where only check sees what will be sent. */
  readonly examination: Examination | undefined;
  /** Present for what takes over an existing object. */
  readonly adopting: Adopting | undefined;
  /** Properties that the program leaves out, whose Outputs are therefore known to be undefined. */
  readonly unset: readonly string[];
}

/**
 * Arguments and options of a resource as Pulumi takes them. Resources among the arguments become ids and hand on their
 * provider. Mistakes that only the program can see are found here, before anything is sent.
 *
 * @throws pulumi.RunError
 */
export function registration(
  descriptor: Registered,
  name: string,
  args: object | undefined,
  opts: pulumi.CustomResourceOptions = {},
): Registration {
  const { kind, fields } = descriptor;
  refusePlainSecrets();
  if (args !== undefined && (typeof args !== "object" || args === null)) {
    throw programError(kind, name, [], `takes an object of arguments, not ${args === null ? "null" : typeof args}`);
  }
  const given = (args ?? {}) as Record<string, unknown>;
  const looked = opts.id !== undefined;
  refuseForeignKeys(descriptor, name, given, looked);
  const party = { kind, name, what: kind, type: typeToken(kind) };
  const references: Reference[] = [];
  let settled: { readonly provider: pulumi.ProviderResource | undefined } | undefined;
  const target: Target = {
    kind,
    name,
    workspace: given["workspaceSid"],
    onReference: (resource, path) => {
      if (settled === undefined) references.push({ resource, path });
      // Out of a promise or Output it comes too late to be asked for its provider; it can still be the wrong one.
      else agreedProvider(party, settled.provider, [{ resource, path }], true);
    },
  };
  const named = Object.keys(fields).filter((field) => !looked && fields[field]?.defaultsToName === true);
  const names = Object.fromEntries(named.map((field) => [field, nameOr(given[field], name)]));
  const written: Record<string, unknown> = {};
  const props = Object.fromEntries(
    Object.entries({ ...given, ...names }).flatMap(([key, value]): [string, unknown][] => {
      // `null` is an argument that is not given, as everywhere in Pulumi.
      if (value === undefined || value === null) return [];
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      written[key] = convert(value, field?.refersTo, [key], target);
      return [[key, early(field, written[key])]];
    }),
  );
  if (!looked) claimName({ descriptor, name, written, workspace: given["workspaceSid"], opts });
  const provider = agreedProvider(party, opts.provider ?? opts.parent?.getProvider(typeToken(kind)), references);
  settled = { provider };
  const absent = Object.keys(fields).filter((field) => props[field] === undefined);
  // With these the engine may put a value where the program has none.
  const complete = looked || (opts.ignoreChanges ?? []).length > 0 || (opts.transforms ?? []).length > 0;
  const own = complete || !isAccountConfigured(provider) ? ["accountSid"] : [];
  const later = [...own, ...Object.keys(descriptor.outputs ?? {}), ...(complete ? absent : [])];
  const examination = looked || !isExamined(fields, opts) ? undefined : examine({ kind, name, fields, written });
  const { naturalKey = "friendlyName" } = descriptor;
  const adopts = !looked && Object.hasOwn(fields, "adopt") && mayAdopt(written);
  const adopting = adopts ? { kind, naturalKey, written, opts } : undefined;
  return {
    type: typeToken(kind),
    props: {
      ...Object.fromEntries(later.map((property) => [property, undefined])),
      ...props,
      __provider: providerText(kind),
    },
    examination,
    adopting,
    opts: {
      ...opts,
      ...(adopting === undefined ? {} : releasing(adopting)),
      ...(provider === undefined ? {} : { provider }),
      ...(examination === undefined ? {} : { dependsOn: after(examination.gate, opts.dependsOn) }),
      ...canonicalPaths(fields, "ignoreChanges", opts.ignoreChanges),
      ...canonicalPaths(fields, "replaceOnChanges", opts.replaceOnChanges),
    },
    origin: { kind, workspace: given["workspaceSid"], looked, name: looked ? undefined : written[naturalKey] },
    unset: complete ? [] : absent,
  };
}

/**
 * Does the program see what will be sent? Without an engine (in a program's own tests) ids are whatever the mocks say, and
 * with `ignoreChanges` or `transforms` something else may be sent than what the program says; then check alone decides.
 */
function isExamined(fields: Fields, { ignoreChanges = [], transforms = [] }: pulumi.CustomResourceOptions): boolean {
  const looked = Object.keys(fields).filter((name) => fields[name]?.examine !== undefined);
  const ignored = ignoreChanges.map((path) => /^\w*/.exec(path)?.[0] ?? "");
  const seen = transforms.length === 0 && !ignored.some((name) => name === "" || looked.includes(name));
  return looked.length > 0 && seen && pulumi.runtime.getEngine() !== undefined;
}

type DependsOn = NonNullable<pulumi.CustomResourceOptions["dependsOn"]>;

/** The SDK looks into lists at any depth, and waits for promises in them; its types know one level. */
function after(gate: Promise<pulumi.Resource[]>, own: DependsOn | undefined): DependsOn {
  return own === undefined ? gate : ([own, gate] as pulumi.Input<pulumi.Resource>[]);
}

/** Keys that Pulumi would swallow, a `.get` without its parent, and a second owner of what there is one of. */
function refuseForeignKeys(
  { kind, fields, oneFor }: Registered,
  name: string,
  given: Record<string, unknown>,
  looked: boolean,
): void {
  for (const key of ["id", "urn", "__provider"]) {
    if (Object.hasOwn(given, key)) throw programError(kind, name, [key], "is not an argument of this resource");
  }
  for (const [field, of] of Object.entries(fields)) {
    if (!looked || !isPathField(of) || of.required !== true || given[field] != null) continue;
    throw programError(kind, name, [field], `is required: ${kind}.get(name, id, { ${field} })`);
  }
  if (oneFor === undefined || looked) return;
  const [owner = "", ...more] = oneFor;
  const taken = claimed(
    kind,
    oneFor.map((argument) => given[argument]),
    name,
  );
  if (taken === undefined) return;
  const which = more.length === 0 ? kind : `${kind} for this ${more.join(" and ")}`;
  throw programError(
    kind,
    name,
    [owner],
    `has a ${which} already ("${taken}"), and they would undo each other: make one of the two`,
  );
}

/** What the program's side already does for the canonical form, also inside promises and Outputs. */
function early(field: Field | undefined, converted: unknown): unknown {
  if (field?.codec.early === undefined) return converted;
  return field.codec.early(converted as Json, (value, change) => {
    if (!isLater(value)) return change(value);
    // To the codec an Output stands where its value will be; only the type says otherwise.
    const later: unknown = outputOf(value).apply((known) => outputOf(change(known as Json)));
    return later as Json;
  });
}

/** An option that lists paths, with those paths where state has them. */
function canonicalPaths(fields: Fields, option: string, paths: string[] | undefined): Record<string, string[]> {
  if (paths === undefined) return {};
  const canonical = paths.map((path) => {
    const [, property = "", below = ""] = /^(\w+)(.*)$/s.exec(path) ?? [];
    const toCanonical = Object.hasOwn(fields, property) ? fields[property]?.codec.earlyPath : undefined;
    return toCanonical === undefined ? path : property + toCanonical(below);
  });
  return { [option]: canonical };
}

/** One Output for everything that is not set; each costs the SDK as much as a property that is. */
let nothing: pulumi.Output<unknown> | undefined;

/** Completes a resource once Pulumi has it: its origin, its account, and Outputs for what the program leaves out. */
export function registered(resource: pulumi.CustomResource, registering: Registration): void {
  const { origin, unset, examination, adopting } = registering;
  if (examination !== undefined) warn(resource, examination);
  if (adopting !== undefined) announce(resource, adopting);
  remember(resource, origin.kind === "Workspace" ? { ...origin, workspace: resource } : origin);
  if (!Object.hasOwn(resource, "accountSid")) {
    const get = (): unknown => configuredAccountSid(resource, origin.kind);
    Object.defineProperty(resource, "accountSid", { get, enumerable: true, configurable: true });
  }
  for (const property of unset) {
    // A transformation of the stack may have set it since.
    if (Object.hasOwn(resource, property)) continue;
    nothing ??= outputOf(undefined);
    Object.defineProperty(resource, property, { value: nothing, enumerable: true, configurable: true, writable: true });
  }
}

/** Agents see these names, so the default is the Pulumi name as it is, without a random suffix. */
function nameOr(given: unknown, name: string): unknown {
  if (given === undefined || given === null) return name;
  if (!isLater(given)) return given;
  return outputOf(given).apply((known) => known ?? name);
}

import type { Json, JsonObject } from "../../src/core/json";
import { UNKNOWN } from "../../src/core/unknown";
import { providerText, typeToken } from "../../src/resources/state-contract";
import { type Bench, bench, type Run, urn } from "./doctor-support";

const STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
const DEFAULT = "urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::default";

/** Stands for the id of another resource of the program, which a preview does not know yet. */
export class Later {
  constructor(readonly urns: readonly string[]) {}
}

/** The id of a resource that is yet to be made. */
export function idOf(kind: string, name: string): Later {
  return new Later([urn(kind, name)]);
}

/** What `pulumi preview --json` writes in the place of a secret. */
export const SECRET = "[secret]";

type Value = Json | Later | readonly Value[] | { readonly [key: string]: Value };

/** How a resource hangs in its stack. */
interface Hanging {
  readonly parent?: string;
  readonly provider?: string;
  readonly urn?: string;
}

/** The step of a resource of ours that a preview would create, in the form of Pulumi 3.259 (test/engine/import.test.ts). */
export function create(
  kind: string,
  name: string,
  inputs: Record<string, Value> = {},
  hanging: Hanging = {},
): JsonObject {
  const own = hanging.urn ?? urn(kind, name);
  const named = { ...(namesItself(kind) && { friendlyName: name }), ...inputs };
  const entries = Object.entries(named).filter(([, value]) => value !== null);
  const provider = `${hanging.provider ?? DEFAULT}::${UNKNOWN}`;
  return {
    op: "create",
    urn: own,
    provider,
    newState: {
      urn: own,
      custom: true,
      type: typeToken(kind),
      inputs: {
        __provider: providerText(kind),
        ...Object.fromEntries(entries.map(([key, value]) => [key, sent(value)])),
      },
      parent: hanging.parent ?? STACK,
      provider,
      propertyDependencies: Object.fromEntries(entries.map(([key, value]) => [key, [...urnsIn(value)]])),
    },
    detailedDiff: null,
  };
}

function namesItself(kind: string): boolean {
  return !["WorkspaceDefaults", "WorkerChannel", "VoiceQueue"].includes(kind);
}

function sent(value: Value): Json {
  if (value instanceof Later) return UNKNOWN;
  if (Array.isArray(value)) return value.map(sent);
  if (typeof value !== "object" || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, sent(element as Value)]));
}

function urnsIn(value: Value): Set<string> {
  if (value instanceof Later) return new Set(value.urns);
  if (typeof value !== "object" || value === null) return new Set();
  return new Set(Object.values(value).flatMap((element) => [...urnsIn(element as Value)]));
}

/** The step of a resource that the state has. */
export function there(op: string, kind: string, name: string, id: string, inputs: JsonObject = {}): JsonObject {
  const own = urn(kind, name);
  const state = { urn: own, custom: true, id, type: typeToken(kind), inputs: { friendlyName: name, ...inputs } };
  return { op, urn: own, oldState: state, ...(op !== "delete" && { newState: { ...state } }) };
}

/** The step of a component resource. */
export function component(op: string, own: string, parent = STACK, inputs: JsonObject = {}): JsonObject {
  const type = own.split("::")[2]?.split("$").at(-1) ?? "";
  const state = { urn: own, custom: false, type, inputs, parent };
  return { op, urn: own, newState: state, ...(op === "same" && { oldState: state }) };
}

/** The step of an explicit provider. */
export function provider(op: string, name: string, inputs: JsonObject): JsonObject {
  const own = providerUrn(name);
  return { op, urn: own, newState: { urn: own, custom: true, type: "pulumi:providers:pulumi-nodejs", inputs } };
}

/** The URN of an explicit provider. */
export function providerUrn(name: string): string {
  return `urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::${name}`;
}

/** What `pulumi preview --json --show-sames` prints. */
export function preview(steps: readonly JsonObject[], more: JsonObject = {}): JsonObject {
  const all = [
    { op: "create", urn: STACK, newState: { urn: STACK, custom: false, type: "pulumi:pulumi:Stack" } },
    ...steps,
  ];
  const summary: Record<string, number> = {};
  for (const { op } of all) summary[String(op)] = (summary[String(op)] ?? 0) + 1;
  return { config: {}, steps: all, duration: 1, changeSummary: summary, ...more };
}

interface Told {
  readonly kind: string;
  readonly name: string;
  readonly sid: string;
  readonly friendlyName: string;
  readonly decided: boolean;
  readonly differs: readonly string[];
  readonly replaces: readonly string[];
  readonly unwritten: readonly string[];
  readonly why: string;
  readonly candidates: readonly { readonly sid: string; readonly friendlyName: string; readonly created: string }[];
}

/** What `--format json` printed. */
export interface Report {
  readonly complete: boolean;
  readonly matched: readonly Told[];
  readonly missing: readonly Told[];
  readonly ambiguous: readonly Told[];
  readonly blocked: readonly Told[];
  readonly commands: readonly string[];
  readonly importFile: { readonly nameTable?: JsonObject; readonly resources: readonly JsonObject[] } | null;
  readonly written: string | null;
  readonly summary: { readonly resources: number; readonly matched: number };
  readonly notes: readonly string[];
}

/** A bench on which `taskrouter import` runs. */
export interface ImportBench extends Bench {
  /** Runs it on a preview of these steps. */
  take(steps: readonly JsonObject[], args?: readonly string[], more?: JsonObject): Promise<Run>;
  /** The same, and what it reports. */
  told(steps: readonly JsonObject[], args?: readonly string[], more?: JsonObject): Promise<Report>;
}

/** Everything for one test. */
export async function importBench(options: Parameters<typeof bench>[0] = {}): Promise<ImportBench> {
  const here = await bench(options);
  const take: ImportBench["take"] = (steps, args = [], more = {}) => here.run("import", preview(steps, more), args);
  return {
    ...here,
    take,
    told: async (steps, args = [], more = {}) => {
      const { out, err } = await take(steps, ["--format", "json", ...args], more);
      if (out === "") throw new Error(err);
      return JSON.parse(out) as Report;
    },
  };
}

/** What a report says of each resource, by kind and name. */
export function verdicts({ matched, missing, ambiguous, blocked }: Report): Record<string, string> {
  const said = (list: readonly Told[], verdict: (one: Told) => string): [string, string][] =>
    list.map((one) => [`${one.kind} ${one.name}`, verdict(one)]);
  return Object.fromEntries([
    ...said(matched, ({ sid }) => sid),
    ...said(missing, () => "missing"),
    ...said(ambiguous, () => "ambiguous"),
    ...said(blocked, () => "blocked"),
  ]);
}

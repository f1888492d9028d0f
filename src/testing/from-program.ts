import { isJsonObject, type Json, type JsonObject } from "../core/json";
import { isSecret, textOf } from "../core/pulumi-state";
import { kindOf } from "./from-state";
import { type Declared, setupOf } from "./setup-of";
import type { RoutingSetup } from "./tested";

interface ResourceArgs {
  readonly type: string;
  readonly name: string;
  readonly inputs: unknown;
  readonly id?: string | undefined;
}

interface CallArgs {
  readonly token: string;
  readonly inputs: unknown;
}

/** What of `@pulumi/pulumi` is needed; the program's own, which is handed in, so that nothing of it is loaded from here. */
export interface PulumiModule {
  readonly runtime: {
    setMocks(
      mocks: {
        newResource(args: ResourceArgs): { id: string | undefined; state: Record<string, unknown> };
        call(args: CallArgs): Record<string, unknown>;
      },
      project?: string,
      stack?: string,
      preview?: boolean,
    ): Promise<void>;
    disconnect(): Promise<void>;
  };
}

/** How a program is run for its tests. */
export interface ProgramOptions {
  /** What look-ups find, and other functions answer; undefined leaves it to this package. Default: that everywhere. */
  readonly call?: ((args: CallArgs) => Record<string, unknown> | undefined) | undefined;
  /** Names that the program sees. Default: `project` and `stack`. */
  readonly project?: string | undefined;
  readonly stack?: string | undefined;
}

/** Modules run when they are imported for the first time, which may have been before. */
const WHERE = "the program, as far as its import ran it";

/** What a program declares. */
export interface Program {
  /**
   * A workflow with the queues, workers, activities and channels of its workspace. Workers are all there, as with fromState().
   *
   * @param name Pulumi name or friendlyName. Default: the only one
   * @throws SimulationError (TR6011, TR6012)
   */
  workflow(name?: string): RoutingSetup;
}

/**
 * Runs a Pulumi program under mocks, without an engine, an account or credentials, and answers what it declares. Look-ups find what the program
 * declares itself, and else something of the name that is asked for.
 *
 * @param pulumi the program's `@pulumi/pulumi`
 * @param load imports the program, such as `() => import("./index.js")`
 */
export async function fromProgram(
  pulumi: PulumiModule,
  load: () => unknown,
  { call, project = "project", stack = "stack" }: ProgramOptions = {},
): Promise<Program> {
  const resources: Declared[] = [];
  const mocks = {
    newResource: ({ type, name, inputs, id: given }: ResourceArgs) => {
      const kind = kindOf(type);
      const properties = objectOf(inputs);
      // Settings go by what they are settings of; nothing refers to them.
      const id = given || sidFor(kind ?? "", resources.length);
      if (kind !== undefined) resources.push({ kind, name, id, properties: objectOf(revealed(properties)) });
      return { id, state: properties };
    },
    call: (args: CallArgs) => call?.(args) ?? lookUp(args, resources),
  };
  await pulumi.runtime.setMocks(mocks, project, stack, false);
  await load();
  await pulumi.runtime.disconnect();
  return { workflow: (name) => setupOf(resources, name, WHERE) };
}

/** Under mocks a secret is marked, but not encrypted; it is the program's own, or the test's. */
function revealed(value: Json): Json {
  if (Array.isArray(value)) return value.map(revealed);
  if (!isJsonObject(value)) return value;
  if (isSecret(value)) return revealed(value["value"] ?? null);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealed(inner)]));
}

const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

const PREFIXES: Readonly<Record<string, string>> = {
  Workspace: "WS",
  Activity: "WA",
  TaskQueue: "WQ",
  Workflow: "WW",
  Worker: "WK",
  TaskChannel: "TC",
  WorkerChannel: "WC",
  VoiceQueue: "QU",
};

/** Ends in its place, so that everything has a SID, and always the same. */
const sidFor = (kind: string, index: number): string =>
  `${PREFIXES[kind] ?? "XX"}${index.toString(16).padStart(32, "0")}`;

/** Answers a look-up from what the program declares; else there is something of that name, as there would have to be. */
function lookUp({ token, inputs }: CallArgs, resources: Declared[]): Record<string, unknown> {
  const kind = /^taskrouter:index\/get(\w+):/.exec(token)?.[1];
  if (kind === undefined) return {};
  const wanted = objectOf(inputs);
  const several = SEVERAL.find(([plural]) => plural === kind);
  if (several !== undefined) {
    return { list: resources.filter((each) => each.kind === several[1] && isIn(each, wanted)).map(foundOf) };
  }
  const keys = ["sid", "friendlyName", "uniqueName"].filter((key) => wanted[key] !== undefined);
  const is = (each: Declared): boolean =>
    keys.every((key) => (key === "sid" ? each.id : each.properties[key]) === wanted[key]);
  const declared = resources.find((each) => each.kind === kind && isIn(each, wanted) && is(each));
  if (declared !== undefined) return foundOf(declared);
  const { sid, ...properties } = wanted;
  // The activities of a new workspace (observed); of another one nobody knows.
  if (kind === "Activity") properties["available"] = wanted["friendlyName"] === "Available";
  const name = textOf(wanted["friendlyName"]) ?? textOf(wanted["uniqueName"]) ?? "";
  const found = { kind, name, id: textOf(sid) ?? sidFor(kind, resources.length), properties };
  resources.push(found);
  return foundOf(found);
}

const SEVERAL: readonly (readonly [plural: string, kind: string])[] = [
  ["Workspaces", "Workspace"],
  ["Activities", "Activity"],
  ["TaskQueues", "TaskQueue"],
  ["TaskChannels", "TaskChannel"],
  ["Workflows", "Workflow"],
  ["Workers", "Worker"],
];

const isIn = ({ properties }: Declared, { workspaceSid }: JsonObject): boolean =>
  workspaceSid === undefined || properties["workspaceSid"] === workspaceSid;

const foundOf = ({ id, properties }: Declared): Record<string, Json | undefined> => ({ ...properties, sid: id });

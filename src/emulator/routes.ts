import { type AccountScope, type Call, momentOf, type TaskScope, type WorkerScope, type WorkspaceScope } from "./call";
import type { BaseRecord } from "./collection";
import { common, paging } from "./common-rules";
import { catchUp } from "./engine/time";
import { notFound, notImplemented } from "./errors";
import { type Kind, takes } from "./kind";
import { list } from "./list";
import { MISSING_OPERATIONS } from "./missing";
import { create, fetchOne, locate, type Outcome, remove, update } from "./resource";
import { activity } from "./resources/activity";
import { event } from "./resources/event";
import { taskReservation, workerReservation } from "./resources/reservation";
import { task } from "./resources/task";
import { taskChannel } from "./resources/task-channel";
import { taskQueue } from "./resources/task-queue";
import { voiceQueue } from "./resources/voice-queue";
import { worker } from "./resources/worker";
import { workerChannel } from "./resources/worker-channel";
import { workflow } from "./resources/workflow";
import { workspace } from "./resources/workspace";
import type { Rule } from "./rules";

/** The values of a path's `{names}`. */
export type PathParameters = Readonly<Record<string, string>>;

/** A parameter of an operation, as the coverage page shows it. */
export interface OperationParameter {
  readonly name: string;
  readonly rule: Rule;
}

/** What one verb does on one path. */
export interface Operation {
  /** Twilio's operationId. */
  readonly id: string;
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly implemented: boolean;
  readonly parameters: readonly OperationParameter[];
  readonly run: (call: Call, path: PathParameters) => Outcome;
}

const PAGE_PARAMETERS: readonly OperationParameter[] = [
  { name: "PageSize", rule: paging.size },
  { name: "Page", rule: paging.absolute },
  { name: "PageToken", rule: paging.token },
];

function inWorkspace(call: Call, path: PathParameters): WorkspaceScope {
  const found = locate(workspace, { call }, path["WorkspaceSid"] ?? "", call.path);
  const scope = { call, workspace: found };
  catchUp(momentOf(scope));
  return scope;
}

function inAccount(call: Call, path: PathParameters): AccountScope {
  if (path["AccountSid"] !== call.account.sid) throw notFound(call.path, [voiceQueue.rules.account]);
  return { call };
}

function inWorker(call: Call, path: PathParameters): WorkerScope {
  const scope = inWorkspace(call, path);
  return { ...scope, worker: locate(worker, scope, path["WorkerSid"] ?? "", call.path) };
}

function inTask(call: Call, path: PathParameters): TaskScope {
  const scope = inWorkspace(call, path);
  return { ...scope, task: locate(task, scope, path["TaskSid"] ?? "", call.path) };
}

interface Exposed<S extends { readonly call: Call }, R extends BaseRecord, W> {
  readonly kind: Kind<S, R, W>;
  /** Path of the collection. */
  readonly path: string;
  /** Path of one of them; the collection's with `/{Sid}` by default. */
  readonly member?: string;
  readonly verbs: readonly ("List" | "Create" | "Fetch" | "Update" | "Delete")[];
  readonly enter: (call: Call, path: PathParameters) => S;
  /** Scope for one record, where it differs. */
  readonly around?: (scope: S, record: R) => S;
}

function operationsOf<S extends { readonly call: Call }, R extends BaseRecord, W>(exposed: Exposed<S, R, W>) {
  const { kind, path, member = `${path}/{Sid}`, verbs, enter, around } = exposed;
  const one =
    (act: (kind: Kind<S, R, W>, scope: S, record: R) => Outcome) =>
    (call: Call, values: PathParameters): Outcome => {
      const scope = enter(call, values);
      const record = locate(kind, scope, values["Sid"] ?? "", call.path);
      return act(kind, around?.(scope, record) ?? scope, record);
    };
  const all = (act: (kind: Kind<S, R, W>, scope: S) => Outcome) => (call: Call, values: PathParameters) =>
    act(kind, enter(call, values));
  const written = (request: "create" | "update") =>
    [...kind.fields, ...(kind.actions ?? [])]
      .filter((parameter) => takes(parameter, request))
      .map(({ wire, rule }) => ({ name: wire, rule }));
  const ifMatch = kind.etag === true ? [{ name: "If-Match", rule: common.etag }] : [];
  const ordering = kind.orderings === undefined ? [] : [{ name: "Ordering", rule: kind.orderings.rule }];
  const listed = [
    ...(kind.filters ?? []).map(({ wire, rule }) => ({ name: wire, rule })),
    ...ordering,
    ...PAGE_PARAMETERS,
  ];
  const table = {
    List: { method: "GET", path, parameters: listed, run: all(list) },
    Create: { method: "POST", path, parameters: written("create"), run: all(create) },
    Fetch: { method: "GET", path: member, parameters: [], run: one(fetchOne) },
    Update: { method: "POST", path: member, parameters: [...written("update"), ...ifMatch], run: one(update) },
    Delete: { method: "DELETE", path: member, parameters: ifMatch, run: one(remove) },
  } as const;
  return verbs.map((verb): Operation => ({ id: `${verb}${kind.name}`, implemented: true, ...table[verb] }));
}

const ALL_VERBS = ["List", "Create", "Fetch", "Update", "Delete"] as const;
const IN_WORKSPACE = "/v1/Workspaces/{WorkspaceSid}";
const child = <R extends BaseRecord, W>(kind: Kind<WorkspaceScope, R, W>, collection: string) =>
  operationsOf({ kind, path: `${IN_WORKSPACE}/${collection}`, verbs: ALL_VERBS, enter: inWorkspace });

/** Every operation of Twilio's description: those that work, then those that answer 501. */
export const OPERATIONS: readonly Operation[] = [
  ...operationsOf({
    kind: workspace,
    path: "/v1/Workspaces",
    verbs: ALL_VERBS,
    enter: (call) => ({ call }),
    around: (scope, record) => ({ ...scope, workspace: record }),
  }),
  ...child(activity, "Activities"),
  ...child(taskQueue, "TaskQueues"),
  ...child(workflow, "Workflows"),
  ...child(taskChannel, "TaskChannels"),
  ...child(worker, "Workers"),
  ...child(task, "Tasks"),
  ...operationsOf({
    kind: workerChannel,
    path: `${IN_WORKSPACE}/Workers/{WorkerSid}/Channels`,
    verbs: ["List", "Fetch", "Update"],
    enter: inWorker,
  }),
  ...operationsOf({
    kind: taskReservation,
    path: `${IN_WORKSPACE}/Tasks/{TaskSid}/Reservations`,
    verbs: ["List", "Fetch", "Update"],
    enter: inTask,
  }),
  ...operationsOf({
    kind: workerReservation,
    path: `${IN_WORKSPACE}/Workers/{WorkerSid}/Reservations`,
    verbs: ["List", "Fetch", "Update"],
    enter: inWorker,
  }),
  ...operationsOf({ kind: event, path: `${IN_WORKSPACE}/Events`, verbs: ["List", "Fetch"], enter: inWorkspace }),
  ...operationsOf({
    kind: voiceQueue,
    path: "/2010-04-01/Accounts/{AccountSid}/Queues.json",
    member: "/2010-04-01/Accounts/{AccountSid}/Queues/{Sid}.json",
    verbs: ALL_VERBS,
    enter: inAccount,
  }),
  ...MISSING_OPERATIONS.map(
    (missing): Operation => ({
      ...missing,
      implemented: false,
      parameters: [],
      run: () => {
        throw notImplemented(missing.id, "statistics are not kept");
      },
    }),
  ),
];

/** All kinds of resource, in the order of the coverage page. */
export const KINDS = [
  workspace,
  activity,
  taskQueue,
  workflow,
  taskChannel,
  worker,
  workerChannel,
  task,
  voiceQueue,
  taskReservation,
  event,
] as const;

/** A path with its verbs. */
export interface Route {
  readonly template: string;
  readonly operations: ReadonlyMap<string, Operation>;
}

interface CompiledRoute extends Route {
  readonly pattern: RegExp;
}

function compile(): CompiledRoute[] {
  const byPath = new Map<string, Map<string, Operation>>();
  for (const operation of OPERATIONS) {
    const verbs = byPath.get(operation.path) ?? new Map<string, Operation>();
    byPath.set(operation.path, verbs.set(operation.method, operation));
  }
  const routes = [...byPath].map(([template, operations]) => ({
    template,
    operations,
    pattern: new RegExp(`^${template.replaceAll(".", "\\.").replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
  }));
  // Literal segments win over placeholders: TaskQueues/Statistics is no SID.
  return routes.sort((a, b) => placeholders(a.template) - placeholders(b.template));
}

const placeholders = (template: string): number => template.split("{").length;
const ROUTES = compile();

/** Finds the route of a path. */
export function matchRoute(path: string): { route: Route; values: PathParameters } | undefined {
  for (const route of ROUTES) {
    const found = route.pattern.exec(path);
    if (found !== null) return { route, values: decoded(found.groups ?? {}) };
  }
  return undefined;
}

function decoded(groups: Record<string, string>): PathParameters {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => {
      try {
        return [name, decodeURIComponent(value)];
      } catch {
        return [name, value];
      }
    }),
  );
}

/** Are there parameters in this request that the operation does not know? */
export function hasUnknownParameters(operation: Operation, call: Call): boolean {
  const known = new Set(operation.parameters.map(({ name }) => name));
  const sent = operation.method === "POST" ? call.form.keys() : call.query.keys();
  return [...sent].some((name) => !known.has(name));
}

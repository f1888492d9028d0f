import type { Host, Moment } from "./engine/moment";
import type { Rule } from "./rules";
import type { Account, TaskRecord, WorkerRecord, WorkspaceRecord } from "./store";

/** One request, as the rules see it: no sockets, no headers but the one that matters. */
export interface Call {
  readonly account: Account;
  /** Scheme, host and port for `url` and `links`. */
  readonly origin: string;
  /** Path as it was asked for. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly ifMatch: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly strictNames: boolean;
  readonly lenientExpressions: boolean;
  readonly host: Host;
  /** Says that the answer rests on this rule. */
  note(rule: Rule): void;
}

/** Where the workspaces are. */
export interface AccountScope {
  readonly call: Call;
}

/** Where the children of a workspace are. */
export interface WorkspaceScope extends AccountScope {
  readonly workspace: WorkspaceRecord;
}

/** Where the channels of a worker are. */
export interface WorkerScope extends WorkspaceScope {
  readonly worker: WorkerRecord;
}

/** Where the reservations of a task are. */
export interface TaskScope extends WorkspaceScope {
  readonly task: TaskRecord;
}

/** The moment of a request. */
export const momentOf = ({ call, workspace }: WorkspaceScope): Moment => ({
  accountSid: call.account.sid,
  workspace,
  now: call.now,
  host: call.host,
  note: (rule) => call.note(rule),
});

/** ` in workspace WS… for account AC…`, as Twilio's messages put it. */
export const whereabouts = ({ call, workspace }: WorkspaceScope): string =>
  `in workspace ${workspace.sid} for account ${call.account.sid}`;

/** `Cannot delete worker WK… in workspace WS… for account AC… because …`, the style of the messages on record. */
export const cannot = (verb: string, thing: string, sid: string, scope: WorkspaceScope, because: string): string =>
  `Cannot ${verb} ${thing} ${sid} ${whereabouts(scope)} because ${because}.`;

/** `Queue named X already exists for workspace WS… for account AC…`, as observed for queues. */
export const alreadyExists = (thing: string, name: string, { call, workspace }: WorkspaceScope): string =>
  `${thing} named ${name} already exists for workspace ${workspace.sid} for account ${call.account.sid}`;

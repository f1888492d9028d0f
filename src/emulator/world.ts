import type { EmulatorState, WorkspaceState } from "./api";
import type { Call, WorkspaceScope } from "./call";
import { type Host, type Moment, NOBODY } from "./engine/moment";
import { catchUp, nextDue } from "./engine/time";
import { activity } from "./resources/activity";
import { taskReservation } from "./resources/reservation";
import { task } from "./resources/task";
import { taskChannel } from "./resources/task-channel";
import { taskQueue } from "./resources/task-queue";
import { worker } from "./resources/worker";
import { workerChannel } from "./resources/worker-channel";
import { workflow } from "./resources/workflow";
import { workspace as workspaceKind } from "./resources/workspace";
import { type Account, workspaces } from "./store";

/** All accounts with what is in them. */
export class World {
  #accounts: Map<string, Account>;

  constructor(accounts: Iterable<Account>) {
    this.#accounts = new Map([...accounts].map((account) => [account.sid, account]));
  }

  get accounts(): Account[] {
    return [...this.#accounts.values()];
  }

  account(sid: string): Account {
    const found = this.#accounts.get(sid);
    if (found !== undefined) return found;
    const account = { sid, workspaces: workspaces() };
    this.#accounts.set(sid, account);
    return account;
  }

  /** Does something in a workspace that no request asked for, such as what a callback answered. Nothing when it is gone. */
  within(accountSid: string, workspaceSid: string, now: number, host: Host, work: (moment: Moment) => void): void {
    const workspace = this.account(accountSid).workspaces.get(workspaceSid);
    if (workspace === undefined) return;
    const moment: Moment = { accountSid, workspace, now, host, note: () => undefined };
    catchUp(moment);
    work(moment);
    host.changed();
  }

  /** Lets time pass in all workspaces, one event after the other in the order of their times. */
  passTime(now: number, host: Host): void {
    for (let first = this.#next(); first !== undefined && first.due <= now; first = this.#next()) {
      catchUp({ ...first.at, now: first.due, host, note: () => undefined });
    }
  }

  /** When something falls due next, in milliseconds since 1970. */
  nextDue(): number | undefined {
    return this.#next()?.due;
  }

  #next() {
    let first: { due: number; at: Pick<Moment, "accountSid" | "workspace"> } | undefined;
    for (const { sid: accountSid, workspaces: all } of this.accounts) {
      for (const workspace of all.rows) {
        const due = nextDue(workspace);
        if (due !== undefined && (first === undefined || due < first.due))
          first = { due, at: { accountSid, workspace } };
      }
    }
    return first;
  }

  /** Empties every account. */
  reset(): void {
    this.#accounts = new Map(this.accounts.map(({ sid }) => [sid, { sid, workspaces: workspaces() }]));
  }

  /** Everything, as the API would answer it. */
  dump(origin: string, now: number, host: Host): EmulatorState {
    this.passTime(now, host);
    const accounts = this.accounts.map((account) => [account.sid, dumpAccount(account, origin, now)]);
    return { accounts: Object.fromEntries(accounts) };
  }
}

function dumpAccount(account: Account, origin: string, now: number): { workspaces: WorkspaceState[] } {
  const nothing = new URLSearchParams();
  const call: Call = {
    account,
    origin,
    now,
    path: "",
    query: nothing,
    form: nothing,
    ifMatch: undefined,
    strictNames: false,
    host: NOBODY,
    note: () => undefined,
  };
  return {
    workspaces: account.workspaces.rows.map((record) => {
      const scope: WorkspaceScope = { call, workspace: record };
      return {
        ...workspaceKind.format(scope, record),
        activities: record.activities.rows.map((row) => activity.format(scope, row)),
        task_queues: record.queues.rows.map((row) => taskQueue.format(scope, row)),
        workflows: record.workflows.rows.map((row) => workflow.format(scope, row)),
        task_channels: record.channels.rows.map((row) => taskChannel.format(scope, row)),
        workers: record.workers.rows.map((row) => ({
          ...worker.format(scope, row),
          channels: row.channels.rows.map((channel) => workerChannel.format({ ...scope, worker: row }, channel)),
        })),
        tasks: record.tasks.rows.map((row) => task.format(scope, row)),
        reservations: record.tasks.rows.flatMap((row) =>
          record.reservations.named(row.sid).map((each) => taskReservation.format({ ...scope, task: row }, each)),
        ),
      };
    }),
  };
}

import type { EmulatorState, WorkspaceState } from "./api";
import type { Call, WorkspaceScope } from "./call";
import { type Host, type Moment, NOBODY } from "./engine/moment";
import { activity } from "./resources/activity";
import { forgetEnded, task } from "./resources/task";
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
    work({ accountSid, workspace, now, host });
    host.changed();
  }

  /** Empties every account. */
  reset(): void {
    this.#accounts = new Map(this.accounts.map(({ sid }) => [sid, { sid, workspaces: workspaces() }]));
  }

  /** Everything, as the API would answer it. */
  dump(origin: string, now: number): EmulatorState {
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
      forgetEnded(record, now);
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
      };
    }),
  };
}

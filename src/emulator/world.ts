import type { AccountState, EmulatorState } from "./api";
import type { Call, WorkspaceScope } from "./call";
import { type Host, type Moment, NOBODY } from "./engine/moment";
import { catchUp, nextDue } from "./engine/time";
import { activity } from "./resources/activity";
import { taskReservation } from "./resources/reservation";
import { task } from "./resources/task";
import { taskChannel } from "./resources/task-channel";
import { taskQueue } from "./resources/task-queue";
import { ENQUEUED_MAX_SIZE, voiceQueue } from "./resources/voice-queue";
import { worker } from "./resources/worker";
import { workerChannel } from "./resources/worker-channel";
import { workflow } from "./resources/workflow";
import { workspace as workspaceKind } from "./resources/workspace";
import { newSid } from "./sids";
import { type Account, newAccount } from "./store";

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
    const account = newAccount(sid);
    this.#accounts.set(sid, account);
    return account;
  }

  /**
   * Puts that many calls into the voice Queue of this name, which is made where there is none.
   * @throws RangeError when it cannot hold so many.
   */
  putCalls(name: string, calls: number, accountSid: string, now: number): void {
    const account = this.#accounts.get(accountSid);
    if (account === undefined) throw new RangeError(`there is no account ${accountSid}`);
    const { voiceQueues } = account;
    const [known] = voiceQueues.named(name);
    const most = known?.max_size ?? ENQUEUED_MAX_SIZE;
    if (!Number.isInteger(calls) || calls < 0 || calls > most) {
      throw new RangeError(`calls must be a whole number from 0 to ${most}, which is what the queue takes`);
    }
    if (known !== undefined) {
      voiceQueues.change(known, { current_size: calls });
      return;
    }
    const base = { sid: newSid("QU"), created: now, updated: now, revision: 0 };
    voiceQueues.add({ ...base, friendly_name: name, max_size: ENQUEUED_MAX_SIZE, current_size: calls });
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
    this.#accounts = new Map(this.accounts.map(({ sid }) => [sid, newAccount(sid)]));
  }

  /** Everything, as the API would answer it. */
  dump(origin: string, now: number, host: Host): EmulatorState {
    this.passTime(now, host);
    const accounts = this.accounts.map((account) => [account.sid, dumpAccount(account, origin, now)]);
    return { accounts: Object.fromEntries(accounts) };
  }
}

function dumpAccount(account: Account, origin: string, now: number): AccountState {
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
    lenientExpressions: true,
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
    voice_queues: account.voiceQueues.rows.map((row) => voiceQueue.format({ call }, row)),
  };
}

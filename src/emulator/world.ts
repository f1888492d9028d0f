import type { AccountState, EmulatorState } from "./api";
import type { Call, WorkspaceScope } from "./call";
import { activity } from "./resources/activity";
import { forgetEnded, task } from "./resources/task";
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

  /** Empties every account. */
  reset(): void {
    this.#accounts = new Map(this.accounts.map(({ sid }) => [sid, newAccount(sid)]));
  }

  /** Everything, as the API would answer it. */
  dump(origin: string, now: number): EmulatorState {
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
    voice_queues: account.voiceQueues.rows.map((row) => voiceQueue.format({ call }, row)),
  };
}

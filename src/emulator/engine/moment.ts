import type { Watcher } from "../happenings";
import type { Rule } from "../rules";
import type { WorkspaceRecord } from "../store";

/** What the task engine needs of the emulator around it. */
export interface Host {
  /** Who is told of everything that happens. */
  readonly watcher: Watcher;
  /** Something is due at this time, by the emulator's clock. */
  wake(time: number): void;
  /** Something changed that no request asked for, so that it has to be saved. */
  changed(): void;
}

/** A workspace at one moment: where and when something happens, be it by a request, by time or by the answer of a callback. */
export interface Moment {
  readonly accountSid: string;
  readonly workspace: WorkspaceRecord;
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly now: number;
  readonly host: Host;
  /** Says that an answer rests on this rule; where there is none to give, nobody hears it. */
  readonly note: (rule: Rule) => void;
}

/** Nobody listens and nothing is saved. */
export const NOBODY: Host = {
  watcher: { happened: () => undefined, assign: () => undefined },
  wake: () => undefined,
  changed: () => undefined,
};

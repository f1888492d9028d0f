import type { ExplainedPart } from "../../expression/explain";
import type { OfferStatus } from "./task";

/** A place in a workflow. */
export interface TargetPlace {
  /** Index of the filter; null for the default filter. */
  readonly filter: number | null;
  /** `filter_friendly_name`; empty where there is none. */
  readonly filterName: string;
  /** Index of the target in its filter. */
  readonly target: number;
}

/** How it ends. Times are seconds of the schedule. */
export type Outcome =
  | (TargetPlace & {
      readonly status: "assigned";
      readonly at: number;
      /** Seconds since the task was created. */
      readonly waited: number;
      readonly worker: string;
      readonly queue: string;
    })
  | {
      readonly status: "canceled";
      readonly at: number;
      readonly waited: number;
      /** As the task has it at Twilio; some are on record, others ours. */
      readonly reason: string;
      /** What led there, in words. */
      readonly why: string;
    }
  | {
      /** It has no worker, and by this schedule nothing comes of it any more, or the simulation ends here. */
      readonly status: "waiting";
      /** Where; undefined for a task that was not created before the end. */
      readonly queue: string | undefined;
      /** When the workflow or the task's own timeout ends the waiting, at the latest. */
      readonly until: number;
      /** Workers who are being asked. */
      readonly asked: readonly string[];
      readonly why: string;
    };

/** A filter that was looked at. */
export interface FilterAccount {
  readonly index: number;
  /** `filter_friendly_name`; empty where there is none. */
  readonly name: string;
  /** Second at which it was looked at. */
  readonly at: number;
  readonly expression: string;
  readonly matched: boolean;
  /** What of it is not true, in words; absent where it matched. */
  readonly why: string | undefined;
  /** The value of every part of its expression. */
  readonly explanation: ExplainedPart | undefined;
}

/** A worker who was not among those who could be asked, and why. */
export interface RefusedWorker {
  readonly worker: string;
  readonly why: string;
}

/** A worker who was asked. */
export interface OfferAccount {
  readonly worker: string;
  readonly at: number;
  readonly status: OfferStatus;
  /** Second of the answer, or since which it is asked no more; absent while it is pending. */
  readonly answered: number | undefined;
}

/** What `skip_if` did on entry. */
export interface SkipAccount {
  readonly expression: string;
  /** Undefined where it was not asked, since somebody could be reserved at once (documented). */
  readonly value: boolean | undefined;
  /** The queue's workers at that time. */
  readonly workers: { readonly available: number; readonly unavailable: number };
}

/** What a known worker did. */
export interface KnownWorkerAccount {
  readonly by: "sid" | "friendly_name";
  /** The attribute that names the worker, `task.agent_sid`. */
  readonly path: string;
  /** What it holds; null means that the target is one without. */
  readonly value: unknown;
  /** The worker of that name, where the setup has one. */
  readonly worker: string | undefined;
}

/** What a target is, and who could be asked there. */
export interface TargetDescription extends TargetPlace {
  readonly queue: string;
  readonly queueSid: string;
  /** Priority of the task in it. */
  readonly priority: number;
  /** Seconds; undefined where it has none. */
  readonly timeout: number | undefined;
  readonly orderBy: string | undefined;
  readonly expression: string | undefined;
  /** Workers who could be asked at once, in the order in which they would be. */
  readonly eligible: readonly string[];
  /** The others, in the order of the list. */
  readonly refused: readonly RefusedWorker[];
  readonly knownWorker: KnownWorkerAccount | undefined;
}

/** A target that the task came to. `eligible` and `refused` are of the time when it came. */
export interface TargetAccount extends TargetDescription {
  readonly arrived: number;
  /** When its time there is over, and the next target comes; undefined where it may stay. */
  readonly until: number | undefined;
  /** When it left, and how; undefined where it is there at the end. */
  readonly left: number | undefined;
  readonly how: "assigned" | "timeout" | "skip" | "canceled" | undefined;
  readonly skipIf: SkipAccount | undefined;
  readonly offers: readonly OfferAccount[];
}

/**
 * The way of one task through a workflow. Plain data: it can be compared and is JSON. What takes time to work out (explanations, refusals,
 * assumptions) is worked out when it is looked at.
 */
export interface Simulation {
  /** What the task is called in the setup. */
  readonly task: string;
  readonly outcome: Outcome;
  /** Every filter that was looked at, in order; one that matched is followed by others where the task left it. */
  readonly filters: readonly FilterAccount[];
  /** Every target that the task came to, in order. */
  readonly targets: readonly TargetAccount[];
  /** The targets of the last filter that it did not come to. `eligible` and `refused` are of the end. */
  readonly ahead: readonly TargetDescription[];
  /** What became of the other tasks of the setup. */
  readonly others: readonly Simulation[];
  /** Twilio's behaviours that are not established and that this rests on: docs/simulate.md, docs/expression-language.md. */
  readonly assumptions: readonly string[];
}

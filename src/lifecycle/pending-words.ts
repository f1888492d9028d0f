import type { ApiError } from "../client";
import type { JsonObject } from "../core/json";
import { UserError } from "./errors";
import { few, listed, sidOf, tally } from "./tally";
import { FORBIDDEN } from "./task-policy";

/** What a message about tasks in the way needs to know. */
export interface Situation {
  readonly kind: string;
  readonly tasks: readonly JsonObject[];
  readonly statuses: readonly string[];
  /** How tasks hang on the object: `still controlled by it`. */
  readonly how: string;
  readonly forbidden: boolean;
  /** Seconds. */
  readonly waited: number;
  readonly timeout: number;
  /** How many tasks this delete has cancelled so far. */
  readonly cancelled: number;
}

/** Policy `fail`. */
export function stillThere(of: Situation): UserError {
  return new UserError("TR5120", `${facts(of)}; nothing was deleted.\n${choices(of, ["wait", "cancel", "finish"])}`);
}

/** Policy `wait`, at its time limit. */
export function waitedOut(of: Situation): UserError {
  return new UserError(
    "TR5121",
    `waited ${of.waited} s (pendingTasksTimeout: ${of.timeout}), and ${facts(of)}; nothing was deleted.\n` +
      choices(of, ["longer", "cancel", "finish"]),
  );
}

/** Policy `cancel`, with tasks that somebody is working on. */
export function refusedAssigned(of: Situation): UserError {
  return new UserError(
    "TR5122",
    `${facts(of)}; nothing was deleted${cancellations(of)}. Workers have accepted the assigned ones, so ` +
      `whenTasksPending: "cancel" does not touch them.\n${choices(of, ["wait", "finish"])}`,
  );
}

/** Policy `cancel`, and new tasks keep coming or the old ones stay. */
export function notCleared(of: Situation, rounds: number, refusal: ApiError | undefined): UserError {
  const why =
    refusal === undefined
      ? "New tasks arrive while the others are cancelled: stop what creates them, then run this again."
      : `Twilio refused to cancel the last one: ${refusal.message}`;
  return new UserError(
    "TR5123",
    `${facts(of)}, after ${rounds} rounds of cancelling${cancellations(of)}; nothing was deleted.\n  ${why}\n` +
      choices(of, ["wait", "finish"]),
    { cause: refusal },
  );
}

/** Policy `cancel` on a stack that forbids it. */
export function refusedForbidden(of: Situation): UserError {
  return new UserError(
    "TR5124",
    `${facts(of)}; nothing was cancelled or deleted, since ${FORBIDDEN}.\n${choices(of, ["wait", "finish"])}`,
  );
}

/** Twilio refuses the delete, and there is no task. */
export function unseen(of: Situation, error: ApiError): UserError {
  return new UserError(
    "TR5126",
    `${error.message}\n  Nothing was deleted. Twilio refuses this as long as tasks hold on to it, but no ` +
      `${listed(of.statuses, "or")} task is to be seen${cancellations(of)}. Run this again; if it ` +
      "stays, look at its tasks in the console.",
    { cause: error },
  );
}

function facts({ tasks, statuses, how }: Situation): string {
  return `${tally(tasks, statuses)} ${tasks.length === 1 ? "is" : "are"} ${how} (${few(tasks.map(sidOf))})`;
}

function cancellations({ cancelled: count }: Situation): string {
  return count === 0 ? "" : ` (${count} ${count === 1 ? "was" : "were"} cancelled)`;
}

type Choice = "wait" | "longer" | "cancel" | "finish";

function choices({ kind, forbidden, timeout, statuses }: Situation, offered: readonly Choice[]): string {
  const spared = statuses.includes("assigned") ? "; assigned ones are never cancelled" : "";
  const texts: Record<Choice, string> = {
    wait: `wait until they are done: whenTasksPending: "wait" on this ${kind}, and pendingTasksTimeout for how long (seconds, now ${timeout})`,
    longer: `wait longer: pendingTasksTimeout on this ${kind} (seconds, now ${timeout}, at most 86400)`,
    cancel: forbidden
      ? `not possible: ${FORBIDDEN}`
      : `cancel them: whenTasksPending: "cancel" on this ${kind}${spared}`,
    finish: "or finish or cancel them yourself, for instance in the console, and run this again",
  };
  return [
    "  What you can do:",
    ...offered.map((choice) => `  - ${texts[choice]}`),
    `  A delete goes by what state holds: set it in the program (put the ${kind} back if you have removed it), run pulumi up, ` +
      "and only then delete.",
  ].join("\n");
}

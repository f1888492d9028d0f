import type { Cause } from "./journey";

/** Seconds that a worker has to answer where no workflow says it (OpenAPI). */
export const DEFAULT_RESERVATION_TIMEOUT = 120;

/** Seconds that a task lives where nothing says it (OpenAPI). */
export const DEFAULT_TASK_TIMEOUT = 86_400;

/** So often a task goes from pending to reserved; then it is canceled (limits page). */
export const MOST_ASSIGNMENTS = 1000;

/** Why a task that its workflow gave up is canceled; the first is on record (live test 25 Mar 2026), the others are ours. */
export const GIVEN_UP: Readonly<Record<Cause, string>> = {
  timeout: "Task canceled on Workflow timeout",
  skip: "Task canceled on Workflow skip",
  unmatched: "Task canceled: no filter of the Workflow matched",
};

/** Its own timeout is over (OpenAPI). */
export const TOO_OLD = "Task TTL Exceeded";

/** It has been offered too often, or another end by the system, as others have seen it. */
export const TOO_MANY = "Task TTL Exceeded or Max assignment count exceeded";

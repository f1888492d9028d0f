import type { Fault, FaultKind } from "./api";
import { OPERATIONS } from "./routes";

const KINDS: readonly FaultKind[] = ["status", "hang", "close-before", "close-after", "truncate", "html", "delay"];

interface Planned {
  readonly fault: Fault;
  /** Matching requests that pass before it is played. */
  ahead: number;
  /** How often it is still to be played. */
  left: number;
}

/** Failures to come, in the order in which they were set. */
export class FaultPlan {
  #planned: Planned[] = [];

  /** @throws RangeError naming what is wrong with the fault. */
  add(fault: Fault): void {
    const { nth = 1, times = 1 } = checked(fault);
    this.#planned.push({ fault: { ...fault }, ahead: nth - 1, left: times });
  }

  clear(): void {
    this.#planned = [];
  }

  pending(): Fault[] {
    return this.#planned.map(({ fault, ahead, left }) => ({ ...fault, nth: ahead + 1, times: left }));
  }

  /** The fault to play on this request; counts it for all the others. */
  take(method: string, route: string): Fault | undefined {
    let played: Planned | undefined;
    for (const planned of this.#planned) {
      const { fault } = planned;
      if (fault.route !== "*" && fault.route !== route) continue;
      if (fault.method !== undefined && fault.method.toUpperCase() !== method) continue;
      if (planned.ahead > 0) planned.ahead--;
      else played ??= planned;
    }
    if (played !== undefined && --played.left <= 0) {
      this.#planned = this.#planned.filter((planned) => planned !== played);
    }
    return played?.fault;
  }
}

const isCount = (value: unknown, least: number): boolean => Number.isInteger(value) && Number(value) >= least;

function checked(fault: Fault): Fault {
  const { route, method, nth = 1, times = 1, kind, status, ms, retryAfter, body, afterWork } = fault;
  const problem = (text: string) => new RangeError(`fault: ${text}`);
  if (!KINDS.includes(kind)) throw problem(`kind must be one of ${KINDS.join(", ")}`);
  if (route !== "*" && !OPERATIONS.some(({ path }) => path === route)) {
    throw problem(`route must be "*" or a path such as /v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}`);
  }
  if (method !== undefined && !/^[a-z]+$/i.test(method)) throw problem("method must be a verb");
  if (!isCount(nth, 1)) throw problem("nth must be a whole number of at least 1");
  if (!isCount(times, 1) && times !== Number.POSITIVE_INFINITY) throw problem("times must be at least 1");
  if (status !== undefined && !(isCount(status, 200) && status <= 599)) throw problem("status must be 200 to 599");
  if (ms !== undefined && !(ms >= 0 && ms <= 3_600_000)) throw problem("ms must be 0 to 3600000");
  if (afterWork !== undefined && typeof afterWork !== "boolean") throw problem("afterWork must be true or false");
  for (const [name, value] of Object.entries({ retryAfter, body })) {
    if (value !== undefined && typeof value !== "string") throw problem(`${name} must be text`);
  }
  return fault;
}

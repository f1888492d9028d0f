import type { Fault } from "../../src/emulator";

/** One thing that can happen to a request. */
export interface FaultColumn {
  readonly name: string;
  readonly fault: Omit<Fault, "route" | "method" | "nth" | "times">;
}

/** The columns of the table. */
export const FAULTS: readonly FaultColumn[] = [
  { name: "reset before the work", fault: { kind: "close-before" } },
  { name: "reset after the work", fault: { kind: "close-after" } },
  { name: "no answer, not done", fault: { kind: "hang" } },
  { name: "no answer, done", fault: { kind: "hang", afterWork: true } },
  { name: "429", fault: { kind: "status", status: 429 } },
  { name: "429, Retry-After", fault: { kind: "status", status: 429, retryAfter: "1" } },
  { name: "500", fault: { kind: "status", status: 500 } },
  { name: "500, done", fault: { kind: "status", status: 500, afterWork: true } },
  { name: "502 HTML, done", fault: { kind: "html", status: 502, afterWork: true } },
  { name: "503 HTML", fault: { kind: "html", status: 503 } },
  { name: "half an answer", fault: { kind: "truncate" } },
  { name: "200 HTML, done", fault: { kind: "html", status: 200, afterWork: true } },
  { name: "401", fault: { kind: "status", status: 401 } },
  { name: "404", fault: { kind: "status", status: 404 } },
];

/** What no server can play, since it is not there: the connection is refused. */
export const REFUSED = { name: "refused connection" } as const;

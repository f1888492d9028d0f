import type { LoggedRequest } from "../../src/emulator";
import type { FaultColumn, REFUSED } from "./faults";
import { Ground, type KindRow, type Operation } from "./operations";

/** One request that an operation makes: which one of its kind it is, counted from 1. */
export interface RequestRow {
  readonly kind: KindRow;
  readonly operation: Operation;
  readonly method: string;
  readonly route: string;
  readonly nth: number;
  /** Which one of all requests of the operation it is, counted from 1. */
  readonly at: number;
}

/** The requests that an operation makes when nothing goes wrong. */
export async function requestsOf(kind: KindRow, operation: Operation): Promise<RequestRow[]> {
  const ground = await Ground.open(kind);
  try {
    await operation.arrange?.(ground);
    ground.emulator.clearRequests();
    await operation.act(ground);
    const counts = new Map<string, number>();
    return ground.emulator.requests().flatMap(({ method, route, fault }: LoggedRequest, index): RequestRow[] => {
      const nth = (counts.get(`${method} ${route}`) ?? 0) + 1;
      counts.set(`${method} ${route}`, nth);
      // One that fails anyway is the ground of the operation, and no row.
      return fault === undefined ? [{ kind, operation, method, route, nth, at: index + 1 }] : [];
    });
  } finally {
    await ground.close();
  }
}

/** How often the fault strikes: at that request only, or from then on. */
export type Mode = "once" | "on";

/** What the columns of the table are. */
export type Column = FaultColumn | typeof REFUSED;

/** What a cell of the table says. */
export type Outcome = "done" | "stops" | "stops, named next";

/** What must never be, in words. */
export class Broken extends Error {}

/**
 * Tries one fault at one request. Afterwards the next run, without the fault, must make state and account agree.
 *
 * @throws Broken when something was lost, doubled or left behind without a word
 */
export async function tryCell(row: RequestRow, column: Column, mode: Mode): Promise<Outcome> {
  const ground = await Ground.open(row.kind, "fault" in column ? undefined : "gate");
  try {
    return await cell(ground, row, column, mode);
  } finally {
    await ground.close();
  }
}

async function cell(ground: Ground, row: RequestRow, column: Column, mode: Mode): Promise<Outcome> {
  const { operation, method, route, nth, at, kind } = row;
  const { emulator, stack } = ground;
  await operation.arrange?.(ground);
  const times = mode === "once" ? 1 : Number.POSITIVE_INFINITY;
  if ("fault" in column) emulator.fault({ ...column.fault, method, route, nth, times });
  else ground.gate?.refuse(at, mode);
  const held = stack.held;
  const error = await operation.act(ground).then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );
  emulator.clearFaults();
  await ground.gate?.reopen();
  const verb = "(?:creating|reading|updating|deleting)";
  if (error !== undefined && !new RegExp(`^${verb} ${kind.kind}(?: |\\b).* failed: .+`, "s").test(error.message)) {
    throw new Broken(`the message does not name the operation: ${error.message}`);
  }
  const unknown = ground.added().filter((sid) => sid !== stack.held?.id && sid !== held?.id);
  if (ground.added().length > 1) throw new Broken(`doubled: ${ground.added().join(", ")}`);
  if (unknown.length > 0) return named(ground, row, unknown);
  const wasThere = kind.settings !== true && held !== undefined && ground.added().includes(held.id);
  if (wasThere && stack.held === undefined) throw new Broken("the state has lost what exists");
  await operation.again(ground);
  if (!(await ground.agrees())) throw new Broken("after the next run, state and account differ");
  emulator.clearRequests();
  await operation.again(ground);
  if (emulator.requests().some((request) => request.method !== "GET"))
    throw new Broken("a run after that still writes");
  return error === undefined ? "done" : "stops";
}

/** Nobody knows whether it was made, and it was: the next run must say so, with its SID, and make no second one. */
async function named(ground: Ground, { operation }: RequestRow, unknown: readonly string[]): Promise<Outcome> {
  const error = await operation.again(ground).then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );
  if (ground.added().length > 1) throw new Broken(`the next run doubles it: ${ground.added().join(", ")}`);
  if (ground.kind.takes === true && error === undefined && unknown.join() === ground.stack.held?.id) return "stops";
  if (error === undefined || !unknown.every((sid) => error.message.includes(sid))) {
    throw new Broken(`left behind, and the next run does not say so: ${unknown.join(", ")}`);
  }
  return "stops, named next";
}

import type { Json, JsonObject } from "../core/json";
import { operationFailed } from "./errors";
import type { ConfigureRequest } from "./session";

/** A mistake in a resource's inputs, as the engine prints it. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** What check answers: the inputs as state will hold them, and what is wrong with them. */
export interface CheckResult {
  readonly inputs: JsonObject;
  readonly failures: CheckFailure[];
}

/** What diff answers; `changes: undefined` lets the engine show the detailed difference of the inputs. */
export interface DiffResult {
  readonly changes: boolean | undefined;
  readonly replaces: string[];
}

/** What read answers; without an id the object is gone. */
export interface ReadResult {
  readonly id?: string;
  readonly props?: JsonObject;
  readonly inputs?: JsonObject;
}

/** The handlers that Pulumi's dynamic host calls for one kind of resource. All values are plain JSON. */
export interface Handlers {
  configure(request: ConfigureRequest): void;
  check(olds: JsonObject, news: JsonObject): CheckResult;
  diff(id: string, olds: JsonObject, news: JsonObject): DiffResult;
  create(inputs: JsonObject): Promise<{ id: string; outs: JsonObject }>;
  read(id: string, props: JsonObject): Promise<ReadResult>;
  update(id: string, olds: JsonObject, news: JsonObject): Promise<{ outs: JsonObject }>;
  delete(id: string, props: JsonObject): Promise<void>;
}

/** Runs one operation; what it throws leaves with the operation and the object in front. */
export async function operation<T>(name: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw operationFailed(name, error);
  }
}

/** The same for what must not wait. */
export function immediateOperation<T>(name: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw operationFailed(name, error);
  }
}

/**
 * Plain JSON and nothing else. The dynamic host fails on `undefined`, dates and class values *after* the remote object
 * exists, which would orphan it, or never answers at all (pulumi-facts 1.9).
 */
export function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/** `"name"` for messages, or nothing where no name is known. */
export function quoted(name: Json | undefined): string {
  return typeof name === "string" && name !== "" ? ` "${name}"` : "";
}

import { ApiError } from "../client";
import type { Collection } from "./collection";
import type { Descriptor } from "./descriptor";
import { UserError } from "./errors";

/** Said after Twilio's own words when a name is taken (facts 2.3: queues; how the others refuse is assumed, A-05 to A-07). */
const NAME_TAKEN =
  "Two of that kind cannot have one name at a time. If this is the same object under a new Pulumi name, give the resource " +
  "an alias; if it is replaced by itself, set deleteBeforeReplace; to swap two names, go through a third one in an up of " +
  "its own; if somebody else made it, choose another name or, for a resource that does not exist yet, take it over with " +
  "adopt: true or an import.";

/** Has Twilio refused what was asked, rather than failed to do it? */
export function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 400;
}

/** A create or update that was refused, with what to do about a name that is taken. */
export function writeRefused(error: unknown): unknown {
  return isRefusal(error) && /already exists/i.test(error.message) ? advised(error, NAME_TAKEN) : error;
}

/** The same for a create, which a full workspace refuses too: with what words is not known, how many it takes is. */
export async function createRefused(
  error: unknown,
  { kind, limit, fields }: Pick<Descriptor, "kind" | "limit" | "fields">,
  collection: Collection,
): Promise<unknown> {
  if (!isRefusal(error) || limit === undefined) return writeRefused(error);
  const count = await collection.count();
  if (count < limit) return writeRefused(error);
  const where = Object.hasOwn(fields, "workspaceSid") ? "A workspace" : "An account";
  const advice =
    `${where} takes ${limit} of kind ${kind} at most, those that nobody declared included (documented), and ${count} are there. ` +
    "Delete one that is not needed, or take one over with adopt.";
  return new UserError("TR5152", `${error.message}\n  ${advice}`, { cause: error });
}

function advised(error: ApiError, advice: string): UserError {
  return new UserError(error.code, `${error.message}\n  ${advice}`, { cause: error });
}

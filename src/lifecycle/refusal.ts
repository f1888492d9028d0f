import { ApiError } from "../client";
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

function advised(error: ApiError, advice: string): UserError {
  return new UserError(error.code, `${error.message}\n  ${advice}`, { cause: error });
}

import type { EmulatorOptions } from "../api";
import { CALLBACK_POLICIES, type CallbackPolicy } from "./destination";

/** A timer takes no more. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * The options that concern callbacks.
 * @throws RangeError for a policy that is none, and a timeout that is no positive number.
 */
export function callbackOptions({ callbacks = "loopback", callbackTimeout }: EmulatorOptions): {
  readonly policy: CallbackPolicy;
  readonly timeout: number | undefined;
} {
  if (!CALLBACK_POLICIES.includes(callbacks)) {
    throw new RangeError(`callbacks must be one of ${CALLBACK_POLICIES.join(", ")}, not ${String(callbacks)}`);
  }
  if (callbackTimeout !== undefined && !(callbackTimeout >= 1 && callbackTimeout <= LONGEST_MS)) {
    throw new RangeError(`callbackTimeout must be a number of milliseconds from 1, not ${String(callbackTimeout)}`);
  }
  return { policy: callbacks, timeout: callbackTimeout };
}

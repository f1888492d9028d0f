/**
 * What a request may suffer, as far as repeating it is concerned:
 *
 * - `rate-limited`  429: "never processed and … always safe to retry" (documented, error 20429)
 * - `not-sent`      no connection came about, so there is nothing that could have been carried out
 * - `hopeless`      no connection, for a reason that does not pass (a certificate, a proxy's refusal)
 * - `lost`          sent, but the answer broke off or never came
 * - `server-error`  5xx: carried out or not, nobody knows
 * - `answered`      an answer, good or bad, that a repetition would not change
 */
export type Trouble = "rate-limited" | "not-sent" | "hopeless" | "lost" | "server-error" | "answered";

/** Whether a request may be carried out twice: true for GET, DELETE and updates that set the same values again. */
export interface Repeatable {
  readonly repeatable: boolean;
}

const ALWAYS = { once: true, repeatable: true };
const NEVER = { once: false, repeatable: false };
const IF_REPEATABLE = { once: false, repeatable: true };

const POLICY: Record<Trouble, { readonly once: boolean; readonly repeatable: boolean }> = {
  "rate-limited": ALWAYS,
  "not-sent": ALWAYS,
  hopeless: NEVER,
  lost: IF_REPEATABLE,
  "server-error": IF_REPEATABLE,
  answered: NEVER,
};

/** May a request in this trouble be sent again? */
export function mayRepeat(trouble: Trouble, { repeatable }: Repeatable): boolean {
  return repeatable ? POLICY[trouble].repeatable : POLICY[trouble].once;
}

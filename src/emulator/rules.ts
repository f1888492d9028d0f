/** Where a rule comes from: Twilio's pages or OpenAPI text; somebody's recorded or reported traffic; nobody knows. */
export type Evidence = "documented" | "observed" | "assumed";

/** One thing that the emulator does, and why it is believed to be what Twilio does. */
export interface Rule {
  /** `area.name`, stable. */
  readonly id: string;
  readonly text: string;
  readonly evidence: Evidence;
  /** Number in the register of open questions; there exactly when something about the rule is assumed. */
  readonly assumption?: string;
  /** Page, recording or reasoning it rests on. */
  readonly source: string;
}

type RuleDraft = Omit<Rule, "id">;

/** A rule from Twilio's own pages or OpenAPI description. */
export const documented = (text: string, source: string): RuleDraft => ({ text, evidence: "documented", source });

/** A rule seen in recorded traffic, in a live test's log, or in code that was run against the real service. */
export const observed = (text: string, source: string): RuleDraft => ({ text, evidence: "observed", source });

/** A rule that nothing public settles. Answers that rest on it carry its number in `x-emulator-assumption`. */
export const assumed = (assumption: string, text: string, source: string): RuleDraft => ({
  text,
  evidence: "assumed",
  assumption,
  source,
});

/** Names the rules of one area: `define("activity", { limit: … }).limit.id` is `activity.limit`. */
export function defineRules<K extends string>(area: string, drafts: Record<K, RuleDraft>): Readonly<Record<K, Rule>> {
  const named = Object.entries<RuleDraft>(drafts).map(([name, draft]) => [name, { id: `${area}.${name}`, ...draft }]);
  return Object.fromEntries(named) as Record<K, Rule>;
}

import { equal } from "../../core/equal";
import type { Json } from "../../core/json";
import type { Purse } from "../../expression/reasoning/search";
import { compareWays, type Parting } from "./compare";
import { type Counterexample, counterexampleOf } from "./counterexample";
import { explore, type Outcome, type Setting } from "./explore";
import { type Prepared, prepare, systemFacts, Vocabulary } from "./prepare";
import { readDocument } from "./read";

/**
 * The answer to whether two workflows route every task alike. Never a wrong "equivalent": that is proved of the rules of the
 * evaluator. "different" comes with a task that was followed through both. "not shown" is neither.
 */
export type Verdict =
  | {
      readonly verdict: "equivalent";
      /** Attributes that are supposed to hold single values, where `singleValues` was asked for and this rests on it. */
      readonly supposing?: readonly string[];
    }
  | { readonly verdict: "different"; readonly counterexample: Counterexample }
  | { readonly verdict: "not shown"; readonly because: string };

/** How far to go. */
export interface EquivalenceOptions {
  /**
   * Suppose that attributes which are compared as single values everywhere, in both workflows, hold no list and no object.
   * `type == 'a'` and `type != 'a'` then leave no task out; without it, both are false of a list. Default false.
   */
  readonly singleValues?: boolean;
  /** What may be spent, in tests of one value; beyond it the answer is "not shown". Default 40,000,000, some ten seconds. */
  readonly budget?: number;
}

const BUDGET = 40_000_000;

/**
 * Do two workflows route every task alike? Alike are the sequences of targets that a task comes to when nobody takes it,
 * with queue, priority, timeout, `order_by`, `skip_if`, known worker and the workers that `expression` asks, by what they
 * mean and not by how they are written, and how the sequence ends. Names of filters do not matter.
 *
 * Deterministic; never throws. The answer is that of this package's evaluator, with its assumptions
 * (docs/expression-language.md).
 *
 * @param old - a routing document in any spelling, or its JSON text
 */
export function equivalent(old: Json, now: Json, options: EquivalenceOptions = {}): Verdict {
  const { singleValues = false, budget = BUDGET } = options;
  const [one, other] = [readDocument(old), readDocument(now)];
  if (one.canonical !== undefined && equal(one.canonical, other.canonical)) return { verdict: "equivalent" };
  if ("problem" in one) return { verdict: "not shown", because: `the old workflow cannot be compared: ${one.problem}` };
  if ("problem" in other)
    return { verdict: "not shown", because: `the new workflow cannot be compared: ${other.problem}` };
  const plans = { old: one.plan, new: other.plan };
  const vocabulary = new Vocabulary();
  const prepared = { old: prepare(plans.old, vocabulary), new: prepare(plans.new, vocabulary) };
  const ask = (single: (name: string) => boolean, purse: Purse): Outcome =>
    explore(settingFor(prepared, vocabulary, single, purse, (example) => compareWays(plans, example)));
  // First as everybody expects it, so that the example is one that could come: no lists where single values are compared.
  const usual = ask((name) => vocabulary.singles.get(name) === true, { left: budget / 2 });
  if (usual.kind === "parts") return { verdict: "different", counterexample: counterexampleOf(usual.parting) };
  const every = ask(() => false, { left: budget / 2 });
  if (every.kind === "same") return { verdict: "equivalent" };
  const names = [...vocabulary.singles].flatMap(([name, single]) => (single ? [name] : []));
  if (singleValues && usual.kind === "same") return { verdict: "equivalent", supposing: names };
  if (every.kind === "parts" && !singleValues)
    return { verdict: "different", counterexample: counterexampleOf(every.parting, usual.kind === "same") };
  return {
    verdict: "not shown",
    because: [usual, every].flatMap((each) => (each.kind === "open" ? [each.because] : []))[0] ?? "",
  };
}

function settingFor(
  { old, new: now }: { old: Prepared; new: Prepared },
  vocabulary: Vocabulary,
  single: (name: string) => boolean,
  purse: Purse,
  confirm: (example: Parameters<Setting["confirm"]>[0]) => Parting | undefined,
): Setting {
  const facts = systemFacts(vocabulary).map((fact) => [fact, true] as const);
  return { old, new: now, vocabulary, facts, single, purse, confirm };
}

import type { Place } from "../../src/expression/places";
import type { Changes } from "./change";
import type { Edits } from "./expression-edits";
import * as expression from "./expression-edits";
import * as filter from "./filter-changes";
import * as json from "./json-edits";
import * as target from "./target-changes";

/**
 * What every mutant of an operator must get, and get newly: `error`, or `finding`, an error or a warning.
 * An error is asked for where Twilio refuses the mutant or where it can never work, as far as that is known.
 */
export type Verdict = "error" | "finding";

/** One kind of mistake. */
export type Operator = {
  readonly name: string;
  /** What it does, by an example. */
  readonly does: string;
  readonly verdict: Verdict;
} & (
  | { readonly of: "expression"; readonly places: readonly Place[]; readonly mutate: Edits }
  | { readonly of: "document"; readonly mutate: Changes }
  | { readonly of: "text"; readonly mutate: Edits }
);

const LOGIC: readonly Place[] = ["target_workers", "filter", "target", "skip_if"];
const CONDITIONS: readonly Place[] = ["target_workers", "filter", "target"];
const NAMES: readonly Place[] = [...CONDITIONS, "order_by", "known_worker"];

const inExpression = (
  name: string,
  does: string,
  verdict: Verdict,
  mutate: Edits,
  places: readonly Place[] = LOGIC,
): Operator => ({ name, does, verdict, of: "expression", places, mutate });
const inDocument = (name: string, does: string, verdict: Verdict, mutate: Changes): Operator => {
  return { name, does, verdict, of: "document", mutate };
};
const inText = (name: string, does: string, mutate: Edits): Operator => {
  return { name, does, verdict: "error", of: "text", mutate };
};

const OTHER_SID = `WW${"0".repeat(31)}1`;
const WORKER_SID = `WK${"0".repeat(31)}1`;

/** The table: every operator is applied to every valid document of the corpus at every place where it applies. */
export const OPERATORS: readonly Operator[] = [
  inExpression(
    "operator-character-dropped",
    "HAS → HS, AND → AD, == → =, != → !",
    "error",
    expression.operatorCharacterDropped,
  ),
  inExpression(
    "operator-character-doubled",
    "== → ===, HAS → HHAS, != → !==",
    "error",
    expression.operatorCharacterDoubled,
  ),
  inExpression("operator-letters-swapped", "HAS → HSA, AND → NAD", "error", expression.operatorLettersSwapped),
  inExpression("operator-symbols-swapped", "!= → =!, <= → =<", "finding", expression.operatorSymbolsSwapped),
  inExpression("operator-letter-mistyped", "HAS → HxS, OR → xR", "error", expression.operatorLetterMistyped),
  inExpression(
    "operator-of-other-language",
    "AND → &&, OR → ||, == → ===, != → <>",
    "error",
    expression.operatorOfOtherLanguage,
  ),
  inExpression("operator-removed", "type == 'a' → type 'a'", "error", expression.operatorRemoved),
  inExpression(
    "operator-of-other-kind",
    "type == 'a' → type IN 'a', kind IN ['a'] → kind == ['a']",
    "finding",
    expression.operatorOfOtherKind,
  ),
  inExpression(
    "operand-removed",
    "type == 'a' → type ==; a == 1 AND b == 2 → AND b == 2",
    "error",
    expression.operandRemoved,
  ),
  inExpression("quote-removed", "type == 'a' → type == a'", "error", expression.quoteRemoved),
  inExpression("quote-doubled", "type == 'a' → type == ''a'", "error", expression.quoteDoubled),
  inExpression("quote-of-other-kind", "type == 'a' → type == 'a\"", "error", expression.quoteOfOtherKind),
  inExpression(
    "bracket-removed",
    "(a == 1) → (a == 1; kind IN ['a'] → kind IN 'a']",
    "error",
    expression.bracketRemoved,
  ),
  inExpression("bracket-doubled", "(a == 1) → ((a == 1)", "error", expression.bracketDoubled),
  inExpression(
    "comma-removed",
    "kind IN ['a', 'b'] → kind IN ['a' 'b']; worker.a DESC, worker.b ASC likewise",
    "error",
    expression.commaRemoved,
    [...LOGIC, "order_by"],
  ),
  inExpression(
    "comma-doubled",
    "kind IN ['a', 'b'] → kind IN ['a',, 'b']; worker.a DESC, worker.b ASC likewise",
    "error",
    expression.commaDoubled,
    [...LOGIC, "order_by"],
  ),
  inExpression("expression-emptied", "type == 'a' → nothing", "error", expression.replacedBy(""), CONDITIONS),
  inExpression("hyphen-for-underscore", "agent_sid → agent-sid", "error", expression.hyphenForUnderscore, NAMES),
  inExpression("hyphen-in-name", "routing.skills → routing.ski-lls", "error", expression.hyphenInName, NAMES),
  inExpression("name-in-quotes", "type == 'a' → 'type' == 'a'", "finding", expression.nameInQuotes, CONDITIONS),
  inExpression(
    "prefix-added",
    "in a filter and in a queue: type → task.type, worker.type",
    "finding",
    expression.prefixAdded,
    ["filter", "target_workers"],
  ),
  inExpression(
    "prefix-removed",
    "in a target, order_by and known worker: task.type → type",
    "finding",
    expression.prefixRemoved,
    ["target", "order_by", "known_worker"],
  ),
  inExpression(
    "prefix-misspelt",
    "in a target: worker.type → wroker.type, workers.type",
    "finding",
    expression.prefixMisspelt,
    ["target", "order_by", "known_worker"],
  ),
  inExpression(
    "contradiction-inserted",
    "type == 'a' → type == 'a' AND type == 'a 2'",
    "finding",
    expression.contradictionInserted,
  ),
  inExpression(
    "tautology-inserted",
    "type == 'a' → (type != 'a' OR type != 'a 2')",
    "finding",
    expression.tautologyInserted,
  ),
  inExpression(
    "order-direction-misspelt",
    "worker.level DESC → worker.level DSEC",
    "error",
    expression.directionMisspelt,
    ["order_by"],
  ),
  inExpression(
    "skip-if-name-misspelt",
    "workers.avalable == 0, worker.available == 0, available == 0 in place of a skip_if",
    "finding",
    expression.replacedBy("workers.avalable == 0", "worker.available == 0", "available == 0"),
    ["skip_if"],
  ),
  inExpression("known-worker-in-quotes", "task.agent → 'task.agent'", "error", expression.inQuotes, ["known_worker"]),
  inExpression(
    "known-worker-by-sid",
    "task.agent → WK…, worker.sid",
    "finding",
    expression.replacedBy(WORKER_SID, "worker.sid"),
    ["known_worker"],
  ),

  inExpression("quotes-removed", "type == 'sales' → type == sales", "finding", expression.quotesRemoved, [
    "filter",
    "target_workers",
    "target",
  ]),
  inExpression("prefix-doubled", "in a target: task.type → worker.task.type", "finding", expression.prefixDoubled, [
    "target",
    "order_by",
    "known_worker",
  ]),
  inExpression("compared-with-itself", "type == 'a' → type == type", "finding", expression.comparedWithItself),
  inExpression(
    "alternative-swallowed",
    "type == 'a' → (type == 'a' OR type == 'a' AND other == 1)",
    "finding",
    expression.alternativeSwallowed,
  ),
  inExpression("list-in-parentheses", "type == 'a' → type IN ('a')", "error", expression.listInParentheses),
  inExpression("order-direction-glued", "worker.level DESC → worker.levelDESC", "finding", expression.directionGlued, [
    "order_by",
  ]),
  inExpression("order-direction-removed", "worker.level DESC → worker.level", "finding", expression.directionRemoved, [
    "order_by",
  ]),

  inDocument("key-letter-dropped", "queue → queu", "finding", target.keyLetterDropped),
  inDocument("key-letters-swapped", "targets → tragets", "finding", target.keyLettersSwapped),
  inDocument("key-in-camel-case", "order_by → orderBy", "finding", target.keyInCamelCase),
  inDocument("key-with-hyphen", "order_by → order-by", "finding", target.keyWithHyphen),
  inDocument("queue-of-other-kind", "WQ… → WW…", "error", target.queueReplaced([OTHER_SID])),
  inDocument("queue-by-name", "WQ… → Support", "error", target.queueReplaced(["Support"])),
  inDocument("queue-truncated", "WQ… → the same without its last digit", "error", target.queueTruncated),
  inDocument("queue-empty", "WQ… → an empty text", "error", target.queueReplaced([""])),
  inDocument("queue-of-wrong-type", "WQ… → 5, true, {}", "error", target.queueReplaced([5, true, {}])),
  inDocument("first-queue-removed", "a filter's first target without its queue", "error", target.firstQueueRemoved),
  inDocument(
    "priority-out-of-range",
    "priority -1, 1.5, 2147483648",
    "error",
    target.targetKey("priority", [-1, 1.5, 2 ** 31]),
  ),
  inDocument(
    "priority-of-wrong-type",
    'priority "high", true, []',
    "error",
    target.targetKey("priority", ["high", true, []]),
  ),
  inDocument("timeout-out-of-range", "timeout 0, -1, 1.5", "error", target.targetKey("timeout", [0, -1, 1.5])),
  inDocument(
    "timeout-beyond-task",
    "timeout 1209601, longer than a task lives",
    "finding",
    target.targetKey("timeout", [1_209_601]),
  ),
  inDocument("timeout-of-wrong-type", 'timeout "soon", true', "error", target.targetKey("timeout", ["soon", true])),
  inDocument("priority-null", "priority null", "finding", target.targetKey("priority", [null])),
  inDocument("target-doubled", "a target twice, one behind the other", "finding", target.targetDoubled),
  inDocument("targets-emptied", "targets []", "error", filter.targetsEmptied),
  inDocument("targets-removed", "a filter without targets", "finding", filter.targetsRemoved),
  inDocument("filter-expression-removed", "a filter without expression", "error", filter.filterExpressionRemoved),
  inDocument(
    "filter-name-duplicated",
    "a filter under the name of the one before it",
    "finding",
    filter.filterNameDuplicated,
  ),
  inDocument(
    "filter-duplicated-beside",
    "a filter twice, one behind the other, under another name",
    "finding",
    filter.filterDuplicatedBeside,
  ),
  inDocument(
    "filter-duplicated-at-end",
    "a filter again as the last one, under another name",
    "finding",
    filter.filterDuplicatedAtEnd,
  ),
  inDocument("catch-all-inserted-first", "a filter 1==1 before all others", "finding", filter.catchAllInsertedFirst),
  inDocument("catch-all-moved-first", "the filter 1==1 before all others", "finding", filter.catchAllMovedFirst),
  inDocument(
    "wider-filter-inserted",
    "before a AND b a filter for a, one for b",
    "finding",
    filter.widerFilterInserted,
  ),
  inDocument(
    "earlier-filter-widened",
    "a AND b → a, where a later filter waits for a AND c",
    "finding",
    filter.earlierFilterWidened,
  ),
  inDocument(
    "target-after-endless",
    "one more target behind one that waits for ever",
    "finding",
    target.targetAfterEndless,
  ),
  inDocument(
    "end-of-target-removed",
    "timeout and skip_if gone from a target before the last",
    "finding",
    target.endOfTargetRemoved,
  ),
  inDocument("everything-removed", "task_routing {}", "finding", filter.everythingRemoved),
  inDocument("catch-all-mistyped", "1==1 → 1==11", "finding", filter.catchAllMistyped),
  inDocument("default-filter-removed", "no default_filter", "finding", target.defaultFilterRemoved),
  inDocument("default-queue-removed", "default_filter {}", "error", target.defaultQueueRemoved),

  inText("json-quote-dropped", 'the JSON text without one "', json.jsonQuoteDropped),
  inText("json-bracket-dropped", "the JSON text without one of { } [ ]", json.jsonBracketDropped),
  inText("json-separator-dropped", "the JSON text without one comma or colon", json.jsonSeparatorDropped),
  inText("json-comma-too-many", "the JSON text with a comma before a closing bracket", json.jsonCommaTooMany),
];

import { isJsonObject, type Json, type JsonObject } from "../../src/core/json";
import type { Path } from "../../src/core/path";
import {
  type Change,
  type Changes,
  changeAt,
  defaultFilterOf,
  type Found,
  filtersOf,
  replaced,
  targetsOf,
} from "./change";

const allTargets = (document: Json): Found[] => filtersOf(document).flatMap(targetsOf);

/** Each of the values at each target, whether it had one or not. */
export const targetKey =
  (key: string, values: readonly Json[]): Changes =>
  (document) =>
    allTargets(document).flatMap(({ path, value }) =>
      values.map((wrong) => changeAt(document, [...path, key], value[key], wrong)),
    );

const queueKey = (target: JsonObject): string | undefined =>
  ["queue", "task_queue_sid"].find((key) => Object.hasOwn(target, key));

/** Each of the values at each queue that the document names. */
export const queueReplaced =
  (values: readonly Json[]): Changes =>
  (document) =>
    [...allTargets(document), ...defaultFilterOf(document)].flatMap(({ path, value }) => {
      const key = queueKey(value);
      return key === undefined ? [] : values.map((wrong) => changeAt(document, [...path, key], value[key], wrong));
    });

function queueRemoved(document: Json, targets: readonly Found[]): Change[] {
  return targets.flatMap(({ path, value }) => {
    const key = queueKey(value);
    return key === undefined ? [] : [changeAt(document, [...path, key], value[key], undefined)];
  });
}

export const firstQueueRemoved: Changes = (document) =>
  queueRemoved(
    document,
    filtersOf(document).flatMap((filter) => targetsOf(filter).slice(0, 1)),
  );

export const defaultQueueRemoved: Changes = (document) => queueRemoved(document, defaultFilterOf(document));

export const defaultFilterRemoved: Changes = (document) =>
  defaultFilterOf(document).map(({ path, value }) => changeAt(document, path, value, undefined));

const ends = ({ value }: Found): boolean => Object.hasOwn(value, "timeout") || Object.hasOwn(value, "skip_if");

/** Behind a target that waits for ever, one more. */
export const targetAfterEndless: Changes = (document) =>
  filtersOf(document).flatMap((filter) => {
    const targets = targetsOf(filter);
    const last = targets.at(-1);
    if (last === undefined || ends(last)) return [];
    const another = { queue: targets[0]?.value["queue"] ?? null, priority: 7 };
    const path = [...filter.path, "targets"];
    const after = [...targets.map(({ value }) => value), another];
    return [{ path, before: undefined, after: another, document: replaced(document, path, after) }];
  });

/** A target before the last one loses what ends it: timeout and skip_if. */
export const endOfTargetRemoved: Changes = (document) =>
  filtersOf(document).flatMap((filter) =>
    targetsOf(filter)
      .slice(0, -1)
      .filter(ends)
      .map(({ path, value }) => {
        const { timeout: _timeout, skip_if: _skipIf, ...endless } = value;
        return changeAt(document, path, value, endless);
      }),
  );

/** Every key of the language that the document holds, and the object that holds it. */
function keys(document: Json): { path: Path; object: JsonObject; key: string }[] {
  const top = isJsonObject(document) ? document : {};
  const routing = top["task_routing"];
  const outer = isJsonObject(routing)
    ? [
        { path: [], value: top },
        { path: ["task_routing"], value: routing },
      ]
    : [];
  const holders: Found[] = [...outer, ...filtersOf(document), ...allTargets(document), ...defaultFilterOf(document)];
  return holders.flatMap(({ path, value }) =>
    Object.keys(value)
      .filter((key) => KNOWN.has(key))
      .map((key) => ({ path, object: value, key })),
  );
}

const KNOWN = new Set([
  "task_routing",
  "filters",
  "default_filter",
  "filter_friendly_name",
  "friendly_name",
  "expression",
  "targets",
  "queue",
  "task_queue_sid",
  "priority",
  "timeout",
  "order_by",
  "skip_if",
  "known_worker_sid",
  "known_worker_friendly_name",
]);

/** Each key once; where the mistake can stand at several letters, another letter each time. */
const keyMisspelt =
  (forms: (key: string) => readonly string[]): Changes =>
  (document) =>
    keys(document).flatMap(({ path, object, key }, turn) => {
      const wrong = forms(key).filter((form) => form !== key && !KNOWN.has(form));
      const name = wrong[turn % Math.max(1, wrong.length)];
      if (name === undefined) return [];
      const entries = Object.entries(object).map(([known, value]) => [known === key ? name : known, value]);
      return [{ path, before: key, after: name, document: replaced(document, path, Object.fromEntries(entries)) }];
    });

export const keyLetterDropped = keyMisspelt((key) => [...key].map((_, at) => key.slice(0, at) + key.slice(at + 1)));
export const keyLettersSwapped = keyMisspelt((key) =>
  [...key].slice(1).map((letter, at) => key.slice(0, at) + letter + key.charAt(at) + key.slice(at + 2)),
);
export const keyInCamelCase = keyMisspelt((key) => [
  key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
]);
export const keyWithHyphen = keyMisspelt((key) => [key.replaceAll("_", "-")]);

/** Each queue's SID without its last character. */
export const queueTruncated: Changes = (document) =>
  queueReplaced([""])(document).map(({ path, before }) =>
    changeAt(document, path, before, typeof before === "string" ? before.slice(0, -1) : ""),
  );

/** A target again behind itself, where that is not its end. */
export const targetDoubled: Changes = (document) =>
  filtersOf(document).flatMap((filter) => {
    const targets = targetsOf(filter);
    return targets.map((target, at) => {
      const values = targets.map(({ value }) => value);
      const path = [...filter.path, "targets"];
      const doubled = [...values.slice(0, at + 1), target.value, ...values.slice(at + 1)];
      return { path, before: undefined, after: target.value, document: replaced(document, path, doubled) };
    });
  });

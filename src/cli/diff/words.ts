import type { Json } from "../../core/json";
import type { Appeared, Change, Changed, Moved } from "../../routing/compare/change";
import { mereSpelling } from "../../routing/compare/spelling";
import { KEYS } from "../../routing/keys";
import { contrast, fitsOneLine, type Texts } from "./contrast";
import { describedDocument, describedFilter, describedTarget, isRouting, shownKey } from "./describe";
import { type Documents, Labels } from "./labels";
import type { Line, Part } from "./line";
import type { QueueNames } from "./queues";
import { isListKey, isMasked, shownName, shownValue, textOf } from "./shown";

/** Puts the changes of one comparison into words. */
export function changeWords(documents: Documents, queues: QueueNames): (change: Change) => Line {
  const labels = new Labels(documents);
  return (change) => {
    if (change.kind === "moved") return movedWords(change, labels);
    return change.kind === "changed" ? changedWords(change, labels, queues) : appearedWords(change, labels, queues);
  };
}

function appearedWords({ kind, at, value }: Appeared, labels: Labels, queues: QueueNames): Line {
  const target = (): Part[] => describedTarget(value, queues);
  if (at.filter === undefined) return { parts: [`default filter ${kind}: `, ...target()] };
  if (at.target !== undefined) {
    return { parts: [...labels.filter(at.filter), ": ", ...labels.target(at.target), ` ${kind}: `, ...target()] };
  }
  const place = kind === "added" ? ` at ${(at.filter.now ?? 0) + 1}` : "";
  return { parts: [...labels.filter(at.filter), ` ${kind}${place}: `, ...describedFilter(value, queues)] };
}

function movedWords({ at, before }: Moved, labels: Labels): Line {
  const { filter, target } = at;
  if (filter === undefined) return { parts: [] };
  const [old, now] = [target?.old ?? filter.old ?? 0, target?.now ?? filter.now ?? 0];
  const what: Part[] = target === undefined ? labels.filter(filter) : [...labels.filter(filter), ": target"];
  if (old !== now) return { parts: [...what, ` moved from ${old + 1} to ${now + 1}`] };
  // Something else above it came or went, so that its number says nothing.
  const number = target === undefined ? "" : ` ${now + 1}`;
  const next: Part[] =
    before === undefined
      ? ["the end"]
      : [
          "before ",
          ...(target === undefined ? labels.filter({ old: undefined, now: before }) : [`target ${before + 1}`]),
        ];
  return { parts: [...what, `${number} moved `, ...(before === undefined ? ["to "] : []), ...next] };
}

function changedWords({ at, key, old, now }: Changed, labels: Labels, queues: QueueNames): Line {
  if (key === undefined) return documentWords(old ?? null, now ?? null, queues);
  if (at.holder === "filter" && key === "filter_friendly_name" && at.filter !== undefined) {
    const line = renamed(labels.filter(at.filter, "old"), old, now);
    if (line !== undefined) return line;
  }
  return valueWords([...labels.where(at), shownKey(key, KEYS[at.holder])], { key, old, now }, queues);
}

/** Documents that are no routing documents both. */
function documentWords(old: Json, now: Json, queues: QueueNames): Line {
  const both = [old, now];
  if (!both.some((document) => isMasked(document) || isRouting(document))) {
    return valueWords(["document"], { key: "", old, now }, queues);
  }
  const [before, after] = both.map((document) => describedDocument(document, queues));
  return { parts: ["document: ", ...(before ?? []), " → ", ...(after ?? [])] };
}

function renamed(filter: Part[], old: Json | undefined, now: Json | undefined): Line | undefined {
  if (old === undefined && typeof now === "string" && now !== "")
    return { parts: [...filter, " named ", shownName(now)] };
  if (typeof old !== "string" || typeof now !== "string" || old === "" || now === "") return undefined;
  if (isMasked(now) || isMasked(old) || !fitsOneLine({ old, now })) return undefined;
  return { parts: [...filter, " renamed to ", shownName(now)] };
}

/** What a key had, and what it has. */
export interface Values {
  readonly key: string;
  readonly old: Json | undefined;
  readonly now: Json | undefined;
}

/** A value that differs, behind what it is the value of. */
export function valueWords(what: readonly Part[], { key, old, now }: Values, queues: QueueNames): Line {
  if (old === undefined) return { parts: [...what, " set to ", ...shownValue(key, now ?? null, queues)] };
  if (now === undefined) return { parts: [...what, " removed, was ", ...shownValue(key, old, queues)] };
  if (key === "queue" || isListKey(key) || [old, now].some(isMasked)) {
    return { parts: [...what, " ", ...shownValue(key, old, queues), " → ", ...shownValue(key, now, queues)] };
  }
  const areTexts = typeof old === "string" && typeof now === "string";
  const mere = areTexts ? mereSpelling(key, old, now) : undefined;
  if (mere === "white space") return { parts: [...what, ": only white space differs"] };
  const note = mere === "spelling" ? " (same meaning)" : "";
  // The number 1 and the text "1" are shown as JSON, which tells them apart.
  const [before, after] = [old, now].map((value) => textOf(areTexts ? key : "", value));
  return contrasted(what, { old: before ?? "", now: after ?? "" }, note);
}

function contrasted(what: readonly Part[], texts: Texts, note: string): Line {
  if (!fitsOneLine(texts)) return { parts: [...what, note], block: contrast(texts) };
  const [old, now] = [texts.old, texts.now].map((text): Part => ({ text, isName: false }));
  return { parts: [...what, " ", old ?? "", " → ", now ?? "", note] };
}

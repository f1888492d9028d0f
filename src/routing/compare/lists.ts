import type { Json } from "../../core/json";
import { type Alignment, align, type Kinship } from "./align";
import type { Change, Place, Spot } from "./change";

/** The elements of a list that can be told apart. */
export interface Elements {
  readonly kinship: Kinship<Json>;
  /** What an element is, by where it stands. */
  readonly place: (spot: Spot) => Place;
  /** What differs within an element that is in both lists. */
  readonly within: (spot: Spot, old: Json, now: Json) => readonly Change[];
}

/** What differs between two lists: what was removed, then in the order of the new one what was added, moved and changed. */
export function listChanges(old: readonly Json[], now: readonly Json[], elements: Elements): Change[] {
  const alignment = align(old, now, elements.kinship);
  const removed = alignment.removed.map((index): Change => {
    return { kind: "removed", at: elements.place({ old: index, now: undefined }), value: old[index] ?? null };
  });
  const present = [...added(alignment, now, elements), ...kept(alignment, old, now, elements)];
  return [...removed, ...present.sort((a, b) => a.index - b.index).flatMap(({ changes }) => changes)];
}

/** The changes of an element, by its index in the new list. */
interface Present {
  readonly index: number;
  readonly changes: readonly Change[];
}

function added({ added: indexes }: Alignment, now: readonly Json[], { place }: Elements): Present[] {
  return indexes.map((index) => ({
    index,
    changes: [{ kind: "added", at: place({ old: undefined, now: index }), value: now[index] ?? null }],
  }));
}

function kept(alignment: Alignment, old: readonly Json[], now: readonly Json[], elements: Elements): Present[] {
  /** Where the next one stands that has not moved, seen from the end. */
  let next: number | undefined;
  return [...alignment.kept].reverse().map((pair): Present => {
    const spot: Spot = { old: pair.old, now: pair.now };
    const moved: Change[] = pair.moved ? [{ kind: "moved", at: elements.place(spot), before: next }] : [];
    if (!pair.moved) next = pair.now;
    const within = pair.equal ? [] : elements.within(spot, old[pair.old] ?? null, now[pair.now] ?? null);
    return { index: pair.now, changes: [...moved, ...within] };
  });
}

import type { Json } from "../../core/json";
import { valueAt } from "../../core/path";
import type { Place, Spot } from "../../routing/compare/change";
import type { Part } from "./line";
import { shownName } from "./shown";

/** The documents of a comparison. */
export interface Documents {
  readonly old: Json;
  readonly now: Json;
}

/** What filters and targets are called: by their names, by their numbers where that would not tell which. */
export class Labels {
  readonly #repeated: ReadonlySet<string>;

  constructor(readonly documents: Documents) {
    this.#repeated = new Set([documents.old, documents.now].flatMap((document) => repeated(namesIn(document))));
  }

  /** What a line begins with that is about a place. */
  where(place: Place): Part[] {
    if (place.holder === "default_filter") return ["default filter: "];
    if (place.filter === undefined) return [];
    const filter: Part[] = [...this.filter(place.filter), ": "];
    if (place.target === undefined || this.#isOnlyTarget(place.filter)) return filter;
    return [...filter, ...this.target(place.target), ": "];
  }

  /** A filter by the name that it has on one side: `filter "Gold"`, `filter 3 "Gold"` of several such, `filter 3` without a name. */
  filter(spot: Spot, side: keyof Spot = spot.now === undefined ? "old" : "now"): Part[] {
    const index = spot[side] ?? 0;
    const name = nameAt(this.documents[side], index);
    if (name === undefined) return [`filter ${index + 1}`];
    return [this.#repeated.has(name) ? `filter ${index + 1} ` : "filter ", shownName(name)];
  }

  target({ old, now }: Spot): Part[] {
    return [`target ${(now ?? old ?? 0) + 1}`];
  }

  #isOnlyTarget({ old, now }: Spot): boolean {
    const counts = [targetsAt(this.documents.old, old), targetsAt(this.documents.now, now)];
    return counts.every((count) => count === 1);
  }
}

function targetsAt(document: Json, filter: number | undefined): number {
  const targets = valueAt(document, ["task_routing", "filters", filter ?? 0, "targets"]);
  return Array.isArray(targets) ? targets.length : 0;
}

function namesIn(document: Json): string[] {
  const filters = valueAt(document, ["task_routing", "filters"]);
  if (!Array.isArray(filters)) return [];
  return filters.flatMap((_, index) => nameAt(document, index) ?? []);
}

function nameAt(document: Json, filter: number): string | undefined {
  const name = valueAt(document, ["task_routing", "filters", filter, "filter_friendly_name"]);
  return typeof name === "string" && name !== "" ? name : undefined;
}

function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.has(name) || seen.add(name) === undefined);
}

import type { JsonObject } from "../core/json";
import type { Account } from "../lifecycle/account";
import { Once } from "./once";
import type { LookUp } from "./spec";

/** Objects of the API in the order of the list. */
type Objects = readonly JsonObject[];

/** What looking for a name found. */
export interface Named {
  readonly found: Objects;
  /** All objects of the collection, where nothing was found. */
  readonly all: Objects;
}

/**
 * One collection of the API, as the look-ups of one deployment see it. The same list is fetched once. Single objects are asked
 * for by themselves until there are several of them; from then on one list answers all.
 */
export class Catalogue {
  readonly #lists = new Map<string, Once<Objects>>();
  readonly #objects = new Map<string, Once<JsonObject | undefined>>();
  readonly #single = new Set<string>();

  constructor(
    private readonly lookUp: LookUp,
    private readonly account: Account,
    private readonly path: string,
  ) {}

  /** A list with these filters; `fresh`: one that is begun now. */
  list(query: Record<string, string>, fresh = false): Promise<Objects> {
    const list = this.#list(query);
    return fresh ? list.anew() : list.current();
  }

  /** The object with this SID, or undefined. A list may lack one that is there, so that the object itself has the last word. */
  async bySid(sid: string): Promise<JsonObject | undefined> {
    if (!this.#askSingly(sid)) {
      const listed = (await this.#list({}).current()).find((object) => object["sid"] === sid);
      if (listed !== undefined) return listed;
    }
    return this.#object(sid).find((object) => object);
  }

  /**
   * The objects of this name. The filter only saves a long list: what it does not find is looked for in the whole, since how
   * it takes upper and lower case is not known.
   */
  async byName(
    filter: { readonly wire: string; readonly name: string } | undefined,
    matches: (object: JsonObject) => boolean,
  ): Promise<Named> {
    const pick = (objects: Objects): Objects | undefined => {
      const found = objects.filter(matches);
      return found.length === 0 ? undefined : found;
    };
    if (filter !== undefined && this.#askSingly(`${filter.wire}=${filter.name}`)) {
      const found = pick(await this.#list({ [filter.wire]: filter.name }).current());
      if (found !== undefined) return { found, all: [] };
    }
    const list = this.#list({});
    const found = await list.find(pick);
    return found === undefined ? { found: [], all: await list.current() } : { found, all: [] };
  }

  /** Is this one of the few that are asked for by themselves? */
  #askSingly(what: string): boolean {
    if (this.#single.has(what)) return true;
    if (this.#list({}).isThere || this.#single.size >= this.lookUp.oneByOne) return false;
    this.#single.add(what);
    return true;
  }

  #list(query: Record<string, string>): Once<Objects> {
    const key = JSON.stringify(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)));
    return kept(this.#lists, key, () => new Once(() => this.#fetchAll(query)));
  }

  #object(sid: string): Once<JsonObject | undefined> {
    return kept(this.#objects, sid, () => new Once(() => this.account.fetchIfThere(`${this.path}/${sid}`, sid)));
  }

  async #fetchAll(query: Record<string, string>): Promise<Objects> {
    const { listKey, pageSize } = this.lookUp;
    const size: Record<string, string> = pageSize === undefined ? {} : { PageSize: String(pageSize) };
    // By SID: what moves while the pages are read may stand on two of them.
    const objects = new Map<unknown, JsonObject>();
    for await (const object of this.account.list(this.path, listKey, { ...size, ...query })) {
      objects.set(object["sid"], object);
    }
    return [...objects.values()];
  }
}

/** What a map has under a key, made where it has nothing. */
export function kept<K, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

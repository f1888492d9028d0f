import type { Path } from "../../core/path";
import type { Fields } from "./fields";
import type { Mistakes } from "./mistakes";
import type { SimulationCode } from "./rules";

/** How things are called in a setup. */
export interface Named {
  readonly sid: string;
  /** What the answer calls it. */
  readonly name: string;
}

/** Things by each of their names and their SID. */
export class Directory<T extends Named> {
  readonly #byName = new Map<string, T>();
  readonly #what: string;
  readonly #code: SimulationCode;
  readonly #mistakes: Mistakes;

  /**
   * @param what such as `queue`
   * @param code of a name that is not there
   */
  constructor(what: string, code: SimulationCode, mistakes: Mistakes) {
    this.#what = what;
    this.#code = code;
    this.#mistakes = mistakes;
  }

  get all(): ReadonlySet<T> {
    return new Set(this.#byName.values());
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  add(thing: T, names: readonly string[], path: Path): void {
    for (const name of new Set([thing.sid, ...names])) {
      if (this.has(name)) {
        const message = `there are two ${this.#what}s called ${JSON.stringify(name)}`;
        this.#mistakes.add("TR6004", path, message);
      } else this.#byName.set(name, thing);
    }
  }

  /** What goes by this name; where nothing does, that is reported. */
  find(name: string, path: Path): T | undefined {
    const found = this.#byName.get(name);
    if (found === undefined) {
      const known = [...this.#byName].filter(([key, thing]) => key === thing.name).map(([key]) => key);
      this.#mistakes.missing(this.#code, path, this.#what, name, known);
    }
    return found;
  }

  /** What the text at a key refers to, where there is any. */
  at(fields: Fields | undefined, ...keys: readonly string[]): T | undefined {
    for (const key of keys) {
      const name = fields?.text(key);
      if (fields !== undefined && name !== undefined && name !== "") return this.find(name, fields.at(key));
    }
    return undefined;
  }
}

/** The names and the SID that something has; where it has none of them, that is reported. */
export function namesOf(
  fields: Fields,
  { prefix, index, mistakes }: { readonly prefix: string; readonly index: number; readonly mistakes: Mistakes },
): Named & { readonly names: readonly string[] } {
  const [sid, friendlyName, name] = [fields.text("sid"), fields.text("friendlyName"), fields.text("name")];
  const names = [friendlyName, name].filter((each): each is string => each !== undefined && each !== "");
  if (names.length === 0 && sid === undefined) {
    mistakes.add("TR6002", fields.path, "has no name: give it name, friendlyName or sid");
  }
  // Ends in its place, so that everybody has a SID, and always the same.
  const own = sid ?? `${prefix}${index.toString(16).padStart(32, "0")}`;
  return { sid: own, name: names[0] ?? own, names };
}

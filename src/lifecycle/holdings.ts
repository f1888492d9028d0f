import type { JsonObject } from "../core/json";
import { UserError } from "./errors";

/**
 * Which objects the resources of this deployment hold, as far as its process has heard: the engine compares what stays,
 * and creates what is new. What another stack holds, nobody here knows.
 */
export class Holdings {
  /** By SID: does its resource keep it, or get another one in its place? */
  readonly #compared = new Map<string, "kept" | "replaced">();
  readonly #adopted = new Set<string>();

  /** Notes what comparing a resource of the state has come to. */
  compared(sid: string, olds: JsonObject, replaces: boolean): void {
    if (this.adoptedByAnother(sid, olds)) throw twoOwners(sid);
    this.#compared.set(sid, replaces ? "replaced" : "kept");
  }

  /** Is this about to be left by the resource that holds it, for a successor? */
  isReplaced(sid: string): boolean {
    return this.#compared.get(sid) === "replaced";
  }

  /** Does a resource of the program keep this? */
  isKept(sid: string): boolean {
    return this.#compared.get(sid) === "kept";
  }

  /** Notes that a resource has taken over an object. */
  adopted(sid: string): void {
    this.#adopted.add(sid);
  }

  /**
   * Has another resource than the one with this state taken it over in this run? Its own state says `adopt`; one that
   * does not is of whoever held it before, such as the same resource under a former Pulumi name.
   */
  adoptedByAnother(sid: string, state: JsonObject): boolean {
    return this.#adopted.has(sid) && state["adopt"] === undefined;
  }
}

/** Said where two resources would manage one object, and undo each other. */
export function twoOwners(sid: string): UserError {
  return new UserError(
    "TR5133",
    `${sid} belongs to another resource of this program already (which made it, adopted it or holds it in the state), and two ` +
      "would undo each other. Take one of the two out, or give adopt: { sid } of another object; if it is the same resource " +
      "under a new Pulumi name, give it an alias instead of adopt.",
  );
}

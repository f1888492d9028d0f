import type { JsonObject } from "../core/json";
import { UserError } from "./errors";
import type { DiffResult } from "./handlers";

/**
 * Which objects the resources of this deployment hold, as far as its process has heard: the engine compares what stays,
 * and creates what is new. What another stack holds, nobody here knows.
 */
export class Holdings {
  /** By SID: what comparing it with the program has come to. */
  readonly #compared = new Map<string, "same" | "changed" | "replaced">();
  readonly #adopted = new Set<string>();
  /** What an earlier run has adopted, and its resource keeps. */
  readonly #keptSince = new Set<string>();

  /** Notes what comparing a resource of the state has come to. */
  compared(sid: string, olds: JsonObject, { changes, replaces }: DiffResult): void {
    if (this.adoptedByAnother(sid, olds)) throw twoOwners(sid);
    if (adopts(olds) && replaces.length === 0) this.#keptSince.add(sid);
    this.#compared.set(sid, replaces.length > 0 ? "replaced" : changes === false ? "same" : "changed");
  }

  /** Is this about to be left by the resource that holds it, for a successor? */
  isReplaced(sid: string): boolean {
    return this.#compared.get(sid) === "replaced";
  }

  /** The same where it may also be so because the program says it, with replaceOnChanges, of which nobody tells us. */
  mayBeReplaced(sid: string): boolean {
    return this.isReplaced(sid) || this.#compared.get(sid) === "changed";
  }

  /** Does a resource of the program keep this? */
  isKept(sid: string): boolean {
    const compared = this.#compared.get(sid);
    return compared === "same" || compared === "changed";
  }

  /**
   * Takes an object that only one resource can have the settings of. What `replaceOnChanges` makes anew has it already, of
   * which nobody tells us, so one that changes may.
   */
  take(sid: string): void {
    if (this.#adopted.has(sid) || this.#compared.get(sid) === "same") throw twoOwners(sid);
    this.#adopted.add(sid);
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

  /** The same of an earlier run as well: one that stopped after it had adopted leaves the delete to the next. */
  keptByAnother(sid: string, state: JsonObject): boolean {
    return (this.#adopted.has(sid) || this.#keptSince.has(sid)) && state["adopt"] === undefined;
  }
}

/** Does the program say that an existing object is to be taken over? */
export function adopts(inputs: JsonObject): boolean {
  return inputs["adopt"] !== undefined && inputs["adopt"] !== false;
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

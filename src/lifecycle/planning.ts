import type { Json, JsonObject } from "../core/json";
import { containsUnknown } from "../core/unknown";
import { canonicalInputs, type Fields, onlyFields } from "./canonical";
import { check } from "./check";
import type { Field } from "./descriptor";
import { changedFields } from "./form";
import { type CheckResult, type DiffResult, type Handlers, immediateOperation } from "./handlers";
import type { Session } from "./session";

/** What every lifecycle needs to know of a descriptor to plan. */
export interface Planned {
  readonly kind: string;
  readonly fields: Fields;
}

/** The handlers that only plan, the same for all kinds: they do no I/O, since the engine calls them one by one. */
export function planningHandlers(
  descriptor: Planned,
  session: Session,
  label: (id: string, values: JsonObject) => string,
): Pick<Handlers, "configure" | "check" | "diff"> {
  const { kind, fields } = descriptor;
  return {
    configure: (request) => session.configure(request),

    check: (olds, news): CheckResult =>
      immediateOperation(`checking ${kind}`, () => check(descriptor, news, (key) => session.isSet(key), olds)),

    diff: (id, olds, news): DiffResult =>
      immediateOperation(`comparing ${label(id, olds)}`, () => {
        session.assertHome(olds);
        const inputs = ownInputs(fields, news);
        const changed = changedFields(fields, ownInputs(fields, olds), inputs).filter(
          (name) => !isSameByAnotherName(fields[name], olds, inputs[name]),
        );
        if (changed.length === 0) return { changes: false, replaces: [] };
        return { changes: undefined, replaces: changed.filter((name) => fields[name]?.replaces === true) };
      }),
  };
}

/** Is this what the state knows under another name already? */
function isSameByAnotherName(field: Field | undefined, olds: JsonObject, wanted: Json | undefined): boolean {
  return wanted !== undefined && field?.alsoKnownAs?.some((output) => olds[output] === wanted) === true;
}

/** A resource's inputs in canonical form, out of what the engine hands over: outputs and `__provider` left out. */
export function ownInputs(fields: Fields, values: JsonObject): JsonObject {
  return canonicalInputs(fields, onlyFields(fields, values));
}

/** The engine resolves everything before it writes; an unknown would end up in a live account as text. */
export function assertKnown(inputs: JsonObject): void {
  if (containsUnknown(inputs)) throw new Error("an unknown value reached an operation that writes");
}

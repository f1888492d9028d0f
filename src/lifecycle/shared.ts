import type { JsonObject } from "../core/json";
import { fromAnswer } from "./canonical";
import { deleteObject, type Removal } from "./delete";
import type { SharedObject } from "./descriptor";
import { updateForm } from "./form";
import { quoted } from "./handlers";
import { isRefusal } from "./refusal";
import { unlessGone } from "./unless-gone";

/** What a removal from the program makes of an object that Twilio uses by itself (docs/adr/0013). */
export interface Leaving extends Removal {
  readonly shared: SharedObject;
  /** The object as it is. */
  readonly answer: JsonObject;
  /** Has this resource made it? */
  readonly made: boolean;
}

/** Deletes what this resource has made, provided that nothing is in it; anything else goes back to what Twilio gives it. */
export async function leave(leaving: Leaving): Promise<void> {
  const { shared, answer, made } = leaving;
  const held = shared.holds(answer);
  if (!made) return putBack(leaving, "it was there before this resource");
  if (held !== undefined) return putBack(leaving, `${held} in it`);
  try {
    await deleteObject(leaving);
  } catch (error) {
    // A call may have come since the look. Why it is refused else is not ours to overcome.
    if (!isRefusal(error)) throw error;
    await putBack(leaving, `Twilio refuses to delete it: ${error.message.split("\n")[0]}`);
  }
}

async function putBack(leaving: Leaving, why: string): Promise<void> {
  const { descriptor, session, id, inputs, path, shared, answer, isThere } = leaving;
  const live = fromAnswer(descriptor.fields, answer);
  const form = updateForm(descriptor.fields, live, { ...live, ...shared.leaves });
  const account = session.account();
  if (Object.keys(form).length > 0) await unlessGone(() => account.update(path, form), isThere);
  const values = Object.entries(shared.leaves).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  session.say(
    `${descriptor.kind} ${id}${quoted(inputs[descriptor.naturalKey])}: not deleted (${why}); left with ${values.join(", ")}`,
  );
}

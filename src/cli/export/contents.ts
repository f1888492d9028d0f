import type { Account } from "../../lifecycle/account";
import { keyInAnswer } from "../../lifecycle/descriptor";
import { memberOf } from "../../lifecycle/member";
import { builtIn, isAsBorn } from "../account/built-in";
import { inputsOf, type Live, type LiveObject } from "../account/live";
import { eachOf } from "./each-of";
import type { Found, Reading } from "./found";
import { settingsOf } from "./settings";

/** All that is in a Workspace and worth declaring, it itself first; what has nothing of its own is marked as built in. */
export async function contentsOf(home: LiveObject, live: Live, reading: Reading): Promise<Found[]> {
  const objects = await live.contents(home.sid);
  const born = builtIn(home, objects, "NONE");
  const whole = await eachOf([home, ...objects], (object) => completed(object, reading.account));
  const counts = new Map<string, number>();
  for (const object of [...whole.slice(1), ...(await live.workspaces())]) {
    counts.set(nameOf(object), (counts.get(nameOf(object)) ?? 0) + 1);
  }
  const found = whole.map((object): Found => {
    const { descriptor, sid, friendlyName, workspaceSid } = object;
    return {
      descriptor,
      sid,
      workspaceSid,
      label: friendlyName,
      inputs: inputsOf(object),
      more: {},
      birth: born.has(sid) ? (isAsBorn(object) ? "built in" : "changed") : undefined,
      namesakes: counts.get(nameOf(object)) ?? 1,
    };
  });
  return [...found, ...(await settingsOf(found, whole, reading))];
}

function nameOf({ descriptor, friendlyName }: LiveObject): string {
  return `${descriptor.kind} ${friendlyName}`;
}

/** An object whose list leaves something out is fetched. */
async function completed(object: LiveObject, account: Account): Promise<LiveObject> {
  const { fields, collection } = object.descriptor;
  const lacks = Object.values(fields).some(
    (field) => field.unlisted === true && object.answer[keyInAnswer(field)] === null,
  );
  if (!lacks) return object;
  const path = memberOf(collection({ workspaceSid: object.workspaceSid }, account.client.accountSid), object.sid);
  const answer = await account.fetchIfThere(path, object.sid);
  return answer === undefined ? object : { ...object, answer };
}

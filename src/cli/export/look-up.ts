import type { Json } from "../../core/json";
import type { Found } from "./found";
import type { Doc } from "./layout";
import { objectDoc, type Property, quoted } from "./source-text";

/** How the program gets the SID of something that it does not declare. */
export function lookUpDoc(found: Found, workspace: string | undefined): Doc {
  const { descriptor, sid, inputs, namesakes } = found;
  const within: Property[] = workspace === undefined ? [] : [["workspaceSid", workspace]];
  const key = "naturalKey" in descriptor ? descriptor.naturalKey : "sid";
  const name: Json | undefined = inputs[key];
  // Of several by one name only the SID tells them apart.
  const by: Property = typeof name === "string" && namesakes === 1 ? [key, quoted(name)] : ["sid", quoted(sid)];
  return [`taskrouter.get${descriptor.kind}Output(`, objectDoc([...within, by]), ").sid"];
}

import type { Json, JsonObject } from "../core/json";
import { fromAnswer, isReadable } from "../lifecycle/canonical";
import { isInWorkspace, type LookUp } from "./spec";

/**
 * An object of the API as a look-up tells it: the properties of the resource in its own terms, with defaults spelled out;
 * what is not set is absent.
 */
export function shaped(lookUp: LookUp, answer: JsonObject, inputs: JsonObject): JsonObject {
  const { fields, outputs } = lookUp;
  const live = fromAnswer(fields, answer);
  const properties = Object.entries(fields).flatMap(([name, field]): [string, Json][] => {
    const value = isReadable(field) ? (live[name] ?? field.default) : undefined;
    return value === undefined ? [] : [[name, value]];
  });
  const told = Object.entries(outputs).flatMap(([name, key]): [string, Json][] => {
    const value = answer[key] ?? null;
    return value === null ? [] : [[name, value]];
  });
  return {
    sid: answer["sid"] ?? "",
    accountSid: answer["account_sid"] ?? "",
    ...(isInWorkspace(lookUp) ? { workspaceSid: answer["workspace_sid"] ?? inputs["workspaceSid"] ?? "" } : {}),
    ...Object.fromEntries([...properties, ...told]),
    dateCreated: answer["date_created"] ?? "",
  };
}

import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import type { Failure, Reply } from "./post";

/** What an application wants: an instruction, or nothing for now. */
export type Answer = { readonly instruction: JsonObject } | "later";

/** HTTP retrieval failure. */
const BAD_STATUS = 11200;

const failure = (code: number, why: string): Failure => ({ code, why });

/** A status that no answer to any callback may have. */
export function statusFailure({ status }: Reply, wanted: string): Failure {
  const redirect = status >= 300 && status < 400 ? "; redirects are not followed" : "";
  return failure(BAD_STATUS, `${status} instead of ${wanted}${redirect}`);
}

/** Reads the answer to an assignment callback. */
export function readAnswer(reply: Reply): Answer | Failure {
  if (reply.status === 204) return "later";
  if (reply.status !== 200) return statusFailure(reply, "200");
  if (reply.text.trim() === "") return "later";
  if (!/^application\/json\s*(?:;|$)/i.test(reply.contentType)) {
    return failure(40000, `Content-Type ${reply.contentType || "missing"} instead of application/json`);
  }
  let answered: Json;
  try {
    answered = JSON.parse(reply.text);
  } catch {
    return failure(40001, "the answer is not JSON");
  }
  if (!isJsonObject(answered)) return failure(40001, "the answer is not a JSON object");
  if (Object.keys(answered).length === 0) return "later";
  if (typeof answered["instruction"] !== "string") return failure(40005, "the answer has no instruction");
  return { instruction: answered };
}

import type { LostAnswerError } from "../client";
import type { Json, JsonObject } from "../core/json";
import { foldedName, type Unique } from "./descriptor";
import { UserError } from "./errors";

/** A create, in the terms that its collection needs to find it again. */
export interface Creation {
  readonly kind: string;
  readonly form: Record<string, string>;
  /** The natural key as the API writes it (`friendly_name`), and this object's. */
  readonly key: string;
  readonly name: string;
  /** List filter for the natural key (`FriendlyName`). */
  readonly filter: string;
  /** May there be two of the name? Undefined where Twilio never allows it. */
  readonly twice: boolean | undefined;
  /** Which spellings of a name Twilio takes for one. */
  readonly unique: Unique | undefined;
  /** Does an object of the API equal what was sent, in every field? */
  readonly matches: (candidate: JsonObject) => boolean;
}

/** Is this the name, in a spelling that Twilio takes for the same? */
export function isNamed({ name, unique }: Creation, other: Json | undefined): boolean {
  return foldedName(String(other), unique) === foldedName(name, unique);
}

/** Said where the name is there already. */
export function nameTaken({ kind, key, name, twice }: Creation, there: readonly JsonObject[]): UserError {
  const [only, ...others] = there.map((item) => {
    const spelt = item[key] === name ? "" : ` as ${JSON.stringify(item[key])}`;
    return `${String(item["sid"])}${spelt}, created ${String(item["date_created"])}`;
  });
  const found = others.length === 0 ? ` (${only})` : `:\n${[only, ...others].map((line) => `    ${line}`).join("\n")}`;
  const doubled = twice === undefined ? "" : "; if two of one name are meant, set allowDuplicateName: true";
  return new UserError(
    "TR5115",
    `${kind} "${name}" is there already${found}. Nothing was made.\n` +
      "  If an earlier run was interrupted it may be this stack's own: `pulumi stack export | npx taskrouter doctor -` tells, and how to take it in; " +
      "what is left over from an interrupted replacement is to be deleted in the console.\n" +
      "  If this is the same object under a new Pulumi name, give the resource an alias; if it is replaced by hand (--replace, taint), " +
      "set deleteBeforeReplace.\n" +
      `  If it shall be managed from now on, say ${others.length === 0 ? "adopt: true" : 'adopt: { sid: "…" }'}. Otherwise choose another name${doubled}.`,
  );
}

/** Said where the workspace of the collection is not there. */
export function parentGone(path: string, cause: unknown): UserError {
  const parent = /\/(WS\w{32})\//.exec(path)?.[1] ?? path;
  return new UserError("TR5103", `there is no Workspace ${parent} in this account. Check workspaceSid.`, { cause });
}

/** Said where the answer was lost, and nothing was made as far as can be seen. */
export function notThere(lost: LostAnswerError): UserError {
  const advice = "Nothing of that name was there afterwards. Run pulumi up again.";
  const late =
    " If it appears later after all (the request may still be under way), delete it in the console first, or you will have two.";
  return new UserError("TR5104", `${lost.message}\n  ${advice}${lost.kind === "timeout" ? late : ""}`, { cause: lost });
}

/** Said where the answer was lost, and looking for the object failed. */
export function notLookedFor(lost: LostAnswerError, error: unknown): UserError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError(
    "TR5105",
    `${lost.message}\n  Whether it was created could not be found out: ${reason}\n` +
      "  Look in the console before you run pulumi up again, and delete it there if it exists: state does not know it.",
    { cause: lost },
  );
}

/** Said where the answer was lost, and what is there may be somebody else's. */
export function ambiguous(name: string, candidates: readonly JsonObject[], lost: LostAnswerError): UserError {
  const lines = candidates.map((item) => `    ${String(item["sid"])}  created ${String(item["date_created"])}`);
  return new UserError(
    "TR5106",
    `${lost.message}\n  Since then there ${candidates.length === 1 ? "is an object" : "are objects"} named "${name}" that ` +
      `cannot be told to be this one:\n${lines.join("\n")}\n` +
      "  Delete what is left over in the console, or import it (pulumi import --file), then run pulumi up again.",
    { cause: lost },
  );
}

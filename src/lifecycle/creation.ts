import type { LostAnswerError } from "../client";
import type { Json, JsonObject } from "../core/json";
import { foldedName, type Unique } from "./descriptor";
import { UserError } from "./errors";
import { byDate, datedLines } from "./tally";

/** A create, in the terms that its collection needs to find it again. */
export interface Creation {
  readonly kind: string;
  readonly form: Record<string, string>;
  /** The natural key as the API writes it (`friendly_name`), and this object's. */
  readonly key: string;
  readonly name: string;
  /** The list's filter for the natural key, `{ FriendlyName: … }`; empty where it has none. */
  readonly query: Record<string, string>;
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
export function nameTaken(
  { kind, key, name, twice }: Creation,
  path: string,
  there: readonly JsonObject[],
  predecessors: readonly JsonObject[],
): UserError {
  const [only, ...others] = there.map((item) => {
    const spelt = item[key] === name ? "" : `, spelt ${JSON.stringify(item[key])}`;
    return byDate(item) + spelt;
  });
  const found = others.length === 0 ? ` (${only})` : `:\n${[only, ...others].map((line) => `    ${line}`).join("\n")}`;
  const workspace = workspaceOf(path);
  const where = workspace === undefined ? "" : ` in Workspace ${workspace}`;
  const adopt = others.length === 0 ? "adopt: true" : 'adopt: { sid: "…" }';
  const another = `choose another name${twice === undefined ? "" : "; if two of one name are meant, set allowDuplicateName: true"}`;
  const advice =
    predecessors.length === 0 ? createAdvice(adopt, another) : replacementAdvice(predecessors, adopt, another);
  return new UserError("TR5115", `${kind} "${name}" is there already${where}${found}. Nothing was made.\n${advice}`);
}

const DOCTOR = "`pulumi stack export | npx taskrouter doctor -`";

function createAdvice(adopt: string, another: string): string {
  return (
    `  If an earlier run was interrupted it may be this stack's own: ${DOCTOR} tells, and how to take it in; ` +
    "what is left over from an interrupted replacement is to be deleted in the console.\n" +
    "  If this is the same object under a new Pulumi name, give the resource an alias; if it is replaced by hand (--replace, taint), " +
    "set deleteBeforeReplace.\n" +
    `  If it shall be managed from now on, say ${adopt}. Otherwise ${another}.`
  );
}

/** The engine deletes what an earlier replacement has left at the end of a run only, which such a create never lets it reach. */
function replacementAdvice(predecessors: readonly JsonObject[], adopt: string, another: string): string {
  const sids = predecessors.map(({ sid }) => String(sid)).join(", ");
  return (
    `  It is not what is replaced here (${sids}). Most likely an earlier replacement was interrupted, and this is what it had yet ` +
    `to delete, or had just made: ${DOCTOR} tells. pulumi up alone does not get past it.\n` +
    "  Delete it in the console and run pulumi up again; or, to have it back as it is, " +
    `say ${adopt}, run pulumi up, then take adopt out and run it once more.\n` +
    `  If it is somebody else's, ${another}.`
  );
}

/** The SID of the workspace that a collection is in; undefined for what is in none. */
function workspaceOf(path: string): string | undefined {
  return /\/(WS\w{32})\//.exec(path)?.[1];
}

/** Said where the workspace of the collection is not there; anything else that is missing is for the API to say. */
export function parentGone(path: string, cause: unknown): unknown {
  const parent = workspaceOf(path);
  if (parent === undefined) return cause;
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
  return new UserError(
    "TR5106",
    `${lost.message}\n  Since then there ${candidates.length === 1 ? "is an object" : "are objects"} named "${name}" that ` +
      `cannot be told to be this one:\n${datedLines(candidates)}\n` +
      "  Delete what is left over in the console, or import it (pulumi import --file), then run pulumi up again.",
    { cause: lost },
  );
}

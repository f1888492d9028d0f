import { isGone, LostAnswerError } from "../client";
import type { JsonObject } from "../core/json";
import type { Account } from "./account";
import { UserError } from "./errors";

/** How often one create is sent at most, when each time the answer is lost and the object is not there. */
const MAX_ATTEMPTS = 3;

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
  /** Does an object of the API equal what was sent, in every field? */
  readonly matches: (candidate: JsonObject) => boolean;
}

/**
 * A collection of the API as seen from this process. Twilio has no idempotency key (facts 4.5), so a create whose answer
 * was lost is looked for. An object is ours when it was not there before our first create, no other create of this
 * process has it, and every field that we sent is equal. Anything else with the name might be a stranger's.
 *
 * A run that was killed may have made the object without anybody's hearing of it, and Pulumi then creates it again. So a
 * name that is there already stops a create, unless the program says that two are meant.
 */
export class Collection {
  /** By SID: the natural key of what was there before this process created anything. */
  #before: Promise<ReadonlyMap<string, string>> | undefined;
  /** By SID: the natural key of what this process has created or adopted. */
  readonly #claimed = new Map<string, string>();
  readonly #lanes = new Map<string, Promise<unknown>>();

  constructor(
    private readonly account: Account,
    private readonly path: string,
    private readonly listKey: string,
  ) {}

  /** Creates one object and answers it as the API shows it. */
  async create(creation: Creation): Promise<JsonObject> {
    return this.#inTurn(creation.name, async () => {
      if (creation.twice !== true) await this.#refuseTwice(creation);
      return this.#makeNew(creation);
    });
  }

  /**
   * Answers the one of all objects with the name that `choose` takes, or creates one where it takes none. In one go as far
   * as that name is concerned: two that find none would make two.
   */
  async takeOrCreate(
    creation: Creation,
    choose: (named: readonly JsonObject[]) => JsonObject | undefined,
  ): Promise<{ readonly answer: JsonObject; readonly created: boolean }> {
    return this.#inTurn(creation.name, async () => {
      const taken = choose(await this.#named(creation));
      if (taken !== undefined) return { answer: taken, created: false };
      return { answer: await this.#makeNew(creation), created: true };
    });
  }

  /** Has a create or adoption of this process got this object? */
  isClaimed(sid: string): boolean {
    return this.#claimed.has(sid);
  }

  /** Notes that this object is a resource's of this process. */
  claim(answer: JsonObject, { name }: Creation): JsonObject {
    this.#claimed.set(String(answer["sid"]), name);
    return answer;
  }

  /** Looks once more at what has the name: it may have been deleted or renamed since, or may be about to be replaced. */
  async #refuseTwice(creation: Creation): Promise<void> {
    const before = await this.#listBefore(creation.key);
    if (![...before.values(), ...this.#claimed.values()].includes(creation.name)) return;
    const named = await this.#named(creation);
    const { holdings } = this.account;
    const there = named.filter((item) => !holdings.mayBeReplaced(String(item["sid"])));
    const predecessors = named.filter((item) => holdings.isReplaced(String(item["sid"])));
    if (there.length > 0) throw nameTaken(creation, there, predecessors);
  }

  /**
   * What is about objects of one name is done one after the other: while the answer to a create is lost, an object of that
   * name that nobody has claimed yet can then only be its own.
   */
  #inTurn<T>(name: string, run: () => Promise<T>): Promise<T> {
    const turn = (this.#lanes.get(name) ?? Promise.resolve()).then(run);
    this.#lanes.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  }

  /** All objects with this name. How the API's filter takes upper and lower case is not known (A-34), so it is looked at. */
  async #named({ key, filter, name }: Creation): Promise<JsonObject[]> {
    const found: JsonObject[] = [];
    try {
      for await (const item of this.account.list(this.path, this.listKey, { [filter]: name })) {
        if (item[key] === name) found.push(item);
      }
    } catch (error) {
      if (isGone(error)) throw parentGone(this.path, error);
      throw error;
    }
    return found;
  }

  async #makeNew(creation: Creation): Promise<JsonObject> {
    await this.#listBefore(creation.key);
    return this.#attempt(creation, 1);
  }

  async #attempt(creation: Creation, attempt: number): Promise<JsonObject> {
    try {
      return this.claim(this.#withSid(await this.account.create(this.path, creation.form)), creation);
    } catch (error) {
      if (!(error instanceof LostAnswerError)) throw error;
      const found = await this.#find(creation, error);
      if (found !== undefined) return this.claim(found, creation);
      // Without an answer within the time limit the request may still be under way: a second one could double it.
      if (error.kind === "timeout" || attempt >= MAX_ATTEMPTS) throw notThere(error);
      return this.#attempt(creation, attempt + 1);
    }
  }

  /** An answer that does not say what was made is as good as none. */
  #withSid(answer: JsonObject): JsonObject {
    if (typeof answer["sid"] === "string" && /^[A-Z]{2}\w{32}$/.test(answer["sid"])) return answer;
    const request = { method: "POST" as const, url: this.account.client.baseUrl + this.path };
    throw new LostAnswerError(request, { kind: "not-json", detail: "the answer holds no SID" }, 1);
  }

  /** The object that a create made without our hearing of it, or undefined if there is none. */
  async #find(creation: Creation, lost: LostAnswerError): Promise<JsonObject | undefined> {
    const before = await this.#listBefore(creation.key);
    const candidates: JsonObject[] = [];
    try {
      for await (const item of this.account.list(this.path, this.listKey, { [creation.filter]: creation.name })) {
        const sid = String(item["sid"]);
        if (item[creation.key] === creation.name && !before.has(sid) && !this.#claimed.has(sid)) candidates.push(item);
      }
    } catch (error) {
      throw notLookedFor(lost, error);
    }
    if (candidates.length === 0) return undefined;
    const [only] = candidates;
    if (candidates.length === 1 && only !== undefined && creation.matches(only)) return only;
    throw ambiguous(creation.name, candidates, lost);
  }

  /** What was there before this process created anything; a list that failed is asked for again. */
  async #listBefore(key: string): Promise<ReadonlyMap<string, string>> {
    this.#before ??= this.#listNames(key);
    try {
      return await this.#before;
    } catch (error) {
      this.#before = undefined;
      throw error;
    }
  }

  async #listNames(key: string): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    try {
      for await (const item of this.account.list(this.path, this.listKey)) {
        names.set(String(item["sid"]), String(item[key]));
      }
    } catch (error) {
      if (isGone(error)) throw parentGone(this.path, error);
      throw error;
    }
    return names;
  }
}

function nameTaken(
  { kind, name, twice }: Creation,
  there: readonly JsonObject[],
  predecessors: readonly JsonObject[],
): UserError {
  const [only, ...others] = there.map((item) => `${String(item["sid"])}, created ${String(item["date_created"])}`);
  const found = others.length === 0 ? ` (${only})` : `:\n${[only, ...others].map((line) => `    ${line}`).join("\n")}`;
  const adopt = others.length === 0 ? "adopt: true" : 'adopt: { sid: "…" }';
  const another = `choose another name${twice === undefined ? "" : "; if two of one name are meant, set allowDuplicateName: true"}`;
  const advice =
    predecessors.length === 0 ? createAdvice(adopt, another) : replacementAdvice(predecessors, adopt, another);
  return new UserError("TR5115", `${kind} "${name}" is there already${found}. Nothing was made.\n${advice}`);
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

function parentGone(path: string, cause: unknown): UserError {
  const parent = /\/(WS\w{32})\//.exec(path)?.[1] ?? path;
  return new UserError("TR5103", `there is no Workspace ${parent} in this account. Check workspaceSid.`, { cause });
}

function notThere(lost: LostAnswerError): UserError {
  const advice = "Nothing of that name was there afterwards. Run pulumi up again.";
  const late =
    " If it appears later after all (the request may still be under way), delete it in the console first, or you will have two.";
  return new UserError("TR5104", `${lost.message}\n  ${advice}${lost.kind === "timeout" ? late : ""}`, { cause: lost });
}

function notLookedFor(lost: LostAnswerError, error: unknown): UserError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError(
    "TR5105",
    `${lost.message}\n  Whether it was created could not be found out: ${reason}\n` +
      "  Look in the console before you run pulumi up again, and delete it there if it exists: state does not know it.",
    { cause: lost },
  );
}

function ambiguous(name: string, candidates: readonly JsonObject[], lost: LostAnswerError): UserError {
  const lines = candidates.map((item) => `    ${String(item["sid"])}  created ${String(item["date_created"])}`);
  return new UserError(
    "TR5106",
    `${lost.message}\n  Since then there ${candidates.length === 1 ? "is an object" : "are objects"} named "${name}" that ` +
      `cannot be told to be this one:\n${lines.join("\n")}\n` +
      "  Delete what is left over in the console, or import it (pulumi import --file), then run pulumi up again.",
    { cause: lost },
  );
}

import { type ConfigSource, resolveSettings } from "../client";
import type { JsonObject } from "../core/json";
import type { Account } from "../lifecycle/account";
import { accountOf } from "../lifecycle/accounts";
import { asObject } from "../lifecycle/canonical";
import { isKnown, operationFailed, UserError } from "../lifecycle/errors";
import { Catalogue, kept } from "./catalogue";
import { findOne, inWorkspace, type Search } from "./find";
import { shaped } from "./shape";
import { type Call, type Filter, type LookUp, sameName } from "./spec";

/** What one look-up is to do, all of it known. */
export interface Task {
  readonly call: Call;
  /** Checked arguments. */
  readonly inputs: JsonObject;
  readonly secret: boolean;
  /** Only what is listed from now on counts: a resource that this waits for may have just been made. */
  readonly fresh: boolean;
  readonly config: ConfigSource;
  /** Stands for the deployment, whose look-ups share what they fetch; undefined outside of one. */
  readonly deployment: object | undefined;
}

/** Why a look-up failed, fit to be shown. */
export interface Failure {
  readonly code: string | undefined;
  readonly message: string;
}

type Catalogues = Map<Account, Map<string, Catalogue>>;

const shared = new WeakMap<object, Catalogues>();

/** Does one look-up: an object, or a list of them. */
export async function perform(task: Task): Promise<JsonObject | JsonObject[]> {
  const { call, secret, fresh } = task;
  const { lookUp, several } = call;
  const account = accountOf(resolveSettings(task.config, process.env));
  const inputs = { ...task.inputs, ...parent(task.inputs, account) };
  const search: Search = { lookUp, account, catalogue: catalogueOf(task, account, inputs), inputs, secret };
  if (!several) return shaped(lookUp, await findOne(search), inputs);
  const objects = await inWorkspace(search, () => search.catalogue.list(queryOf(lookUp, inputs), fresh));
  return objects
    .filter(
      (object) =>
        inputs["friendlyName"] === undefined || sameName(lookUp, object["friendly_name"], inputs["friendlyName"]),
    )
    .map((object) => shaped(lookUp, object, inputs));
}

/** What went wrong, in words; a mistake of ours says that it is one. */
export function failureOf(error: unknown, label: string): Failure {
  if (isKnown(error)) return { code: error.code, message: `${label}: ${error.message}` };
  return { code: undefined, message: operationFailed(label, error).message };
}

function catalogueOf({ call, deployment }: Task, account: Account, inputs: JsonObject): Catalogue {
  const { lookUp } = call;
  const path = lookUp.collection(inputs, account.client.accountSid);
  const made = (): Catalogues => new Map();
  const catalogues = deployment === undefined ? made() : kept(shared, deployment, made);
  return kept(
    kept(catalogues, account, () => new Map()),
    path,
    () => new Catalogue(lookUp, account, path),
  );
}

/** The workspace as text. One that was itself looked up says whose it is. */
function parent({ workspaceSid }: JsonObject, { client }: Account): JsonObject {
  if (workspaceSid === undefined) return {};
  const { sid, accountSid } = asObject(workspaceSid);
  if (sid === undefined) return { workspaceSid };
  if (typeof accountSid === "string" && accountSid !== client.accountSid) {
    throw new UserError(
      "TR5163",
      `workspaceSid is a Workspace of account ${accountSid}, but this look-up goes through account ${client.accountSid}: ` +
        "give both the same provider option.",
    );
  }
  return { workspaceSid: sid };
}

function queryOf({ filters }: LookUp, inputs: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([name, filter]): [string, string][] =>
      inputs[name] === undefined ? [] : [[filter.wire, encoded(filter, inputs[name])]],
    ),
  );
}

function encoded({ type }: Filter, value: unknown): string {
  return type === "json" && typeof value !== "string" ? JSON.stringify(value) : String(value);
}

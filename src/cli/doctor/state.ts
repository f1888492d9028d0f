import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import {
  isDefaultProvider,
  PROVIDER_TYPE,
  parentUrn,
  providerUrn,
  stateIn,
  textOf,
  typeAndName,
  withoutSecrets,
} from "../../core/pulumi-state";
import { workspace } from "../../resources/descriptors/workspace";
import { typeToken } from "../../resources/state-contract";
import { configuredHome, type Home } from "../account/home";
import { type Kind, kindOfType } from "../account/kinds";

/**
 * What becomes of a resource: the stack manages it, only looks it up (`X.get`), will delete it because it was replaced, or
 * has deleted it already and will make its replacement.
 */
export type Fate = "managed" | "external" | "leftover" | "replaced";

/** A resource of ours in a state. */
export interface StateResource {
  readonly urn: string;
  /** Its Pulumi name. */
  readonly name: string;
  readonly descriptor: Kind;
  readonly id: string | undefined;
  readonly fate: Fate;
  /** Its properties; what is secret in the state is unknown here. */
  readonly properties: JsonObject;
  /** Its inputs as the state has them, secrets encrypted, to be handed back to Pulumi. */
  readonly stored: JsonObject;
  /** The Workspace that it is in, or that it is; undefined where the state does not tell, and for what is in none. */
  readonly workspaceSid: string | undefined;
  /** URN of its parent; undefined for the stack itself. */
  readonly parent: string | undefined;
  /** URN of its provider; undefined for the default one. */
  readonly provider: string | undefined;
  /** Account and region as far as the state tells. */
  readonly home: Home;
}

/** An operation that the engine began and never ended. */
export interface PendingOperation {
  /** `creating`, `updating`, `deleting`, `reading` or `importing`. */
  readonly type: string;
  readonly resource: StateResource;
}

/** A stack's state, as far as it is ours. */
export interface State {
  readonly stack: string;
  readonly project: string;
  readonly resources: readonly StateResource[];
  readonly pending: readonly PendingOperation[];
  /** URNs of everything in the state, ours or not. */
  readonly urns: ReadonlySet<string>;
  /** The other TaskRouter that the stack's providers are configured for, such as an emulator. */
  readonly baseUrls: readonly string[];
  /** Types of resources that this version of the package does not know. */
  readonly strange: readonly string[];
}

/** Reads an exported state or a state file; undefined for anything else. */
export function readState(value: Json): State | undefined {
  const deployment = isJsonObject(value) ? stateIn(value)?.deployment : undefined;
  if (deployment === undefined) return undefined;
  const all = objects(deployment["resources"]);
  const providers = new Map(
    all.filter(({ type }) => type === PROVIDER_TYPE).map((resource) => [resource["urn"], masked(resource["inputs"])]),
  );
  const pending = objects(deployment["pending_operations"]).flatMap((operation): PendingOperation[] => {
    const resource = isJsonObject(operation["resource"]) ? readResource(operation["resource"], providers) : undefined;
    return resource === undefined ? [] : [{ type: String(operation["type"]), resource }];
  });
  const ours = typeToken("");
  return {
    ...namesOf(all, pending),
    resources: all.flatMap((resource) => readResource(resource, providers) ?? []),
    pending,
    urns: new Set(all.map(({ urn }) => String(urn))),
    baseUrls: [...providers.values()].flatMap((inputs) => textOf(inputs["taskrouter:baseUrl"]) ?? []),
    strange: all
      .map(({ type }) => String(type))
      .filter((type) => type.startsWith(ours) && kindOfType(type) === undefined),
  };
}

function objects(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

type Providers = ReadonlyMap<Json | undefined, JsonObject>;

function readResource(resource: JsonObject, providers: Providers): StateResource | undefined {
  const descriptor = kindOfType(resource["type"]);
  if (descriptor === undefined) return undefined;
  const urn = String(resource["urn"]);
  const id = textOf(resource["id"]);
  const inputs = masked(resource["inputs"]);
  const outputs = masked(resource["outputs"]);
  const provider = providerUrn(textOf(resource["provider"]));
  return {
    urn,
    name: typeAndName(urn).name,
    descriptor,
    id,
    fate: fateOf(resource),
    properties: { ...inputs, ...outputs },
    stored: isJsonObject(resource["inputs"]) ? resource["inputs"] : {},
    workspaceSid: workspaceOf(descriptor, id, { ...inputs, ...outputs }),
    parent: parentUrn(resource),
    provider: provider === undefined || isDefaultProvider(provider) ? undefined : provider,
    home: homeOf(outputs, providers.get(provider) ?? {}),
  };
}

function workspaceOf({ sidPrefix, fields }: Kind, id: string | undefined, properties: JsonObject): string | undefined {
  // A Workspace, and what goes by a Workspace's SID.
  if (sidPrefix === workspace.sidPrefix) return id;
  return "workspaceSid" in fields ? textOf(properties["workspaceSid"]) : undefined;
}

function fateOf(resource: JsonObject): Fate {
  if (resource["external"] === true) return "external";
  if (resource["delete"] === true) return "leftover";
  return resource["pendingReplacement"] === true ? "replaced" : "managed";
}

/** What was made says where it is; what was not yet, says through which provider it was to be made. */
function homeOf(outputs: JsonObject, provider: JsonObject): Home {
  const accountSid = textOf(outputs["accountSid"]);
  if (accountSid !== undefined) return { accountSid, region: textOf(outputs["region"]) ?? "us1" };
  return configuredHome(provider);
}

function namesOf(all: readonly JsonObject[], pending: readonly PendingOperation[]): { stack: string; project: string } {
  const urn = [...all.map((resource) => String(resource["urn"])), ...pending.map(({ resource }) => resource.urn)];
  const [, stack = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/s.exec(urn[0] ?? "") ?? [];
  return { stack, project };
}

function masked(value: Json | undefined): JsonObject {
  const shown = value === undefined ? {} : withoutSecrets(value, { count: 0 });
  return isJsonObject(shown) ? shown : {};
}

import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { isSecret, stateIn, typeAndName } from "../../core/pulumi-state";
import { answerKey } from "../../lifecycle/descriptor";
import { descriptors } from "../../resources/kinds";
import { typeToken } from "../../resources/state-contract";
import type { ForeignState, Untaken } from "./foreign";
import { type Claim, gather, staysOf } from "./gather";
import { nameIn, objectIn, objectsIn, textIn } from "./parts";
import { notesOn } from "./pulumi-notes";

/** The type of every dynamic resource that names none of its own. */
const DYNAMIC = "pulumi-nodejs:dynamic:Resource";

/**
 * The kinds by the last word of `resource`, which is a way through the objects of Twilio's Node library:
 * `["taskrouter", { workspaces: "WS…" }, "taskQueues"]`.
 */
const KINDS: Readonly<Record<string, string>> = {
  workspaces: "Workspace",
  activities: "Activity",
  taskQueues: "TaskQueue",
  workflows: "Workflow",
  taskChannels: "TaskChannel",
  workers: "Worker",
  workerChannels: "WorkerChannel",
};

const PREFIXES = new Set<string>(descriptors.map(({ sidPrefix }) => sidPrefix));

/** What a workspace's own attributes may set of its defaults; the provider sends them with an update. */
const DEFAULTS = ["defaultActivitySid", "timeoutActivitySid"];

/**
 * The objects of a stack with kaiquelupo/twilio-pulumi-provider or its fork denisguzeyev/twilio-pulumi-provider-ih. Both
 * have one dynamic resource with the inputs `resource` and `attributes`, whose outputs are `sid`, the cleaned `inputs`, and
 * `info`, the library's object with the API's answer in camelCase (src/common/index.ts and src/utils/api.ts of either).
 */
export function readPulumi(document: JsonObject): ForeignState {
  const deployment: JsonObject = stateIn(document)?.deployment ?? {};
  const resources = objectsIn(deployment["resources"]).filter(({ type }) => !isPulumisOwn(nameIn(type)));
  const claims: Claim[] = [];
  const untaken: Untaken[] = [];
  const staying: { type: string; address: string }[] = [];
  for (const resource of resources) {
    const [type, address] = [nameIn(resource["type"]), nameIn(resource["urn"])];
    const way = type === DYNAMIC ? wayOf(resource) : undefined;
    if (way === undefined) {
      const why = isAnothers(type) ? ANOTHERS : isHidden(resource) ? HIDDEN : undefined;
      if (why !== undefined) untaken.push({ address, type, sid: textIn(resource["id"]), reason: why });
      else staying.push({ type, address });
      continue;
    }
    const reason = reasonAgainst(resource, way);
    if (reason === undefined) claims.push(...claimsOf(resource, way));
    else untaken.push({ address, type: way.shown, sid: textIn(resource["id"]), reason });
  }
  const gathered = gather(claims);
  const taken = new Set(gathered.objects.flatMap(({ addresses }) => addresses));
  return {
    format: "pulumi",
    tool: "pulumi",
    stack: /^urn:pulumi:(.*?)::/s.exec([...taken][0] ?? "")?.[1] ?? "",
    objects: gathered.objects,
    untaken: [...untaken, ...gathered.untaken],
    stays: staysOf(staying),
    guarded: new Set(resources.filter(({ protect }) => protect === true).map(({ urn }) => nameIn(urn))),
    notes: notesOn(deployment, taken),
  };
}

const ANOTHERS = "only twilio-pulumi-provider and twilio-pulumi-provider-ih are read here, and this is neither's";

const HIDDEN = "its `resource` is secret in the state, so that nobody can tell what it is";

/** Is it said in secret what it is, and may it be of TaskRouter by its SID? */
function isHidden({ inputs, id }: JsonObject): boolean {
  const way = objectIn(inputs)["resource"];
  return isJsonObject(way) && isSecret(way) && PREFIXES.has(nameIn(id).slice(0, 2));
}

/** Is it of TaskRouter, and no resource of this package? */
function isAnothers(type: string): boolean {
  return /taskrouter/i.test(type) && !type.startsWith(typeToken(""));
}

/** A way through the library. */
interface Way {
  /** By the words before the last one: `{ workspaces: "WS…" }`. */
  readonly steps: JsonObject;
  readonly last: string;
  /** For people: `taskrouter.taskQueues`. */
  readonly shown: string;
}

/** The way to an object of TaskRouter; undefined for every other dynamic resource. */
function wayOf(resource: JsonObject): Way | undefined {
  const inputs = objectIn(resource["inputs"]);
  const way = inputs["resource"] ?? objectIn(objectIn(resource["outputs"])["inputs"])["resource"];
  if (!Array.isArray(way) || way[0] !== "taskrouter") return undefined;
  const steps = way.slice(1).filter((step) => step !== "v1");
  const last = steps.at(-1);
  const words = steps.map((step) => (isJsonObject(step) ? (Object.keys(step)[0] ?? "") : nameIn(step)));
  const named = steps.filter(isJsonObject).flatMap((step) => Object.entries(step).slice(0, 1));
  return {
    steps: Object.fromEntries(named),
    last: typeof last === "string" ? last : "",
    shown: ["taskrouter", ...words].join("."),
  };
}

function reasonAgainst(resource: JsonObject, { last, shown }: Way): string | undefined {
  if (!Object.hasOwn(KINDS, last)) return `this version of pulumi-taskrouter has no kind for ${shown}`;
  if (resource["delete"] === true)
    return "it was replaced and is yet to be deleted: pulumi up of the old program does that";
  if (resource["pendingReplacement"] === true)
    return "it was deleted and is yet to be made anew: pulumi up of the old program does that";
  return undefined;
}

function claimsOf(resource: JsonObject, { steps, last, shown }: Way): Claim[] {
  const urn = nameIn(resource["urn"]);
  const outputs = objectIn(resource["outputs"]);
  const info = objectIn(outputs["info"]);
  const attributes = objectIn(resource["inputs"])["attributes"] ?? objectIn(outputs["inputs"])["attributes"];
  const kind = KINDS[last] ?? "";
  const sid = textIn(resource["id"]);
  const workspaceSid = kind === "Workspace" ? sid : (textIn(steps["workspaces"]) ?? textIn(info["workspaceSid"]));
  const workerSid = textIn(steps["workers"]) ?? textIn(info["workerSid"]);
  const claim: Claim = {
    kind,
    type: shown,
    address: urn,
    name: textIn(typeAndName(urn).name),
    sid,
    workspaceSid,
    accountSid: textIn(info["accountSid"]),
    ...(kind === "WorkerChannel" && workerSid !== undefined && { path: { workerSid } }),
    value: (key) => Object.entries(objectIn(attributes)).find(([name]) => answerKey(name) === key)?.[1],
    secret: secretIn(steps, attributes),
  };
  const setsDefaults =
    kind === "Workspace" && DEFAULTS.some((name) => textIn(objectIn(attributes)[name]) !== undefined);
  return setsDefaults ? [claim, { ...claim, kind: "WorkspaceDefaults" }] : [claim];
}

/** What the program kept secret, by its key in answers. */
function secretIn(steps: JsonObject, attributes: Json | undefined): readonly string[] | "all" {
  if (attributes !== undefined && isJsonObject(attributes) && isSecret(attributes)) return "all";
  const names = Object.entries(objectIn(attributes)).filter(([, value]) => holdsSecret(value));
  return [
    ...(holdsSecret(steps["workspaces"] ?? null) ? ["workspace_sid"] : []),
    ...names.map(([name]) => answerKey(name)),
  ];
}

function holdsSecret(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  return (isJsonObject(value) && isSecret(value)) || Object.values(value).some(holdsSecret);
}

function isPulumisOwn(type: string): boolean {
  return type.startsWith("pulumi:providers:") || type === "pulumi:pulumi:Stack";
}

import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { formatPath, type Path } from "../../core/path";
import { UNKNOWN } from "../../core/unknown";

/** Something in a file that can be checked. */
export interface Subject {
  readonly kind: "Workflow" | "TaskQueue";
  /** Its Pulumi name, or the one that Twilio knows. */
  readonly name: string | undefined;
  /** The document, or the expression of a queue. */
  readonly value: Json;
  /** Where that stands in the file. */
  readonly at: Path;
  /** Where it stands for its reader: in a Pulumi resource, that is within the resource. */
  readonly shown: Path;
  readonly taskReservationTimeout: Json | undefined;
}

/** What a file holds. */
export interface Contents {
  readonly subjects: readonly Subject[];
  /** How many values were left out because they are secret. */
  readonly secrets: number;
  /** A file of Pulumi's, which may well have nothing of ours in it. */
  readonly ofPulumi: boolean;
}

/** Finds everything to be checked: what is not recognised is taken for a routing document, which then says what is wrong. */
export function contentsOf(value: Json): Contents {
  const resources = pulumiResources(value);
  if (resources === undefined) return { subjects: documentsIn(value), secrets: 0, ofPulumi: false };
  const hidden = { count: 0 };
  const subjects = resources.flatMap(({ resource, at }) => ofResource(resource, at, hidden));
  return { subjects, secrets: hidden.count, ofPulumi: true };
}

interface PulumiResource {
  readonly resource: JsonObject;
  readonly at: Path;
}

/** The resources that there will be (a preview) or are (a state, exported or as its file), or undefined for other files. */
function pulumiResources(value: Json): PulumiResource[] | undefined {
  if (!isJsonObject(value)) return undefined;
  if (Array.isArray(value["steps"]) || isJsonObject(value["changeSummary"])) return plannedIn(value["steps"]);
  for (const above of [["deployment"], ["checkpoint", "latest"]]) {
    const holder = above.reduce<Json | undefined>(
      (outer, key) => (isJsonObject(outer) ? outer[key] : undefined),
      value,
    );
    if (isJsonObject(holder))
      return objectsIn(holder["resources"], [...above, "resources"]).filter(
        ({ resource }) => resource["delete"] !== true,
      );
  }
  return undefined;
}

/** A resource that is replaced has several steps; each that makes something shows the same new state. */
function plannedIn(steps: Json | undefined): PulumiResource[] {
  const seen = new Set<Json | undefined>();
  return objectsIn(steps, ["steps"]).flatMap(({ resource: step, at }) => {
    const { op, urn, newState } = step;
    if (!isJsonObject(newState) || /delete|discard/.test(String(op)) || seen.has(urn)) return [];
    seen.add(urn);
    return [{ resource: newState, at: [...at, "newState"] }];
  });
}

function objectsIn(list: Json | undefined, at: Path): PulumiResource[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((resource, index) => (isJsonObject(resource) ? [{ resource, at: [...at, index] }] : []));
}

/** The kinds that hold something to be checked, and the input that holds it. */
const CHECKED = [
  { kind: "Workflow", type: "pulumi-nodejs:dynamic/taskrouter:Workflow", input: "configuration" },
  { kind: "TaskQueue", type: "pulumi-nodejs:dynamic/taskrouter:TaskQueue", input: "targetWorkers" },
] as const;

function ofResource({ type, urn, inputs }: JsonObject, at: Path, hidden: { count: number }): Subject[] {
  const checked = CHECKED.find((candidate) => candidate.type === type);
  if (checked === undefined || !isJsonObject(inputs)) return [];
  const { kind, input } = checked;
  const name = typeof urn === "string" ? urn.split("::").at(-1) : undefined;
  const value = inputs[input];
  // A queue without an expression has the default one. A Workflow without a configuration is none that was ever made.
  if (value === undefined)
    return [{ kind, name, value: UNKNOWN, at, shown: [input], taskReservationTimeout: undefined }];
  const timeout = inputs["taskReservationTimeout"];
  return [
    {
      kind,
      name,
      value: withoutSecrets(value, hidden),
      at: [...at, "inputs", input],
      shown: [input],
      taskReservationTimeout: timeout === undefined ? undefined : withoutSecrets(timeout, { count: 0 }),
    },
  ];
}

/** Marks secrets in a state; `--show-secrets` leaves them readable, but a report is no place for them either. */
const SECRET = "4dabf18193072939515e22adb298388d";

/** What the CLI prints in place of a secret, and of what is not known yet. */
const HIDDEN = /^(?:\[secret\]|output<.*>)$/s;

/** Secrets, and what the CLI hides, become unknown: nothing is said of them, and what is around them is checked. */
function withoutSecrets(value: Json, hidden: { count: number }): Json {
  if (typeof value === "string" && HIDDEN.test(value)) {
    if (value === "[secret]") hidden.count++;
    return UNKNOWN;
  }
  if (Array.isArray(value)) return value.map((element) => withoutSecrets(element, hidden));
  if (!isJsonObject(value)) return value;
  if (Object.hasOwn(value, SECRET)) {
    hidden.count++;
    return UNKNOWN;
  }
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, withoutSecrets(element, hidden)]));
}

/** Routing documents, and Workflows as the API or the Twilio CLI shows them; one, a list, or a page of a list. */
function documentsIn(value: Json): Subject[] {
  if (Array.isArray(value)) {
    const isList = value.length === 0 || value.some((element) => isJsonObject(element) || typeof element === "string");
    return isList ? value.map((element, index) => documentAt(element, [index])) : [];
  }
  if (!isJsonObject(value)) return [documentAt(value, [])];
  const page = value["workflows"];
  if (!Array.isArray(page)) return [documentAt(value, [])];
  return page.map((element, index) => documentAt(element, ["workflows", index]));
}

function documentAt(value: Json, at: Path): Subject {
  const document: Subject = {
    kind: "Workflow",
    name: undefined,
    value,
    at,
    shown: at,
    taskReservationTimeout: undefined,
  };
  if (!isJsonObject(value) || !isWorkflow(value)) return document;
  const below = [...at, "configuration"];
  return {
    ...document,
    name: firstText(value, ["friendly_name", "friendlyName", "sid"]),
    value: value["configuration"] ?? null,
    at: below,
    shown: below,
    taskReservationTimeout: reservationTimeout(value),
  };
}

/** What an answer of the API says, unless it is the default, which nobody need have chosen. */
function reservationTimeout(value: JsonObject): Json | undefined {
  const answered = value["task_reservation_timeout"];
  return answered === undefined || answered === 120 ? value["taskReservationTimeout"] : answered;
}

const OF_A_DOCUMENT = ["task_routing", "filters", "default_filter"];

function isWorkflow(value: JsonObject): boolean {
  const { configuration } = value;
  if (typeof configuration !== "string" && !isJsonObject(configuration)) return false;
  return !OF_A_DOCUMENT.some((key) => Object.hasOwn(value, key));
}

function firstText(object: JsonObject, keys: readonly string[]): string | undefined {
  return keys.map((key) => object[key]).find((text) => typeof text === "string");
}

/** What a subject is called in front of a message. */
export function shownPath({ shown }: Subject, path: Path): string {
  return formatPath([...shown, ...path]);
}

import { equal } from "../core/equal";
import type { Json, JsonObject } from "../core/json";
import { MAX_ATTRIBUTES } from "../core/limits";
import { type SidPrefix, sidPattern } from "../core/sid";
import * as codecs from "./codecs";
import type { Codec, Field } from "./descriptor";
import { CANCEL, DEFAULT_TIMEOUT_S, FORBIDDEN, FORBIDS } from "./task-policy";

/** What every kind of field is told. */
interface Common {
  readonly description: string;
  readonly evidence: string;
}

type Settable = Common & { readonly wire: string; readonly replaces?: true; readonly initial?: true };

function field<F extends Common>(schema: JsonObject, codec: Codec, said: F): F & { schema: JsonObject; codec: Codec } {
  return { schema, codec, ...said };
}

/** The name that agents and the console see. */
export function friendlyName(of: string): Field {
  return field({ type: "string", minLength: 1, maxLength: 64 }, codecs.text, {
    wire: "FriendlyName",
    required: true,
    defaultsToName: true,
    description: `Name of the ${of}, 1–64 characters. Default: the resource's Pulumi name, without a random suffix.`,
    evidence: "documented",
  });
}

/** The workspace that this is part of. */
export function workspaceSid(): Field {
  return parent("WS", "Workspace", "The Workspace, or its SID. A change replaces.");
}

/** What this is part of, by its SID in the path. */
export function parent(prefix: SidPrefix, refersTo: string, description: string): Field {
  return field({ type: "string", pattern: sidPattern(prefix) }, codecs.text, {
    required: true,
    replaces: true,
    refersTo,
    description,
    evidence: "documented",
  });
}

/** Path of the workspace that an object is part of. */
export function parentWorkspace(inputs: JsonObject): string {
  return `/v1/Workspaces/${String(inputs["workspaceSid"])}`;
}

/** Path of a collection of that workspace. */
export function inWorkspace(collection: string): (inputs: JsonObject) => string {
  return (inputs) => `${parentWorkspace(inputs)}/${collection}`;
}

/** The name by which paths, tasks and expressions know a channel. */
export function uniqueName(): Field {
  const published: JsonObject = { type: "string", minLength: 1, maxLength: 64, pattern: "^\\S+$" };
  return field({ type: "string", minLength: 1, maxLength: 64 }, codecs.text, {
    wire: "UniqueName",
    required: true,
    replaces: true,
    defaultsToName: true,
    published,
    examine: "uniqueName",
    description:
      "Name by which tasks, paths and expressions know the channel, unique in the workspace: letters, digits, _ and $, " +
      "1–64 characters, no digit in front. Default: the resource's Pulumi name. A change replaces.",
    evidence: "documented; whether Twilio refuses other characters, hyphens among them: assumed A-02",
  });
}

/** The SID of another object, unset when empty. */
export function reference(prefix: SidPrefix, refersTo: string, said: Settable): Field {
  return field({ type: "string", pattern: sidPattern(prefix) }, codecs.text, { refersTo, emptyIsUnset: true, ...said });
}

/** An address that Twilio calls, unset when empty. */
export function callbackUrl(said: Settable): Field {
  return field({ type: "string", format: "uri" }, codecs.text, { emptyIsUnset: true, ...said });
}

/** Which workers a queue asks, with a default. */
export function targetWorkers(said: Settable & { readonly default: string }): Field {
  return field({ type: "string" }, codecs.nullableText, { examine: "targetWorkers", ...said });
}

/** Whether a second object of one name is meant; only a create asks, so a change of it is none. */
export function allowDuplicateName(of: string): Field {
  return field({ type: "boolean" }, codecs.flag, {
    policy: true,
    action: true,
    default: false,
    description: `Whether a second ${of} of the same name may be created. Otherwise a create stops at a name that is there.`,
    evidence: "of this package; that the API takes a second one is assumed (A-05, A-06, A-07)",
  });
}

/** How strictly a resource's routing is checked. */
export function validation(): Field {
  return field({ type: "string", enum: ["error", "warn", "off"] }, codecs.text, {
    policy: true,
    default: "error",
    description:
      'What becomes of mistakes in routing: "error" stops the preview, "warn" only says them, "off" does not look for any.',
    evidence: "of this package",
  });
}

/** Codes of findings that nobody wants to hear of on a resource. */
export function ignoreDiagnostics(example = "TR1208"): Field {
  const published: JsonObject = { type: ["string", "array"], items: { type: "string" } };
  return field({ type: "array", items: { type: "string" } }, codecs.nameSet, {
    policy: true,
    emptyIsUnset: true,
    published,
    examine: "codes",
    description: `Codes of docs/diagnostics.md that are not reported on this resource, such as "${example}".`,
    evidence: "of this package",
  });
}

/**
 * Whether an existing object is taken over (docs/adr/0010). An action of this package: it is stored, since a create must
 * read it and `X.adopt` must be known, never sent, and no change by itself, because it has done its work with the create.
 */
export function adopt(prefix: SidPrefix): Field {
  const sid: JsonObject = { type: "string", pattern: sidPattern(prefix), description: "The SID of the object." };
  const schema: JsonObject = {
    type: ["boolean", "object"],
    properties: { sid },
    required: ["sid"],
    additionalProperties: false,
  };
  return field(schema, codecs.flag, {
    policy: true,
    action: true,
    default: false,
    description:
      "Takes over the existing object of this name, or the one with this SID, in place of making one. Matters to the create " +
      "only. Sets retainOnDelete unless the program does.",
    evidence: "of this package",
  });
}

/** What a delete does while tasks are in the way. */
export function whenTasksPending(which: string): Field {
  return field({ type: "string", enum: ["fail", "wait", CANCEL] }, codecs.text, {
    policy: true,
    default: "fail",
    forbidden: { value: CANCEL, by: FORBIDS, message: `must not be "${CANCEL}": ${FORBIDDEN}; write "fail" or "wait"` },
    description:
      `What a delete does while there are ${which}: "fail" deletes nothing and says how many there are, "wait" waits for ` +
      'pendingTasksTimeout seconds, "cancel" cancels the pending and reserved ones. A delete goes by the value that the ' +
      "last pulumi up applied.",
    evidence: "of this package",
  });
}

/** How long a delete waits for tasks. */
export function pendingTasksTimeout(): Field {
  return field({ type: "integer", minimum: 1, maximum: 86_400 }, codecs.integer, {
    policy: true,
    default: DEFAULT_TIMEOUT_S,
    description: 'Seconds that a delete waits for tasks with whenTasksPending "wait", 1–86,400.',
    evidence: "of this package",
  });
}

/** One of a few words that the API has had since it exists. */
export function choice(
  values: readonly string[],
  said: Settable & { readonly default: string; readonly unreadable?: true },
): Field {
  return field({ type: "string", enum: [...values] }, codecs.text, said);
}

/** true or false. */
export function flag(
  said: Settable & { readonly default: boolean; readonly action?: true; readonly unreadable?: true },
): Field {
  return field({ type: "boolean" }, codecs.flag, said);
}

/** true or false, of this package: what a later delete goes by, so that a change is recorded. */
export function policyFlag(said: Common): Field {
  return field({ type: "boolean" }, codecs.flag, { policy: true, default: false, ...said });
}

/** The channel that settings are about, in whatever way it is named. */
export function channelOfWorker(): Field {
  const published: JsonObject = {
    type: "string",
    minLength: 1,
    maxLength: 64,
    not: { type: "string", pattern: "^(?!TC)[A-Z]{2}[0-9a-fA-F]{32}$" },
  };
  return field({ type: "string", minLength: 1, maxLength: 64 }, codecs.text, {
    required: true,
    replaces: true,
    refersTo: "TaskChannel",
    alsoKnownAs: ["taskChannelSid", "taskChannelUniqueName"],
    examine: "taskChannel",
    published,
    description:
      "The TaskChannel, its SID or its unique name. Another channel replaces; another way to name the same one does not.",
    evidence: "documented; that there is one for each worker and channel: documented",
  });
}

/** A whole number within a range. */
export function integer(
  minimum: number,
  maximum: number,
  said: Settable & ({ readonly default: number } | { readonly required: true }) & { readonly answer?: string },
): Field {
  return field({ type: "integer", minimum, maximum }, codecs.integer, said);
}

/** A set of names whose list Twilio may lengthen, so that it is not an enumeration. */
export function nameSet(said: Settable): Field {
  const published: JsonObject = { type: ["string", "array"], items: { type: "string" } };
  return field({ type: "array", items: { type: "string", minLength: 1 } }, codecs.nameSet, {
    emptyIsUnset: true,
    published,
    ...said,
  });
}

/** An object that the program shares with everybody else who writes to it, at most 4,096 characters as JSON. */
export function attributes(said: Common & { readonly mode: string }): Field {
  const { mode, ...about } = said;
  return field({}, codecs.jsonObject, {
    wire: "Attributes",
    default: {},
    unlisted: true,
    pathwise: { mode, limit: MAX_ATTRIBUTES },
    examine: "attributes",
    published: { anyOf: [{ type: "object" }, { type: "string", contentMediaType: "application/json" }] },
    ...about,
  });
}

/** Whether the program owns of such an object what it names, or all of it. */
export function attributesMode(said: Common): Field {
  return field({ type: "string", enum: ["merge", "exact"] }, codecs.text, { policy: true, default: "merge", ...said });
}

/** What an object begins with, and what the program does not follow after that. */
export function initialReference(prefix: SidPrefix, refersTo: string, said: Settable): Field {
  return reference(prefix, refersTo, { initial: true, ...said });
}

/** A workflow's routing document. */
export function routingDocument(said: Settable & { readonly required: true; readonly refersTo: string }): Field {
  const published: JsonObject = {
    anyOf: [
      { $ref: "workflow-configuration.json" },
      {
        description: "The same without task_routing around it.",
        type: "object",
        allOf: [{ $ref: "workflow-configuration.json#/properties/task_routing" }],
        anyOf: [{ required: ["filters"] }, { required: ["default_filter"] }],
        not: { type: "object", required: ["task_routing"] },
      },
      { type: "string", contentMediaType: "application/json" },
    ],
  };
  // Its shape is checked with everything else about it (ADR 8), not by the schema that is published.
  return field({}, codecs.routingDocument, {
    examine: "configuration",
    published,
    ...said,
  });
}

/** The documented default or, for what can be emptied, emptiness: what a property that is absent means. */
export function isUnset(of: Field, value: Json): boolean {
  if (value === null) return true;
  if (of.emptyIsUnset === true && (value === "" || (Array.isArray(value) && value.length === 0))) return true;
  return of.default !== undefined && equal(value, of.default);
}

import type { JsonObject } from "../../core/json";
import { typeAndName } from "../../core/pulumi-state";
import { nameIn, objectsIn } from "./parts";

/** What else is to be known of a stack from which these URNs go, each a sentence without its end. */
export function notesOn(deployment: JsonObject, taken: ReadonlySet<string>): string[] {
  const resources = objectsIn(deployment["resources"]);
  return [...pendingNotes(deployment), ...parentNotes(resources, taken), ...dependentNotes(resources, taken)];
}

function pendingNotes(deployment: JsonObject): string[] {
  const { length } = objectsIn(deployment["pending_operations"]);
  if (length === 0) return [];
  return [
    "the state has operations that never ended, of which nothing is known here: run pulumi refresh in the old program first",
  ];
}

function parentNotes(resources: readonly JsonObject[], taken: ReadonlySet<string>): string[] {
  const below = resources.filter(
    ({ urn, parent }) => taken.has(nameIn(urn)) && typeof parent === "string" && !isStack(parent),
  );
  return below.map(
    ({ urn, parent }) =>
      `${typeAndName(nameIn(urn)).name} is below ${typeAndName(nameIn(parent)).name}: the import file puts it below the stack, so ` +
      "declare it there, and move it with an alias later",
  );
}

/** `pulumi state delete` refuses as long as something depends on a resource (run on 3.259). */
function dependentNotes(resources: readonly JsonObject[], taken: ReadonlySet<string>): string[] {
  const leaning = resources.filter(
    (resource) => !taken.has(nameIn(resource["urn"])) && reliedOn(resource).some((urn) => taken.has(urn)),
  );
  return leaning.map(
    ({ urn }) =>
      `${nameIn(urn)} stays and depends on what goes, so pulumi state delete refuses that: go the way of retainOnDelete ` +
      "(docs/migrate-from-pulumi-twilio.md)",
  );
}

function reliedOn({ dependencies, parent }: JsonObject): string[] {
  return [...(Array.isArray(dependencies) ? dependencies : []), parent].map((urn) => nameIn(urn));
}

function isStack(urn: string): boolean {
  return urn.includes("::pulumi:pulumi:Stack::");
}

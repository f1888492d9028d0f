import { madeWords, named, objectWords } from "../account/words";
import { printable } from "../printable";
import type { Diagnosis } from "./pending";
import type { Candidate } from "./share-out";
import type { StateResource } from "./state";

const FORGET = "pulumi refresh --clear-pending-creates --yes --non-interactive";

/** `Activity lunch (WA…)`. */
export function resourceWords({ descriptor, name, id }: StateResource): string {
  return `${descriptor.kind} ${named(name)}${id === undefined ? "" : ` (${printable(id)})`}`;
}

/** What became of a pending operation, and what to do where no command does it. */
export function diagnosisWords(diagnosis: Diagnosis, withheld: boolean): string[] {
  const { operation, outcome, candidates, hidden } = diagnosis;
  const secret = hidden.length === 0 ? [] : [`${hidden.join(", ")}: secret in the state, so not compared`];
  switch (outcome) {
    case "found":
      return withheld ? withheldWords(candidates) : [...foundWords(diagnosis), ...secret];
    case "absent":
      return absentWords(diagnosis);
    case "twice":
      return [
        `found, it was made: ${madeOf(candidates)}`,
        `but the state has another one as ${named(operation.resource.name)}, so this one is too many: delete it in the console, then look once more`,
        ...secret,
      ];
    case "unsure":
      return [...unsureWords(diagnosis), ...secret];
    case "settings":
      return ["it only sets properties of the Workspace; pulumi up sets them again, which does no harm"];
    case "again": {
      const { type } = operation;
      return [`pulumi refresh finds out what came of ${type === "deleting" ? "the delete" : `${printable(type)} it`}`];
    }
  }
}

function madeOf([made]: readonly Candidate[]): string {
  return made === undefined ? "" : `${printable(made.object.sid)}${madeWords(made.object)}`;
}

function foundWords({ candidates, rivals }: Diagnosis): string[] {
  const found = `found, it was made: ${madeOf(candidates)}; the import file takes it into the state`;
  if (rivals.length === 0) return [found];
  return [
    found,
    `${listed(rivals)} ${rivals.length === 1 ? "was" : "were"} to be made just like it: if the program has that and not this, write its name into the import file`,
  ];
}

function withheldWords(candidates: readonly Candidate[]): string[] {
  return [
    `found, it was made: ${madeOf(candidates)}`,
    "its secrets are readable in this state and would get into the import file; export the state without --show-secrets",
  ];
}

function absentWords({ operation: { resource }, rivals, known }: Diagnosis): string[] {
  const own = known.find(({ urn }) => urn === resource.urn);
  if (own !== undefined)
    return [`the state has ${resourceWords(own)} by now, and there is no other one: this is only forgotten`];
  const once = "if it was interrupted only a moment ago, look once more first";
  if (rivals.length > 0)
    return [`not found beside what ${listed(rivals)} made; pulumi up makes it if the program has it`, once];
  if (known.length > 0)
    return [`not found, unless it is ${listed(known)}, which the state has; otherwise pulumi up makes it`, once];
  return ["not found, it was not made; pulumi up makes it", once];
}

function listed(resources: readonly StateResource[]): string {
  return resources.map(resourceWords).join(", ");
}

function unsureWords({ operation: { resource }, candidates, known }: Diagnosis): string[] {
  if (candidates.length === 0)
    return [
      "its name or its Workspace is secret in the state, so it cannot be looked for",
      `look in the console: delete it if it is there, then ${FORGET} and pulumi up`,
    ];
  const own = known.find(({ urn }) => urn === resource.urn);
  return [
    "one of these may be it, and only you can tell:",
    ...candidates.map(
      ({ object, differs }) =>
        `  ${objectWords(object)}${madeWords(object)}${differs.length === 0 ? "" : `; other than in the state: ${differs.join(", ")}`}`,
    ),
    own === undefined
      ? "delete in the console what is too many, or take the right one over with adopt: { sid } in the program and pulumi up; then look once more"
      : `the state has ${resourceWords(own)} by now: delete in the console what is too many, then look once more`,
    `if it is none of them, ${FORGET} forgets it, and with it every other create here`,
  ];
}

import { printable } from "../printable";
import type { LiveObject } from "./live";
import type { Diagnosis } from "./pending";
import type { StateResource } from "./state";

/** More of a name than anybody needs. */
const MAX_NAME = 64;

/** Somebody else's name in quotes. */
export function named(name: string): string {
  const points = [...printable(name)];
  return `"${points.length > MAX_NAME ? `${points.slice(0, MAX_NAME).join("")}…` : points.join("")}"`;
}

/** `Activity WA… "Lunch"`. */
export function objectWords({ descriptor, sid, friendlyName }: LiveObject): string {
  return `${descriptor.kind} ${printable(sid)} ${named(friendlyName)}`;
}

/** `Activity lunch (WA…)`. */
export function resourceWords({ descriptor, name, id }: StateResource): string {
  return `${descriptor.kind} ${named(name)}${id === undefined ? "" : ` (${printable(id)})`}`;
}

/** When it was made, as the API says it. */
export function madeWords({ created }: LiveObject): string {
  return created === undefined ? "" : `, made ${printable(created)}`;
}

/** What became of a pending operation, and what to do where no command does it. */
export function diagnosisWords({ operation, outcome, candidates, hidden }: Diagnosis, withheld: boolean): string[] {
  const { type, resource } = operation;
  const secret = hidden.length === 0 ? [] : [`${hidden.join(", ")}: secret in the state, so not compared`];
  const [made] = candidates;
  const list = candidates.map(
    ({ object, differs }) =>
      `  ${objectWords(object)}${madeWords(object)}${differs.length === 0 ? "" : `; other than in the state: ${differs.join(", ")}`}`,
  );
  const what = made === undefined ? "" : `${printable(made.object.sid)}${madeWords(made.object)}`;
  switch (outcome) {
    case "found":
      return withheld
        ? [
            `found, it was made: ${what}`,
            "its secrets are readable in this state and would get into the import file; export the state without --show-secrets",
          ]
        : [`found, it was made: ${what}; the import file takes it into the state`, ...secret];
    case "absent":
      return [
        "not found, it was not made; pulumi up makes it",
        "if it was interrupted only a moment ago, look once more first",
      ];
    case "twice":
      return [
        `found, it was made: ${what}`,
        `but the state has another one as ${named(resource.name)}, so this one is too many: delete it in the console, then look once more`,
        ...secret,
      ];
    case "unsure":
      return [
        candidates.length === 0
          ? "its name or its Workspace is secret in the state, so it cannot be looked for"
          : "one of these may be it, and only you can tell:",
        ...list,
        candidates.length === 0
          ? "look in the console: delete it if it is there, then pulumi refresh --clear-pending-creates and pulumi up"
          : "delete what is too many in the console, or make the one that you mean as the program has it, then look once more",
        ...secret,
      ];
    case "settings":
      return ["it only sets properties of the Workspace; pulumi up sets them again, which does no harm"];
    case "again":
      return [`pulumi refresh finds out what came of ${type === "deleting" ? "the delete" : `${printable(type)} it`}`];
  }
}

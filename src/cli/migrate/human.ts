import type { JsonObject } from "../../core/json";
import type { Fields } from "../../lifecycle/canonical";
import { descriptors } from "../../resources/kinds";
import type { Step } from "../account/commands";
import type { Kind } from "../account/kinds";
import { named } from "../account/words";
import { counted } from "../counted";
import { printable } from "../printable";
import { section } from "../section";
import type { ForeignFormat, ForeignObject, Stays } from "./foreign";
import type { Taken } from "./match";
import type { Report } from "./report";

const FORMATS: Readonly<Record<ForeignFormat, string>> = {
  "terraform-show": "Terraform's state",
  "terraform-plan": "the state that a Terraform plan began with",
  "terraform-state": "Terraform's state file",
  pulumi: "the state of Pulumi with an older provider",
};

/** More addresses of a type than anybody reads. */
const FEW = 3;

/** A report for people. */
export function humanReport(report: Report): string {
  const { state, accountSid, region, matches, steps } = report;
  const notTaken = [
    ...matches.left.map(({ object, reason }) => [`${objectWords(object)}, ${fromWords(object)}`, reason]),
    ...state.untaken.map(({ address, sid, reason }) => [
      `${printable(address)}${sid === undefined ? "" : ` (${printable(sid)})`}`,
      reason,
    ]),
  ];
  return [
    `${FORMATS[state.format]}, account ${accountSid} in ${region}\n`,
    section("taken over", matches.taken, takenLines),
    section("not taken over", notTaken, (lines) => lines.map(printable)),
    section(`stay with ${state.tool}, not of TaskRouter`, state.stays, (stays) => [staysWords(stays)]),
    ...state.notes.map((note) => `\nnote: ${printable(note)}\n`),
    stepLines("what to do next", steps.commands),
    stepLines("how to go back", steps.undo),
    `\n${counted(matches.taken.length, "resource")} to import, ${notTaken.length} not taken over\n`,
  ].join("");
}

function takenLines({ object, inputs, shown }: Taken): string[] {
  const kind = descriptors.find((known) => known.kind === object.kind);
  return [
    `${objectWords(object)}, ${fromWords(object)}`,
    ...(kind === undefined ? [] : saysWords(kind, object.told, inputs)),
    ...(shown.length > 0
      ? [`the import file holds ${shown.join(", ")} readable: write pulumi.secret(…) in the program`]
      : []),
  ];
}

/** What the program has to say that is easily left out: what Twilio does not tell, and what is set beside an object's making. */
function saysWords(kind: Kind, told: JsonObject, inputs: JsonObject): string[] {
  const fields: Fields = kind.fields;
  const said = (values: JsonObject): string =>
    Object.entries(values)
      .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
      .join(", ");
  const unread = Object.fromEntries(Object.entries(told).filter(([name]) => fields[name]?.unreadable === true));
  const settings = Object.fromEntries(Object.entries(inputs).filter(([name]) => fields[name]?.wire !== undefined));
  return [
    ...(Object.keys(unread).length > 0
      ? [
          `write ${said(unread)} in the program, as the state has it: without it pulumi up replaces this ${kind.kind}, protected or not`,
        ]
      : []),
    ...("owner" in kind ? [`write ${said(settings)} (or the resources of these SIDs) in the program`] : []),
  ];
}

function objectWords({ kind, name, sid }: ForeignObject): string {
  return `${kind} ${named(name)} (${sid})`;
}

function fromWords({ addresses }: ForeignObject): string {
  return `from ${addresses.map(printable).join(" and ")}`;
}

function staysWords({ type, addresses }: Stays): string {
  const first = addresses.slice(0, FEW).map(printable).join(", ");
  const rest = addresses.length - FEW;
  return `${printable(type)}: ${first}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** Commands may be long, so what each is for stands above it. */
function stepLines(title: string, steps: readonly Step[]): string {
  if (steps.length === 0) return "";
  const lines = steps.map(({ command, why }) => `${why === "" ? "" : `  # ${why}\n`}  ${printable(command)}\n`);
  return `\n${title}:\n${lines.join("")}`;
}

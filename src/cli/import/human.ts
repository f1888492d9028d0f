import { shellWord, stepLines } from "../account/commands";
import { madeWords, named } from "../account/words";
import { counted } from "../counted";
import { printable } from "../printable";
import { section } from "../section";
import type { Declared } from "./declared";
import type { Found } from "./finder";
import type { Import } from "./inputs";
import type { Open, Verdict } from "./judge";
import { isComplete, PROTECTED, type Report, shownName, stepsFor } from "./report";

/** More candidates than these are only counted. */
const MAX_CANDIDATES = 20;

const TITLES: readonly { readonly verdict: Verdict; readonly title: string }[] = [
  { verdict: "missing", title: "not in the account" },
  { verdict: "ambiguous", title: "not sure" },
  { verdict: "blocked", title: "not matched, or not to be written" },
];

/** A report for people. */
export function humanReport(report: Report): string {
  const { plan, written, notes } = report;
  const { imports, open, file } = plan;
  const steps = stepsFor(plan, written);
  const names = report.preview.creates.map(({ name }) => name);
  const unique = ({ name, urn }: Declared): string => (names.indexOf(name) === names.lastIndexOf(name) ? name : urn);
  return [
    `${placeWords(report)}\n`,
    section("matched", imports, importLines),
    ...TITLES.map(({ verdict, title }) =>
      section(
        title,
        open.filter((one) => one.verdict === verdict),
        (one) => openLines(one, unique),
      ),
    ),
    ...notes.map((note) => `\nnote: ${note}\n`),
    ...(steps.length > 0 ? [`\nnext:\n${stepLines(steps)}\n${PROTECTED}\n`] : []),
    ...(written === undefined && file.resources.length > 0
      ? ["\nnothing was written: --write-import FILE writes the import file\n"]
      : []),
    `\n${summary(report)}\n`,
  ].join("");
}

function placeWords({ preview: { stack, project }, accountSid, region }: Report): string {
  return `stack ${printable(stack)} of project ${printable(project)}, account ${accountSid} in ${region}`;
}

function importLines({ match, differs, replaces, unwritten }: Import): string[] {
  const { declared, found, isDecided } = match;
  return [
    `${resourceWords(declared)} is ${objectWords(found, declared)}${isDecided ? ", as decided" : ""}`,
    ...(differs.length === 0 ? [] : [`differs in ${differs.join(", ")}`]),
    ...(replaces.length === 0
      ? []
      : [
          `${replaces.join(", ")} cannot be changed: the next pulumi up replaces it, unless the program says what is there`,
        ]),
    ...(unwritten.length === 0
      ? []
      : [
          `${unwritten.join(", ")}: secret, or not known yet, so not written; the next preview shows a difference there`,
        ]),
  ];
}

function openLines({ declared, why, candidates, choice }: Open, unique: (declared: Declared) => string): string[] {
  const more = candidates.length - MAX_CANDIDATES;
  return [
    resourceWords(declared),
    printable(why),
    ...candidates.slice(0, MAX_CANDIDATES).map((found) => `  ${objectWords(found, declared)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...(choice === undefined
      ? []
      : [`--match ${printable(shellWord(`${unique(declared)}=${choice.sid}`))} decides that it is that one`]),
  ];
}

function resourceWords({ descriptor, name }: Declared): string {
  return `${descriptor.kind} ${named(name)}`;
}

function objectWords(found: Found, declared: Declared): string {
  const name = shownName(found, declared);
  return `${printable(found.sid)}${name === undefined ? "" : ` ${named(name)}`}${madeWords(found)}`;
}

function summary({ plan }: Report): string {
  const { imports, open } = plan;
  const all = imports.length + open.length;
  if (all === 0) return "the preview creates nothing of TaskRouter: there is nothing to import";
  return isComplete(plan)
    ? `all matched: ${counted(all, "resource")}`
    : `${imports.length} of ${counted(all, "resource")} matched`;
}

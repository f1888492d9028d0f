import { stepLines } from "../account/commands";
import { madeWords, objectWords } from "../account/words";
import { importText } from "../account/write-import";
import { counted } from "../counted";
import { printable } from "../printable";
import { section } from "../section";
import { DEFAULT_IMPORT_FILE, type Report } from "./report";
import { diagnosisWords, resourceWords } from "./words";

/** A report for people. */
export function humanReport(report: Report): string {
  const { comparison, imports, steps, written, notes } = report;
  const { missing, unknown, pending, builtIn, leftovers, elsewhere } = comparison;
  const sections = [
    section("never ended", pending, (diagnosis) => {
      const { operation } = diagnosis;
      return [
        `${printable(operation.type)} ${resourceWords(operation.resource)}`,
        ...diagnosisWords(diagnosis, imports.withheld.has(operation.resource.urn)),
      ];
    }),
    section("the account does not have", missing, (resource) => [
      resourceWords(resource),
      {
        managed: "pulumi refresh takes it out of the state, then pulumi up makes it again",
        external: "the program only looks it up: give it another SID there, or take it out",
        leftover: "it was replaced, and is deleted already: the next pulumi up forgets it",
        replaced: "",
      }[resource.fate],
    ]),
    section("the state does not know", unknown, (object) => [
      `${objectWords(object)} in ${printable(object.workspaceSid)}${madeWords(object)}`,
    ]),
    ...(unknown.length > 0 ? [adoptionWords(written)] : []),
    section("built in, no difference", builtIn, (object) => [
      `${objectWords(object)} in ${printable(object.workspaceSid)}`,
    ]),
    section("replaced, and yet to be deleted", leftovers, (resource) => [
      resourceWords(resource),
      "the next pulumi up that goes through deletes it; if it stops because that name is there already, delete this in the console",
    ]),
    section("other Workspaces of the account, no difference", elsewhere, (object) => [
      `${objectWords(object)}${madeWords(object)}`,
    ]),
  ];
  const prints = written === undefined && imports.finished > 0 && steps.length > 0;
  return [
    `${placeWords(report)}\n`,
    ...sections,
    ...(prints ? [`\n${DEFAULT_IMPORT_FILE} (--write-import writes it):\n${importText(imports.file)}`] : []),
    ...(steps.length > 0 ? [`\nto mend it:\n${stepLines(steps)}`] : []),
    ...notes.map((note) => `\nnote: ${note}\n`),
    `\n${summary(report)}\n`,
  ].join("");
}

function placeWords({ state, accountSid, region }: Report): string {
  const stack =
    state.stack === "" ? "the state" : `stack ${printable(state.stack)} of project ${printable(state.project)}`;
  return `${stack}, account ${accountSid} in ${region}`;
}

function adoptionWords(written: string | undefined): string {
  const file =
    written === undefined
      ? "--write-import FILE writes an import file with all of them"
      : `${printable(written)} holds all of them`;
  return [
    "  Import what this stack shall manage, delete in the console what nobody needs, or leave it and refer to it with X.get.",
    `  ${file}: take out what the program does not declare, for the next pulumi up wants`,
    "  to delete it (an import protects it from that), and give each entry the name that the program gives.",
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function summary({ comparison }: Report): string {
  const { missing, unknown, pending, compared, searched, unseen } = comparison;
  const seen = `${counted(compared, "resource")} and ${counted(searched, "Workspace")} compared${unseen.length > 0 ? `, ${unseen.length} not` : ""}`;
  const differences = missing.length + unknown.length + pending.length;
  return differences === 0 ? `state and account agree: ${seen}` : `${counted(differences, "difference")}: ${seen}`;
}

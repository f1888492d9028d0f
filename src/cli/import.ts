import type { Settings } from "../client";
import { parseJsonText } from "../core/json-text";
import { typeAndName } from "../core/pulumi-state";
import { homeOf } from "../lifecycle/session";
import { Refusal, settingsFor } from "./account/credentials";
import { homeProblem } from "./account/home";
import { Live } from "./account/live";
import { orTold } from "./account/problems";
import { readOnlyAccount } from "./account/read-only";
import { writeImport } from "./account/write-import";
import type { CliIo, Command } from "./command";
import { withLinesHint } from "./contents/json-lines";
import { counted } from "./counted";
import { decided } from "./import/decisions";
import type { Declared } from "./import/declared";
import { Finder } from "./import/finder";
import { humanReport } from "./import/human";
import { match } from "./import/match";
import { type ImportOptions, readOptions } from "./import/options";
import { planOf } from "./import/plan";
import { type Preview, readPreview } from "./import/preview";
import { isComplete, jsonReport, type Report } from "./import/report";
import { printable } from "./printable";
import { readText, shownFile } from "./read-text";

const help = `Usage: pulumi preview --json --show-sames | taskrouter import [OPTIONS] -
       taskrouter import [OPTIONS] FILE

Writes the import file with which \`pulumi import --file\` takes what exists already into a stack whose program declares it.
What the preview would create is looked for in the account by its name; what is not sure is listed and left out. Nothing
is changed, neither in the account nor in the state. docs/import.md says more.

FILE is what \`pulumi preview --json --show-sames\` printed; - is standard input.
The environment says whom to ask and as whom: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN (or TWILIO_API_KEY and
TWILIO_API_SECRET), TWILIO_REGION, TWILIO_EDGE.

Options:
  --write-import FILE   write the import file (over an older one, and over no other file)
  --match NAME=SID      decide that a resource of the program, by its name or URN, is the object with this SID; repeatable
  --format FORMAT       human (default) or json
  --base-url URL        ask another TaskRouter, such as the emulator

Exit code: 0 everything to be created is in the account, 1 something is not or is not sure (the file has the rest),
2 wrongly called, or nothing could be compared.
`;

async function run(args: readonly string[], io: CliIo): Promise<number> {
  const options = readOptions(args);
  return orTold("import", io, async () => {
    const report = await reportOn(options, io);
    io.stdout(options.format === "json" ? jsonReport(report) : humanReport(report));
    if (options.importFile !== undefined) io.stderr(`taskrouter import: ${writtenWords(report, options.importFile)}\n`);
    return isComplete(report.plan) ? 0 : 1;
  });
}

async function reportOn({ file, baseUrl, decisions, importFile }: ImportOptions, io: CliIo): Promise<Report> {
  const preview = await previewOf(file, io);
  const settings = settingsFor(io.env ?? process.env, baseUrl);
  const { creates, foreign } = ours(preview.creates, settings);
  const sids = decided(creates, decisions);
  const account = readOnlyAccount(settings);
  const { client } = account;
  const progress = (text: string): void => io.progress?.(`taskrouter import: ${text}`);
  const live = new Live(account, progress);
  if (creates.length > 0) {
    // An account that is not the right one would seem to have nothing of all this.
    await live.workspaces();
    await account.verify();
  }
  const matching = await match(creates, preview, sids, new Finder(account, live, progress));
  io.progress?.("");
  const plan = planOf(matching, preview, homeOf(client));
  const written = importFile !== undefined && plan.imports.length > 0 ? importFile : undefined;
  if (written !== undefined) writeImport(written, plan.file, { of: file, which: "the preview" });
  return {
    preview,
    accountSid: client.accountSid,
    region: client.region,
    plan,
    written,
    notes: notesOn(preview, creates, foreign, client.baseUrl),
  };
}

async function previewOf(file: string, io: CliIo): Promise<Preview> {
  const { text, broken } = await readText(file, io.stdin);
  const parsed = broken === undefined ? parseJsonText(text) : { error: broken };
  if ("error" in parsed) {
    throw new Refusal(
      `${shownFile(file)} ${withLinesHint(text, parsed.error).message}; expected what \`pulumi preview --json --show-sames\` printed`,
    );
  }
  return readPreview(parsed.value, shownFile(file));
}

/**
 * What would be made in the account and region that the credentials name; what says neither is taken for that.
 * @throws Refusal if all of it is elsewhere
 */
function ours(
  all: readonly Declared[],
  settings: Settings,
): { readonly creates: readonly Declared[]; readonly foreign: readonly Declared[] } {
  const problem = ({ home }: Declared): string | undefined => homeProblem(home, settings, "the preview");
  const creates = all.filter((declared) => problem(declared) === undefined);
  const foreign = all.filter((declared) => problem(declared) !== undefined);
  const [first] = foreign;
  if (first !== undefined && creates.length === 0)
    throw new Refusal(`${problem(first) ?? ""}; nothing was compared. Use the credentials of that place.`);
  return { creates, foreign };
}

function writtenWords({ written, plan }: Report, file: string): string {
  if (written === undefined) return `there is nothing to import, so ${shownFile(file)} was not written`;
  return `wrote ${shownFile(written)} with ${counted(plan.imports.length, "resource")} to import`;
}

function notesOn(
  { strange, baseUrls, silent }: Preview,
  creates: readonly Declared[],
  foreign: readonly Declared[],
  baseUrl: string,
): string[] {
  const other = baseUrls.find((url) => url !== baseUrl);
  const mute = [...new Set(creates.flatMap(({ provider }) => provider ?? []))].filter((urn) => silent.has(urn));
  return [
    ...(foreign.length > 0
      ? [
          `${counted(foreign.length, "resource")} of another account or region not looked for; run this with the credentials of that`,
        ]
      : []),
    ...mute.map(
      (urn) =>
        `provider "${printable(typeAndName(urn).name)}" does not say in the preview whose account it is for; it was taken for this one's`,
    ),
    ...(strange.length > 0
      ? [`${counted(strange.length, "resource")} of kinds that only a newer pulumi-taskrouter knows not looked for`]
      : []),
    ...(other !== undefined && !baseUrls.includes(baseUrl)
      ? [`the stack is configured for ${printable(other)}, but ${baseUrl} was asked; --base-url changes that`]
      : []),
  ];
}

/** `taskrouter import`. */
export const command: Command = { help, run };

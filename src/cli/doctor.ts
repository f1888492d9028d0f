import { parseJsonText } from "../core/json-text";
import { homeOf } from "../lifecycle/session";
import { Refusal, settingsFor } from "./account/credentials";
import { Live } from "./account/live";
import { orTold } from "./account/problems";
import { readOnlyAccount } from "./account/read-only";
import { writeImport } from "./account/write-import";
import type { CliIo, Command } from "./command";
import { counted } from "./counted";
import { agrees, type Comparison, compare } from "./doctor/compare";
import { humanReport } from "./doctor/human";
import { importsOf } from "./doctor/import-file";
import { stepsFor } from "./doctor/mend";
import { type DoctorOptions, readOptions } from "./doctor/options";
import { ours } from "./doctor/ours";
import { DEFAULT_IMPORT_FILE, jsonReport, type Report } from "./doctor/report";
import { readState, type State } from "./doctor/state";
import { printable } from "./printable";
import { readText, shownFile } from "./read-text";

const help = `Usage: pulumi stack export | taskrouter doctor [OPTIONS] -
       taskrouter doctor [OPTIONS] FILE

Compares a stack's state with the account: what never ended, what the account does not have, what the state does not
know. Prints the commands that mend it. Nothing is changed, neither in the account nor in the state. docs/doctor.md says more.

FILE is what \`pulumi stack export\` printed, or a state file of the file backend; - is standard input.
The environment says whom to ask and as whom: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN (or TWILIO_API_KEY and
TWILIO_API_SECRET), TWILIO_REGION, TWILIO_EDGE.

Options:
  --format FORMAT       human (default) or json
  --write-import FILE   write an import file for what the state lacks (otherwise what a create has made is printed)
  --base-url URL        ask another TaskRouter, such as the emulator

Exit code: 0 state and account agree, 1 they do not, 2 wrongly called, or nothing could be compared.
`;

async function run(args: readonly string[], io: CliIo): Promise<number> {
  const options = readOptions(args);
  return orTold("doctor", io, async () => {
    const report = await reportOn(options, io);
    io.stdout(options.format === "json" ? jsonReport(report) : humanReport(report));
    if (options.importFile !== undefined) io.stderr(`taskrouter doctor: ${writtenWords(report, options.importFile)}\n`);
    return agrees(report.comparison) ? 0 : 1;
  });
}

async function reportOn(options: DoctorOptions, io: CliIo): Promise<Report> {
  const whole = await stateOf(options.file, io);
  const settings = settingsFor(io.env ?? process.env, options.baseUrl);
  const { state, foreign } = ours(whole, settings);
  const account = readOnlyAccount(settings);
  const { client } = account;
  const live = new Live(account, (text) => io.progress?.(`taskrouter doctor: ${text}`));
  const comparison = await compare(state, live);
  io.progress?.("");
  const all = options.importFile !== undefined;
  const imports = importsOf(comparison, state, { home: homeOf(client), all });
  const written =
    options.importFile !== undefined && imports.file.resources.length > 0 ? options.importFile : undefined;
  if (written !== undefined) writeImport(written, imports.file, { of: options.file, which: "the state" });
  return {
    state,
    accountSid: client.accountSid,
    region: client.region,
    comparison,
    imports,
    steps: stepsFor(comparison, imports, written ?? DEFAULT_IMPORT_FILE),
    written,
    notes: notesOn(state, comparison, foreign, client.baseUrl),
  };
}

async function stateOf(file: string, io: CliIo): Promise<State> {
  const { text, broken } = await readText(file, io.stdin);
  const parsed = broken === undefined ? parseJsonText(text) : { error: broken };
  const expected = "expected what `pulumi stack export` printed, or a state file";
  if ("error" in parsed) throw new Refusal(`${shownFile(file)} ${parsed.error.message}; ${expected}`);
  const state = readState(parsed.value);
  if (state === undefined) throw new Refusal(`${shownFile(file)} holds no state of Pulumi; ${expected}`);
  return state;
}

function writtenWords({ written, imports }: Report, file: string): string {
  const { length } = imports.file.resources;
  if (written === undefined) return `there is nothing to import, so ${shownFile(file)} was not written`;
  return `wrote ${shownFile(written)} with ${counted(length, "resource")} to import`;
}

function notesOn({ strange, baseUrls }: State, { unseen }: Comparison, foreign: number, baseUrl: string): string[] {
  const other = baseUrls.find((url) => url !== baseUrl);
  return [
    ...(foreign > 0
      ? [
          `${counted(foreign, "resource")} of another account or region not compared; run this with the credentials of that`,
        ]
      : []),
    ...(unseen.length > 0
      ? [`${counted(unseen.length, "resource")} not compared, since the state keeps secret in which Workspace`]
      : []),
    ...(strange.length > 0
      ? [`${counted(strange.length, "resource")} of kinds that only a newer pulumi-taskrouter knows not compared`]
      : []),
    ...(other !== undefined && !baseUrls.includes(baseUrl)
      ? [`the stack is configured for ${printable(other)}, but ${baseUrl} was asked; --base-url changes that`]
      : []),
  ];
}

/** `taskrouter doctor`. */
export const command: Command = { help, run };

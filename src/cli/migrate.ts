import { settingsFor } from "./account/credentials";
import { Live } from "./account/live";
import { orTold } from "./account/problems";
import { readOnlyAccount } from "./account/read-only";
import { writeImport } from "./account/write-import";
import type { CliIo, Command } from "./command";
import { counted } from "./counted";
import { humanReport } from "./migrate/human";
import { match } from "./migrate/match";
import { type MigrateOptions, readOptions } from "./migrate/options";
import { importFileOf, isComplete, jsonReport, type Report } from "./migrate/report";
import { assertOurs, stateOf } from "./migrate/state";
import { stepsFor } from "./migrate/steps";
import { shownFile } from "./read-text";

const help = `Usage: terraform show -json | taskrouter migrate [OPTIONS] -
       pulumi stack export | taskrouter migrate [OPTIONS] -
       taskrouter migrate [OPTIONS] STATE

Takes what another tool manages into a stack with pulumi-taskrouter, without making, replacing or deleting anything: reads
that tool's state, looks every object up in the account, and prints the commands to run, and those that lead back. An import
file holds the objects as the account has them, under names made from the old ones. Nothing is changed. docs/migrate.md says more.

STATE is a file, or - for standard input, and holds what one of these printed or wrote:
  terraform show -json      of a state, or of a plan (what was there before it); RJPearson94/twilio or twilio/twilio
  terraform state pull      version 4, such as terraform.tfstate
  pulumi stack export       of a stack with twilio-pulumi-provider or twilio-pulumi-provider-ih; or its state file
The environment says whom to ask and as whom: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN (or TWILIO_API_KEY and
TWILIO_API_SECRET), TWILIO_REGION, TWILIO_EDGE.

Options:
  --format FORMAT       human (default) or json
  --write-import FILE   write the import file, for pulumi import --file
  --show-secrets        also take over what the state keeps secret: it stands readable in the import file, which only its
                        owner may read, and an import encrypts it
  --base-url URL        ask another TaskRouter, such as the emulator

Exit code: 0 everything of TaskRouter is taken over, 1 something is not, 2 wrongly called, or nothing could be looked up.
`;

async function run(args: readonly string[], io: CliIo): Promise<number> {
  const options = readOptions(args);
  return orTold("migrate", io, async () => {
    const report = await reportOn(options, io);
    io.stdout(options.format === "json" ? jsonReport(report) : humanReport(report));
    if (options.importFile !== undefined)
      io.stderr(`taskrouter migrate: ${writtenWords(report, options.importFile)}\n`);
    return isComplete(report) ? 0 : 1;
  });
}

async function reportOn(options: MigrateOptions, io: CliIo): Promise<Report> {
  const state = await stateOf(options.file, io);
  const settings = settingsFor(io.env ?? process.env, options.baseUrl);
  assertOurs(state, settings.accountSid);
  const account = readOnlyAccount(settings);
  const { client } = account;
  const live = new Live(account, (text) => io.progress?.(`taskrouter migrate: ${text}`));
  const matches = await match(state.objects, { account, live }, options.showSecrets);
  io.progress?.("");
  const importFile = importFileOf(matches);
  const written = matches.taken.length > 0 ? options.importFile : undefined;
  if (written !== undefined) {
    const shown = matches.taken.some((taken) => taken.shown.length > 0);
    writeImport(written, importFile, { of: options.file, which: "the state", shown });
  }
  return {
    state,
    accountSid: client.accountSid,
    region: client.region,
    matches,
    importFile,
    steps: stepsFor({ state, taken: matches.taken, file: options.file, written }),
    written,
  };
}

function writtenWords({ written, importFile }: Report, file: string): string {
  if (written === undefined) return `there is nothing to import, so ${shownFile(file)} was not written`;
  return `wrote ${shownFile(written)} with ${counted(importFile.resources.length, "resource")} to import`;
}

/** `taskrouter migrate`. */
export const command: Command = { help, run };

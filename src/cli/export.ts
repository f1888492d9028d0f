import { join, relative, resolve, sep } from "node:path";
import { homeOf } from "../lifecycle/session";
import { settingsFor } from "./account/credentials";
import { importEntry } from "./account/import-entry";
import { Live } from "./account/live";
import { pulumiName } from "./account/names";
import { orTold } from "./account/problems";
import { readOnlyAccount } from "./account/read-only";
import type { CliIo, Command } from "./command";
import { counted } from "./counted";
import { chosen } from "./export/choose";
import { contentsOf } from "./export/contents";
import { declare } from "./export/declare";
import type { Found, Reading } from "./export/found";
import { managedBy } from "./export/from-state";
import { type ExportOptions, readOptions } from "./export/options";
import { statementsOf } from "./export/program";
import { projectFiles } from "./export/project";
import { type Exported, exportReport } from "./export/report";
import { assertFitting, isWanted, selected } from "./export/select";
import { sharedOf } from "./export/shared";
import { strangeSids } from "./export/strange-sids";
import { assertWritable, writeFolder } from "./export/write-folder";
import { manifest } from "./manifest";
import type { ForeignState } from "./migrate/foreign";
import { assertOurs, stateOf } from "./migrate/state";

const help = `Usage: taskrouter export [OPTIONS] FOLDER

Writes a Pulumi project that declares what an account has, and the file with which \`pulumi import\` takes it into a stack, so
that the first preview is empty. Reads only. docs/export.md says more.

The environment says whose account, and as whom: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN (or TWILIO_API_KEY and
TWILIO_API_SECRET), TWILIO_REGION, TWILIO_EDGE.

Options:
  --workspace SID|NAME    this Workspace (repeatable); default: the only one there is
  --all                   every Workspace of the account
  --kinds LIST            only these kinds, such as TaskQueue,Workflow
  --exclude-kinds LIST    all kinds but these
  --include PATTERN       only what is called so; * and ? stand for any text (repeatable)
  --exclude PATTERN       all but what is called so (repeatable)
  --from-state FILE       only what another tool's state manages, by its names, as taskrouter migrate reads it
  --without-sids          a program that makes everything anew, in another account; no import file
  --split                 a file for each kind
  --force                 write into a folder that has files already, over those of the same names
  --base-url URL          read from another TaskRouter, such as the emulator

Exit code: 0 done, 1 done but something is left out or to be seen to, 2 wrongly called, or nothing was written.
`;

async function run(args: readonly string[], io: CliIo): Promise<number> {
  const options = readOptions(args);
  return orTold("export", io, async () => {
    assertWritable(options.folder, options.force);
    const exported = await exportTo(options, io);
    io.progress?.("");
    writeFolder(options.folder, exported.files);
    io.stdout(exportReport(exported));
    return isWhole(exported) ? 0 : 1;
  });
}

async function exportTo(options: ExportOptions, io: CliIo): Promise<Exported> {
  const settings = settingsFor(io.env ?? process.env, options.baseUrl);
  const account = readOnlyAccount(settings);
  const { client } = account;
  const progress = (text: string): void => io.progress?.(`taskrouter export: ${text}`);
  const live = new Live(account, progress);
  const state = options.fromState === undefined ? undefined : await stateOf(options.fromState, io);
  if (state !== undefined) assertOurs(state, settings.accountSid);
  const workspaces = await live.workspaces();
  const homes = state === undefined ? chosen(workspaces, options) : workspaces.filter(({ sid }) => holds(state, sid));
  const reading: Reading = { account, progress, wants: (kind) => isWanted(kind, options.filters) };
  const found: Found[] = [];
  for (const home of homes) found.push(...(await contentsOf(home, live, reading)));
  found.push(...(await sharedOf(found, reading)));
  const managed = state === undefined ? { found, names: new Map(), omissions: [] } : managedBy(state.objects, found);
  assertFitting(managed.found, options.filters);
  const said = declare(selected(managed.found, options.filters), { anew: options.withoutSids, names: managed.names });
  const declared = { ...said, omissions: [...managed.omissions, ...said.omissions] };
  const { declarations, omissions } = declared;
  const keeps = !options.withoutSids;
  const statements = statementsOf({
    declarations,
    account: new Map(found.filter(({ descriptor }) => !("owner" in descriptor)).map((one) => [one.sid, one])),
    keeps,
    exported: options.split,
  });
  const home = homeOf(client);
  const names = homes.map(({ friendlyName }) => friendlyName);
  const what = names.length === 1 ? `Workspace "${names[0]}"` : counted(names.length, "Workspace");
  const files = projectFiles({
    name: projectName(names),
    description: `Routing of ${what}, exported from Twilio TaskRouter`,
    statements,
    head: omissions.map(({ found: { descriptor, label, sid }, because }) => {
      return `Left out: ${descriptor.kind} "${label}"${keeps ? ` (${sid})` : ""}: ${because}`;
    }),
    split: options.split,
    keeps,
    imports: keeps
      ? {
          resources: declarations.map(({ kind, name, sid, inputs, more }) =>
            importEntry(kind.kind, name, sid, { inputs, more: { ...home, ...more } }),
          ),
        }
      : undefined,
    dependency: dependency(options.folder),
  });
  return { options, settings, declared, files, warnings: keeps ? [] : strangeSids(statements) };
}

/** Is all of it in the program, and nothing in it that is only true here? */
function isWhole({ declared, warnings }: Exported): boolean {
  const { omissions, declarations } = declared;
  return omissions.length === 0 && warnings.length === 0 && declarations.every(({ left }) => left.length === 0);
}

/** Does the state have anything in this Workspace? */
function holds({ objects }: ForeignState, workspaceSid: string): boolean {
  return objects.some((object) => object.workspaceSid === workspaceSid);
}

/** Pulumi takes letters, digits, `-`, `_` and `.` of ASCII. */
function projectName(workspaces: readonly string[]): string {
  const [only, ...more] = workspaces;
  const plain =
    more.length > 0 ? "" : (pulumiName(only ?? "") ?? "").replace(/[^a-z0-9-]/g, "").replace(/^-+|-+$/g, "");
  return plain === "" ? "taskrouter" : plain;
}

/** How a project in this folder names the package: its version, or where it is not installed but worked on, its place. */
function dependency(folder: string): string {
  const root = join(__dirname, "../..");
  if (!root.split(sep).includes("node_modules")) return `file:${relative(resolve(folder), root).split(sep).join("/")}`;
  return `^${manifest().version}`;
}

/** `taskrouter export`. */
export const command: Command = { help, run };

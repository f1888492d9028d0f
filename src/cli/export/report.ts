import type { Settings } from "../../client";
import { counted } from "../counted";
import { printable } from "../printable";
import { shownFile } from "../read-text";
import type { Declared } from "./declare";
import type { ExportOptions } from "./options";
import type { ProjectFile } from "./project";
import { ORDER } from "./words";

/** What was exported, and what to do next. */
export interface Exported {
  readonly options: ExportOptions;
  readonly settings: Settings;
  readonly declared: Declared;
  readonly files: readonly ProjectFile[];
  readonly warnings: readonly string[];
}

/** For people. */
export function exportReport({ options, settings, declared, files, warnings }: Exported): string {
  const { declarations, omissions } = declared;
  const counts = ORDER.map((kind) => [kind, declarations.filter((each) => each.kind.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => counted(count, kind).replace("ys", "ies").replace("Defaultss", "Defaults"));
  const left = omissions.map(
    ({ found: { descriptor, label, sid }, because }) => `${descriptor.kind} "${printable(label)}" (${sid}): ${because}`,
  );
  const notes = declarations.flatMap(({ kind, name, left: alone, notes: own }) =>
    [...alone, ...own].map((note) => `${kind.kind} "${printable(name)}": ${note}`),
  );
  return [
    `wrote ${shownFile(options.folder)}: ${files.map(({ name }) => name).join(", ")}`,
    counts.length === 0 ? "nothing to declare" : counts.join(", "),
    ...block("Left out, and to be seen to by hand:", left),
    ...block("Not as usual:", [...notes, ...warnings].map(printable)),
    "",
    "Next:",
    ...commands(options, settings).map((command) => `  ${command}`),
    "",
  ].join("\n");
}

function block(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", heading, ...lines.map((line) => `  ${line}`)];
}

/** The commands that take the resources into a stack, or that make them elsewhere. */
function commands({ folder, withoutSids, baseUrl }: ExportOptions, settings: Settings): string[] {
  const { accountSid, region } = settings;
  const setting = (key: string, value: string): string => `pulumi config set taskrouter:${key} ${value}`;
  const there = [`cd ${quotedForShell(folder)} && npm install`, "pulumi stack init dev"];
  if (withoutSids)
    return [
      ...there,
      setting("accountSid", "AC…   # the account in which it is to be made"),
      "pulumi preview",
      "pulumi up",
    ];
  return [
    ...there,
    setting("accountSid", accountSid),
    ...(region === "us1" ? [] : [`${setting("region", region)}   # and taskrouter:edge`]),
    ...(baseUrl === undefined ? [] : [setting("baseUrl", baseUrl)]),
    "pulumi import --file import.json --generate-code=false --yes   # nothing is sent to Twilio",
    "pulumi preview --expect-no-changes",
    "pulumi up   # changes nothing; the state learns what is to be kept",
  ];
}

function quotedForShell(text: string): string {
  return /^[\w./~-]+$/.test(text) ? text : `'${printable(text).replaceAll("'", "'\\''")}'`;
}

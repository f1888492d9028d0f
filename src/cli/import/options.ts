import { sidKind } from "../../core/sid";
import { ACCOUNT_OPTIONS, type Format, filled, formatNamed } from "../account/options";
import { readArguments } from "../arguments";
import { UsageError } from "../command";
import { printable } from "../printable";

/** What somebody has decided: this resource of the program is that object. */
export interface Decision {
  /** A Pulumi name or a URN. */
  readonly resource: string;
  readonly sid: string;
}

/** What the command was called with. */
export interface ImportOptions {
  readonly file: string;
  readonly format: Format;
  readonly baseUrl: string | undefined;
  readonly importFile: string | undefined;
  readonly decisions: readonly Decision[];
}

const OPTIONS = { ...ACCOUNT_OPTIONS, match: "a resource's name or URN and a SID, such as calls=WW…" };

/** @throws UsageError */
export function readOptions(args: readonly string[]): ImportOptions {
  const { all, last, positionals } = readArguments(args, OPTIONS);
  const format = formatNamed(last("format"));
  const baseUrl = filled("base-url", last("base-url"));
  const importFile = filled("write-import", last("write-import"));
  const decisions = all("match").map(decision);
  const [file, another] = positionals;
  if (file === undefined)
    throw new UsageError(
      "give the file of a preview, or - for standard input: pulumi preview --json --show-sames | taskrouter import -",
    );
  if (another !== undefined) throw new UsageError(`takes one preview at a time; ${printable(another)} is one more`);
  if (file === "") throw new UsageError("the FILE is an empty text; is a shell variable unset?");
  if (importFile === "-") throw new UsageError("--write-import takes the name of a file");
  return { file, format, baseUrl, importFile, decisions };
}

/** A name may hold equals signs; a SID does not. */
function decision(text: string): Decision {
  const [, resource = "", sid = ""] = /^(.*)=(.*)$/s.exec(text) ?? [];
  if (resource === "" || sidKind(sid) === undefined)
    throw new UsageError(`--match takes ${OPTIONS.match}, not ${text === "" ? "an empty text" : text}`);
  return { resource, sid };
}

import { ACCOUNT_OPTIONS, type Format, filled, formatNamed } from "../account/options";
import { readArguments } from "../arguments";
import { UsageError } from "../command";
import { printable } from "../printable";

/** What the command was called with. */
export interface DoctorOptions {
  readonly file: string;
  readonly format: Format;
  readonly baseUrl: string | undefined;
  readonly importFile: string | undefined;
}

/** @throws UsageError */
export function readOptions(args: readonly string[]): DoctorOptions {
  const { last, positionals } = readArguments(args, ACCOUNT_OPTIONS);
  const format = formatNamed(last("format"));
  const baseUrl = filled("base-url", last("base-url"));
  const importFile = filled("write-import", last("write-import"));
  const [file, another] = positionals;
  if (file === undefined)
    throw new UsageError(
      "give the file of a state, or - for standard input: pulumi stack export | taskrouter doctor -",
    );
  if (another !== undefined) throw new UsageError(`takes one state at a time; ${printable(another)} is one more`);
  if (file === "") throw new UsageError("the FILE is an empty text; is a shell variable unset?");
  if (importFile === "-")
    throw new UsageError("--write-import takes the name of a file; without it the file is printed");
  return { file, format, baseUrl, importFile };
}

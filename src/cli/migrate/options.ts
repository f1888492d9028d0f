import { ACCOUNT_OPTIONS, type Format, filled, formatNamed } from "../account/options";
import { readArguments } from "../arguments";
import { UsageError } from "../command";
import { printable } from "../printable";

/** What the command was called with. */
export interface MigrateOptions {
  readonly file: string;
  readonly format: Format;
  readonly baseUrl: string | undefined;
  readonly importFile: string | undefined;
  readonly showSecrets: boolean;
}

/** @throws UsageError */
export function readOptions(args: readonly string[]): MigrateOptions {
  const { last, positionals } = readArguments(args, { ...ACCOUNT_OPTIONS, "show-secrets": "" });
  const format = formatNamed(last("format"));
  const baseUrl = filled("base-url", last("base-url"));
  const importFile = filled("write-import", last("write-import"));
  const showSecrets = last("show-secrets") !== undefined;
  const [file, another] = positionals;
  if (file === undefined) {
    throw new UsageError(
      "give the file of a state, or - for standard input: terraform show -json | taskrouter migrate -",
    );
  }
  if (another !== undefined) throw new UsageError(`takes one state at a time; ${printable(another)} is one more`);
  if (file === "") throw new UsageError("the STATE is an empty text; is a shell variable unset?");
  if (importFile === "-") throw new UsageError("--write-import takes the name of a file; --format json prints it");
  if (showSecrets && importFile === undefined) {
    throw new UsageError("--show-secrets is for the file of --write-import; without that, no secret is shown");
  }
  return { file, format, baseUrl, importFile, showSecrets };
}

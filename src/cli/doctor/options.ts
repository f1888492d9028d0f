import { didYouMean } from "../../core/did-you-mean";
import { readArguments } from "../arguments";
import { UsageError } from "../command";
import { printable } from "../printable";

const FORMATS = ["human", "json"] as const;

/** What the command was called with. */
export interface DoctorOptions {
  readonly file: string;
  readonly format: (typeof FORMATS)[number];
  readonly baseUrl: string | undefined;
  readonly importFile: string | undefined;
}

const OPTIONS = {
  format: FORMATS.join(" or "),
  "base-url": "the origin of another TaskRouter, such as http://127.0.0.1:8080",
  "write-import": "the name of a file",
};

/** @throws UsageError */
export function readOptions(args: readonly string[]): DoctorOptions {
  const { last, positionals } = readArguments(args, OPTIONS);
  const name = last("format") ?? "human";
  const format = FORMATS.find((known) => known === name);
  if (format === undefined) {
    const meant = didYouMean(name, FORMATS);
    throw new UsageError(
      `--format takes ${OPTIONS.format}, not ${name === "" ? "an empty text" : name}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
    );
  }
  const [baseUrl, importFile] = [last("base-url"), last("write-import")];
  // Empty is most likely an unset shell variable.
  if (baseUrl === "") throw new UsageError(`--base-url takes ${OPTIONS["base-url"]}, not an empty text`);
  if (importFile === "") throw new UsageError(`--write-import takes ${OPTIONS["write-import"]}, not an empty text`);
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

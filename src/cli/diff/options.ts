import { didYouMean } from "../../core/did-you-mean";
import { readArguments } from "../arguments";
import { UsageError } from "../command";
import { STDIN } from "../read-text";

const FORMATS = ["human", "json", "markdown"] as const;

/** How the differences are written. */
export type Format = (typeof FORMATS)[number];

/** What the command was called with. */
export interface DiffOptions {
  readonly format: Format;
  /** The preview, or the old file. */
  readonly first: string;
  /** The new file; undefined for a preview. */
  readonly second: string | undefined;
}

const OPTIONS = { format: FORMATS.join(", ") };

/** @throws UsageError */
export function readOptions(args: readonly string[]): DiffOptions {
  const { last, positionals } = readArguments(args, OPTIONS);
  const format = formatNamed(last("format") ?? "human");
  const [first, second, another] = positionals;
  if (first === undefined) {
    throw new UsageError(
      "give two files, OLD and NEW, or one that `pulumi preview --json` printed; - is standard input",
    );
  }
  // Most likely an unset shell variable.
  if (positionals.includes("")) throw new UsageError("a FILE is an empty text; is a shell variable unset?");
  if (another !== undefined) throw new UsageError(`takes two files; ${another} is one more`);
  if (first === STDIN && second === STDIN) {
    throw new UsageError("standard input can be OLD or NEW, not both; write one of them to a file");
  }
  return { format, first, second };
}

function formatNamed(name: string): Format {
  const found = FORMATS.find((known) => known === name);
  if (found !== undefined) return found;
  const meant = didYouMean(name, FORMATS);
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  throw new UsageError(`--format takes ${OPTIONS.format}, not ${name.trim() === "" ? "an empty text" : name}${hint}`);
}

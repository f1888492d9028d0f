import { didYouMean } from "../../core/did-you-mean";
import { readArguments } from "../arguments";
import { UsageError } from "../command";
import { RULES } from "./sarif";

const FORMATS = ["human", "json", "sarif"] as const;

/** How the findings are written. */
export type Format = (typeof FORMATS)[number];

/** What the command was called with. */
export interface ValidateOptions {
  readonly files: readonly string[];
  readonly format: Format;
  readonly maxWarnings: number;
  readonly ignore: ReadonlySet<string>;
  readonly quiet: boolean;
}

const OPTIONS = {
  format: FORMATS.join(", "),
  "max-warnings": "a whole number from 0 on",
  ignore: "codes such as TR2101, with commas between them",
  quiet: "",
};

/** @throws UsageError */
export function readOptions(args: readonly string[]): ValidateOptions {
  const { last, all, positionals } = readArguments(args, OPTIONS);
  const options = {
    format: format(last("format") ?? "human"),
    maxWarnings: maxWarnings(last("max-warnings")),
    ignore: new Set(all("ignore").flatMap(codes)),
    quiet: last("quiet") !== undefined,
  };
  // Said last: what was meant for a FILE may have been taken for a value.
  if (positionals.length === 0)
    throw new UsageError("give a FILE, a pattern such as 'workflows/**/*.json', or - for standard input");
  // Most likely an unset shell variable.
  if (positionals.includes("")) throw new UsageError("a FILE is an empty text; is a shell variable unset?");
  return { files: positionals, ...options };
}

function format(name: string): Format {
  const found = FORMATS.find((known) => known === name);
  if (found === undefined) throw new UsageError(`${wrong("format", name)}${hint(name, FORMATS)}`);
  return found;
}

function maxWarnings(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d+$/.test(text)) throw new UsageError(wrong("max-warnings", text));
  return Number(text);
}

function codes(list: string): string[] {
  const words = list.split(",").map((word) => word.trim());
  const given = words.filter((word) => word !== "");
  if (given.length === 0) throw new UsageError(wrong("ignore", list));
  return given.map(code);
}

function code(word: string): string {
  const wanted = word.toUpperCase();
  const known = RULES.map(([name]) => name);
  if (known.includes(wanted)) return wanted;
  throw new UsageError(`--ignore: there is no code ${word}${hint(wanted, known)}`);
}

function wrong(name: keyof typeof OPTIONS, value: string): string {
  return `--${name} takes ${OPTIONS[name]}, not ${value.trim() === "" ? "an empty text" : value}`;
}

function hint(word: string, known: readonly string[]): string {
  const meant = didYouMean(word, known);
  return meant === undefined ? "" : `; did you mean ${meant}?`;
}

import { parseArgs } from "node:util";
import { didYouMean } from "../../core/did-you-mean";
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
  format: { type: "string" },
  "max-warnings": { type: "string" },
  ignore: { type: "string", multiple: true },
  quiet: { type: "boolean" },
} as const;

/** @throws UsageError */
export function readOptions(args: readonly string[]): ValidateOptions {
  const { values, positionals } = parsed(args);
  if (positionals.length === 0)
    throw new UsageError("give a FILE, a pattern such as 'workflows/**/*.json', or - for standard input");
  // Most likely an unset shell variable.
  if (positionals.includes("")) throw new UsageError("a FILE is empty");
  return {
    files: positionals,
    format: format(values.format ?? "human"),
    maxWarnings: maxWarnings(values["max-warnings"]),
    ignore: new Set((values.ignore ?? []).flatMap((list) => list.split(",")).map(code)),
    quiet: values.quiet === true,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function format(name: string): Format {
  const found = FORMATS.find((known) => known === name);
  if (found === undefined)
    throw new UsageError(`--format takes ${FORMATS.join(", ")}, not ${name}${hint(name, FORMATS)}`);
  return found;
}

function maxWarnings(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError("--max-warnings takes a number from 0 on");
  return Number(text);
}

function code(text: string): string {
  const wanted = text.trim().toUpperCase();
  const known = RULES.map(([name]) => name);
  if (known.includes(wanted)) return wanted;
  throw new UsageError(`--ignore: there is no code ${text.trim()}${hint(wanted, known)}`);
}

function hint(word: string, known: readonly string[]): string {
  const meant = didYouMean(word, known);
  return meant === undefined ? "" : `; did you mean ${meant}?`;
}

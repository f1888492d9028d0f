import { didYouMean } from "../../core/did-you-mean";
import { readArguments } from "../arguments";
import { UsageError } from "../command";
import { STDIN } from "../read-text";

const FORMATS = ["human", "json"] as const;

/** What the command was called with. */
export interface EquivalentOptions {
  readonly old: string;
  readonly new: string;
  readonly format: (typeof FORMATS)[number];
  /** Name of the workflow in files that hold several. */
  readonly workflow: string | undefined;
  readonly singleValues: boolean;
}

const OPTIONS = { format: FORMATS.join(", "), workflow: "the name of a workflow", "single-values": "" };

/** @throws UsageError */
export function readOptions(args: readonly string[]): EquivalentOptions {
  const { last, positionals } = readArguments(args, OPTIONS);
  const name = last("format") ?? "human";
  const format = FORMATS.find((known) => known === name);
  if (format === undefined) {
    const meant = didYouMean(name, FORMATS);
    const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
    throw new UsageError(`--format takes ${OPTIONS.format}, not ${name.trim() === "" ? "an empty text" : name}${hint}`);
  }
  const [old, now, ...more] = positionals;
  if (old === undefined || now === undefined || more.length > 0)
    throw new UsageError(`give two files, OLD and NEW, not ${positionals.length}`);
  if (old === "" || now === "") throw new UsageError("a file is an empty text; is a shell variable unset?");
  if (old === STDIN && now === STDIN) throw new UsageError("only one of OLD and NEW can be standard input");
  return { old, new: now, format, workflow: last("workflow"), singleValues: last("single-values") !== undefined };
}

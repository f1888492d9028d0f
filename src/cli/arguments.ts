import { parseArgs } from "node:util";
import { didYouMean } from "../core/did-you-mean";
import { UsageError } from "./command";

/** The options of a command by their names: what the value of each must be, in words, or "" for one without a value. */
export type Options<Name extends string> = Readonly<Record<Name, string>>;

/** What a command was called with. */
export interface Arguments<Name extends string> {
  /** The values of an option, in their order; those of one without a value are empty texts. */
  readonly all: (name: Name) => readonly string[];
  /** The value that counts: the last one. */
  readonly last: (name: Name) => string | undefined;
  readonly positionals: readonly string[];
}

/** @throws UsageError for options that the command does not have, and values that are missing or too many */
export function readArguments<Name extends string>(args: readonly string[], options: Options<Name>): Arguments<Name> {
  const words = new Map<string, string>(Object.entries(options));
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      [...words].map(([name, takes]) => [name, { type: takes === "" ? "boolean" : "string" }]),
    ),
    // What is wrong is told here, in the words of this program.
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const value = checked(token, words);
    const values = given.get(token.name);
    if (values === undefined) given.set(token.name, [value]);
    else values.push(value);
  }
  const all = (name: Name): readonly string[] => given.get(name) ?? [];
  return { all, last: (name) => all(name).at(-1), positionals };
}

/** An option as `parseArgs` saw it. */
interface Token {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function checked({ name, rawName, value, inlineValue }: Token, words: ReadonlyMap<string, string>): string {
  const takes = words.get(name);
  if (takes === undefined || !rawName.startsWith("--")) throw new UsageError(unknown(name, rawName, words));
  if (takes === "") {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value`);
    return "";
  }
  if (value === undefined) throw new UsageError(`${rawName} takes ${takes}, but nothing follows it`);
  if (inlineValue === false && looksLikeOption(value)) {
    // The value is not repeated: it may be a token.
    throw new UsageError(
      `${rawName} takes ${takes}, but what follows it looks like an option; if it is the value, write ${rawName}=VALUE`,
    );
  }
  return value;
}

/** A number may be negative, and `-` is standard input. */
function looksLikeOption(value: string): boolean {
  return /^-[^\d]/.test(value);
}

function unknown(name: string, rawName: string, words: ReadonlyMap<string, string>): string {
  const meant = rawName.startsWith("--") ? didYouMean(name, [...words.keys(), "help"]) : undefined;
  return `unknown option ${rawName}${meant === undefined ? "; --help lists them" : `, did you mean --${meant}?`}`;
}

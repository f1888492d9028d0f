import { DEFAULT_LIMIT } from "../../routing/graph/picture";
import { type Arguments, readArguments } from "../arguments";
import { UsageError } from "../command";
import { printable } from "../printable";

const FORMATS = ["mermaid", "markdown", "dot", "svg"] as const;

/** What the pictures are written in. */
export type Format = (typeof FORMATS)[number];

/** What the command was called with. */
export interface GraphOptions {
  /** The file, or a Workspace's SID or friendly name. */
  readonly from: { readonly file: string } | { readonly workspace: string };
  readonly format: Format;
  /** Names or patterns, of which one must fit; none for all. */
  readonly workflows: readonly string[];
  readonly filters: readonly string[];
  readonly limit: number;
  readonly baseUrl: string | undefined;
}

const OPTIONS = {
  format: "mermaid, markdown or dot",
  svg: "",
  workflow: "a Workflow's name, or a pattern of names with * and ?",
  filter: "a filter's name, or a pattern of names with * and ?",
  limit: "a whole number from 1 to 10000",
  workspace: "a Workspace's SID or friendly name",
  "base-url": "the origin of another TaskRouter, such as http://127.0.0.1:8080",
};

type Name = keyof typeof OPTIONS;

/** @throws UsageError */
export function readOptions(args: readonly string[]): GraphOptions {
  const given = readArguments(args, OPTIONS);
  for (const name of ["workflow", "filter", "workspace", "base-url"] as const) {
    // Empty is most likely an unset shell variable.
    if (given.all(name).includes("")) throw new UsageError(`--${name} takes ${OPTIONS[name]}, not an empty text`);
  }
  return {
    format: formatOf(given),
    limit: limitOf(given.last("limit")),
    workflows: given.all("workflow"),
    filters: given.all("filter"),
    baseUrl: given.last("base-url"),
    from: fromOf(given),
  };
}

function fromOf({ positionals, last, all }: Arguments<Name>): GraphOptions["from"] {
  const [file, another] = positionals;
  const workspace = last("workspace");
  if (all("workspace").length > 1) throw new UsageError("takes one --workspace");
  if (workspace !== undefined) {
    if (file === undefined) return { workspace };
    throw new UsageError(`--workspace reads from the account, so leave ${printable(file)} out`);
  }
  if (last("base-url") !== undefined) throw new UsageError("--base-url goes with --workspace only");
  if (file === undefined) throw new UsageError("give a FILE, - for standard input, or --workspace SID|NAME");
  if (another !== undefined) throw new UsageError(`takes one file; ${printable(another)} is one more`);
  if (file === "") throw new UsageError("the FILE is an empty text; is a shell variable unset?");
  return { file };
}

function formatOf({ last, all }: Arguments<Name>): Format {
  const name = last("format");
  const isSvg = all("svg").length > 0;
  if (isSvg && name !== undefined) throw new UsageError("--svg is a format by itself, so leave --format out");
  if (isSvg) return "svg";
  const found = FORMATS.find((known) => known === (name ?? "mermaid"));
  if (found === "svg") throw new UsageError("for SVG write --svg");
  if (found === undefined) {
    throw new UsageError(`--format takes ${OPTIONS.format}, not ${name?.trim() ? printable(name) : "an empty text"}`);
  }
  return found;
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = Number(text);
  if (/^\d{1,5}$/.test(text) && limit >= 1 && limit <= 10_000) return limit;
  throw new UsageError(`--limit takes ${OPTIONS.limit}, not ${text.trim() === "" ? "an empty text" : printable(text)}`);
}

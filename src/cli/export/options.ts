import { didYouMean } from "../../core/did-you-mean";
import { type Arguments, readArguments } from "../arguments";
import { UsageError } from "../command";
import { printable } from "../printable";
import type { Filters } from "./select";
import { ORDER } from "./words";

/** What the command was called with. */
export interface ExportOptions {
  readonly folder: string;
  /** SIDs or friendly names; none for the only one there is. */
  readonly workspaces: readonly string[];
  readonly all: boolean;
  readonly filters: Filters;
  readonly withoutSids: boolean;
  readonly split: boolean;
  readonly force: boolean;
  readonly baseUrl: string | undefined;
  /** Another tool's state: only what that manages, by its names. */
  readonly fromState: string | undefined;
}

const OPTIONS = {
  workspace: "a Workspace's SID or friendly name",
  all: "",
  kinds: `kinds with commas between them, out of ${ORDER.join(", ")}`,
  "exclude-kinds": `kinds with commas between them, out of ${ORDER.join(", ")}`,
  include: "a name, or a pattern of names with * and ?",
  exclude: "a name, or a pattern of names with * and ?",
  "from-state": "the file of another tool's state, or - for standard input",
  "without-sids": "",
  split: "",
  force: "",
  "base-url": "the origin of another TaskRouter, such as http://127.0.0.1:8080",
};

type Name = keyof typeof OPTIONS;

/** @throws UsageError */
export function readOptions(args: readonly string[]): ExportOptions {
  const given = readArguments(args, OPTIONS);
  const texts = ["workspace", "include", "exclude", "base-url", "from-state"] as const;
  for (const name of texts) {
    // Empty is most likely an unset shell variable.
    if (given.all(name).includes("")) throw new UsageError(`--${name} takes ${OPTIONS[name]}, not an empty text`);
  }
  const has = (name: Name): boolean => given.all(name).length > 0;
  if (has("all") && has("workspace")) throw new UsageError("--all takes every Workspace, so leave --workspace out");
  if (has("from-state") && (has("all") || has("workspace"))) {
    throw new UsageError("--from-state says which Workspaces, so leave --workspace and --all out");
  }
  const [folder, another] = given.positionals;
  if (folder === undefined) throw new UsageError("give the FOLDER to write the project to: taskrouter export FOLDER");
  if (another !== undefined) throw new UsageError(`takes one folder; ${printable(another)} is one more`);
  if (folder === "") throw new UsageError("the FOLDER is an empty text; is a shell variable unset?");
  return {
    folder,
    workspaces: given.all("workspace"),
    all: has("all"),
    filters: {
      kinds: kindsOf(given, "kinds"),
      excludedKinds: kindsOf(given, "exclude-kinds") ?? [],
      include: given.all("include"),
      exclude: given.all("exclude"),
    },
    withoutSids: has("without-sids"),
    split: has("split"),
    force: has("force"),
    baseUrl: given.last("base-url"),
    fromState: given.last("from-state"),
  };
}

/** Kinds whatever their case, and in the plural as well. */
function kindsOf(given: Arguments<Name>, option: "kinds" | "exclude-kinds"): readonly string[] | undefined {
  const lists = given.all(option);
  if (lists.length === 0) return undefined;
  return lists
    .flatMap((list) => list.split(","))
    .map((word) => {
      const wanted = word.trim();
      const plain = (text: string): string => text.toLowerCase().replace(/ies$/, "y").replace(/s$/, "");
      const kind = ORDER.find((known) => plain(known) === plain(wanted));
      if (kind !== undefined) return kind;
      const meant =
        didYouMean(wanted, ORDER) ?? (wanted === "" ? undefined : ORDER.find((known) => known.endsWith(wanted)));
      throw new UsageError(
        `--${option} takes ${OPTIONS[option]}, not ${wanted === "" ? "an empty one" : printable(wanted)}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
      );
    });
}

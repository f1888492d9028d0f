import { importCommand, type Step, shellWord } from "../account/commands";
import { STDIN } from "../read-text";
import type { ForeignState } from "./foreign";
import type { Taken } from "./match";

/** What the commands call the import file as long as nobody has given it a name. */
export const DEFAULT_IMPORT_FILE = "migrate-import.json";

/** Addresses on one line, which stays short enough for a shell. */
const AT_ONCE = 20;

/** An import stores neither what depends on what nor the program's options. */
const STORE: Step = {
  command: "pulumi up",
  why: "changes nothing; stores what an import does not: which resource needs which, and options such as protect",
};

/** What there is to do, and how it is undone. */
export interface Steps {
  readonly commands: readonly Step[];
  readonly undo: readonly Step[];
}

/** What the steps are for. */
interface Plan {
  readonly state: ForeignState;
  readonly taken: readonly Taken[];
  /** The file with the state. */
  readonly file: string;
  /** The import file, if it is written. */
  readonly written: string | undefined;
}

/** The commands that move what is taken over from the other tool to this package, in their order. None where there is nothing. */
export function stepsFor({ state, taken, file, written }: Plan): Steps {
  if (taken.length === 0) return { commands: [], undo: [] };
  const target = written ?? DEFAULT_IMPORT_FILE;
  const printing = state.tool === "pulumi" ? "pulumi stack export" : `${state.tool} show -json`;
  const write =
    written === undefined
      ? [
          {
            command: `${file === STDIN ? `${printing} | ` : ""}npx taskrouter migrate --write-import ${target} ${shellWord(file)}`,
            why: "writes the import file",
          },
        ]
      : [];
  const addresses = [...new Set(taken.flatMap(({ object }) => object.addresses))];
  const moved =
    state.tool === "pulumi" ? fromPulumi(state, addresses, target) : fromTerraform(state.tool, addresses, target);
  return { commands: [...write, ...moved.commands], undo: moved.undo };
}

function fromTerraform(tool: string, addresses: readonly string[], target: string): Steps {
  return {
    commands: [
      {
        command: `${tool} state pull > before-migration.tfstate`,
        why: "in the folder of the old configuration: the way back; no apply there from now on",
      },
      {
        command: "pulumi stack export --file before-migration.json",
        why: "in the folder of the program: the way back",
      },
      { command: importCommand(target), why: "there: takes them into the state; nothing is sent to Twilio" },
      {
        command: "pulumi preview --expect-no-changes",
        why: "when the program declares them all, under these names and with what the account has",
      },
      STORE,
      ...chunks(addresses).map((some) => ({
        command: [`${tool} state rm`, ...some.map(shellWord)].join(" "),
        why: "in the folder of the old configuration: forgets them there, and deletes nothing",
      })),
      { command: `${tool} plan`, why: "when their blocks are out of that configuration: it must not mention them" },
    ],
    undo: [
      {
        command: "pulumi stack import --file before-migration.json",
        why: "as long as nothing else was deployed there since",
      },
      { command: `${tool} state push -force before-migration.tfstate`, why: "the same; -force, since it is older" },
    ],
  };
}

function fromPulumi({ stack, guarded }: ForeignState, addresses: readonly string[], target: string): Steps {
  const at = `--stack ${shellWord(stack)}`;
  // What hangs on another one comes after it in a state, and has to go before it.
  const deletes = [...addresses].reverse().map((urn, index) => ({
    command: `pulumi state delete ${shellWord(urn)} ${at} --yes${guarded.has(urn) ? " --force" : ""}`,
    why: index === 0 ? "in the folder of the old program: forgets them there, and deletes nothing" : "",
  }));
  return {
    commands: [
      {
        command: `pulumi stack export ${at} --file before-migration-old.json`,
        why: "in the folder of the old program: the way back; no pulumi up there from now on",
      },
      {
        command: "pulumi stack export --file before-migration-new.json",
        why: "in the folder of the new one: the way back, also if it is the same",
      },
      { command: importCommand(target), why: "there: takes them into the state; nothing is sent to Twilio" },
      ...deletes,
      {
        command: "pulumi preview --expect-no-changes",
        why: "in the folder of the new program, when it declares them all, under these names and with what the account has",
      },
      STORE,
      {
        command: `pulumi preview ${at}`,
        why: "in the folder of the old one, when they are out of it: it must not mention them",
      },
    ],
    undo: [
      {
        command: "pulumi stack import --file before-migration-new.json",
        why: "in the folder of the new program, as long as nothing else was deployed there since",
      },
      {
        command: `pulumi stack import ${at} --file before-migration-old.json`,
        why: "in the folder of the old one, the same",
      },
    ],
  };
}

function chunks(addresses: readonly string[]): string[][] {
  const count = Math.ceil(addresses.length / AT_ONCE);
  return Array.from({ length: count }, (_, nth) => addresses.slice(nth * AT_ONCE, (nth + 1) * AT_ONCE));
}

#!/usr/bin/env node
import { buffer } from "node:stream/consumers";
import { didYouMean } from "../core/did-you-mean";
import { type CliIo, type Command, UsageError } from "./command";
import { manifest } from "./manifest";
import { nodeProblem } from "./node-version";
import { outputProblem } from "./output-problem";
import { printable } from "./printable";

interface Entry {
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** The sub-commands. Each module is loaded when it is called, and not before. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  coverage: { summary: "what no test of routing has reached", load: () => import("./coverage.js") },
  diff: {
    summary: "tell what differs between two workflows, or what a preview changes",
    load: () => import("./diff.js"),
  },
  doctor: { summary: "compare a stack's state with the account", load: () => import("./doctor.js") },
  emulate: { summary: "run a TaskRouter of your own on this machine", load: () => import("./emulate.js") },
  equivalent: { summary: "tell whether two workflows route every task alike", load: () => import("./equivalent.js") },
  export: { summary: "write a Pulumi project of what an account has", load: () => import("./export.js") },
  graph: { summary: "draw routing documents", load: () => import("./graph.js") },
  import: { summary: "write the import file for what a program declares", load: () => import("./import.js") },
  migrate: { summary: "take over what Terraform or an older provider manages", load: () => import("./migrate.js") },
  route: { summary: "tell where tasks go through a workflow, and why", load: () => import("./route.js") },
  validate: { summary: "find the mistakes in routing documents", load: () => import("./validate.js") },
};

const help = (): string => `taskrouter: Twilio TaskRouter as code, the tools

Usage: taskrouter COMMAND [OPTIONS]

Commands:
${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}\n`)
  .join("")}
Options:
  --help, -h    this text; after a command, that command's
  --version     the version of pulumi-taskrouter
`;

/**
 * Runs the command line.
 * @param argv - the arguments after the program's name.
 * @returns the exit code: 0 done, 1 failed, 2 wrongly called.
 */
export async function main(argv: readonly string[], io: CliIo): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    (name === undefined ? io.stderr : io.stdout)(help());
    return name === undefined ? 2 : 0;
  }
  if (name === "--version") {
    io.stdout(`${manifest().version}\n`);
    return 0;
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry === undefined) {
    const meant = didYouMean(name, Object.keys(COMMANDS));
    const hint = meant === undefined ? "; `taskrouter --help` lists them" : `, did you mean ${meant}?`;
    io.stderr(`taskrouter: unknown command ${printable(name)}${hint}\n`);
    return 2;
  }
  const { command } = await entry.load();
  if (asksForHelp(args)) {
    io.stdout(command.help);
    return 0;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isUsage = error instanceof UsageError;
    // It may repeat an argument.
    io.stderr(`taskrouter ${name}: ${isUsage ? printable(message) : message}\n`);
    return isUsage ? 2 : 1;
  }
}

/** Behind `--` there are no options. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  const options = end === -1 ? args : args.slice(0, end);
  return options.includes("--help") || options.includes("-h");
}

/** From now on the user's and the system's signals abort what is returned, each once, instead of ending the process. */
function signalled(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

/** What cannot be written ends the process, in words. */
function watchOutput(): void {
  let ended = false;
  for (const [stream, name] of [
    [process.stdout, "standard output"],
    [process.stderr, "standard error"],
  ] as const) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      const problem = outputProblem(error, name);
      if (problem === undefined || ended) return;
      ended = true;
      process.stderr.write(`taskrouter: ${problem}\n`, () => process.exit(2));
    });
  }
}

async function runProcess(): Promise<number> {
  const problem = nodeProblem(process.versions.node);
  if (problem !== undefined) {
    process.stderr.write(`taskrouter: ${problem}\n`);
    return 2;
  }
  watchOutput();
  return main(process.argv.slice(2), {
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    stdin: () => buffer(process.stdin),
    input: () => process.stdin,
    color: process.stdout.isTTY === true && (process.env["NO_COLOR"] ?? "") === "",
    ...(process.stderr.isTTY === true && { progress: (text) => process.stderr.write(`\r\u001b[2K${printable(text)}`) }),
    stop: signalled,
  });
}

if (require.main === module) {
  void runProcess().then((code) => {
    process.exitCode = code;
  });
}

import {
  createEmulator,
  DEFAULT_ACCOUNT_SID,
  DEFAULT_AUTH_TOKEN,
  type Emulator,
  type EmulatorOptions,
  type Narration,
} from "../emulator";
import { CALLBACK_POLICIES } from "../emulator/callbacks/destination";
import { type Arguments, readArguments } from "./arguments";
import { type CliIo, type Command, UsageError } from "./command";
import { listenProblem } from "./listen-problem";
import { printable } from "./printable";

const help = `Usage: taskrouter emulate [OPTIONS]

Runs a TaskRouter on this machine until it is stopped (Ctrl-C, SIGTERM), and prints one line with its URL when it is
ready. It is not Twilio: docs/emulator-coverage.md says what it does and how sure that is.

Options:
  --port NUMBER         port to listen on (default 0: a free one)
  --host ADDRESS        address to listen on (default 127.0.0.1)
  --data FILE           keep the state in this file (one emulator a file)
  --account-sid SID     account (default ${DEFAULT_ACCOUNT_SID})
  --auth-token TOKEN    its token (default ${DEFAULT_AUTH_TOKEN}); never a real one
  --strict-names        refuse a second Activity, Workflow or Workspace of the same name
  --lenient-expressions take expressions that do not parse (they are never true), which Twilio refuses
  --max-writes-per-second NUMBER
                        answer 429 to POST and DELETE beyond this rate (default: no limit)
  --callbacks WHERE     where assignment and event callbacks are sent: loopback (this machine only, the default), any, off
  --verbose             print one line for each thing that happens: events and why, callbacks, requests that write
`;

const OPTIONS = {
  port: "a number from 0 to 65535",
  host: "an address of this machine, such as 127.0.0.1",
  data: "the name of a file",
  "account-sid": "AC and 32 hexadecimal digits",
  "auth-token": "a token",
  "strict-names": "",
  "lenient-expressions": "",
  "max-writes-per-second": "a positive number, such as 20 or 0.5",
  callbacks: "loopback, any or off",
  verbose: "",
};

function readOptions({ last, positionals }: Arguments<keyof typeof OPTIONS>): EmulatorOptions {
  const [unexpected] = positionals;
  if (unexpected !== undefined) throw new UsageError(`unexpected argument ${unexpected}; it takes options only`);
  const [port = "0", host, data] = [last("port"), last("host"), last("data")];
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw wrong("port");
  // An empty host would be every address, an empty file none: most likely an unset shell variable.
  if (host === "") throw wrong("host");
  if (data === "") throw wrong("data");
  const accountSid = last("account-sid");
  if (accountSid !== undefined && !/^AC[0-9a-fA-F]{32}$/.test(accountSid)) throw wrong("account-sid");
  const authToken = last("auth-token");
  const writes = last("max-writes-per-second");
  if (writes !== undefined && !(/^\d{0,9}\.?\d{1,9}$/.test(writes) && Number(writes) > 0)) {
    throw wrong("max-writes-per-second");
  }
  const callbacks = CALLBACK_POLICIES.find((policy) => policy === (last("callbacks") ?? "loopback"));
  if (callbacks === undefined) throw wrong("callbacks");
  return {
    port: Number(port),
    callbacks,
    ...(host !== undefined && { host }),
    ...(data !== undefined && { dataFile: data }),
    ...(accountSid !== undefined && { accountSid }),
    ...(authToken !== undefined && { authToken }),
    ...(writes !== undefined && { rateLimit: { writesPerSecond: Number(writes) } }),
    strictNames: last("strict-names") !== undefined,
    lenientExpressions: last("lenient-expressions") !== undefined,
  };
}

function wrong(name: keyof typeof OPTIONS): UsageError {
  return new UsageError(`--${name} takes ${OPTIONS[name]}`);
}

async function started(options: EmulatorOptions): Promise<Emulator> {
  try {
    return await createEmulator(options);
  } catch (error) {
    const problem = listenProblem(error, options.host ?? "127.0.0.1", options.port ?? 0);
    throw problem === undefined ? error : new Error(problem);
  }
}

/** `12:00:05 Support: task WT…3f created`: what happens, by the emulator's clock, in UTC. */
function narrate({ kind, time, workspace, text }: Narration, verbose: boolean, io: CliIo): void {
  if (kind === "warning") io.stderr(`taskrouter emulate: ${printable(text)}\n`);
  else if (verbose) {
    const where = workspace === undefined ? "" : ` ${workspace}:`;
    io.stdout(`${new Date(time).toISOString().slice(11, 19)}${printable(where)} ${printable(text)}\n`);
  }
}

async function run(args: readonly string[], io: CliIo): Promise<number> {
  const given = readArguments(args, OPTIONS);
  const options = readOptions(given);
  const verbose = given.last("verbose") !== undefined;
  const stop = io.stop();
  const emulator = await started({ ...options, narrate: (line) => narrate(line, verbose, io) });
  io.stdout(`TaskRouter emulator listening on ${emulator.url}\n`);
  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener("abort", () => resolve(), { once: true });
  });
  await emulator.close();
  return 0;
}

/** `taskrouter emulate`. */
export const command: Command = { help, run };

import { parseArgs } from "node:util";
import {
  createEmulator,
  DEFAULT_ACCOUNT_SID,
  DEFAULT_AUTH_TOKEN,
  type Emulator,
  type EmulatorOptions,
} from "../emulator";
import { type CliIo, type Command, UsageError } from "./command";
import { listenProblem } from "./listen-problem";

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
`;

const OPTIONS = {
  port: { type: "string" },
  host: { type: "string" },
  data: { type: "string" },
  "account-sid": { type: "string" },
  "auth-token": { type: "string" },
  "strict-names": { type: "boolean" },
} as const;

function readOptions(args: readonly string[]): EmulatorOptions {
  let values: ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];
  try {
    ({ values } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { port = "0", host, data } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new UsageError("--port takes a number from 0 to 65535");
  // An empty host would be every address, an empty file none: most likely an unset shell variable.
  if (host === "") throw new UsageError("--host takes an address of this machine, such as 127.0.0.1");
  if (data === "") throw new UsageError("--data takes the name of a file");
  const accountSid = values["account-sid"];
  if (accountSid !== undefined && !/^AC[0-9a-fA-F]{32}$/.test(accountSid)) {
    throw new UsageError("--account-sid takes AC and 32 hexadecimal digits");
  }
  const authToken = values["auth-token"];
  return {
    port: Number(port),
    ...(host !== undefined && { host }),
    ...(data !== undefined && { dataFile: data }),
    ...(accountSid !== undefined && { accountSid }),
    ...(authToken !== undefined && { authToken }),
    strictNames: values["strict-names"] === true,
  };
}

async function started(options: EmulatorOptions): Promise<Emulator> {
  try {
    return await createEmulator(options);
  } catch (error) {
    const problem = listenProblem(error, options.host ?? "127.0.0.1", options.port ?? 0);
    throw problem === undefined ? error : new Error(problem);
  }
}

async function run(args: readonly string[], io: CliIo): Promise<number> {
  const emulator = await started(readOptions(args));
  io.stdout(`TaskRouter emulator listening on ${emulator.url}\n`);
  await new Promise<void>((resolve) => {
    if (io.stop.aborted) resolve();
    io.stop.addEventListener("abort", () => resolve(), { once: true });
  });
  await emulator.close();
  return 0;
}

/** `taskrouter emulate`. */
export const command: Command = { help, run };

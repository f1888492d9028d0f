import type { CliIo } from "../../src/cli/command";
import { main } from "../../src/cli/main";
import type { Json } from "../../src/core/json";
import type { Emulator } from "../../src/emulator";

/** What a command printed, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What stands on standard input: text and bytes as they are, anything else as JSON. Nothing by default. */
interface Input {
  readonly reads?: Json | Uint8Array;
}

/** Runs the command line in this process. */
export async function commandLine(
  argv: readonly string[],
  { reads = "", ...io }: Partial<CliIo> & Input = {},
): Promise<Ran> {
  let [out, err] = ["", ""];
  const code = await main(argv, {
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    stdin: async () => bytesOf(reads),
    color: false,
    stop: () => new AbortController().signal,
    ...io,
  });
  return { code, out, err };
}

function bytesOf(input: Json | Uint8Array): Uint8Array {
  if (input instanceof Uint8Array) return input;
  return new TextEncoder().encode(typeof input === "string" ? input : JSON.stringify(input));
}

/** The environment of a command that asks an emulator. */
export function credentialsOf({ accountSid, authToken }: Emulator): Record<string, string> {
  return { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken };
}

/** Runs a command on an emulator. An object among the arguments is further environment. */
export function taskrouter(
  emulator: Emulator,
  command: string,
  ...given: (string | Record<string, string>)[]
): Promise<Ran> {
  const args = given.filter((each) => typeof each === "string");
  const more = given.filter((each) => typeof each !== "string");
  const env = Object.assign(credentialsOf(emulator), ...more);
  return commandLine([command, "--base-url", emulator.url, ...args], { env });
}

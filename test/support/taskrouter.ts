import { main } from "../../src/cli/main";
import type { Emulator } from "../../src/emulator";

/** Runs the command line against an emulator, in this process. */
export async function taskrouter(emulator: Emulator, command: string, ...args: string[]) {
  const printed = { out: "", err: "" };
  const code = await main([command, "--base-url", emulator.url, ...args], {
    stdout: (text) => {
      printed.out += text;
    },
    stderr: (text) => {
      printed.err += text;
    },
    stdin: () => Promise.reject(new Error("nothing is read")),
    color: false,
    env: { TWILIO_ACCOUNT_SID: emulator.accountSid, TWILIO_AUTH_TOKEN: emulator.authToken },
    stop: () => new AbortController().signal,
  });
  return { code, ...printed };
}

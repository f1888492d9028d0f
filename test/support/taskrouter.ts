import { main } from "../../src/cli/main";
import type { Emulator } from "../../src/emulator";

/** Runs the command line against an emulator, in this process. An object among the arguments is further environment. */
export async function taskrouter(emulator: Emulator, command: string, ...given: (string | Record<string, string>)[]) {
  const args = given.filter((each) => typeof each === "string");
  const more = given.filter((each) => typeof each !== "string");
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
    env: Object.assign({ TWILIO_ACCOUNT_SID: emulator.accountSid, TWILIO_AUTH_TOKEN: emulator.authToken }, ...more),
    stop: () => new AbortController().signal,
  });
  return { code, ...printed };
}

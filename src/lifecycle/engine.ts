import { connect } from "node:net";
import { UserError } from "./errors";

/** A local connection answers at once; this is for one that does not. */
const TIMEOUT_MS = 5_000;

/**
 * The engine's address, which the dynamic host gets as its argument; undefined in any other process. (Its parent process
 * tells nothing: a shell stands between, and lives on with it.)
 */
export function engineAddress(argv: readonly string[]): { host: string; port: number } | undefined {
  const [, script = "", address = ""] = argv;
  const [, host, port] = /^(.+):(\d+)$/.exec(address) ?? [];
  if (!/[\\/]dynamic-provider[\\/]/.test(script) || host === undefined) return undefined;
  return { host, port: Number(port) };
}

/**
 * Stops before a write whose engine is gone. A killed engine leaves this process running, which would finish its work
 * seconds later, where no state hears of it (run on 3.259).
 */
export async function assertEngine(argv: readonly string[] = process.argv): Promise<void> {
  const address = engineAddress(argv);
  if (address === undefined || (await accepts(address))) return;
  throw new UserError(
    "TR5114",
    "the Pulumi engine has ended, so nobody would record what this makes; nothing was sent",
  );
}

function accepts(address: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ ...address, timeout: TIMEOUT_MS });
    const done = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", done(true));
    socket.once("error", done(false));
    // Too busy to answer is not gone.
    socket.once("timeout", done(true));
  });
}

import { connect, type Socket } from "node:net";
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

/** The connection that was made last. While it stands, the engine does; a new one for each write costs the engine more. */
let standing: { readonly address: string; readonly socket: Socket } | undefined;

function accepts({ host, port }: { host: string; port: number }): Promise<boolean> {
  const address = `${host}:${port}`;
  if (standing?.address === address && !standing.socket.closed && !standing.socket.destroyed)
    return Promise.resolve(true);
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MS });
    // It must neither hold the process nor bring it down; whatever the engine sends on it is thrown away.
    socket.unref().resume();
    socket.on("error", () => resolve(false));
    socket.once("connect", () => {
      socket.setTimeout(0);
      standing = { address, socket };
      resolve(true);
    });
    // Too busy to answer is not gone.
    socket.once("timeout", () => resolve(true));
  });
}

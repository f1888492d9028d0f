import { createServer, type Server } from "node:http";
import { type AddressInfo, isIPv6 } from "node:net";
import type { Emulator, EmulatorAccount, EmulatorOptions, EmulatorState, Fault, LoggedRequest } from "./api";
import { Operation } from "./operation";
import { Reception } from "./reception";

/** SID of the first account unless another is given; obviously nobody's. */
export const DEFAULT_ACCOUNT_SID = "AC00000000000000000000000000000000";
/** Its token. No secret: the emulator is for tests. */
export const DEFAULT_AUTH_TOKEN = "emulator-auth-token";

/** The server with everything it holds. */
class RunningEmulator implements Emulator {
  readonly accountSid: string;
  readonly authToken: string;
  url = "";
  readonly #options: EmulatorOptions;
  readonly #reception: Reception;
  readonly #operation: Operation;
  readonly #server: Server;
  #closed: Promise<void> | undefined;

  constructor(options: EmulatorOptions) {
    const { accountSid = DEFAULT_ACCOUNT_SID, authToken = DEFAULT_AUTH_TOKEN, apiKeys = [], accounts = [] } = options;
    const known: EmulatorAccount[] = [{ accountSid, authToken, apiKeys }, ...accounts];
    this.accountSid = accountSid;
    this.authToken = authToken;
    this.#options = options;
    this.#reception = new Reception(options, known);
    this.#operation = new Operation(options, known);
    // Clients keep connections; the default of 5 s would now and then close one under a request.
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      this.#reception.serve(this, this.#operation, request, response).catch(() => response.destroy());
    });
  }

  async listen(): Promise<void> {
    const { host = "127.0.0.1", port = 0 } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => {
        this.#server.off("error", reject);
        resolve();
      });
    }).catch((error: unknown) => {
      this.#operation.abandon();
      throw error;
    });
    this.url = `http://${reachable(host)}:${(this.#server.address() as AddressInfo).port}`;
    // A data file may hold what fell due while nobody ran.
    this.#operation.passTime();
  }

  requests(): LoggedRequest[] {
    return this.#reception.log.copy();
  }

  clearRequests(): void {
    this.#reception.log.clear();
  }

  dump(): EmulatorState {
    return this.#operation.dump(this.url);
  }

  reset(): void {
    this.#operation.reset();
    this.#reception.log.clear();
    this.#reception.faults.clear();
    this.#reception.limits.reset();
  }

  fault(fault: Fault): void {
    this.#reception.faults.add(fault);
  }

  clearFaults(): void {
    this.#reception.faults.clear();
  }

  pendingFaults(): Fault[] {
    return this.#reception.faults.pending();
  }

  putCalls(name: string, calls: number, accountSid = this.accountSid): void {
    this.#operation.putCalls(name, calls, accountSid);
  }

  advance(ms: number): void {
    this.#operation.advance(ms);
  }

  idle(): Promise<void> {
    return this.#operation.idle();
  }

  close(): Promise<void> {
    this.#closed ??= this.#stop();
    return this.#closed;
  }

  async #stop(): Promise<void> {
    this.#reception.close();
    const silent = this.#operation.silence();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await Promise.all([closed, silent]);
    await this.#operation.finish();
  }
}

/** An address that a client can use, for a server that listens on every one. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return isIPv6(host) ? `[${host}]` : host;
}

/**
 * Starts a TaskRouter of our own; it listens when the promise resolves.
 * @throws RangeError for credentials given twice and for a rate limit that is none; an Error in words for a data file that cannot be used, or that
 * another emulator uses; the error of `listen`.
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = new RunningEmulator(options);
  await emulator.listen();
  return emulator;
}

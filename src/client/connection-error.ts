import { REQUEST_ERROR_CODES } from "./codes";
import { RequestError, type RequestLine } from "./request-error";

/** Why there was no connection. */
export type ConnectionFailure = "refused" | "dns" | "tls" | "connect-timeout" | "unreachable" | "proxy";

const WORDS: Record<ConnectionFailure, readonly [what: string, remedy: string]> = {
  refused: [
    "refused the connection: nothing listens there",
    "If this is an emulator, is it running, and on this port?",
  ],
  dns: ["has no address: the name could not be resolved", "Check the name, and that this machine reaches the network."],
  tls: [
    "could not be trusted or does not speak TLS",
    "Check http:// against https://, the certificate, and NODE_EXTRA_CA_CERTS behind a company proxy.",
  ],
  "connect-timeout": [
    "did not accept the connection in time",
    "Check the host and port, the network and firewalls; HTTPS_PROXY is honoured where one is needed.",
  ],
  unreachable: ["could not be reached", "Check the host and port, the network and firewalls."],
  proxy: ["could not be reached through the proxy", "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY."],
};

/** What is known about a failed connection. */
export interface FailedConnection {
  readonly kind: ConnectionFailure;
  /** The system's code, such as `ECONNREFUSED`. */
  readonly systemCode?: string | undefined;
  /** The name of the variable that names the proxy in use, if one is. */
  readonly proxy?: string | undefined;
}

/** There was no connection: the request was provably not sent, and so not carried out. */
export class ConnectionError extends RequestError {
  override readonly name = "ConnectionError";
  readonly code = REQUEST_ERROR_CODES.notConnected;
  readonly kind: ConnectionFailure;
  readonly systemCode: string | undefined;

  constructor(request: RequestLine, failed: FailedConnection, attempts: number) {
    const [what, remedy] = WORDS[failed.kind];
    const url = new URL(request.url);
    const lines = [
      `${url.origin} ${what}${failed.systemCode === undefined ? "" : ` (${failed.systemCode})`}`,
      `  ${request.method} ${request.url}   nothing was sent${attempts > 1 ? `, tried ${attempts} times` : ""}`,
      `  ${remedy}${failed.kind === "proxy" ? "" : " Check taskrouter:baseUrl (without it, taskrouter:region and taskrouter:edge make the address)."}`,
    ];
    if (failed.proxy !== undefined && failed.kind !== "proxy") {
      lines.push(
        `  ${failed.proxy} is set, so it may be the proxy that cannot be reached; NO_PROXY lists the hosts to reach without it.`,
      );
    }
    super(request, lines.join("\n"));
    this.kind = failed.kind;
    this.systemCode = failed.systemCode;
  }
}

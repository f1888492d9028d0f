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

/** Whom the words are about, in front of them. Behind a proxy it is the proxy that was called, so it is named first. */
function subject(origin: string, { kind, proxy }: FailedConnection): string {
  if (proxy === undefined || kind === "proxy") return origin;
  // Who failed to speak TLS cannot be told apart: the proxy, or what lies behind its tunnel.
  return kind === "tls" ? `the proxy in ${proxy}, or ${origin} behind it,` : `the proxy in ${proxy}`;
}

/** The headline and what to do. */
function explained(origin: string, failed: FailedConnection): readonly [headline: string, remedy: string] {
  const { kind, systemCode, proxy } = failed;
  const code = systemCode === undefined ? "" : ` (${systemCode})`;
  const [what, remedy] = WORDS[kind];
  const bypass = `NO_PROXY lists the hosts to reach without it.`;
  if (kind === "proxy" && proxy !== undefined) {
    if (systemCode === "ERR_INVALID_URL") {
      return [
        `${proxy} is not the URL of a proxy`,
        `Set it to one, such as http://proxy.example.com:3128, or unset it.`,
      ];
    }
    return [
      `the proxy in ${proxy} did not let the request through to ${origin}${code}`,
      `Check the address and credentials in ${proxy}; ${bypass}`,
    ];
  }
  const headline = `${subject(origin, failed)} ${what}${code}`;
  const settings = "Check taskrouter:baseUrl (without it, taskrouter:region and taskrouter:edge make the address).";
  if (proxy === undefined) return [headline, `${remedy}${kind === "proxy" ? "" : ` ${settings}`}`];
  if (kind === "tls") return [headline, `${remedy} ${bypass}`];
  return [headline, `Check the address in ${proxy}, and that this machine's network reaches the proxy; ${bypass}`];
}

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
    const [headline, remedy] = explained(new URL(request.url).origin, failed);
    const lines = [
      headline,
      `  ${request.method} ${request.url}   nothing was sent${attempts > 1 ? `, tried ${attempts} times` : ""}`,
      `  ${remedy}`,
    ];
    super(request, lines.join("\n"));
    this.kind = failed.kind;
    this.systemCode = failed.systemCode;
  }
}

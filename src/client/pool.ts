import type { Dispatcher } from "undici";
import { proxyVariable } from "./proxy";
import { undici } from "./undici";

/** Where a request goes through, and by which proxy variable if by one. */
export interface Route {
  readonly dispatcher: Dispatcher;
  /** The name of the variable that holds the proxy in use, if one is. */
  readonly proxy: string | undefined;
}

const PROXY_NAMES = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"];

// One pool a process: every resource of a deployment shares its connections. undici fixes the connect timeout when an agent is
// made, so each value asked for has an agent of its own; in practice there is one value.
const agents = new Map<string, Dispatcher>();

/**
 * The pool for an origin.
 * @throws ProxySettingError when a proxy variable cannot be used; ConfigurationError when this Node.js is too old.
 */
export function routeTo(origin: string, connectTimeout: number): Route {
  const variable = isLoopback(new URL(origin).hostname)
    ? undefined
    : PROXY_NAMES.find((name) => (process.env[name] ?? "") !== "");
  const proxy = variable === undefined ? undefined : proxyVariable(origin, process.env);
  const key = `${variable === undefined ? "direct" : "proxied"} ${connectTimeout}`;
  const known = agents.get(key);
  if (known !== undefined) return { dispatcher: known, proxy };
  const dispatcher = variable === undefined ? directAgent(connectTimeout) : proxyAgent(connectTimeout, variable);
  agents.set(key, dispatcher);
  return { dispatcher, proxy };
}

/** A proxy variable holds something that is no proxy's address. Its value may hold a password, so only its name is told. */
export class ProxySettingError extends Error {
  override readonly name = "ProxySettingError";
  readonly variable: string;

  constructor(variable: string) {
    super(`${variable} is not the URL of a proxy`);
    this.variable = variable;
  }
}

// HTTP/2 stays off: whether an unfinished request may be sent again on a new connection is then decided here alone, and
// "sent" has one meaning, the one that the exchange relies on.
const SHARED = { connections: 16, pipelining: 1, allowH2: false, keepAliveTimeout: 10_000 } as const;

function directAgent(timeout: number): Dispatcher {
  return new (undici().Agent)({ ...SHARED, connect: { timeout, allowH2: false } });
}

function proxyAgent(timeout: number, variable: string): Dispatcher {
  // Loaded outside the try: what is wrong with Node.js is not the proxy's fault.
  const { EnvHttpProxyAgent } = undici();
  try {
    return new EnvHttpProxyAgent({
      ...SHARED,
      connectTimeout: timeout,
      connect: { timeout, allowH2: false },
      requestTls: { timeout, allowH2: false },
    });
  } catch {
    // Not kept as the cause: undici's error quotes the whole value, password included.
    throw new ProxySettingError(variable);
  }
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(?:\.\d+){3}$/.test(hostname)
  );
}

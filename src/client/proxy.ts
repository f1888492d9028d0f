/** The environment, `process.env` or a stand-in. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The name of the variable whose proxy a request to this origin goes through, as undici's EnvHttpProxyAgent chooses it; undefined
 * for a direct connection. For messages: undici decides, this names what it decided.
 */
export function proxyVariable(origin: string, env: Environment): string | undefined {
  const { protocol, hostname, port } = new URL(origin);
  const https = protocol === "https:";
  const number = Number(port) || (https ? 443 : 80);
  const host = hostname.replace(/^\[(.+)\]$/, "$1").replace(/(?<=.)\.$/, "");
  const exceptions = (env["no_proxy"] ?? env["NO_PROXY"] ?? "").split(/[,\s]/).filter((entry) => entry !== "");
  if (exceptions.some((entry) => covers(entry, host, number))) return undefined;
  return (https ? chosen("https_proxy", env) : undefined) ?? chosen("http_proxy", env);
}

// The name in small letters goes first, even when it is empty: that turns the proxy off.
function chosen(lower: string, env: Environment): string | undefined {
  const name = env[lower] === undefined ? lower.toUpperCase() : lower;
  return (env[name] ?? "") === "" ? undefined : name;
}

/** Does an entry of NO_PROXY mean this host? `example.com` means its sub-domains too, `*.example.com` only those. */
function covers(entry: string, host: string, port: number): boolean {
  const [, name = entry, only] = /^\[(.+)\](?::(\d+))?$/.exec(entry) ?? /^([^:]+):(\d+)$/.exec(entry) ?? [];
  if (only !== undefined && Number(only) !== port) return false;
  if (name === "*") return true;
  const domain = name
    .replace(/^\*?\./, "")
    .replace(/(?<=.)\.$/, "")
    .toLowerCase();
  return (!name.startsWith("*") && host === domain) || host.endsWith(`.${domain}`);
}

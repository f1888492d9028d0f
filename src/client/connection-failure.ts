import type { ConnectionFailure, FailedConnection } from "./connection-error";

const KINDS: Readonly<Record<string, ConnectionFailure>> = {
  ECONNREFUSED: "refused",
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  EAI_FAIL: "dns",
  UND_ERR_CONNECT_TIMEOUT: "connect-timeout",
  ETIMEDOUT: "connect-timeout",
  EPROTO: "tls",
  UND_ERR_ABORTED: "proxy",
  UND_ERR_PRX_CONN: "proxy",
  UND_ERR_PRX_TLS: "proxy",
  UND_ERR_INVALID_ARG: "proxy",
};

/** Names the reason why there was no connection, from the error that came instead of one. */
export function connectionFailure(error: Error, proxy: string | undefined): FailedConnection {
  const systemCode = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const kind = KINDS[systemCode ?? ""] ?? (isTlsCode(systemCode) ? "tls" : "unreachable");
  return { kind, systemCode, proxy };
}

// OpenSSL's verification results have no common prefix (DEPTH_ZERO_SELF_SIGNED_CERT, UNABLE_TO_VERIFY_LEAF_SIGNATURE, …).
function isTlsCode(code: string | undefined): boolean {
  return code !== undefined && /^ERR_(?:SSL|TLS)|CERT|^UNABLE_TO_|^CRL_|^HOSTNAME_MISMATCH$|SIGNATURE/.test(code);
}

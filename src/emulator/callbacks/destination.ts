import type { LookupAddress, LookupOptions } from "node:dns";
import { lookup as systemLookup } from "node:dns";
import { isIP } from "node:net";

export const CALLBACK_POLICIES = ["loopback", "any", "off"] as const;

/** Where callbacks go: to this machine only, to whatever host is configured, or nowhere. */
export type CallbackPolicy = (typeof CALLBACK_POLICIES)[number];

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** Fixed here: a resolver could be made to answer anything for a name. A server may listen on either. */
const LOCALHOST: LookupAddress[] = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 },
];

/** The host of a URL, as the URL class writes it: an unusual spelling of an address has become a usual one. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || (/^127\./.test(hostname) && isIP(hostname) === 4);
}

/** `localhost` is this machine, whatever a resolver says; other names are looked up where any host may be called. */
export function lookupFor(policy: CallbackPolicy) {
  return (hostname: string, options: LookupOptions, found: Found): void => {
    if (hostname === "localhost") {
      const [first] = LOCALHOST;
      if (options.all === true) found(null, LOCALHOST);
      else found(null, first?.address ?? "", first?.family);
    } else if (policy === "any") {
      systemLookup(hostname, options, found);
    } else {
      found(Object.assign(new Error(`${hostname} is not looked up`), { code: "ENOTFOUND" }), []);
    }
  };
}

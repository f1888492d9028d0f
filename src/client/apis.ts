import { isJsonObject, type JsonObject } from "../core/json";
import type { Settings } from "./settings";

/** One of Twilio's APIs: where it is, and how its lists are written. */
export interface Api {
  /** How its paths begin. */
  readonly prefix: string;
  readonly origin: (settings: Settings) => string;
  /** The key that makes an answer a list. */
  readonly listMark: string;
  /** The key that leads to the next page, for messages. */
  readonly nextKey: string;
  /** What stands where the next page is told, `null` on the last one; `undefined` when the answer is no list. */
  readonly next: (body: JsonObject) => unknown;
}

const APIS: readonly Api[] = [
  {
    prefix: "/v1/",
    origin: (settings) => settings.baseUrl,
    listMark: "meta",
    nextKey: "meta.next_page_url",
    next: ({ meta }) => (isJsonObject(meta) ? (meta["next_page_url"] ?? null) : undefined),
  },
  // Voice queues. Documented (OpenAPI of api_v2010): a flat envelope, its addresses relative, null at the ends.
  {
    prefix: "/2010-04-01/",
    origin: (settings) => settings.apiBaseUrl,
    listMark: "next_page_uri",
    nextKey: "next_page_uri",
    next: (body) => body["next_page_uri"],
  },
];

/** The API that a path belongs to. */
export function apiOf(path: string): Api | undefined {
  return APIS.find(({ prefix }) => path.startsWith(prefix));
}

/**
 * The address that a path means.
 *
 * @throws TypeError when it belongs to no API, would change the host, climbs out of its collection or brings a query; an empty
 *   segment is a SID that got lost.
 */
export function addressOf(settings: Settings, path: string): URL {
  const origin = apiOf(path)?.origin(settings);
  const address = origin === undefined ? undefined : new URL(origin + path);
  if (!/^(?:\/[^/]+)+$/.test(path) || address?.origin !== origin || address?.pathname !== path) {
    const prefixes = APIS.map(({ prefix }) => prefix).join(" or ");
    throw new TypeError(
      `not a path of the API: ${JSON.stringify(path)}; it begins with ${prefixes}, and each segment is encoded with encodeURIComponent`,
    );
  }
  return address;
}

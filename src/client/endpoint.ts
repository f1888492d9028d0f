import type { ConfigSource, Environment } from "./settings";
import { type Found, fromConfig, fromEither, setLine } from "./sources";

const DEFAULT_REGION = "us1";

/** One edge location a region that has one of its own; Twilio's list is longer and grows. */
const EDGE_OF_REGION: Readonly<Record<string, string>> = { ie1: "dublin", au1: "sydney" };

/** The region that the configuration means, whether or not it can be used. */
export function readRegion(config: ConfigSource, env: Environment): string {
  return fromEither(config, env, "region")?.value ?? DEFAULT_REGION;
}

/** The origin to talk to; what is wrong with it is added to `problems`. */
export function resolveBaseUrl(
  config: ConfigSource,
  env: Environment,
  problems: string[],
): { region: string; baseUrl: string | undefined } {
  const region = fromEither(config, env, "region");
  const edge = fromEither(config, env, "edge");
  const badLabels = [region, edge].filter((found) => found !== undefined).filter((found) => !isHostLabel(found.value));
  for (const found of badLabels) {
    problems.push(
      `${found.name} ${JSON.stringify(found.value.slice(0, 40))} is not a name of lower-case letters, digits and "-"`,
    );
  }
  const name = region?.value ?? DEFAULT_REGION;
  const override = fromConfig(config, "baseUrl");
  if (override !== undefined) return { region: name, baseUrl: originOf(override, problems) };
  if (badLabels.length > 0) return { region: name, baseUrl: undefined };
  if (edge !== undefined) return { region: name, baseUrl: `https://taskrouter.${edge.value}.${name}.twilio.com` };
  if (region !== undefined && name !== DEFAULT_REGION) {
    problems.push(regionNeedsEdge(region));
    return { region: name, baseUrl: undefined };
  }
  return { region: name, baseUrl: "https://taskrouter.twilio.com" };
}

/**
 * Where `api.twilio.com` is for somebody who talks to TaskRouter at `baseUrl`: beside it when that is one of TaskRouter's own hosts
 * (`{product}.{edge}.{region}.twilio.com`, documented), else at the same origin, as with an emulator.
 */
export function apiBaseUrlFor(baseUrl: string): string {
  return baseUrl.replace(/^https:\/\/taskrouter\.((?:[a-z0-9-]+\.[a-z0-9-]+\.)?twilio\.com)$/, "https://api.$1");
}

function isHostLabel(value: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(value);
}

// Documented: host names with a region and no edge are routed to US1, where they reach other data without a word.
function regionNeedsEdge(region: Found): string {
  const edge = EDGE_OF_REGION[region.value];
  const remedy =
    edge === undefined
      ? "set taskrouter:edge (or TWILIO_EDGE) to one of the region's; see Twilio's list of edge locations, https://www.twilio.com/docs/global-infrastructure/edge-locations"
      : `run \`${setLine("edge", `taskrouter:edge ${edge}`)}\` or set TWILIO_EDGE=${edge}`;
  return `${region.name} is ${region.value} but no edge is set, and Twilio routes host names without an edge to us1, which holds other data: ${remedy}`;
}

function originOf(found: Found, problems: string[]): string | undefined {
  const problem = (what: string): undefined => {
    problems.push(
      `${found.name} ${what}: it must be an origin such as https://taskrouter.twilio.com or http://127.0.0.1:8080`,
    );
    return undefined;
  };
  // The value is quoted nowhere: it may hold a password.
  if (!URL.canParse(found.value)) return problem("is not a URL");
  const url = new URL(found.value);
  if (url.protocol !== "http:" && url.protocol !== "https:") return problem("does not begin with http:// or https://");
  if (url.username !== "" || url.password !== "")
    return problem("contains a user name or password, which belong in taskrouter:accountSid and taskrouter:authToken");
  if (url.pathname !== "/" || /[?#]/.test(found.value)) return problem("has a path, query or fragment");
  return url.origin;
}

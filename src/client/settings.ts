import { ConfigurationError } from "./configuration-error";
import { type Credentials, isAccountSid, readCredentials } from "./credentials";
import { apiBaseUrlFor, readRegion, resolveBaseUrl } from "./endpoint";
import { type Limits, readLimits } from "./limits";
import type { SETTING_NAMES } from "./setting-names";
import { fromEither } from "./sources";

/** A key of the Pulumi configuration namespace `taskrouter`. */
export type ConfigKey = (typeof SETTING_NAMES)[number] | "forbidTaskCancellation";

/** Reads one key of the Pulumi configuration namespace `taskrouter`; `undefined` (or an empty string) when it is not set. */
export type ConfigSource = (key: ConfigKey) => string | undefined;

/** The environment, `process.env` or a stand-in. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Whom to talk to and as whom. Holds a secret that no inspection, serialisation or log shows. */
export interface Settings {
  /** The account the program means to manage, also where an API key signs in. */
  readonly accountSid: string;
  /** The name of the Basic credentials: the account SID, or the SID of the API key. */
  readonly username: string;
  /** Twilio's region, `us1` by default. Data and credentials of two regions are separate. */
  readonly region: string;
  /** TaskRouter's origin, such as `https://taskrouter.twilio.com`; no slash at the end. */
  readonly baseUrl: string;
  /**
   * The origin of the 2010-04-01 API, which has the voice queues: `https://api.twilio.com`, with edge and region as in `baseUrl`; the
   * same as a `baseUrl` that is not Twilio's. No other origin than these two gets the credentials.
   */
  readonly apiBaseUrl: string;
  /** Whether an API key signs in, and not the account's auth token. */
  readonly viaApiKey: boolean;
  /** Where the credentials came from, by name only: `["taskrouter:accountSid", "TWILIO_AUTH_TOKEN"]`. For messages. */
  readonly credentialNames: readonly string[];
  /** An upper bound for all requests of the process to one host of the account, from the first one on; none by default. May be a fraction. */
  readonly maxRequestsPerSecond: number | undefined;
  /** How often a request may be repeated: 0 to 20, 5 by default. */
  readonly maxRetries: number;
  /** The value of the `Authorization` header. Call it where the header is set and keep it nowhere. */
  authorization(): string;
  /** Puts `[secret]` for every occurrence of the secret in a text that came from outside. */
  redact(text: string): string;
}

/**
 * Reads the settings from the Pulumi configuration, then from the environment (`TWILIO_ACCOUNT_SID`, `TWILIO_AUTH_TOKEN`,
 * `TWILIO_API_KEY`, `TWILIO_API_SECRET`, `TWILIO_REGION`, `TWILIO_EDGE`). The secrets are one group: when the configuration holds
 * any of them, the environment's are not looked at. `baseUrl`, `maxRequestsPerSecond` and `maxRetries` are in the configuration only.
 *
 * @throws ConfigurationError with all problems at once.
 */
export function resolveSettings(config: ConfigSource, env: Environment): Settings {
  const problems: string[] = [];
  const credentials = readCredentials(config, env, problems);
  const { region, baseUrl } = resolveBaseUrl(config, env, problems);
  const limits = readLimits(config, problems);
  if (credentials === undefined || baseUrl === undefined || problems.length > 0) throw new ConfigurationError(problems);
  return new ResolvedSettings(credentials, region, baseUrl, limits);
}

/**
 * What can be known without credentials: the account and the region that the program means. Never throws; an account SID that
 * is not one counts as unknown (`resolveSettings` reports it).
 */
export function resolveIdentity(
  config: ConfigSource,
  env: Environment,
): { accountSid: string | undefined; region: string } {
  const accountSid = fromEither(config, env, "accountSid")?.value;
  const known = accountSid !== undefined && isAccountSid(accountSid);
  return { accountSid: known ? accountSid : undefined, region: readRegion(config, env) };
}

class ResolvedSettings implements Settings {
  readonly accountSid: string;
  readonly username: string;
  readonly region: string;
  readonly baseUrl: string;
  readonly apiBaseUrl: string;
  readonly viaApiKey: boolean;
  readonly credentialNames: readonly string[];
  readonly maxRequestsPerSecond: number | undefined;
  readonly maxRetries: number;
  // A #private field: util.inspect, JSON.stringify, spread and structuredClone all pass it by.
  readonly #password: string;

  constructor(credentials: Credentials, region: string, baseUrl: string, limits: Limits) {
    this.accountSid = credentials.accountSid;
    this.username = credentials.username;
    this.region = region;
    this.baseUrl = baseUrl;
    this.apiBaseUrl = apiBaseUrlFor(baseUrl);
    this.viaApiKey = credentials.viaApiKey;
    this.credentialNames = credentials.names;
    this.maxRequestsPerSecond = limits.maxRequestsPerSecond;
    this.maxRetries = limits.maxRetries;
    this.#password = credentials.password;
  }

  authorization(): string {
    return `Basic ${this.#encoded()}`;
  }

  redact(text: string): string {
    // A base URL may point at something that echoes requests; what it answers is quoted in messages.
    // A password of a few letters, as with an emulator, would be found in ordinary words.
    const passwords = this.#password.length < 8 ? [] : [this.#password, encodeURIComponent(this.#password)];
    return [this.#encoded(), ...passwords].reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text);
  }

  #encoded(): string {
    return Buffer.from(`${this.username}:${this.#password}`, "utf8").toString("base64");
  }
}

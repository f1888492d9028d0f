import { didYouMean } from "../core/did-you-mean";
import type { ClientOptions } from "./client";
import { ConfigurationError } from "./configuration-error";
import { SETTING_NAMES } from "./setting-names";
import { type Environment, resolveSettings, type Settings } from "./settings";

/** What of the settings can be given to `TaskRouter`; all of it is optional. */
export interface TaskRouterSettings {
  /** `AC…`; default TWILIO_ACCOUNT_SID. Needed with an API key, too. */
  readonly accountSid?: string | undefined;
  /** Default TWILIO_AUTH_TOKEN. */
  readonly authToken?: string | undefined;
  /** `SK…`, in place of the token; default TWILIO_API_KEY. */
  readonly apiKey?: string | undefined;
  /** Its secret; default TWILIO_API_SECRET. */
  readonly apiSecret?: string | undefined;
  /** Such as `ie1`; default TWILIO_REGION, else `us1`. */
  readonly region?: string | undefined;
  /** Such as `dublin`; default TWILIO_EDGE. Needed with a region other than `us1`. */
  readonly edge?: string | undefined;
  /** Another TaskRouter, such as the emulator's `http://127.0.0.1:8080`. */
  readonly baseUrl?: string | undefined;
  /** Never more requests than this, for the process and the account; default no bound. */
  readonly maxRequestsPerSecond?: number | undefined;
  /** How often a request may be repeated, 0–20; default 5. */
  readonly maxRetries?: number | undefined;
}

/** What a `TaskRouter` is made from. */
export type TaskRouterOptions =
  | (TaskRouterSettings & Omit<ClientOptions, "settings" | "maxRetries"> & { readonly settings?: undefined })
  | ClientOptions;

const SETTINGS: readonly (keyof TaskRouterSettings)[] = SETTING_NAMES;

const OTHERS = [
  "settings",
  "userAgent",
  "timeouts",
  "maxAnswerBytes",
  "random",
  "sleep",
  "now",
  "beforeWrite",
] as const satisfies readonly (keyof ClientOptions)[];

const ALL = [...SETTINGS, ...OTHERS];

/**
 * The options of the client below.
 *
 * @throws ConfigurationError with all that is wrong or missing
 */
export function clientOptions(options: TaskRouterOptions, env: Environment): ClientOptions {
  const given = new Map(Object.entries(options).filter(([, value]) => value !== undefined));
  const problems = Object.keys(options)
    .filter((name) => !ALL.some((known) => known === name))
    .map(strange);
  if (options.settings !== undefined) {
    const twice = SETTINGS.filter((name) => name !== "maxRetries" && given.has(name));
    problems.push(...twice.map((name) => `the option settings says it already: leave out ${name}`));
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { ...options, settings: options.settings ?? settingsFrom(given, env) };
}

function settingsFrom(given: ReadonlyMap<string, unknown>, env: Environment): Settings {
  try {
    const settings = resolveSettings((key) => (given.has(key) ? String(given.get(key)) : undefined), env);
    return {
      ...settings,
      credentialNames: settings.credentialNames.map(inOurWords),
      authorization: () => settings.authorization(),
      redact: (text) => settings.redact(text),
    };
  } catch (error) {
    if (error instanceof ConfigurationError) throw new ConfigurationError(error.problems.map(inOurWords));
    throw error;
  }
}

/** What is set in Pulumi's configuration elsewhere is an option here. */
function inOurWords(problem: string): string {
  return problem
    .replace(/run `pulumi config set (?:--secret )?taskrouter:(\w+)[^`]*`/g, "give the option $1")
    .replace(/`pulumi config set (?:--secret )?taskrouter:(\w+)[^`]*`/g, "the option $1")
    .replace(/taskrouter:(\w+)/g, "the option $1");
}

function strange(name: string): string {
  const meant = didYouMean(name, ALL);
  return `there is no option ${name}${meant === undefined ? "" : `; did you mean ${meant}?`}`;
}

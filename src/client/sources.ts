import type { ConfigKey, ConfigSource, Environment } from "./settings";

/** A configured value and the name under which its owner knows it. */
export interface Found {
  readonly value: string;
  readonly name: string;
}

/** The environment variables, by configuration key. `baseUrl` has none: an emulator is reached only by saying so. Limits have none either. */
export const ENVIRONMENT_NAMES = {
  accountSid: "TWILIO_ACCOUNT_SID",
  authToken: "TWILIO_AUTH_TOKEN",
  apiKey: "TWILIO_API_KEY",
  apiSecret: "TWILIO_API_SECRET",
  region: "TWILIO_REGION",
  edge: "TWILIO_EDGE",
} as const satisfies Partial<Record<ConfigKey, string>>;

type EnvironmentKey = keyof typeof ENVIRONMENT_NAMES;

/** A key as the configuration has it; an empty string counts as unset. */
export function fromConfig(config: ConfigSource, key: ConfigKey): Found | undefined {
  const value = config(key);
  return value === undefined || value === "" ? undefined : { value, name: `taskrouter:${key}` };
}

/** A key as the environment has it; an empty string counts as unset. */
export function fromEnvironment(env: Environment, key: EnvironmentKey): Found | undefined {
  const name = ENVIRONMENT_NAMES[key];
  const value = env[name];
  return value === undefined || value === "" ? undefined : { value, name };
}

/** A key of the configuration, else of the environment. */
export function fromEither(config: ConfigSource, env: Environment, key: EnvironmentKey): Found | undefined {
  return fromConfig(config, key) ?? fromEnvironment(env, key);
}

const SAMPLES: Record<ConfigKey, string> = {
  accountSid: "taskrouter:accountSid AC…",
  authToken: "--secret taskrouter:authToken …",
  apiKey: "taskrouter:apiKey SK…",
  apiSecret: "--secret taskrouter:apiSecret …",
  region: "taskrouter:region ie1",
  edge: "taskrouter:edge dublin",
  baseUrl: "taskrouter:baseUrl http://127.0.0.1:8080",
  maxRequestsPerSecond: "taskrouter:maxRequestsPerSecond 20",
  maxRetries: "taskrouter:maxRetries 5",
  forbidTaskCancellation: "taskrouter:forbidTaskCancellation true",
};

/** The line that sets a key, to be quoted in a message. */
export function setLine(key: ConfigKey, sample: string = SAMPLES[key]): string {
  return `pulumi config set ${sample}`;
}

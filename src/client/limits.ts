import type { ConfigKey, ConfigSource } from "./settings";
import { fromConfig, setLine } from "./sources";

/** What the configuration allows at most. */
export interface Limits {
  readonly maxRequestsPerSecond: number | undefined;
  readonly maxRetries: number;
}

const DEFAULT_MAX_RETRIES = 5;
/** One request in a thousand seconds: less is a slip, and no timer lasts for ever. */
const LEAST_PER_SECOND = 0.001;

/** Reads the bounds; what is wrong with them is added to `problems`. They are no secrets, so they are quoted. */
export function readLimits(config: ConfigSource, problems: string[]): Limits {
  const perSecond = read(config, "maxRequestsPerSecond", problems, {
    shape: /^\d{0,9}\.?\d{1,9}$/,
    allows: (value) => value >= LEAST_PER_SECOND,
    says: `a positive number such as 20 or 0.5 (fractions down to ${LEAST_PER_SECOND} are allowed)`,
    unset: "leave it out for no bound",
  });
  const retries = read(config, "maxRetries", problems, {
    shape: /^\d{1,2}$/,
    allows: (value) => value <= 20,
    says: "a whole number from 0 (no repetition) to 20",
    unset: `leave it out for ${DEFAULT_MAX_RETRIES}`,
  });
  return { maxRequestsPerSecond: perSecond, maxRetries: retries ?? DEFAULT_MAX_RETRIES };
}

interface Rule {
  readonly shape: RegExp;
  readonly allows: (value: number) => boolean;
  readonly says: string;
  readonly unset: string;
}

function read(config: ConfigSource, key: ConfigKey, problems: string[], rule: Rule): number | undefined {
  const found = fromConfig(config, key);
  if (found === undefined) return undefined;
  const text = found.value.trim();
  if (rule.shape.test(text) && rule.allows(Number(text))) return Number(text);
  problems.push(
    `${found.name} ${JSON.stringify(found.value.slice(0, 40))} is not ${rule.says}: run \`${setLine(key)}\`, or ${rule.unset}`,
  );
  return undefined;
}

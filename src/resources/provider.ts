import * as pulumi from "@pulumi/pulumi";
import { SETTING_NAMES } from "../client/setting-names";
import { didYouMean } from "../core/did-you-mean";
import { FORBIDS } from "../lifecycle/task-policy";
import { programError } from "./program-error";
import { rememberSettings } from "./provider-settings";

/** Whom a {@link Provider} talks to. Credentials, region and edge that are left out are read from the environment. */
export interface ProviderArgs {
  /** SID of the account (`AC…`). Default: `TWILIO_ACCOUNT_SID`. */
  readonly accountSid?: pulumi.Input<string> | undefined;
  /** The account's auth token; always stored as a secret. Default: `TWILIO_AUTH_TOKEN`. */
  readonly authToken?: pulumi.Input<string> | undefined;
  /** SID of an API key (`SK…`), in place of the auth token. Default: `TWILIO_API_KEY`. */
  readonly apiKey?: pulumi.Input<string> | undefined;
  /** Secret of the API key; always stored as a secret. Default: `TWILIO_API_SECRET`. */
  readonly apiSecret?: pulumi.Input<string> | undefined;
  /** Twilio region, such as `ie1`; then `edge` is needed too. Default: `TWILIO_REGION`, then `us1`. */
  readonly region?: pulumi.Input<string> | undefined;
  /** Twilio edge location, such as `dublin`. Default: `TWILIO_EDGE`. */
  readonly edge?: pulumi.Input<string> | undefined;
  /** Origin of another TaskRouter, such as the emulator's URL. Never read from the environment. */
  readonly baseUrl?: pulumi.Input<string> | undefined;
  /**
   * An upper bound for all requests of this provider's process to the account, from the first one on: a positive number, fractions
   * such as 0.5 allowed. Default: none; a pace is learned when the account's limit is met. Never read from the environment.
   */
  readonly maxRequestsPerSecond?: pulumi.Input<number> | undefined;
  /** How often a request may be repeated: a whole number from 0 to 20. Default: 5. Never read from the environment. */
  readonly maxRetries?: pulumi.Input<number> | undefined;
}

const SECRETS: readonly string[] = ["authToken", "apiSecret"];
const NUMBERS: readonly string[] = ["maxRequestsPerSecond", "maxRetries"];

/**
 * One Twilio account (or region) among several in one program: `new taskrouter.Workspace("eu", {…}, { provider })`. What
 * refers to such a resource goes through its provider by itself. A program with one account needs none: its
 * configuration is `pulumi config set taskrouter:…`.
 *
 * It is a provider of Pulumi's package `pulumi-nodejs`, the host of dynamic resources, in a process of its own.
 */
export class Provider extends pulumi.ProviderResource {
  /** @param name the resource's Pulumi name */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    refuseUnknown(name, args);
    const inputs = SETTING_NAMES.flatMap((key): [string, pulumi.Input<string>][] => {
      const given = args[key];
      if (given === undefined) return [];
      const value = NUMBERS.includes(key) ? text(given) : (given as pulumi.Input<string>);
      return [[`taskrouter:${key}`, SECRETS.includes(key) ? pulumi.secret(value) : value]];
    });
    const settings = Object.fromEntries(inputs);
    super("pulumi-nodejs", name, { ...settings, ...guards() }, opts);
    rememberSettings(this, settings);
  }
}

/** A provider's configuration is text; what is not set stays so. */
function text(value: pulumi.Input<string | number>): pulumi.Output<string> {
  return pulumi.output(value).apply((known) => String(known ?? ""));
}

/** What a stack forbids holds for every account of it: a provider's host does not get the stack's configuration. */
function guards(): Record<string, string> {
  const key = `taskrouter:${FORBIDS}`;
  const value = pulumi.runtime.getConfig(key);
  return value === undefined || value === "" ? {} : { [key]: value };
}

/** A misspelt credential would silently be looked for in the environment. */
function refuseUnknown(name: string, args: object): void {
  for (const key of Object.keys(args)) {
    if (SETTING_NAMES.some((known) => known === key)) continue;
    const meant = didYouMean(key, SETTING_NAMES);
    const advice = meant === undefined ? `; known are ${SETTING_NAMES.join(", ")}` : `, did you mean ${meant}?`;
    throw programError("Provider", name, [key], `is not an argument of a provider${advice}`);
  }
}

import type { Settings } from "../../client";
import type { JsonObject } from "../../core/json";
import { textOf } from "../../core/pulumi-state";

/** Where something is: an account, and a region of Twilio's; undefined where nobody says. */
export interface Home {
  readonly accountSid: string | undefined;
  readonly region: string | undefined;
}

/** Where a provider of this configuration makes things. */
export function configuredHome(configuration: JsonObject): Home {
  return {
    accountSid: textOf(configuration["taskrouter:accountSid"]),
    region: textOf(configuration["taskrouter:region"]),
  };
}

/**
 * Why something is not where the credentials lead, in the words of TR5107 and TR5108; undefined where it is, or may be.
 *
 * @param which - what it belongs to, such as "the state"
 */
export function homeProblem({ accountSid, region }: Home, settings: Settings, which: string): string | undefined {
  if (accountSid !== undefined && accountSid !== settings.accountSid) {
    return `${which} belongs to account ${accountSid}, but the configured account is ${settings.accountSid} (TWILIO_ACCOUNT_SID)`;
  }
  if (region !== undefined && region !== settings.region) {
    return `${which} is in region ${region}, but the configured region is ${settings.region} (TWILIO_REGION)`;
  }
  return undefined;
}

import * as pulumi from "@pulumi/pulumi";
import { fromEither } from "../client/sources";
import type { JsonObject } from "../core/json";
import { outputOf } from "./origin";
import { settingsOf, sourceOf, stackConfig } from "./provider-settings";
import { typeToken } from "./state-contract";

/**
 * Can the program itself say whose account a resource is in? Under a program's own tests the mocks say it, and what another
 * package's provider is configured for only the engine knows.
 */
export function isAccountConfigured(provider: pulumi.ProviderResource | undefined): boolean {
  return pulumi.runtime.getEngine() !== undefined && (provider === undefined || settingsOf(provider) !== undefined);
}

/**
 * The account that a resource's provider is configured for: in another one nothing is ever written, so this is what the state
 * will say too. Worked out only when it is read: for an output that is declared Pulumi's SDK makes four promises a resource,
 * each with a stack trace, which showed in previews of thousands. Like any output it waits for its resource.
 */
export function configuredAccountSid(resource: pulumi.CustomResource, kind: string): pulumi.Output<string | undefined> {
  const provider = resource.getProvider(typeToken(kind));
  const key = "taskrouter:accountSid";
  // Not all of the settings: what comes of a secret is one.
  const own = provider === undefined ? undefined : { [key]: settingsOf(provider)?.[key] };
  return pulumi.all([outputOf(own), resource.urn]).apply(([known]) => {
    const config = known === undefined ? stackConfig : sourceOf(known as JsonObject);
    return fromEither(config, process.env, "accountSid")?.value;
  });
}

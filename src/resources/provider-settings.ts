import * as pulumi from "@pulumi/pulumi";
import type { ConfigSource } from "../client/settings";
import type { JsonObject } from "../core/json";

/** Under this a provider keeps its configuration in the program; the same in several copies of this package. */
const SETTINGS = Symbol.for("pulumi-taskrouter.provider");

/** A provider's configuration by its keys (`taskrouter:accountSid`), as its process gets it. */
export type ProviderSettings = Readonly<Record<string, pulumi.Input<string>>>;

/** Keeps a provider's configuration on it, for look-ups; in a function, so that nothing that prints it shows secrets. */
export function rememberSettings(provider: pulumi.ProviderResource, settings: ProviderSettings): void {
  Object.defineProperty(provider, SETTINGS, { value: () => settings, enumerable: false });
}

/** The configuration of one of our providers; undefined for anybody else's. */
export function settingsOf(provider: pulumi.ProviderResource): ProviderSettings | undefined {
  return (provider as { readonly [SETTINGS]?: () => ProviderSettings })[SETTINGS]?.();
}

/** The stack's configuration. */
export const stackConfig: ConfigSource = (key) => pulumi.runtime.getConfig(`taskrouter:${key}`);

/** A provider's configuration as its process would get it. */
export function sourceOf(settings: JsonObject): ConfigSource {
  return (key) => {
    const value = settings[`taskrouter:${key}`] ?? undefined;
    return value === undefined ? undefined : String(value);
  };
}

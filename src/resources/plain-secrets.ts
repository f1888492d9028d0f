import * as pulumi from "@pulumi/pulumi";

/** Keys of the configuration that must be encrypted. */
const SECRET_KEYS = ["taskrouter:authToken", "taskrouter:apiSecret"];

/** Pulumi's own test for a secret key; it is not in the type declarations, so it is looked for. */
interface RuntimeConfig {
  readonly isConfigSecret?: (key: string) => boolean;
}

/**
 * The whole stack configuration ends up in the state, as inputs of the default provider, so a credential in plain text
 * would be readable there.
 *
 * @throws pulumi.RunError naming the line that mends it
 */
export function refusePlainSecrets(): void {
  const { isConfigSecret } = pulumi.runtime as RuntimeConfig;
  if (isConfigSecret === undefined) return;
  for (const key of SECRET_KEYS) {
    const value = pulumi.runtime.getConfig(key);
    if (value === undefined || value === "" || isConfigSecret(key)) continue;
    throw new pulumi.RunError(
      `the configuration holds ${key} in plain text, and would be copied into the state. Encrypt it:\n` +
        `  pulumi config set --secret ${key}`,
    );
  }
}

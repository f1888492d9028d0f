import type { ConfigSource, Environment } from "./settings";
import { ENVIRONMENT_NAMES, type Found, fromConfig, fromEither, fromEnvironment, setLine } from "./sources";

/** Who signs in, and with what. Lives only until the settings are made. */
export interface Credentials {
  readonly accountSid: string;
  readonly username: string;
  readonly password: string;
  readonly viaApiKey: boolean;
  readonly names: readonly string[];
}

interface Secrets {
  readonly authToken: Found | undefined;
  readonly apiKey: Found | undefined;
  readonly apiSecret: Found | undefined;
}

/** Is this an account SID: AC and 32 hexadecimal digits? */
export function isAccountSid(value: string): boolean {
  return /^AC[0-9a-fA-F]{32}$/.test(value);
}

/** Reads account and secrets; what is wrong with them is added to `problems`. */
export function readCredentials(config: ConfigSource, env: Environment, problems: string[]): Credentials | undefined {
  const account = fromEither(config, env, "accountSid");
  if (account === undefined) {
    problems.push(
      `the Twilio account is not set: run \`${setLine("accountSid")}\` or set ${ENVIRONMENT_NAMES.accountSid} (it is needed with an API key too: it keeps a program from changing the wrong account)`,
    );
  } else if (!isAccountSid(account.value)) {
    // The value is not quoted: what stands in the wrong place may well be the secret.
    problems.push(
      `${account.name} is not an account SID (AC and 32 hexadecimal digits)${account.value.startsWith("SK") ? ": it looks like an API key, which belongs in taskrouter:apiKey" : ""}: run \`${setLine("accountSid")}\` or set ${ENVIRONMENT_NAMES.accountSid}`,
    );
  }

  const configured = secretsOf((key) => fromConfig(config, key));
  const fromStack = Object.values(configured).some((found) => found !== undefined);
  const secrets = fromStack ? configured : secretsOf((key) => fromEnvironment(env, key));
  if (!fromStack && mixesAccounts(config, env, secrets)) {
    problems.push(
      `taskrouter:accountSid and ${ENVIRONMENT_NAMES.accountSid} name different accounts, and the only secrets at hand are the environment's, which belong to the other account: run \`${setLine("authToken")}\` for the account in the configuration, or unset one of the two`,
    );
  }
  const signIn = readSecrets(secrets, account, fromStack, problems);
  if (account === undefined || signIn === undefined) return undefined;
  return { accountSid: account.value, ...signIn, names: [account.name, ...signIn.names] };
}

function secretsOf(find: (key: keyof Secrets) => Found | undefined): Secrets {
  return { authToken: find("authToken"), apiKey: find("apiKey"), apiSecret: find("apiSecret") };
}

function mixesAccounts(config: ConfigSource, env: Environment, secrets: Secrets): boolean {
  const configured = fromConfig(config, "accountSid");
  const inherited = fromEnvironment(env, "accountSid");
  const any = Object.values(secrets).some((found) => found !== undefined);
  return any && configured !== undefined && inherited !== undefined && configured.value !== inherited.value;
}

function readSecrets(
  secrets: Secrets,
  account: Found | undefined,
  fromStack: boolean,
  problems: string[],
): Omit<Credentials, "accountSid"> | undefined {
  const { authToken, apiKey, apiSecret } = secrets;
  for (const found of [authToken, apiSecret]) {
    // A copied line break would otherwise show only as "401 Authenticate".
    if (found !== undefined && /[\s\p{Cc}]/u.test(found.value)) {
      problems.push(
        `${found.name} contains white space or a control character, which no Twilio secret does: set it again without`,
      );
    }
  }
  if (apiKey !== undefined && !/^SK[0-9a-fA-F]{32}$/.test(apiKey.value)) {
    problems.push(
      `${apiKey.name} is not an API key SID (SK and 32 hexadecimal digits): run \`${setLine("apiKey")}\` or set ${ENVIRONMENT_NAMES.apiKey}`,
    );
  }
  if (apiKey !== undefined && apiSecret !== undefined) {
    return { username: apiKey.value, password: apiSecret.value, viaApiKey: true, names: [apiKey.name, apiSecret.name] };
  }
  const half = apiKey ?? apiSecret;
  if (half !== undefined) {
    const missing = apiKey === undefined ? "apiKey" : "apiSecret";
    problems.push(
      fromStack
        ? `${half.name} is set but taskrouter:${missing} is not: run \`${setLine(missing)}\` (the environment's secrets are not used once the configuration has any)`
        : `${half.name} is set but ${ENVIRONMENT_NAMES[missing]} is not: set it, or run \`${setLine("apiKey")}\` and \`${setLine("apiSecret")}\``,
    );
    return undefined;
  }
  if (authToken === undefined) {
    problems.push(
      `no credentials are set: run \`${setLine("authToken")}\`, or \`${setLine("apiKey")}\` and \`${setLine("apiSecret")}\` (or set ${ENVIRONMENT_NAMES.authToken}, or ${ENVIRONMENT_NAMES.apiKey} and ${ENVIRONMENT_NAMES.apiSecret})`,
    );
    return undefined;
  }
  return { username: account?.value ?? "", password: authToken.value, viaApiKey: false, names: [authToken.name] };
}

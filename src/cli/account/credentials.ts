import { ConfigurationError, resolveSettings, type Settings } from "../../client";

type Environment = Readonly<Record<string, string | undefined>>;

/** Why a command cannot do its work, for the user. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/**
 * Whom to ask and as whom: from the environment alone, since Pulumi's configuration is not read here.
 * @throws Refusal
 */
export function settingsFor(env: Environment, baseUrl: string | undefined): Settings {
  const has = (name: string): boolean => (env[name] ?? "") !== "";
  const lacks = [
    ...(has("TWILIO_ACCOUNT_SID") ? [] : ["TWILIO_ACCOUNT_SID"]),
    ...(["TWILIO_AUTH_TOKEN", "TWILIO_API_KEY", "TWILIO_API_SECRET"].some(has)
      ? []
      : ["TWILIO_AUTH_TOKEN (or TWILIO_API_KEY and TWILIO_API_SECRET)"]),
  ];
  if (lacks.length > 0) {
    throw new Refusal(
      `no credentials: set ${lacks.join(" and ")} in the environment; the stack's configuration is not read`,
    );
  }
  try {
    return resolveSettings((key) => (key === "baseUrl" ? baseUrl : undefined), env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new Refusal(error.problems.map(inOurWords).join("; "));
  }
}

/** What is set in Pulumi's configuration elsewhere is set in the environment or by an option here. */
function inOurWords(problem: string): string {
  return problem
    .replace(/run `pulumi config set [^`]*` or set /g, "set ")
    .replace(/, or run `pulumi config set [^`]*` and `pulumi config set [^`]*`/g, "")
    .replaceAll("taskrouter:baseUrl", "--base-url")
    .replace("set taskrouter:edge (or TWILIO_EDGE)", "set TWILIO_EDGE");
}

import { ConfigurationError, resolveSettings, type Settings } from "../../client";
import type { Home, State, StateResource } from "./state";

type Environment = Readonly<Record<string, string | undefined>>;

/** Why a comparison cannot begin, for the user. */
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

/**
 * The part of a state that is in the account and region that the credentials name. One program may have several accounts;
 * what is nobody's yet is taken for the present one's.
 *
 * @throws Refusal if all of it is elsewhere: nothing of it would be found, and everything would seem to be missing
 */
export function ours(state: State, settings: Settings): { readonly state: State; readonly foreign: number } {
  const isOurs = ({ home }: StateResource): boolean => problem(home, settings) === undefined;
  const resources = state.resources.filter(isOurs);
  const pending = state.pending.filter(({ resource }) => isOurs(resource));
  const all = [...state.resources, ...state.pending.map(({ resource }) => resource)];
  const foreign = all.length - resources.length - pending.length;
  const first = all.find((resource) => !isOurs(resource));
  if (first !== undefined && foreign === all.length) {
    throw new Refusal(
      `${problem(first.home, settings) ?? ""}; nothing was compared. Use the credentials of that place.`,
    );
  }
  return { state: { ...state, resources, pending }, foreign };
}

/** The words of TR5107 and TR5108. */
function problem({ accountSid, region }: Home, settings: Settings): string | undefined {
  if (accountSid !== undefined && accountSid !== settings.accountSid) {
    return `the state belongs to account ${accountSid}, but the configured account is ${settings.accountSid} (TWILIO_ACCOUNT_SID)`;
  }
  if (region !== undefined && region !== settings.region) {
    return `the state is in region ${region}, but the configured region is ${settings.region} (TWILIO_REGION)`;
  }
  return undefined;
}

import type { Settings } from "../../client";
import { Refusal } from "../account/credentials";
import type { Home, State, StateResource } from "./state";

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

import type { Settings } from "../../client";
import { Refusal } from "../account/credentials";
import { homeProblem } from "../account/home";
import type { State, StateResource } from "./state";

/**
 * The part of a state that is in the account and region that the credentials name. One program may have several accounts;
 * what is nobody's yet is taken for the present one's.
 *
 * @throws Refusal if all of it is elsewhere: nothing of it would be found, and everything would seem to be missing
 */
export function ours(state: State, settings: Settings): { readonly state: State; readonly foreign: number } {
  const isOurs = ({ home }: StateResource): boolean => homeProblem(home, settings, "the state") === undefined;
  const resources = state.resources.filter(isOurs);
  const pending = state.pending.filter(({ resource }) => isOurs(resource));
  const all = [...state.resources, ...state.pending.map(({ resource }) => resource)];
  const foreign = all.length - resources.length - pending.length;
  const first = all.find((resource) => !isOurs(resource));
  if (first !== undefined && foreign === all.length) {
    throw new Refusal(
      `${homeProblem(first.home, settings, "the state") ?? ""}; nothing was compared. Use the credentials of that place.`,
    );
  }
  return { state: { ...state, resources, pending }, foreign };
}

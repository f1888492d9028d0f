import { didYouMean } from "../../core/did-you-mean";
import { Refusal } from "../account/credentials";
import type { LiveObject } from "../account/live";
import { printable } from "../printable";
import type { ExportOptions } from "./options";

/**
 * The Workspaces that are meant.
 * @throws Refusal if that is not clear
 */
export function chosen(
  there: readonly LiveObject[],
  { workspaces, all }: Pick<ExportOptions, "workspaces" | "all">,
): readonly LiveObject[] {
  if (there.length === 0) throw new Refusal("the account has no Workspace, so there is nothing to export");
  if (all) return there;
  if (workspaces.length === 0) {
    if (there.length === 1) return there;
    throw new Refusal(
      `the account has ${there.length} Workspaces: ${listed(there)}. Say which with --workspace, or --all.`,
    );
  }
  return [...new Set(workspaces.map((wanted) => one(there, wanted)))];
}

function one(there: readonly LiveObject[], wanted: string): LiveObject {
  const bySid = there.find(({ sid }) => sid === wanted);
  if (bySid !== undefined) return bySid;
  const byName = there.filter(({ friendlyName }) => friendlyName === wanted);
  const [first, ...more] = byName;
  if (first !== undefined && more.length === 0) return first;
  if (first !== undefined) {
    throw new Refusal(`several Workspaces are named "${printable(wanted)}": ${listed(byName)}. Say which by its SID.`);
  }
  const meant = didYouMean(
    wanted,
    there.map(({ friendlyName }) => friendlyName),
  );
  const advice = meant === undefined ? `There are ${listed(there)}.` : `Did you mean "${printable(meant)}"?`;
  throw new Refusal(`the account has no Workspace "${printable(wanted)}". ${advice}`);
}

/** More than this nobody reads. */
const SHOWN = 10;

function listed(workspaces: readonly LiveObject[]): string {
  const shown = workspaces.slice(0, SHOWN).map(({ sid, friendlyName }) => `"${printable(friendlyName)}" (${sid})`);
  const more = workspaces.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

/**
 * Objects in which diff has found a change in this process. One that is replaced for it has a successor of the same name, which
 * is created before it is deleted. SIDs are unique, so one set serves all accounts.
 */
const changed = new Set<string>();

/** Diff has found a change in this object. */
export function mayBeReplaced(id: string): void {
  changed.add(id);
}

/** May this object be about to give way to a successor? */
export function isMaybeReplaced(id: string): boolean {
  return changed.has(id);
}

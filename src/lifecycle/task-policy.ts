/** The policy that a stack may forbid. */
export const CANCEL = "cancel";

/** Key of the configuration that forbids it. */
export const FORBIDS = "forbidTaskCancellation";

/** Said at preview and by a delete. */
export const FORBIDDEN = `this stack forbids cancelling tasks (taskrouter:${FORBIDS})`;

/** Seconds that a delete waits unless the program says otherwise. */
export const DEFAULT_TIMEOUT_S = 600;

/** Is a switch of the configuration on? Anything but `false` is: a guard with a slip of the pen in it still guards. */
export function isOn(value: string | undefined): boolean {
  return value !== undefined && !["", "false"].includes(value.trim().toLowerCase());
}

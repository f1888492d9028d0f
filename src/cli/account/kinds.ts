import type { Descriptor, SettingsDescriptor } from "../../lifecycle/descriptor";
import { workspace } from "../../resources/descriptors/workspace";

/** What the package knows of a kind of resource. */
export type Kind = Descriptor | SettingsDescriptor;

/**
 * Whether a kind has objects of its own; the others are properties of an object that something else owns, or of one that
 * Twilio makes by itself.
 */
export function hasCollection(kind: Kind): kind is Descriptor {
  return !("owner" in kind) && kind.shared === undefined;
}

/** Whether a kind is in a Workspace, or is one. */
export function isInWorkspace(kind: Kind): boolean {
  return kind.kind === workspace.kind || "workspaceSid" in kind.fields;
}

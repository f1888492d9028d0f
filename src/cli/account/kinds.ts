import type { Json } from "../../core/json";
import type { Descriptor, SettingsDescriptor } from "../../lifecycle/descriptor";
import { workspace } from "../../resources/descriptors/workspace";
import { descriptors } from "../../resources/kinds";
import { typeToken } from "../../resources/state-contract";

/** What the package knows of a kind of resource. */
export type Kind = Descriptor | SettingsDescriptor;

const BY_TYPE = new Map<Json | undefined, Kind>(descriptors.map((kind) => [typeToken(kind.kind), kind]));

/** The kind of a type token; undefined for what is not ours, or of a newer version of the package. */
export function kindOfType(type: Json | undefined): Kind | undefined {
  return BY_TYPE.get(type);
}

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

/** The kind of this name. */
export function kindNamed(name: string | undefined): Kind | undefined {
  return name === undefined ? undefined : BY_TYPE.get(typeToken(name));
}

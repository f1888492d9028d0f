import type * as pulumi from "@pulumi/pulumi";
import type { WorkspaceReference } from "../resources/types";

/** Exactly one of several arguments. */
export type OneOf<Names extends string, Value> = {
  readonly [Name in Names]: { readonly [Given in Name]: Value } & {
    readonly [Other in Exclude<Names, Name>]?: undefined;
  };
}[Names];

/** How a look-up is done. */
export interface LookUpOptions {
  /** Whose account is looked into. Default: that of the parent, or of a resource among the arguments; then the stack's. */
  readonly provider?: pulumi.ProviderResource | undefined;
  /** The component that hands on its provider. */
  readonly parent?: pulumi.Resource | undefined;
}

/** How a look-up is done that waits for its arguments. */
export interface LookUpOutputOptions extends LookUpOptions {
  /**
   * Resources that have to be there first. A list is then fetched anew. While a preview does not know the id of one of
   * them, the result is unknown.
   */
  readonly dependsOn?: pulumi.Input<pulumi.Input<pulumi.Resource>[]> | pulumi.Input<pulumi.Resource> | undefined;
}

/** A Workspace that was looked up, as far as a further look-up needs it. */
export interface FoundWorkspace {
  readonly sid: string;
  readonly accountSid: string;
}

/** Where a look-up looks. */
export interface WithinWorkspace {
  /** The Workspace's SID (`WS…`), or a Workspace that was looked up. */
  readonly workspaceSid: string | FoundWorkspace;
}

/** Where a look-up looks, there later. */
export interface WithinWorkspaceOutput {
  /** The Workspace, which hands on its provider; its SID (`WS…`); or a Workspace that was looked up. */
  readonly workspaceSid: WorkspaceReference | pulumi.Input<FoundWorkspace>;
}

/** What every look-up tells. */
export interface Found {
  /** The SID. */
  readonly sid: string;
  /** SID of the account that it belongs to. */
  readonly accountSid: string;
  /** When it was created: ISO 8601, UTC, such as `2026-11-23T09:00:00Z`. */
  readonly dateCreated: string;
}

/** What every look-up of something in a workspace tells. */
export interface FoundInWorkspace extends Found {
  /** SID of its Workspace. */
  readonly workspaceSid: string;
}

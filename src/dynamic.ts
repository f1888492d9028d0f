/**
 * What a state's `__provider` text loads: `require("pulumi-taskrouter/dynamic").provider("Workspace")`. Old states hold
 * that text for ever, so this entry stays loadable by `require`, synchronous, and compatible.
 *
 * @module
 */
import { UserError } from "./lifecycle/errors";
import type { Handlers } from "./lifecycle/handlers";
import { resourceHandlers } from "./lifecycle/resource";
import type { Surroundings } from "./lifecycle/session";
import { settingsHandlers } from "./lifecycle/settings";
import { descriptors } from "./resources/kinds";

/**
 * The lifecycle of one kind of resource, for Pulumi's dynamic host.
 *
 * @param surroundings for tests: the environment and the client's options
 * @throws UserError when this version of the package does not know the kind
 */
export function provider(kind: string, surroundings?: Surroundings): Handlers {
  const descriptor = descriptors.find((known) => known.kind === kind);
  if (descriptor === undefined) {
    throw new UserError(
      "TR5113",
      `pulumi-taskrouter has no resource ${kind}; the state was probably written by a newer version. Install that one (npm install pulumi-taskrouter@latest).`,
    );
  }
  return "owner" in descriptor
    ? settingsHandlers(descriptor, surroundings)
    : resourceHandlers(descriptor, surroundings);
}

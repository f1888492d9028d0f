import * as taskrouter from "pulumi-taskrouter";

/** Everything stands in this workspace. */
export const workspace = new taskrouter.Workspace("contact-centre", { friendlyName: "Contact centre" });

/** Every workspace is born with these; they are looked up, not made. */
const builtIn = (friendlyName: string) =>
  taskrouter.getActivityOutput({ workspaceSid: workspace, friendlyName }).apply(({ sid }) => sid);
export const offline = builtIn("Offline");

/** Whoever lets a reservation run out is taken off the queue, but not signed out. */
export const missed = new taskrouter.Activity("Missed a contact", { workspaceSid: workspace });
new taskrouter.Activity("On a break", { workspaceSid: workspace });
new taskrouter.WorkspaceDefaults("defaults", {
  workspaceSid: workspace,
  defaultActivitySid: offline,
  timeoutActivitySid: missed,
});

/** Calls and chats come through built-in channels; e-mail has one of its own. */
export const email = new taskrouter.TaskChannel("email", { workspaceSid: workspace, friendlyName: "E-mail" });

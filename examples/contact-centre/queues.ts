import * as taskrouter from "pulumi-taskrouter";
import { workspace } from "./workspace";

/** The two teams. */
export const billing = new taskrouter.TaskQueue("billing", {
  workspaceSid: workspace,
  friendlyName: "Billing",
  targetWorkers: "team == 'billing'",
});
export const technical = new taskrouter.TaskQueue("technical", {
  workspaceSid: workspace,
  friendlyName: "Technical",
  targetWorkers: "team == 'technical'",
});
/** Both of them. */
export const everyone = new taskrouter.TaskQueue("everyone", {
  workspaceSid: workspace,
  friendlyName: "Everyone",
  targetWorkers: "team IN ['billing', 'technical']",
});

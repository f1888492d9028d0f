import { contacts } from "./routing";
import { workspace } from "./workspace";
import "./people";

export const workspaceSid = workspace.sid;
export const workflowSid = contacts.sid;

import * as taskrouter from "pulumi-taskrouter";
import { email, offline, workspace } from "./workspace";

interface Person {
  readonly team: "billing" | "technical";
  readonly level: number;
  readonly languages: readonly string[];
  readonly products?: readonly string[];
  /** How many of each at a time, beside one call. */
  readonly chats: number;
  readonly emails: number;
}

const people: Readonly<Record<string, Person>> = {
  ann: { team: "billing", level: 3, languages: ["en", "de"], chats: 2, emails: 5 },
  bob: { team: "billing", level: 1, languages: ["en"], chats: 1, emails: 5 },
  cleo: { team: "technical", level: 2, languages: ["en", "fr"], products: ["router", "phone"], chats: 3, emails: 5 },
  dan: { team: "technical", level: 1, languages: ["en"], products: ["router"], chats: 2, emails: 5 },
};

for (const [name, { chats, emails, ...attributes }] of Object.entries(people)) {
  // Supervisors add skills in Flex; those stay, since these attributes own only what they name.
  const worker = new taskrouter.Worker(name, {
    workspaceSid: workspace,
    activitySid: offline,
    attributes: { ...attributes, contact_uri: `client:${name}` },
  });
  const capacity = (channel: string | taskrouter.TaskChannel, tasks: number) => ({
    workspaceSid: workspace,
    workerSid: worker,
    taskChannel: channel,
    capacity: tasks,
  });
  new taskrouter.WorkerChannel(`${name}-chat`, capacity("chat", chats));
  new taskrouter.WorkerChannel(`${name}-email`, capacity(email, emails));
}

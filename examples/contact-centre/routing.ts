import * as taskrouter from "pulumi-taskrouter";
import { billing, everyone, technical } from "./queues";
import { workspace } from "./workspace";

const speaksTheLanguage = "task.language IN worker.languages";
const MINUTE = 60;

/** Calls, chats and e-mails all come this way. */
export const contacts = new taskrouter.Workflow("contacts", {
  workspaceSid: workspace,
  friendlyName: "Contacts",
  taskReservationTimeout: 20,
  configuration: taskrouter.workflowConfiguration({
    filters: [
      {
        name: "Preferred agent",
        expression: "preferred_agent != null",
        targets: [
          // Half a minute for the one they know, then whoever is free.
          { queue: everyone, knownWorkerFriendlyName: "task.preferred_agent", timeout: 30 },
          {},
        ],
      },
      {
        name: "Gold billing",
        expression: "topic == 'billing' AND tier == 'gold'",
        targets: [
          // The most experienced who speak the language, then the team, then anybody.
          {
            queue: billing,
            expression: `${speaksTheLanguage} AND worker.level >= 2`,
            orderBy: "worker.level DESC",
            priority: 10,
            timeout: MINUTE,
          },
          { queue: billing, priority: 20, timeout: 2 * MINUTE },
          { queue: everyone, priority: 30 },
        ],
      },
      {
        name: "Billing",
        expression: "topic == 'billing'",
        targets: [
          { queue: billing, expression: speaksTheLanguage, timeout: 2 * MINUTE },
          { queue: everyone, priority: 5 },
        ],
      },
      {
        name: "Technical",
        expression: "topic == 'technical'",
        targets: [
          {
            queue: technical,
            expression: `worker.products HAS task.product AND ${speaksTheLanguage}`,
            timeout: 5 * MINUTE,
          },
          { queue: technical, priority: 5 },
        ],
      },
    ],
    defaultFilter: everyone,
  }),
});

/** Calls wait in a voice queue, which would hold 100 of them. */
new taskrouter.VoiceQueue("waiting-calls", { workflowSid: contacts, maxSize: 500 });

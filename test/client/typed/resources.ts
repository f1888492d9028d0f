import { ACTIVITIES } from "../../../src/client/collections/activities";
import { EVENTS } from "../../../src/client/collections/events";
import { TASK_RESERVATIONS, WORKER_RESERVATIONS } from "../../../src/client/collections/reservations";
import { TASK_CHANNELS } from "../../../src/client/collections/task-channels";
import { TASK_QUEUES } from "../../../src/client/collections/task-queues";
import { TASKS } from "../../../src/client/collections/tasks";
import { VOICE_QUEUES } from "../../../src/client/collections/voice-queues";
import { WORKER_CHANNELS } from "../../../src/client/collections/worker-channels";
import { WORKERS } from "../../../src/client/collections/workers";
import { WORKFLOWS } from "../../../src/client/collections/workflows";
import { WORKSPACES } from "../../../src/client/collections/workspaces";
import type { Parameter } from "../../../src/client/typed/parameter";

/** A resource of the typed client without its types. */
export interface Row {
  readonly name: string;
  readonly twilioName: string;
  readonly path: string;
  readonly suffix?: string;
  readonly listKey: string;
  readonly verbs: object;
}

export const RESOURCES: readonly Row[] = [
  WORKSPACES,
  ACTIVITIES,
  TASK_QUEUES,
  WORKFLOWS,
  WORKERS,
  WORKER_CHANNELS,
  TASK_CHANNELS,
  TASKS,
  TASK_RESERVATIONS,
  WORKER_RESERVATIONS,
  EVENTS,
  VOICE_QUEUES,
];

const TWILIO_VERBS: Readonly<Record<string, readonly [verb: string, method: string]>> = {
  create: ["Create", "POST"],
  fetch: ["Fetch", "GET"],
  list: ["List", "GET"],
  update: ["Update", "POST"],
  remove: ["Delete", "DELETE"],
};

/** One method of the typed client. */
export interface Operation {
  readonly resource: Row;
  readonly verb: string;
  /** Twilio's operationId. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, Parameter<never>>>;
}

export const OPERATIONS: readonly Operation[] = RESOURCES.flatMap((resource) =>
  Object.entries(resource.verbs).map(([verb, parameters]) => {
    const [twilioVerb, method] = TWILIO_VERBS[verb] ?? ["?", "?"];
    const one = verb === "create" || verb === "list" ? "" : "/{sid}";
    const path = `${resource.path}${one}${resource.suffix ?? ""}`;
    return { resource, verb, id: `${twilioVerb}${resource.twilioName}`, method, path, parameters };
  }),
);

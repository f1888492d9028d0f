import { TaskRouterClient } from "./client";
import { ACTIVITIES, type Activities } from "./collections/activities";
import { EVENTS, type Events } from "./collections/events";
import { type Reservations, reservations } from "./collections/reservations";
import { TASK_CHANNELS, type TaskChannels } from "./collections/task-channels";
import { TASK_QUEUES, type TaskQueues } from "./collections/task-queues";
import { TASKS, type Tasks } from "./collections/tasks";
import { VOICE_QUEUES, type VoiceQueues } from "./collections/voice-queues";
import { WORKER_CHANNELS, type WorkerChannels } from "./collections/worker-channels";
import { WORKERS, type Workers } from "./collections/workers";
import { WORKFLOWS, type Workflows } from "./collections/workflows";
import { WORKSPACES, type Workspaces } from "./collections/workspaces";
import { clientOptions, type TaskRouterOptions } from "./task-router-options";
import { collection } from "./typed/collection";

/**
 * TaskRouter with types: for what happens while calls and chats come in, such as creating tasks. See docs/client.md.
 *
 * ```ts
 * const { tasks } = new TaskRouter();
 * const task = await tasks.create({ workspaceSid, workflowSid, attributes: { topic: "billing" } });
 * for await (const waiting of tasks.list({ workspaceSid, assignmentStatus: "pending" })) console.log(waiting.age);
 * ```
 *
 * Every method takes one object: where the object is (`workspaceSid`, `sid`, …) and what is sent, in camelCase. `undefined` is the
 * same as leaving a parameter out, and an update leaves alone what is left out; an empty text clears what can be cleared. Unknown
 * and missing parameters, wrong types and SIDs of another kind are an `ArgumentsError`, and nothing is sent; ranges and lengths are
 * Twilio's to judge. Records are what the API answers, with keys in camelCase; keys that Twilio adds are there, too.
 * Requests are repeated, paced and reported as those of `TaskRouterClient` are.
 */
export class TaskRouter {
  /** The client below, for what has no types here, such as statistics. */
  readonly client: TaskRouterClient;
  readonly workspaces: Workspaces;
  readonly activities: Activities;
  readonly taskQueues: TaskQueues;
  readonly workflows: Workflows;
  readonly workers: Workers;
  readonly workerChannels: WorkerChannels;
  readonly taskChannels: TaskChannels;
  readonly tasks: Tasks;
  readonly reservations: Reservations;
  readonly events: Events;
  /** The account's queues of calls, at `api.twilio.com`. */
  readonly voiceQueues: VoiceQueues;

  /**
   * @param options whom to talk to and as whom; what is left out comes from the environment (`TWILIO_ACCOUNT_SID`,
   *   `TWILIO_AUTH_TOKEN`, `TWILIO_API_KEY`, `TWILIO_API_SECRET`, `TWILIO_REGION`, `TWILIO_EDGE`)
   * @throws ConfigurationError with all that is wrong or missing
   */
  constructor(options: TaskRouterOptions = {}) {
    const client = new TaskRouterClient(clientOptions(options, process.env));
    this.client = client;
    this.workspaces = collection(client, WORKSPACES);
    this.activities = collection(client, ACTIVITIES);
    this.taskQueues = collection(client, TASK_QUEUES);
    this.workflows = collection(client, WORKFLOWS);
    this.workers = collection(client, WORKERS);
    this.workerChannels = collection(client, WORKER_CHANNELS);
    this.taskChannels = collection(client, TASK_CHANNELS);
    this.tasks = collection(client, TASKS);
    this.reservations = reservations(client);
    this.events = collection(client, EVENTS);
    this.voiceQueues = collection(client, VOICE_QUEUES);
  }
}

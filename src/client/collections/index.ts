/** The types of the typed client. */
export type { Activities, ActivityRecord, CreateActivity, ListActivities, UpdateActivity } from "./activities";
export type { EventRecord, Events, ListEvents } from "./events";
export type { ReservationChange, ReservationStatus } from "./reservation-update";
export type {
  ListTaskReservations,
  ListWorkerReservations,
  OneTaskReservation,
  OneWorkerReservation,
  ReservationRecord,
  Reservations,
  UpdateTaskReservation,
  UpdateWorkerReservation,
} from "./reservations";
export type {
  CreateTaskChannel,
  ListTaskChannels,
  OneTaskChannel,
  TaskChannelRecord,
  TaskChannels,
  UpdateTaskChannel,
} from "./task-channels";
export type { CreateTaskQueue, ListTaskQueues, TaskQueueRecord, TaskQueues, UpdateTaskQueue } from "./task-queues";
export type { CreateTask, ListTasks, TaskRecord, TaskStatus, Tasks, UpdateTask } from "./tasks";
export type { CreateVoiceQueue, UpdateVoiceQueue, VoiceQueueRecord, VoiceQueues } from "./voice-queues";
export type {
  ListWorkerChannels,
  OneWorkerChannel,
  UpdateWorkerChannel,
  WorkerChannelRecord,
  WorkerChannels,
} from "./worker-channels";
export type { CreateWorker, ListWorkers, UpdateWorker, WorkerRecord, Workers } from "./workers";
export type { CreateWorkflow, ListWorkflows, UpdateWorkflow, WorkflowRecord, Workflows } from "./workflows";
export type { CreateWorkspace, ListWorkspaces, UpdateWorkspace, WorkspaceRecord, Workspaces } from "./workspaces";

import type { EmulatorOptions } from "../../../src/emulator";
import { sdkFor } from "../sdk";
import { start } from "../support";

type Json = Record<string, unknown>;

/** What the SDK has for one workspace. */
type Home = ReturnType<ReturnType<typeof sdkFor>["taskrouter"]["v1"]["workspaces"]>;
type Options<T> = T extends { create: (params: infer P) => unknown } ? Partial<NonNullable<P>> : never;

/** A contact centre on an emulator whose clock stands still, with the official SDK as its client. */
export async function openCentre(options: EmulatorOptions = {}, workspace: Json = {}) {
  const api = await start(options);
  const sdk = sdkFor(api.emulator);
  const { workspaces } = sdk.taskrouter.v1;
  const { sid } = await workspaces.create({ friendlyName: "Support", ...workspace });
  const home: Home = workspaces(sid);
  const activities = new Map((await home.activities.list()).map((row) => [row.friendlyName, row.sid]));
  const activity = (name: string): string => activities.get(name) ?? "";

  const centre = {
    api,
    home,
    workspaceSid: sid,
    activity,
    /** Lets this many seconds pass. */
    pass: (seconds: number) => api.emulator.advance(seconds * 1000),
    queue: async (name: string, targetWorkers = "1==1", more: Options<Home["taskQueues"]> = {}) =>
      (await home.taskQueues.create({ friendlyName: name, targetWorkers, ...more })).sid,
    /** A workflow of these filters, or of one that takes everything to these targets. */
    workflow: async (routing: Json | Json[], more: Options<Home["workflows"]> = {}) =>
      (
        await home.workflows.create({
          friendlyName: "Calls",
          configuration: JSON.stringify({
            task_routing: Array.isArray(routing) ? { filters: [{ expression: "1==1", targets: routing }] } : routing,
          }),
          ...more,
        })
      ).sid,
    /** A worker who is ready to work, unless said otherwise. */
    worker: async (name: string, attributes: Json = {}, more: Options<Home["workers"]> = {}) =>
      (
        await home.workers.create({
          friendlyName: name,
          attributes: JSON.stringify(attributes),
          activitySid: activity("Available"),
          ...more,
        })
      ).sid,
    task: async (attributes: Json = {}, more: Options<Home["tasks"]> = {}) =>
      (await home.tasks.create({ attributes: JSON.stringify(attributes), ...more })).sid,
    status: async (task: string) => (await home.tasks(task).fetch()).assignmentStatus,
    /** `Ann pending`, in order of creation. */
    asked: async (task: string) =>
      (await home.tasks(task).reservations.list()).map((row) => `${row.workerName} ${row.reservationStatus}`),
    /** Answers the reservation that a worker has pending. */
    answer: async (worker: string, reservationStatus: "accepted" | "rejected", more: Json = {}) => {
      const [pending] = await home.workers(worker).reservations.list({ reservationStatus: "pending" });
      if (pending === undefined) throw new Error("nothing is pending");
      return home
        .workers(worker)
        .reservations(pending.sid)
        .update({ reservationStatus, ...more });
    },
    complete: (task: string) => home.tasks(task).update({ assignmentStatus: "completed", reason: "done" }),
    activityOf: async (worker: string) => (await home.workers(worker).fetch()).activityName,
    queueOf: async (task: string) => (await home.tasks(task).fetch()).taskQueueFriendlyName,
  };
  return centre;
}

// The programs of docs/client.md: compiled with the tests, compared with the page, and run by client.test.ts.
// #region open
import { setTimeout } from "node:timers/promises";
import { isGone, LostAnswerError, TaskRouter } from "../../src/client";

const taskRouter = new TaskRouter();
// #endregion

export const opened = taskRouter.client.accountSid;

interface Where {
  readonly taskRouter: TaskRouter;
  readonly workspaceSid: string;
}

export async function create({ taskRouter, workspaceSid }: Where, workflowSid: string) {
  // #region create
  const task = await taskRouter.tasks.create({
    workspaceSid,
    workflowSid,
    attributes: { topic: "billing", ticket: "4711" },
    taskChannel: "chat",
  });
  console.log(task.sid, task.assignmentStatus, JSON.parse(task.attributes).topic);
  // #endregion
  return task;
}

// #region once
async function findTicket(taskRouter: TaskRouter, workspaceSid: string, ticket: string) {
  const tasks = taskRouter.tasks.list({ workspaceSid, assignmentStatus: ["pending", "reserved", "assigned"] });
  for await (const task of tasks) {
    if (JSON.parse(task.attributes).ticket === ticket) return task;
  }
  return undefined;
}

export async function createOnce(taskRouter: TaskRouter, workspaceSid: string, ticket: string) {
  try {
    return await taskRouter.tasks.create({ workspaceSid, attributes: { ticket } });
  } catch (error) {
    if (!(error instanceof LostAnswerError)) throw error;
    const made = await findTicket(taskRouter, workspaceSid, ticket);
    if (made === undefined) throw error;
    return made;
  }
}
// #endregion

export async function cancel({ taskRouter, workspaceSid }: Where, sid: string): Promise<void> {
  // #region cancel
  const task = await taskRouter.tasks.fetch({ workspaceSid, sid });
  await taskRouter.tasks.update({
    workspaceSid,
    sid,
    assignmentStatus: "canceled",
    reason: "the customer hung up",
    ifMatch: task.etag,
  });
  // #endregion
}

// #region watch
export async function untilTaken(taskRouter: TaskRouter, workspaceSid: string, sid: string) {
  for (;;) {
    try {
      const { assignmentStatus } = await taskRouter.tasks.fetch({ workspaceSid, sid });
      if (assignmentStatus !== "pending" && assignmentStatus !== "reserved") return assignmentStatus;
    } catch (error) {
      if (isGone(error)) return "gone";
      throw error;
    }
    await setTimeout(2_000);
  }
}
// #endregion

export async function accept({ taskRouter, workspaceSid }: Where, taskSid: string): Promise<void> {
  // #region reservations
  const { reservations } = taskRouter;
  for await (const { sid, workerName } of reservations.list({ workspaceSid, taskSid, reservationStatus: "pending" })) {
    console.log(`offered to ${workerName}`);
    await reservations.update({ workspaceSid, taskSid, sid, reservationStatus: "accepted" });
  }
  // #endregion
}

// #region events
export async function* follow(taskRouter: TaskRouter, workspaceSid: string, from: Date) {
  const seen = new Set<string>();
  for (;;) {
    const fresh = [];
    for await (const event of taskRouter.events.list({ workspaceSid, startDate: from })) {
      if (!seen.has(event.sid)) fresh.push(event);
    }
    fresh.sort((a, b) => (a.eventDateMs ?? 0) - (b.eventDateMs ?? 0));
    for (const event of fresh) {
      seen.add(event.sid);
      yield event;
    }
    await setTimeout(5_000);
  }
}
// #endregion

import { describe, expect, test } from "vitest";
import { cancelReservation, instruct } from "../../../src/emulator/engine/instruct";
import type { Moment } from "../../../src/emulator/engine/moment";
import { Desk } from "./desk";

/** What was told since the last look. */
function told(desk: Desk): string[] {
  return desk.happened.splice(0).map(({ type }) => type);
}

function fifo(more: Record<string, string> = {}) {
  const desk = new Desk();
  const queue = desk.queue("Everyone");
  desk.workflow(
    { filters: [{ filter_friendly_name: "All", expression: "1==1", targets: [{ queue, timeout: 60 }] }] },
    more,
  );
  return { desk, queue };
}

describe("what is told, in order", () => {
  test("a task from its creation to its end", () => {
    const { desk } = fifo();
    told(desk);
    const ann = desk.worker("Ann");
    expect(told(desk)).toEqual(["worker.created"]);
    const task = desk.task({ tier: "gold" });
    expect(told(desk)).toEqual([
      "task.created",
      "workflow.entered",
      "workflow.target-matched",
      "task-queue.entered",
      "reservation.created",
    ]);
    const [{ sid = "" } = {}] = desk.get(`/Workers/${ann}/Reservations`).reservations;
    desk.post(`/Workers/${ann}/Reservations/${sid}`, { ReservationStatus: "accepted" });
    expect(told(desk)).toEqual(["reservation.accepted"]);
    desk.post(`/Tasks/${task}`, { AssignmentStatus: "wrapping" });
    expect(told(desk)).toEqual(["task.wrapup", "reservation.wrapup"]);
    desk.post(`/Tasks/${task}`, { AssignmentStatus: "completed", Reason: "sold" });
    expect(desk.happened.at(-1)).toMatchObject({
      type: "task.completed",
      resource: { type: "task", sid: task },
      details: { Reason: "sold", TaskCompletedReason: "sold" },
      task: { sid: task },
    });
    expect(told(desk)).toEqual(["reservation.completed", "task.completed"]);
    desk.post(`/Tasks/${task}`, { Priority: "1" });
    desk.pass(300);
    expect(told(desk)).toEqual(["task.updated"]);
  });

  test("a reservation that times out, a target that is over, and the end of the workflow", () => {
    const { desk } = fifo({ TaskReservationTimeout: "20" });
    const ann = desk.worker("Ann");
    desk.task();
    told(desk);
    desk.pass(3600);
    expect(
      desk.happened.map(({ type, time, because = "" }) => [type, (time - desk.now) / 1000 + 3600, because]),
    ).toEqual([
      ["reservation.timeout", 20, "nobody answered in time"],
      ["worker.activity.update", 20, "a reservation timed out"],
      ["task-queue.timeout", 60, ""],
      ["workflow.timeout", 60, ""],
      ["task.canceled", 60, ""],
    ]);
    expect(desk.happened[1]).toMatchObject({
      worker: { sid: ann },
      details: {
        WorkerPreviousActivityName: "Available",
        WorkerPreviousActivitySid: desk.activity("Available"),
        WorkerTimeInPreviousActivity: "20",
      },
    });
  });

  test("why a filter did not match, which did, and how many workers there were", () => {
    const desk = new Desk();
    const [gold, rest] = [desk.queue("Gold"), desk.queue("Rest")];
    const target = (queue: string) => [{ queue }];
    desk.workflow({
      filters: [
        { filter_friendly_name: "Gold", expression: "type == 'call' AND tier == 'gold'", targets: target(gold) },
        { filter_friendly_name: "Rest", expression: "1==1", targets: target(rest) },
      ],
    });
    desk.worker("Ann");
    desk.worker("Bob");
    desk.task({ type: "call", tier: "silver" });
    const because = desk.happened.flatMap((each) => each.because ?? []);
    expect(because).toEqual([
      `filter Rest, target 0; not Gold: tier == 'gold' is false: tier is "silver"`,
      "queue Rest, 2 eligible workers",
    ]);
  });

  test("what is declared", () => {
    const desk = new Desk();
    expect(told(desk)).toEqual(["workspace.created"]);
    const queue = desk.queue("Q");
    desk.post(`/TaskQueues/${queue}`, { TargetWorkers: "a == 1" });
    desk.post(`/TaskQueues/${queue}`, { FriendlyName: "R" });
    desk.ask("DELETE", `${desk.home}/TaskQueues/${queue}`);
    expect(told(desk)).toEqual(["task-queue.created", "task-queue.expression.updated", "task-queue.deleted"]);
    const ann = desk.worker("Ann");
    desk.post(`/Workers/${ann}`, { Attributes: '{"a":1}', ActivitySid: desk.activity("Offline") });
    desk.post(`/Workers/${ann}/Channels/voice`, { Capacity: "3", Available: "false" });
    desk.ask("DELETE", `${desk.home}/Workers/${ann}`);
    expect(told(desk)).toEqual([
      "worker.created",
      "worker.attributes.update",
      "worker.activity.update",
      "worker.capacity.update",
      "worker.channel.availability.update",
      "worker.deleted",
    ]);
  });
});

describe("assignments and what their callback answers", () => {
  const open = (task: object = { call_sid: "CA1" }, worker: object = { contact_uri: "client:ann" }) => {
    const { desk } = fifo({ AssignmentCallbackUrl: "http://127.0.0.1:1/assign" });
    const ann = desk.worker("Ann", worker);
    const sid = desk.task(task);
    const [assignment] = desk.assigned;
    if (assignment === undefined) throw new Error("nobody was asked");
    const moment = (): Moment => ({
      accountSid: desk.account.sid,
      workspace: desk.records,
      now: desk.now,
      host: desk.host,
      note: () => undefined,
    });
    const give = (instruction: Parameters<typeof instruct>[2]) =>
      instruct(moment(), assignment.reservation, instruction)?.code;
    const state = () => [desk.get(`/Tasks/${sid}`).assignment_status, assignment.reservation.reservation_status];
    return { desk, ann, sid, assignment, moment, give, state };
  };

  test("each reservation of a workflow with a callback URL is told", () => {
    const { desk, ann, sid, assignment } = open();
    expect(assignment).toMatchObject({ task: { sid }, worker: { sid: ann }, time: desk.now });
    expect(desk.assigned).toHaveLength(1);
  });

  test.each([
    [{ instruction: "accept" }, ["assigned", "accepted"]],
    [{ instruction: "dequeue", from: "+15550100" }, ["assigned", "accepted"]],
    [{ instruction: "conference", to: "client:ann", from: "+15550100" }, ["assigned", "accepted"]],
    [{ instruction: "call", from: "+15550100", url: "http://example.org/" }, ["reserved", "pending"]],
    [{ instruction: "call", from: "+15550100", url: "http://example.org/", accept: true }, ["assigned", "accepted"]],
    [
      { instruction: "redirect", call_sid: "CA1", url: "http://example.org/", accept: "true" },
      ["assigned", "accepted"],
    ],
    [{ instruction: "redirect", call_sid: "CA1", url: "http://example.org/" }, ["reserved", "pending"]],
    [{}, ["reserved", "pending"]],
  ])("%j is carried out", (instruction, expected) => {
    const { give, state } = open();
    expect(give(instruction)).toBeUndefined();
    expect(state()).toEqual(expected);
  });

  const NOWHERE = `WA${"f".repeat(32)}`;
  test.each([
    [{ to: "x" }, 40005],
    [{ instruction: "dance" }, 55555],
    [{ instruction: "reject", activity_sid: NOWHERE }, 40100],
    [{ instruction: "call", url: "http://example.org/" }, 40111],
    [{ instruction: "call", from: "+1", url: "example" }, 40112],
    [{ instruction: "call", from: "+1", url: "http://example.org/", status_callback_url: "x" }, 40158],
    [{ instruction: "redirect", call_sid: "CA1" }, 40120],
    [{ instruction: "redirect", url: "http://example.org/" }, 40121],
    [{ instruction: "dequeue", post_work_activity_sid: NOWHERE }, 40130],
    [{ instruction: "dequeue", to: 5 }, 40131],
    [{ instruction: "dequeue", from: "" }, 40132],
    [{ instruction: "dequeue", status_callback_events: [] }, 40134],
    [{ instruction: "dequeue", status_callback_url: "x" }, 40157],
    [{ instruction: "conference", to: "" }, 40137],
    [{ instruction: "conference", from: {} }, 40138],
    [{ instruction: "conference", post_work_activity_sid: NOWHERE }, 40139],
    [{ instruction: "conference", status_callback: "x" }, 40159],
  ] as const)("%j is %i, and changes nothing", (instruction, code) => {
    const { give, state } = open();
    expect(give({ ...instruction } as Parameters<typeof instruct>[2])).toBe(code);
    expect(state()).toEqual(["reserved", "pending"]);
  });

  test("nobody to call, and no call to connect", () => {
    expect(open({ call_sid: "CA1" }, {}).give({ instruction: "dequeue" })).toBe(40131);
    expect(open({}).give({ instruction: "dequeue" })).toBe(40140);
    expect(open({ call_sid: "CA1" }, {}).give({ instruction: "call", from: "+1", url: "http://example.org/" })).toBe(
      40110,
    );
    expect(open({}).give({ instruction: "conference" })).toBe(40142);
  });

  test("a reservation that has ended takes no instruction", () => {
    for (const [instruction, code] of [
      ["accept", 55555],
      ["dequeue", 40135],
      ["call", 40114],
      ["redirect", 40123],
      ["conference", 40144],
    ] as const) {
      const { desk, give, state } = open();
      desk.pass(120);
      expect([instruction, give({ instruction })]).toEqual([instruction, code]);
      expect(state()).toEqual(["canceled", "timeout"]);
    }
  });

  test("reject: the worker goes where it says, or stays and is asked again", () => {
    const away = open();
    away.give({ instruction: "reject", activity_sid: away.desk.activity("Unavailable") });
    expect(away.state()).toEqual(["pending", "rejected"]);
    expect(away.desk.get(`/Workers/${away.ann}`).activity_name).toBe("Unavailable");
    const here = open();
    here.give({ instruction: "reject" });
    expect(here.state()).toEqual(["reserved", "rejected"]);
    expect(here.desk.assigned).toHaveLength(2);
  });

  test("post_work_activity_sid is where the worker goes when the work is over, once", () => {
    const { desk, ann, sid, give } = open();
    give({ instruction: "dequeue", post_work_activity_sid: desk.activity("Unavailable") });
    expect(desk.get(`/Workers/${ann}`).activity_name).toBe("Available");
    desk.post(`/Tasks/${sid}`, { AssignmentStatus: "wrapping" });
    expect(desk.get(`/Workers/${ann}`).activity_name).toBe("Unavailable");
    desk.post(`/Workers/${ann}`, { ActivitySid: desk.activity("Available") });
    desk.post(`/Tasks/${sid}`, { AssignmentStatus: "completed", Reason: "x" });
    expect(desk.get(`/Workers/${ann}`).activity_name).toBe("Available");
  });

  test("when both URLs fail the reservation is canceled and the task is offered anew", () => {
    const { desk, assignment, moment, state } = open();
    cancelReservation(moment(), assignment.reservation, "the callbacks failed");
    expect(state()).toEqual(["reserved", "canceled"]);
    expect(desk.assigned).toHaveLength(2);
    cancelReservation(moment(), assignment.reservation, "again");
    expect(desk.assigned).toHaveLength(2);
  });
});

test("1,000 times reserved and never taken is once too often", () => {
  const { desk } = fifo({ TaskReservationTimeout: "86400" });
  const ann = desk.worker("Ann");
  const task = desk.task();
  for (let n = 0; n < 1000; n++) {
    const [pending] = desk.get(`/Workers/${ann}/Reservations?ReservationStatus=pending`).reservations;
    desk.post(`/Tasks/${task}/Reservations/${pending.sid}`, { ReservationStatus: "rejected" });
  }
  expect(desk.get(`/Tasks/${task}`)).toMatchObject({
    assignment_status: "canceled",
    reason: "Task TTL Exceeded or Max assignment count exceeded",
  });
});

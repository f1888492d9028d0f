import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { ArgumentsError, TaskRouter } from "../../../src/client";
import { UNKNOWN } from "../../../src/core/unknown";
import { json } from "../../support/scripted-server";
import { failure, SECRET, stage } from "../fixture";

const sidOf = (prefix: string) => `${prefix}${"1".repeat(32)}`;
const workspaceSid = sidOf("WS");
const WT = sidOf("WT");

async function scripted() {
  const { client, server } = await stage([json(200, { sid: WT })]);
  const { settings } = client;
  return { server, taskRouter: new TaskRouter({ settings }) };
}

/** Calls a method as JavaScript does, or TypeScript that was told to be quiet. */
function untyped(taskRouter: TaskRouter, method: string, args: unknown): unknown {
  const [name = "", verb = ""] = method.split(".");
  const methods: Readonly<Record<string, (args: unknown) => unknown>> = Reflect.get(taskRouter, name);
  return methods[verb]?.(args);
}

/** A call, and what the message says. */
type Case = readonly [method: string, args: unknown, ...says: string[]];

const circle: Record<string, unknown> = {};
circle["self"] = circle;
const deep: Record<string, unknown> = {};
for (let i = 0, at = deep; i < 100_000; i++) at = at["a"] = {};

const CASES: readonly Case[] = [
  // What is not one object.
  ["tasks.fetch", undefined, "workspaceSid is missing: it takes the SID of a Workspace", "sid is missing"],
  ["tasks.fetch", workspaceSid, "takes one object with workspaceSid, sid"],
  ["tasks.fetch", null, "takes one object"],
  ["tasks.list", [workspaceSid], "takes one object"],
  // Unknown and missing.
  ["tasks.create", { workspaceSid, priorty: 1 }, "priorty is not one of its parameters; did you mean priority?"],
  ["tasks.create", { workspaceSid, Priority: 1 }, "did you mean priority?"],
  ["tasks.create", { workspaceSid, colour: undefined }, "colour is not one of its parameters; there are workspaceSid,"],
  ["tasks.create", { workspaceSid, assignmentStatus: "pending" }, "assignmentStatus is not one of its parameters"],
  ["tasks.fetch", { workspaceSid, sid: WT, toString: 1 }, "toString is not one"],
  ["workers.create", { workspaceSid }, "friendlyName is missing: it takes text"],
  ["workflows.create", { workspaceSid, friendlyName: "x", configuration: undefined }, "configuration is missing"],
  ["reservations.fetch", { workspaceSid, sid: sidOf("WR") }, "workerSid is missing", "unless taskSid is given"],
  [
    "reservations.fetch",
    { workspaceSid, taskSid: WT, workerSid: sidOf("WK"), sid: sidOf("WR") },
    "workerSid is not one of its parameters",
  ],
  ["reservations.update", { workspaceSid, workerSid: sidOf("WK"), sid: sidOf("WR"), supervisor: "x" }, "supervisor"],
  // SIDs.
  ["tasks.fetch", { workspaceSid: WT, sid: WT }, "workspaceSid is the SID of a Task, not the SID of a Workspace"],
  ["tasks.fetch", { workspaceSid, sid: "WT1" }, 'sid is not the SID of a Task (WT and 32 hexadecimal digits): "WT1"'],
  ["tasks.fetch", { workspaceSid, sid: "" }, "sid is not the SID of a Task"],
  ["tasks.fetch", { workspaceSid, sid: `${WT}/../x` }, "sid is not the SID"],
  ["tasks.create", { workspaceSid, routingTarget: WT }, "not the SID of a Worker or a TaskQueue or a Workflow"],
  ["tasks.create", { workspaceSid, taskChannel: WT }, "is the SID of a Task, not the SID of a TaskChannel"],
  ["taskChannels.fetch", { workspaceSid, sid: "" }, 'sid is "", not the SID of a TaskChannel, or a'],
  ["taskChannels.fetch", { workspaceSid, sid: ".." }, 'sid is "..", not the SID of a TaskChannel'],
  // What a preview does not know.
  ["tasks.create", { workspaceSid, attributes: { a: [UNKNOWN] } }, "attributes holds a value that a Pulumi preview"],
  ["workers.create", { workspaceSid, friendlyName: UNKNOWN }, "friendlyName holds a value that a Pulumi preview"],
  ["tasks.create", { workspaceSid: UNKNOWN }, "workspaceSid is not the SID of a Workspace"],
  // Wrong types.
  ["tasks.create", { workspaceSid, priority: "1" }, "priority is text, not a whole number from 0 on"],
  ["tasks.create", { workspaceSid, priority: -1 }, "priority is -1, not a whole number from 0 on"],
  ["tasks.create", { workspaceSid, priority: 1.5 }, "priority is a fraction"],
  ["tasks.create", { workspaceSid, priority: Number.NaN }, "priority is NaN"],
  ["tasks.create", { workspaceSid, ignoreCapacity: "true" }, "ignoreCapacity is text, not true or false"],
  ["tasks.create", { workspaceSid, virtualStartTime: new Date("x") }, "virtualStartTime is an invalid Date"],
  ["tasks.create", { workspaceSid, virtualStartTime: "soon" }, "is not a Date, or a text such as", '"soon"'],
  ["taskQueues.create", { workspaceSid, friendlyName: 7 }, "friendlyName is 7, not text"],
  ["taskQueues.create", { workspaceSid, friendlyName: "x", taskOrder: "fifo" }, 'did you mean "FIFO"?'],
  ["taskQueues.update", { workspaceSid, sid: sidOf("WQ"), targetWorkers: null }, "is null, not text; leave it out"],
  ["tasks.list", { workspaceSid, assignmentStatus: ["pending", "cancelled"] }, 'did you mean "canceled"?'],
  ["workspaces.create", { friendlyName: "x", eventsFilter: [1] }, "eventsFilter is an array, not a list of names"],
  ["tasks.update", { workspaceSid, sid: WT, ifMatch: 3 }, "ifMatch is 3, not text"],
  ["tasks.list", { workspaceSid, pageSize: "all" }, "pageSize is text"],
  // Documents.
  ["tasks.create", { workspaceSid, attributes: "[object Object]" }, "attributes is not an object, or the JSON text"],
  ["tasks.create", { workspaceSid, attributes: '{"a": 1,}' }, "at offset 8"],
  ["tasks.create", { workspaceSid, attributes: "[1]" }, "it holds an array"],
  ["tasks.create", { workspaceSid, attributes: ["a"] }, "attributes is an array"],
  ["tasks.create", { workspaceSid, attributes: { price: Number.NaN } }, 'cannot be written as JSON: "price" is NaN'],
  ["tasks.create", { workspaceSid, attributes: { call: () => 1 } }, '"call" is a function'],
  ["tasks.create", { workspaceSid, attributes: { list: [1, undefined] } }, '"1" is undefined'],
  ["tasks.create", { workspaceSid, attributes: { big: 1n } }, "cannot be written as JSON", "BigInt"],
  ["tasks.create", { workspaceSid, attributes: circle }, "cannot be written as JSON", "circular"],
  ["tasks.create", { workspaceSid, attributes: deep }, "cannot be written as JSON"],
  ["tasks.create", { workspaceSid, attributes: new Date(0) }, "does not become an object"],
];

const cases = CASES.map(([method, args, ...says]) => ({ method, args, says, first: says[0] }));

test.each(cases)("$method: $first", async ({ method, args, says }) => {
  const { taskRouter, server } = await scripted();
  const error = await failure((async () => untyped(taskRouter, method, args))());
  expect(error).toBeInstanceOf(ArgumentsError);
  expect(error).toBeInstanceOf(TypeError);
  expect(error).toMatchObject({ code: "TR5170" });
  for (const text of says) expect((error as Error).message).toContain(text);
  expect((error as Error).message).toMatch(new RegExp(`^${method}: `));
  expect(server.requests).toEqual([]);
});

test("all mistakes are told at once", async () => {
  const { taskRouter } = await scripted();
  const args = { priority: "1", attributes: 5, colour: "red" };
  const error = await failure((async () => untyped(taskRouter, "tasks.create", args))());
  expect((error as ArgumentsError).problems).toHaveLength(4);
  expect((error as Error).message).toMatchInlineSnapshot(`
    "tasks.create: 4 of its parameters are wrong
      - colour is not one of its parameters; there are workspaceSid, attributes, priority, taskChannel, virtualStartTime, routingTarget, workflowSid, timeout, ignoreCapacity, taskQueueSid
      - workspaceSid is missing: it takes the SID of a Workspace
      - attributes is 5, not an object, or the JSON text of one
      - priority is text, not a whole number from 0 on"
  `);
});

test("a method that is no function of the API is not there", async () => {
  const { taskRouter } = await scripted();
  const verbs = Object.entries(taskRouter).filter(([name]) => name !== "client");
  expect(Object.fromEntries(verbs.map(([name, methods]) => [name, Object.keys(methods).sort().join(" ")]))).toEqual({
    workspaces: "create fetch list remove update",
    activities: "create fetch list remove update",
    taskQueues: "create fetch list remove update",
    workflows: "create fetch list remove update",
    workers: "create fetch list remove update",
    workerChannels: "fetch list update",
    taskChannels: "create fetch list remove update",
    tasks: "create fetch list remove update",
    reservations: "fetch list update",
    events: "fetch list",
    voiceQueues: "create fetch list remove update",
  });
});

describe("what is a secret or long", () => {
  test("is not quoted", async () => {
    const { taskRouter } = await scripted();
    const args = { workspaceSid, taskSid: WT, sid: sidOf("WR"), sipAuthPassword: [SECRET], sipAuthUsername: 7 };
    const error = await failure((async () => untyped(taskRouter, "reservations.update", args))());
    expect((error as Error).message).toContain("sipAuthPassword is an array, not text");
    expect(inspect(error)).not.toContain(SECRET);
  });

  test("is cut: a document of a megabyte", async () => {
    const { taskRouter } = await scripted();
    const args = { workspaceSid, friendlyName: "x", configuration: `{"a": "${"b".repeat(1_000_000)}` };
    const error = await failure((async () => untyped(taskRouter, "workflows.create", args))());
    expect((error as Error).message.length).toBeLessThan(500);
  });
});

test("a list says at once what is wrong with it", async () => {
  const { taskRouter } = await scripted();
  expect(() => untyped(taskRouter, "tasks.list", {})).toThrow("workspaceSid is missing");
});

test("undefined is the same as leaving out, and the empty text is sent", async () => {
  const { taskRouter, server } = await scripted();
  const sid = sidOf("WQ");
  await untyped(taskRouter, "taskQueues.update", {
    workspaceSid,
    sid,
    friendlyName: undefined,
    targetWorkers: "",
    reservationActivitySid: "",
  });
  expect(server.requests[0]?.text).toBe("TargetWorkers=&ReservationActivitySid=");
});

import { describe, expect, test } from "vitest";
import { MISSING_OPERATIONS } from "../../src/emulator/missing";
import { OPERATIONS } from "../../src/emulator/routes";
import openapi from "./openapi.json";
import voice from "./openapi-voice-queues.json";
import { type Body, routingTo, startWorkspace } from "./support";

interface Described {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly string[];
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** Taken though Twilio's description does not have it: observed (Available) or told by other pages. */
const BEYOND_THE_DESCRIPTION = ["UpdateActivity Available"];

const described: readonly Described[] = [...openapi.operations, ...voice.operations];
const ours = new Map(OPERATIONS.map((operation) => [operation.id, operation]));

test("every operation of the description is implemented or listed as missing, and no other exists", () => {
  expect([...ours.keys()].sort()).toEqual(described.map(({ id }) => id).sort());
  const missing = MISSING_OPERATIONS.map(({ id }) => id);
  for (const { id, method, path } of described) {
    expect(ours.get(id)).toMatchObject({ method, path, implemented: !missing.includes(id) });
  }
});

const implemented = described.filter(({ id }) => ours.get(id)?.implemented === true);

test.each(implemented)("$id takes every parameter of the description", ({ id, parameters }) => {
  const taken = (ours.get(id)?.parameters ?? []).map(({ name }) => name);
  const beyond = BEYOND_THE_DESCRIPTION.filter((entry) => entry.startsWith(`${id} `)).map(
    (entry) => entry.split(" ")[1],
  );
  expect(taken.sort()).toEqual([...parameters, ...beyond].sort());
});

function matches(value: unknown, type: string): boolean {
  if (value === null) return type.endsWith("?");
  const base = type.replace("?", "");
  if (base === "array") return Array.isArray(value);
  if (base === "integer") return Number.isInteger(value);
  return typeof value === base;
}

describe("answers", () => {
  /** One of everything, and what each operation answered to it. */
  async function answers(): Promise<Map<string, { status: number; body: Body }>> {
    const { api, home, workspace } = await startWorkspace({}, { Template: "FIFO" });
    const found = new Map<string, { status: number; body: Body }>();
    const kinds = [
      ["Activity", `${home}/Activities`, { FriendlyName: "x", Available: "true" }],
      [
        "TaskQueue",
        `${home}/TaskQueues`,
        { FriendlyName: "x", ReservationActivitySid: workspace.default_activity_sid },
      ],
      ["Workflow", `${home}/Workflows`, { FriendlyName: "x", Configuration: routingTo() }],
      ["TaskChannel", `${home}/TaskChannels`, { FriendlyName: "x", UniqueName: "x" }],
      ["Worker", `${home}/Workers`, { FriendlyName: "x" }],
    ] as const;
    const put = async (id: string, method: string, path: string, form?: Record<string, string>) => {
      const reply = await api.call(method, path, form);
      found.set(id, reply);
      return reply.body;
    };
    for (const [name, path, form] of kinds) {
      const { sid } = await put(`Create${name}`, "POST", path, form as Record<string, string>);
      await put(`Fetch${name}`, "GET", `${path}/${sid}`);
      await put(`Update${name}`, "POST", `${path}/${sid}`, { FriendlyName: "y" });
      await put(`List${name}`, "GET", path);
      if (name !== "Worker") {
        await put(`Delete${name}`, "DELETE", `${path}/${sid}`);
        continue;
      }
      const channels = `${path}/${sid}/Channels`;
      await put("ListWorkerChannel", "GET", channels);
      await put("FetchWorkerChannel", "GET", `${channels}/voice`);
      await put("UpdateWorkerChannel", "POST", `${channels}/voice`, { Capacity: "2" });
      await put("DeleteWorker", "DELETE", `${path}/${sid}`);
    }
    const task = await put("CreateTask", "POST", `${home}/Tasks`, {});
    await put("FetchTask", "GET", task.url);
    await put("UpdateTask", "POST", task.url, { Priority: "3" });
    await put("ListTask", "GET", `${home}/Tasks`);
    const ready = (await api.get(`${home}/Activities?FriendlyName=Available`)).body.activities[0].sid;
    const worker = await api.make(`${home}/Workers`, { FriendlyName: "z", ActivitySid: ready });
    for (const [kind, parent] of [
      ["TaskReservation", task.url],
      ["WorkerReservation", worker.url],
    ] as const) {
      const { reservations } = await put(`List${kind}`, "GET", `${parent}/Reservations`);
      await put(`Fetch${kind}`, "GET", reservations[0].url);
      await put(`Update${kind}`, "POST", reservations[0].url, {});
    }
    await put("DeleteTask", "DELETE", task.url);
    const queues = `${api.emulator.url}/2010-04-01/Accounts/${api.emulator.accountSid}/Queues`;
    const queue = await put("CreateQueue", "POST", `${queues}.json`, { FriendlyName: "x" });
    await put("FetchQueue", "GET", `${queues}/${queue.sid}.json`);
    await put("UpdateQueue", "POST", `${queues}/${queue.sid}.json`, { MaxSize: "7" });
    await put("ListQueue", "GET", `${queues}.json`);
    await put("DeleteQueue", "DELETE", `${queues}/${queue.sid}.json`);
    const { events } = await put("ListEvent", "GET", `${home}/Events`);
    await put("FetchEvent", "GET", events[0].url);
    await put("CreateWorkspace", "POST", "/Workspaces", { FriendlyName: "x" });
    await put("FetchWorkspace", "GET", home);
    await put("UpdateWorkspace", "POST", home, {});
    await put("ListWorkspace", "GET", "/Workspaces");
    await put("DeleteWorkspace", "DELETE", home);
    return found;
  }

  test("have the status, the fields and the types of the description, no more and no less", async () => {
    const found = await answers();
    expect([...found.keys()].sort()).toEqual(implemented.map(({ id }) => id).sort());
    for (const { id, status, fields } of implemented) {
      const { body, ...reply } = found.get(id) ?? { status: 0, body: undefined };
      expect([id, reply.status]).toEqual([id, status]);
      expect([id, Object.keys(body ?? {}).sort()]).toEqual([id, Object.keys(fields).sort()]);
      for (const [name, type] of Object.entries(fields)) {
        expect([id, name, type, matches(body[name], type)]).toEqual([id, name, type, true]);
      }
    }
  });
});

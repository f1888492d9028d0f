// What a preview sends to Pulumi's real dynamic host, and odd values, at both ends of the range of SDKs.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json";
import { descriptors } from "../../../src/resources/kinds";
import { type DynamicHost, SDKS } from "../../support/dynamic-host";
import { Contract, ofKind, UNKNOWN } from "./fixture";

const sid = (prefix: string, digit: string): string => prefix + digit.repeat(32);
const WORKSPACE = sid("WS", "1");

/** Every property of every kind, none with its default. */
const COMPLETE: Record<string, JsonObject> = {
  Workspace: {
    friendlyName: "Support",
    eventCallbackUrl: "https://example.com/events",
    eventsFilter: ["task.created"],
    multiTaskEnabled: false,
    template: "FIFO",
    prioritizeQueueOrder: "LIFO",
    whenTasksPending: "wait",
    pendingTasksTimeout: 60,
    allowDuplicateName: true,
    adopt: { sid: sid("WS", "1") },
  },
  WorkspaceDefaults: {
    workspaceSid: WORKSPACE,
    defaultActivitySid: sid("WA", "1"),
    timeoutActivitySid: sid("WA", "2"),
  },
  Activity: {
    workspaceSid: WORKSPACE,
    friendlyName: "Ready",
    available: true,
    allowDuplicateName: true,
    adopt: { sid: sid("WA", "1") },
  },
  TaskQueue: {
    workspaceSid: WORKSPACE,
    friendlyName: "Billing",
    targetWorkers: "skills HAS 'billing'",
    maxReservedWorkers: 2,
    taskOrder: "LIFO",
    reservationActivitySid: sid("WA", "1"),
    assignmentActivitySid: sid("WA", "2"),
    adopt: { sid: sid("WQ", "1") },
    validation: "warn",
    ignoreDiagnostics: ["TR1208"],
  },
  Workflow: {
    workspaceSid: WORKSPACE,
    friendlyName: "Calls",
    configuration: {
      task_routing: {
        filters: [
          {
            filter_friendly_name: "Gold",
            expression: "tier == 'gold'",
            targets: [
              {
                queue: sid("WQ", "1"),
                expression: "worker.level > task.level",
                priority: 10,
                timeout: 60,
                order_by: "worker.level DESC",
                skip_if: "workers.available == 0",
                known_worker_sid: "task.agent_sid",
                known_worker_friendly_name: "task.agent",
              },
            ],
          },
        ],
        default_filter: { queue: sid("WQ", "2") },
      },
    },
    assignmentCallbackUrl: "https://example.com/assignment",
    fallbackAssignmentCallbackUrl: "https://example.com/fallback",
    taskReservationTimeout: 30,
    reEvaluateTasks: true,
    whenTasksPending: "cancel",
    pendingTasksTimeout: 60,
    allowDuplicateName: true,
    adopt: { sid: sid("WW", "1") },
    validation: "warn",
    ignoreDiagnostics: ["TR1208"],
  },
  Worker: {
    workspaceSid: WORKSPACE,
    friendlyName: "Ann",
    attributes: { skills: ["billing", "sales"], level: 3, routing: { team: { sid: "x" }, none: {} }, nothing: [null] },
    attributesMode: "exact",
    activitySid: sid("WA", "1"),
    rejectPendingReservations: true,
    ignoreDiagnostics: ["TR4142"],
    adopt: { sid: sid("WK", "1") },
  },
  TaskChannel: {
    workspaceSid: WORKSPACE,
    uniqueName: "email-eu",
    friendlyName: "E-mail",
    channelOptimizedRouting: true,
    ignoreDiagnostics: ["TR5151"],
    adopt: { sid: sid("TC", "1") },
  },
  WorkerChannel: {
    workspaceSid: WORKSPACE,
    workerSid: sid("WK", "1"),
    taskChannel: "voice",
    capacity: 3,
    available: false,
  },
  VoiceQueue: { workflowSid: sid("WW", "1"), maxSize: 500 },
};

/** What is done along with a create or an update and is no change by itself. */
const ACTIONS = new Set(["reEvaluateTasks", "allowDuplicateName", "adopt", "activitySid"]);

/** The properties whose change makes a new object; an unknown one counts as changed. */
const REPLACE: Record<string, string[]> = {
  Workspace: ["template"],
  WorkspaceDefaults: ["workspaceSid"],
  Activity: ["workspaceSid", "available"],
  TaskQueue: ["workspaceSid"],
  Workflow: ["workspaceSid"],
  Worker: ["workspaceSid"],
  TaskChannel: ["workspaceSid", "uniqueName"],
  WorkerChannel: ["workspaceSid", "workerSid", "taskChannel"],
  VoiceQueue: ["workflowSid"],
};

/** A copy for every place inside the value (all of it included) with something unknown in that place. */
function* withUnknown(value: JsonObject[string]): Generator<JsonObject[string]> {
  yield UNKNOWN;
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      for (const changed of withUnknown(element)) yield value.with(index, changed);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, element] of Object.entries(value)) {
      for (const changed of withUnknown(element)) yield { ...value, [key]: changed };
    }
  }
}

describe.each(SDKS)("SDK $version", (sdk) => {
  let contract: Contract;
  let host: DynamicHost;
  let accountSid: string;

  beforeAll(async () => {
    contract = await Contract.open(sdk);
    host = await contract.configured();
    accountSid = contract.emulator.accountSid;
  });

  afterAll(() => contract.close());

  const named = (name: string): JsonObject => ofKind("Workspace", { friendlyName: name });

  describe.each(descriptors)("$kind", ({ kind, fields }) => {
    const complete = COMPLETE[kind] ?? {};

    test("the table above knows every property", () => {
      expect(Object.keys(complete).sort()).toEqual(Object.keys(fields).sort());
    });

    test("no property is wrong while it is unknown, and an unknown one has changed", async () => {
      const outs = ofKind(kind, { ...complete, accountSid });
      expect(await host.check({}, ofKind(kind, complete))).toEqual({ inputs: ofKind(kind, complete), failures: [] });
      for (const [name, value] of Object.entries(complete)) {
        for (const changed of withUnknown(value)) {
          const news = ofKind(kind, { ...complete, [name]: changed });
          expect(await host.check({}, news)).toEqual({ inputs: news, failures: [] });
          const difference = await host.diff(sid("WX", "1"), outs, news);
          expect(difference, `${name}: ${JSON.stringify(changed)}`).toEqual({
            changes: ACTIONS.has(name) ? "none" : "unknown",
            replaces: REPLACE[kind]?.includes(name) === true ? [name] : [],
          });
        }
      }
    });

    test("everything may be unknown, and what is known beside it is still checked", async () => {
      const names = Object.keys(complete);
      const all = ofKind(kind, Object.fromEntries(names.map((name) => [name, UNKNOWN])));
      expect(await host.check({}, all)).toEqual({ inputs: all, failures: [] });
      expect(await host.diff(sid("WX", "1"), ofKind(kind, complete), all)).toEqual({
        changes: "unknown",
        replaces: REPLACE[kind],
      });
      const { failures } = await host.check({}, { ...all, misspelt: true });
      expect(failures).toEqual([{ property: "", reason: expect.stringMatching(/^misspelt: is not an argument/) }]);
    });
  });

  test("null is absent, and a name of JavaScript's own is a name like any other", async () => {
    const { inputs, failures } = await host.check(
      {},
      { ...named("A"), template: null, eventsFilter: null, constructor: 1, toString: "x", hasOwnProperty: null },
    );
    expect(inputs).toEqual({ ...named("A"), constructor: 1, toString: "x" });
    expect(failures.map(({ reason }) => reason.split(":")[0]).sort()).toEqual(["constructor", "toString"]);
  });

  test("text survives the way to the API and back", async () => {
    const friendlyName = '  Zürich + „Ost" & 100 % \\ \u2028 \u{1F4DE}\t ';
    const { inputs } = await host.check({}, named(friendlyName));
    const { id, outs } = await host.create(inputs);
    expect(outs["friendlyName"]).toBe(friendlyName);
    const found = await host.read(id, { state: outs, inputs });
    expect(await host.diff(id, found.props, inputs)).toEqual({ changes: "none", replaces: [] });
  });

  test("a value of the wrong type is a failure, not an exception", async () => {
    for (const kind of Object.keys(COMPLETE)) {
      for (const [name, value] of Object.entries(COMPLETE[kind] ?? {})) {
        for (const odd of [0.5, true, "", [], [[]], {}, { a: [null] }, "\ud800", "9".repeat(2_000)]) {
          const news = ofKind(kind, { ...COMPLETE[kind], [name]: odd });
          const { inputs } = await host.check({}, news);
          await host.diff(sid("WX", "1"), ofKind(kind, { ...COMPLETE[kind], [name]: value }), inputs);
        }
      }
    }
    expect(host.errors).toEqual([]);
  });
});

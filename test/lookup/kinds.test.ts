import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import * as taskrouter from "../../src";
import { bench, failure, inside, unknown } from "./support";

interface Kind {
  readonly name: string;
  /** How one is made by hand, and how its name is asked for. */
  readonly path: (workspace: string) => string;
  readonly form: Readonly<Record<string, string>>;
  readonly by: Readonly<Record<string, string>>;
  readonly one: (args: never, opts?: object) => Promise<object>;
  readonly oneOutput: (args: never, opts?: object) => pulumi.Output<object>;
  readonly many: (args: never, opts?: object) => Promise<object[]>;
  readonly manyOutput: (args: never, opts?: object) => pulumi.Output<object[]>;
  /** What is told of it, beside SIDs and date. */
  readonly tells: Readonly<Record<string, unknown>>;
  /** Filters: the query of each, and the names that it finds. */
  readonly filters: readonly (readonly [Record<string, unknown>, Record<string, string>, (readonly string[])?])[];
}

const WA = `WA${"1".repeat(32)}`;
const WQ = `WQ${"1".repeat(32)}`;
const WK = `WK${"1".repeat(32)}`;
const inWorkspace = (name: string) => (workspace: string) => `/v1/Workspaces/${workspace}/${name}`;

const KINDS: readonly Kind[] = [
  {
    name: "Workspace",
    path: () => "/v1/Workspaces",
    form: {
      FriendlyName: "Support",
      EventsFilter: "task.created,activity.created",
      EventCallbackUrl: "https://example.org/e",
    },
    by: { friendlyName: "Support" },
    one: taskrouter.getWorkspace,
    oneOutput: taskrouter.getWorkspaceOutput,
    many: taskrouter.getWorkspaces,
    manyOutput: taskrouter.getWorkspacesOutput,
    tells: {
      friendlyName: "Support",
      eventCallbackUrl: "https://example.org/e",
      eventsFilter: ["activity.created", "task.created"],
      multiTaskEnabled: true,
      prioritizeQueueOrder: "FIFO",
      defaultActivitySid: expect.stringMatching(/^WA/),
      defaultActivityName: "Offline",
      timeoutActivitySid: expect.stringMatching(/^WA/),
      timeoutActivityName: "Offline",
    },
    filters: [
      [{}, {}, ["World", "Support"]],
      [{ friendlyName: "World" }, { FriendlyName: "World" }, ["World"]],
    ],
  },
  {
    name: "Activity",
    path: inWorkspace("Activities"),
    form: { FriendlyName: "Lunch" },
    by: { friendlyName: "Lunch" },
    one: taskrouter.getActivity,
    oneOutput: taskrouter.getActivityOutput,
    many: taskrouter.getActivities,
    manyOutput: taskrouter.getActivitiesOutput,
    tells: { friendlyName: "Lunch", available: false },
    filters: [
      [{}, {}, ["Offline", "Available", "Unavailable", "Lunch"]],
      [{ available: true }, { Available: "true" }, ["Available"]],
      [{ available: false, friendlyName: "Lunch" }, { Available: "false", FriendlyName: "Lunch" }, ["Lunch"]],
    ],
  },
  {
    name: "TaskQueue",
    path: inWorkspace("TaskQueues"),
    form: { FriendlyName: "Billing", TargetWorkers: "skills HAS 'billing'", TaskOrder: "LIFO" },
    by: { friendlyName: "Billing" },
    one: taskrouter.getTaskQueue,
    oneOutput: taskrouter.getTaskQueueOutput,
    many: taskrouter.getTaskQueues,
    manyOutput: taskrouter.getTaskQueuesOutput,
    tells: {
      friendlyName: "Billing",
      targetWorkers: "skills HAS 'billing'",
      taskOrder: "LIFO",
      maxReservedWorkers: 1,
    },
    filters: [
      [{}, {}, ["Billing"]],
      [{ friendlyName: "billing" }, { FriendlyName: "billing" }, []],
      [{ evaluateWorkerAttributes: { a: [1] } }, { EvaluateWorkerAttributes: '{"a":[1]}' }],
      [{ evaluateWorkerAttributes: '{"a": 1}' }, { EvaluateWorkerAttributes: '{"a": 1}' }],
      [{ workerSid: WK }, { WorkerSid: WK }],
      [{ ordering: "DateUpdated:desc" }, { Ordering: "DateUpdated:desc" }],
    ],
  },
  {
    name: "TaskChannel",
    path: inWorkspace("TaskChannels"),
    form: { FriendlyName: "Post", UniqueName: "post" },
    by: { uniqueName: "post", friendlyName: "Post" },
    one: taskrouter.getTaskChannel,
    oneOutput: taskrouter.getTaskChannelOutput,
    many: taskrouter.getTaskChannels,
    manyOutput: taskrouter.getTaskChannelsOutput,
    tells: { friendlyName: "Post", uniqueName: "post", channelOptimizedRouting: false },
    filters: [[{}, {}, ["Default", "Voice", "Programmable Chat", "SMS", "Video", "Post"]]],
  },
  {
    name: "Workflow",
    path: inWorkspace("Workflows"),
    form: { FriendlyName: "Calls", Configuration: '{"task_routing": {"filters": [{"targets": [{"timeout": "60"}]}]}}' },
    by: { friendlyName: "Calls" },
    one: taskrouter.getWorkflow,
    oneOutput: taskrouter.getWorkflowOutput,
    many: taskrouter.getWorkflows,
    manyOutput: taskrouter.getWorkflowsOutput,
    tells: {
      friendlyName: "Calls",
      configuration: { task_routing: { filters: [{ targets: [{ timeout: 60 }] }] } },
      taskReservationTimeout: 120,
    },
    filters: [
      [{}, {}, ["Calls"]],
      [{ friendlyName: "Calls" }, { FriendlyName: "Calls" }, ["Calls"]],
    ],
  },
  {
    name: "Worker",
    path: inWorkspace("Workers"),
    form: { FriendlyName: "Ann", Attributes: '{"skills": ["a"], "level": 2}' },
    by: { friendlyName: "Ann" },
    one: taskrouter.getWorker,
    oneOutput: taskrouter.getWorkerOutput,
    many: taskrouter.getWorkers,
    manyOutput: taskrouter.getWorkersOutput,
    tells: {
      friendlyName: "Ann",
      attributes: { skills: ["a"], level: 2 },
      activitySid: expect.stringMatching(/^WA/),
      activityName: "Offline",
      available: false,
    },
    filters: [
      [{}, {}, ["Ann"]],
      [{ available: true }, { Available: "true" }, []],
      [{ activityName: "Offline", available: false }, { ActivityName: "Offline", Available: "false" }, ["Ann"]],
      [{ activitySid: WA }, { ActivitySid: WA }, []],
      [{ targetWorkersExpression: "level > 1" }, { TargetWorkersExpression: "level > 1" }],
      [{ taskQueueName: "Billing" }, { TaskQueueName: "Billing" }],
      [{ taskQueueSid: WQ }, { TaskQueueSid: WQ }],
      [{ ordering: "DateCreated:asc" }, { Ordering: "DateCreated:asc" }],
    ],
  },
];

describe.each(KINDS)("$name", (kind) => {
  const here = bench();
  const prepared = async () => {
    const world = await here.make("/v1/Workspaces", { FriendlyName: "World" });
    const sid = await here.make(kind.path(world), kind.form);
    return { sid, within: kind.name === "Workspace" ? {} : { workspaceSid: world } };
  };
  const args = (given: object): never => given as never;

  test("is found by its SID and by each of its names, as a promise and as an Output", async () => {
    const { sid, within } = await prepared();
    const told = {
      sid,
      accountSid: here.emulator.accountSid,
      ...within,
      ...kind.tells,
      dateCreated: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    };
    const ways = [{ sid }, ...Object.entries(kind.by).map(([key, value]) => ({ [key]: value }))];
    for (const way of ways) {
      expect(await kind.one(args({ ...within, ...way }))).toEqual(told);
      const output = await inside(kind.oneOutput(args({ ...within, ...way })));
      expect(output).toEqual({ value: told, known: true, secret: false });
    }
    expect(here.asked().length).toBeLessThanOrEqual(ways.length);
  });

  test.each(kind.filters)("is listed with %j", async (filter, query, names) => {
    const { within } = await prepared();
    here.emulator.clearRequests();
    // The emulator does not carry out every filter; that it is sent is what counts.
    const listed = await kind.many(args({ ...within, ...filter })).catch((error: Error) => {
      expect([names, error.message]).toEqual([undefined, expect.stringContaining("Twilio 501")]);
      return undefined;
    });
    const sent = here.emulator.requests().map(({ query: { PageSize: _size, ...sent } }) => sent);
    expect(sent).toEqual([query]);
    if (listed === undefined) return;
    if (names !== undefined) {
      expect(listed.map((object) => (object as { friendlyName: string }).friendlyName)).toEqual(names);
    }
    const output = await inside(kind.manyOutput(args({ ...within, ...filter })));
    expect(output).toEqual({ value: listed, known: true, secret: false });
  });

  test("unknown arguments make an unknown Output, and nothing is asked", async () => {
    const { within } = await prepared();
    here.emulator.clearRequests();
    const outputs = [
      ...["sid", ...Object.keys(kind.by)].map((way) => kind.oneOutput(args({ ...within, [way]: unknown() }))),
      kind.manyOutput(args(kind.name === "Workspace" ? { friendlyName: unknown() } : { workspaceSid: unknown() })),
    ];
    for (const output of outputs) expect(await inside<unknown>(output)).toMatchObject({ known: false, secret: false });
    expect(here.asked()).toEqual([]);
  });

  test("a secret argument makes the Output a secret, and stays out of messages", async () => {
    const { within } = await prepared();
    for (const [key, value] of Object.entries(kind.by)) {
      const found = await inside(kind.oneOutput(args({ ...within, [key]: pulumi.secret(value) })));
      expect(found).toMatchObject({ known: true, secret: true });
      const { message } = await failure(
        inside(kind.oneOutput(args({ ...within, [key]: pulumi.secret(`${value.slice(0, -1)}_`) }))),
      );
      expect(message).toContain(`get${kind.name} [secret]: no ${kind.name} in `);
      expect(message).not.toContain(value.slice(0, -1));
    }
  });

  test("arguments that cannot be are named before anything is asked", async () => {
    const { within } = await prepared();
    here.emulator.clearRequests();
    const [name = ""] = Object.keys(kind.by);
    const other = kind.name === "Worker" ? `WQ${"0".repeat(32)}` : `WK${"0".repeat(32)}`;
    const cases: [object, string][] = [
      [{ ...within }, "takes exactly one of sid, "],
      [{ ...within, sid: other, [name]: "x" }, `sid and ${name} are given`],
      [
        { ...within, sid: other },
        `sid: is the SID of ${kind.name === "Worker" ? "a TaskQueue" : "a Worker"}, not of a`,
      ],
      [{ ...within, sid: "Support" }, "a name goes into "],
      [{ ...within, sid: 5 }, "hexadecimal digits), not 5"],
      [
        { ...within, sid: { sid: other, accountSid: "AC", dateCreated: "" } },
        "sid: is what a look-up found; give its .sid",
      ],
      [{ ...within, [name]: "" }, `${name}: must not be empty`],
      [{ ...within, [name]: ["x"] }, `${name}: must be text, not a list`],
      [{ ...within, [`${name}s`]: "x" }, `${name}s: is not an argument of this look-up, did you mean ${name}?`],
      [{ ...within, [name]: () => "x" }, `${name}: is a function; call it`],
    ];
    for (const [given, says] of cases) {
      const promised = await failure(kind.one(args(given)));
      expect(promised).toMatchObject({ message: expect.stringContaining(says), run: true });
      expect(promised.message).toMatch(new RegExp(`^get${kind.name}: `));
      expect(() => kind.oneOutput(args(given))).toThrow(says);
    }
    const late = { ...within, [name]: pulumi.output("x") };
    expect((await failure(kind.one(args(late)))).message).toContain(`use get${kind.name}Output`);
    expect(here.asked()).toEqual([]);
  });

  test("what turns out wrong in an Output is said as well", async () => {
    const { within } = await prepared();
    const [name = ""] = Object.keys(kind.by);
    const wrong = pulumi.output(`WT${"0".repeat(32)}`);
    const said = await failure(inside(kind.oneOutput(args({ ...within, sid: wrong }))));
    expect(said).toMatchObject({ message: expect.stringContaining("is the SID of a Task, not of a"), run: true });
    const nothing = pulumi.output<string | undefined>(undefined);
    const none = await failure(inside(kind.oneOutput(args({ ...within, [name]: nothing }))));
    expect(none.message).toContain("; none is given");
  });
});

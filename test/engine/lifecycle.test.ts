import { describe, expect, test } from "vitest";
import { changes } from "../support/preview";
import { type Declared, programOf, ref } from "../support/program";
import { scene } from "../support/scene";
import { workspaces, writes } from "../support/truth";

/** One property of a kind: what it is at first, what it becomes, and what is sent then and when it is removed. */
interface Row {
  readonly kind: Declared["kind"];
  readonly property: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly sent: Record<string, string>;
  readonly cleared?: Record<string, string>;
  /** What the kind cannot be without. */
  readonly rest?: Record<string, unknown>;
}

const DOCUMENT = { default_filter: { queue: ref("home") } };
const CHANGED_DOCUMENT = { filters: [{ expression: "1==1", targets: [{ queue: ref("home"), priority: 3 }] }] };

/** A row for every property that the API can update; each is tried on a resource of its own. */
const ROWS: readonly Row[] = [
  { kind: "Workspace", property: "friendlyName", from: "Before", to: "After", sent: { FriendlyName: "After" } },
  {
    kind: "Workspace",
    property: "eventCallbackUrl",
    from: "https://example.com/a",
    to: "https://example.com/b",
    sent: { EventCallbackUrl: "https://example.com/b" },
    cleared: { EventCallbackUrl: "" },
  },
  {
    kind: "Workspace",
    property: "eventsFilter",
    from: ["task.created"],
    to: "worker.created, task.created",
    sent: { EventsFilter: "task.created,worker.created" },
    cleared: { EventsFilter: "" },
  },
  {
    kind: "Workspace",
    property: "prioritizeQueueOrder",
    from: "FIFO",
    to: "LIFO",
    sent: { PrioritizeQueueOrder: "LIFO" },
    cleared: { PrioritizeQueueOrder: "FIFO" },
  },
  { kind: "Activity", property: "friendlyName", from: "Before", to: "After", sent: { FriendlyName: "After" } },
  { kind: "TaskQueue", property: "friendlyName", from: "Before", to: "After", sent: { FriendlyName: "After" } },
  {
    kind: "TaskQueue",
    property: "targetWorkers",
    from: "a == 1",
    to: "",
    sent: { TargetWorkers: "" },
    cleared: { TargetWorkers: "1==1" },
  },
  {
    kind: "TaskQueue",
    property: "maxReservedWorkers",
    from: 2,
    to: 50,
    sent: { MaxReservedWorkers: "50" },
    cleared: { MaxReservedWorkers: "1" },
  },
  {
    kind: "TaskQueue",
    property: "taskOrder",
    from: "FIFO",
    to: "LIFO",
    sent: { TaskOrder: "LIFO" },
    cleared: { TaskOrder: "FIFO" },
  },
  {
    kind: "TaskQueue",
    property: "reservationActivitySid",
    from: ref("busy"),
    to: ref("away"),
    sent: { ReservationActivitySid: "@away" },
    cleared: { ReservationActivitySid: "" },
  },
  {
    kind: "TaskQueue",
    property: "assignmentActivitySid",
    from: ref("busy"),
    to: ref("away"),
    sent: { AssignmentActivitySid: "@away" },
    cleared: { AssignmentActivitySid: "" },
  },
  {
    kind: "Workflow",
    property: "friendlyName",
    from: "Before",
    to: "After",
    sent: { FriendlyName: "After" },
    rest: { configuration: DOCUMENT },
  },
  {
    kind: "Workflow",
    property: "configuration",
    from: DOCUMENT,
    to: CHANGED_DOCUMENT,
    sent: {
      Configuration: '{"task_routing":{"filters":[{"expression":"1==1","targets":[{"queue":"@home","priority":3}]}]}}',
    },
  },
  {
    kind: "Workflow",
    property: "assignmentCallbackUrl",
    from: "https://example.com/a",
    to: "https://example.com/b",
    sent: { AssignmentCallbackUrl: "https://example.com/b" },
    cleared: { AssignmentCallbackUrl: "" },
    rest: { configuration: DOCUMENT },
  },
  {
    kind: "Workflow",
    property: "fallbackAssignmentCallbackUrl",
    from: "https://example.com/a",
    to: "https://example.com/b",
    sent: { FallbackAssignmentCallbackUrl: "https://example.com/b" },
    cleared: { FallbackAssignmentCallbackUrl: "" },
    rest: { configuration: DOCUMENT },
  },
  {
    kind: "Workflow",
    property: "taskReservationTimeout",
    from: 30,
    to: 86_400,
    sent: { TaskReservationTimeout: "86400" },
    cleared: { TaskReservationTimeout: "120" },
    rest: { configuration: DOCUMENT },
  },
];

const rowName = ({ kind, property }: Row): string => `${kind}-${property}`;

/** The whole program, with each row's property as told; `undefined` leaves it out. */
function declared(value: (row: Row) => unknown): Declared[] {
  const inWorkspace = { workspaceSid: ref("main") };
  return [
    { kind: "Workspace", name: "main" },
    { kind: "Activity", name: "busy", args: inWorkspace },
    { kind: "Activity", name: "away", args: inWorkspace },
    { kind: "TaskQueue", name: "home", args: inWorkspace },
    ...ROWS.map((row): Declared => {
      const own = value(row);
      const parent = row.kind === "Workspace" ? {} : inWorkspace;
      const unique = row.property === "friendlyName" ? {} : { friendlyName: rowName(row) };
      const property = own === undefined ? {} : { [row.property]: own };
      return { kind: row.kind, name: rowName(row), args: { ...parent, ...unique, ...row.rest, ...property } };
    }),
    {
      kind: "WorkspaceDefaults",
      name: "defaults",
      args: { ...inWorkspace, defaultActivitySid: ref("away"), timeoutActivitySid: ref("busy") },
    },
  ];
}

const STEPS = { op: "update" } as const;

describe("a routing setup from nothing to nothing", () => {
  const here = scene();

  const sidOf = (name: string): string => here.stack.resource(name).id ?? "";
  const resolved = (form: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(form).map(([key, text]) => [key, text.replace(/@(\w+)/g, (_, name: string) => sidOf(name))]),
    );

  test("up makes everything, with one write for each", async () => {
    const run = await here.stack.program(programOf(declared((row) => row.from))).up();
    expect(run.code, run.output).toBe(0);
    expect(run.stdout).toContain(`+ ${ROWS.length + 6} created`);
    expect(writes(here.emulator)).toHaveLength(ROWS.length + 5);
    expect(writes(here.emulator).every(({ status }) => status === 201 || status === 200)).toBe(true);
  });

  test("state holds canonical inputs and the account, and nothing that changes by itself", () => {
    const { inputs, outputs } = here.stack.resource("TaskQueue-maxReservedWorkers");
    const { __provider: text, ...rest } = outputs ?? {};
    expect(rest).toEqual({
      accountSid: here.emulator.accountSid,
      friendlyName: "TaskQueue-maxReservedWorkers",
      maxReservedWorkers: 2,
      workspaceSid: sidOf("main"),
    });
    expect(inputs).toEqual({
      __provider: text,
      friendlyName: "TaskQueue-maxReservedWorkers",
      maxReservedWorkers: 2,
      workspaceSid: sidOf("main"),
    });
    expect(here.stack.resource("TaskQueue-taskOrder").outputs, "a value equal to its default").not.toHaveProperty(
      "taskOrder",
    );
  });

  test("a preview of the same program shows no change, and sends nothing", async () => {
    here.emulator.clearRequests();
    const run = await here.stack.preview("--expect-no-changes");
    expect(run.code, run.output).toBe(0);
    expect(here.emulator.requests()).toEqual([]);
  });

  test("another up of the same program sends nothing", async () => {
    here.emulator.clearRequests();
    const run = await here.stack.up("--expect-no-changes");
    expect(run.code, run.output).toBe(0);
    expect(here.emulator.requests()).toEqual([]);
  });

  test("a refresh reads everything, changes nothing and finds no drift", async () => {
    here.emulator.clearRequests();
    const before = here.stack.resources();
    const run = await here.stack.refresh("--expect-no-changes");
    expect(run.code, run.output).toBe(0);
    expect(writes(here.emulator)).toEqual([]);
    expect(here.stack.resources().map(({ inputs, outputs }) => ({ inputs, outputs }))).toEqual(
      before.map(({ inputs, outputs }) => ({ inputs, outputs })),
    );
  });

  test("each changed property is shown as an update of exactly that property", async () => {
    here.emulator.clearRequests();
    const run = await here.stack.program(programOf(declared((row) => row.to))).preview("--json");
    expect(run.code, run.output).toBe(0);
    expect(changes(run.stdout)).toEqual(
      Object.fromEntries(ROWS.map((row) => [rowName(row), { ...STEPS, properties: [row.property] }])),
    );
    expect(here.emulator.requests()).toEqual([]);
  });

  test("up then sends for each exactly one write with exactly that field", async () => {
    here.emulator.clearRequests();
    const run = await here.stack.up();
    expect(run.code, run.output).toBe(0);
    for (const row of ROWS) {
      const sid = sidOf(rowName(row));
      const sent = writes(here.emulator).filter(({ path }) => path.endsWith(sid));
      expect(
        sent.map(({ form }) => form),
        rowName(row),
      ).toEqual([resolved(row.sent)]);
    }
    expect(writes(here.emulator)).toHaveLength(ROWS.length);
  });

  test("each removed optional property goes back to its default or is cleared, with one write", async () => {
    const optional = ROWS.filter(({ cleared }) => cleared !== undefined);
    const program = programOf(declared((row) => (row.cleared === undefined ? row.to : undefined)));
    here.emulator.clearRequests();
    const preview = await here.stack.program(program).preview("--json");
    expect(changes(preview.stdout)).toEqual(
      Object.fromEntries(optional.map((row) => [rowName(row), { ...STEPS, properties: [row.property] }])),
    );
    const run = await here.stack.up();
    expect(run.code, run.output).toBe(0);
    for (const row of optional) {
      const sid = sidOf(rowName(row));
      expect(
        writes(here.emulator)
          .filter(({ path }) => path.endsWith(sid))
          .map(({ form }) => form),
        rowName(row),
      ).toEqual([row.cleared]);
    }
    expect(writes(here.emulator)).toHaveLength(optional.length);
  });

  test("a renamed workspace shows no child as replaced", async () => {
    const program = declared((row) => (row.cleared === undefined ? row.to : undefined));
    const renamed = program.map((resource) =>
      resource.name === "main" ? { ...resource, args: { friendlyName: "Renamed" } } : resource,
    );
    const preview = await here.stack.program(programOf(renamed)).preview("--json");
    expect(changes(preview.stdout)).toEqual({ main: { op: "update", properties: ["friendlyName"] } });
  });

  test("destroy leaves the account as it was", async () => {
    here.emulator.clearRequests();
    const run = await here.stack.destroy();
    expect(run.code, run.output).toBe(0);
    expect(workspaces(here.emulator)).toEqual([]);
    expect(here.stack.resources()).toEqual([]);
  });
});

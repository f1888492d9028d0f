import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json";
import { UNKNOWN } from "../../src/core/unknown";
import { provider } from "../../src/dynamic";
import { canonicalInputs, fromAnswer, isReadable, managedPart } from "../../src/lifecycle/canonical";
import * as codecs from "../../src/lifecycle/codecs";
import { answerKey, type Codec, type Field, keyInAnswer } from "../../src/lifecycle/descriptor";
import { createForm, updateForm } from "../../src/lifecycle/form";
import type { DiffResult } from "../../src/lifecycle/handlers";
import { descriptors } from "../../src/resources/kinds";
import { canonicalDocuments, spell } from "../support/arbitraries";
import { minimal, PROPERTIES, VALUES, type Values } from "./planning-values";

const NO_CHANGE: DiffResult = { changes: false, replaces: [] };
const handlers = Object.fromEntries(descriptors.map(({ kind }) => [kind, provider(kind, { env: {} })]));

const fieldsOf = (kind: string): Readonly<Record<string, Field>> =>
  descriptors.find((descriptor) => descriptor.kind === kind)?.fields ?? {};

function diff(kind: string, olds: JsonObject, news: JsonObject): DiffResult {
  const of = handlers[kind];
  if (of === undefined) throw new Error(`no ${kind}`);
  return of.diff("ID", olds, news);
}

/** The properties of which a change makes a new object; nothing else does. */
const REPLACES = new Set([
  "Workspace.template",
  "WorkspaceDefaults.workspaceSid",
  "Activity.workspaceSid",
  "Activity.available",
  "TaskQueue.workspaceSid",
  "Workflow.workspaceSid",
  "Worker.workspaceSid",
  "TaskChannel.workspaceSid",
  "TaskChannel.uniqueName",
  "WorkerChannel.workspaceSid",
  "WorkerChannel.workerSid",
  "WorkerChannel.taskChannel",
  "VoiceQueue.workflowSid",
]);
/** What goes along with an update or a create, and is no change by itself. */
const ACTIONS = new Set([
  "Workflow.reEvaluateTasks",
  "Workspace.allowDuplicateName",
  "Activity.allowDuplicateName",
  "Workflow.allowDuplicateName",
  "Worker.activitySid",
  ...["Workspace", "Activity", "TaskQueue", "Workflow", "Worker", "TaskChannel"].map((kind) => `${kind}.adopt`),
]);

describe.each(PROPERTIES)("a change of $kind: $name", ({ kind, name, values }) => {
  const { [name]: _, ...others } = minimal(kind);
  const { a, b, spellings = [], unset = [] } = values;
  const set = (value: Json): JsonObject => ({ ...others, [name]: value });
  const isAction = ACTIONS.has(`${kind}.${name}`);
  const change: DiffResult = isAction
    ? NO_CHANGE
    : { changes: undefined, replaces: REPLACES.has(`${kind}.${name}`) ? [name] : [] };

  test("set, changed, taken away", () => {
    expect(diff(kind, others, set(a))).toEqual(change);
    expect(diff(kind, set(a), others)).toEqual(change);
    if (a !== b) expect(diff(kind, set(a), set(b))).toEqual(change);
  });

  test("none where only the spelling differs", () => {
    for (const one of [a, ...spellings]) {
      for (const other of [a, ...spellings]) expect(diff(kind, set(one), set(other))).toEqual(NO_CHANGE);
    }
    for (const nothing of unset) {
      expect(diff(kind, set(nothing), others)).toEqual(NO_CHANGE);
      expect(diff(kind, others, set(nothing))).toEqual(NO_CHANGE);
      expect(diff(kind, set(nothing), set(a))).toEqual(change);
    }
  });

  test("to what is not known yet", () => {
    expect(diff(kind, set(a), set(UNKNOWN))).toEqual(change);
    expect(diff(kind, others, set(UNKNOWN))).toEqual(change);
  });
});

describe("what never is a change", () => {
  test.each(descriptors.map(({ kind }) => kind))("outputs beside the inputs of %s, and __provider", (kind) => {
    const outputs = {
      accountSid: `AC${"0".repeat(32)}`,
      region: "ie1",
      previous: { a: 1 },
      __provider: "old",
      sid: "x",
    };
    const region = provider(kind, { env: { TWILIO_REGION: "ie1" } });
    expect(region.diff("ID", { ...minimal(kind), ...outputs }, { ...minimal(kind), __provider: "new" })).toEqual(
      NO_CHANGE,
    );
    expect(diff(kind, { ...minimal(kind), __provider: "old" }, { __provider: "new", ...minimal(kind) })).toEqual(
      NO_CHANGE,
    );
  });

  test("several changes name every replacement and only those", () => {
    const olds = { ...minimal("Activity"), available: true };
    const news = { workspaceSid: VALUES["Activity"]?.["workspaceSid"]?.b ?? "", friendlyName: "New" };
    expect(diff("Activity", olds, news)).toEqual({ changes: undefined, replaces: ["workspaceSid", "available"] });
  });

  test("an unknown deep inside a document is a change of that document", () => {
    const document = (queue: string): JsonObject => ({
      ...minimal("Workflow"),
      configuration: { task_routing: { default_filter: { queue } } },
    });
    expect(diff("Workflow", document(`WQ${"0".repeat(32)}`), document(UNKNOWN))).toEqual({
      changes: undefined,
      replaces: [],
    });
  });

  test("the order of filters and targets has a meaning, that of keys has none", () => {
    const filters = (...names: string[]): JsonObject => ({
      ...minimal("Workflow"),
      configuration: { filters: names.map((name) => ({ expression: name, targets: [] })) },
    });
    expect(diff("Workflow", filters("a", "b"), filters("b", "a"))).toEqual({ changes: undefined, replaces: [] });
  });

  test("any document in any two spellings", () => {
    fc.assert(
      fc.property(canonicalDocuments, fc.integer(), fc.integer(), (document, one, other) => {
        const [olds, news] = [one, other].map((seed) => ({
          ...minimal("Workflow"),
          configuration: spell(document, seed),
        }));
        expect(diff("Workflow", olds ?? {}, news ?? {})).toEqual(NO_CHANGE);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("a resource of another account or region is not compared", () => {
  const [ours, theirs] = ["a", "b"].map((digit) => `AC${digit.repeat(32)}`);
  const compare = (env: Record<string, string>, home: JsonObject): DiffResult =>
    provider("Activity", { env }).diff("WA1", { ...minimal("Activity"), ...home }, minimal("Activity"));

  test.each<[what: string, env: Record<string, string>, home: JsonObject, code: string]>([
    ["account", { TWILIO_ACCOUNT_SID: ours ?? "" }, { accountSid: theirs ?? "" }, "TR5107"],
    ["region", { TWILIO_REGION: "ie1" }, { accountSid: ours ?? "" }, "TR5108"],
    ["region of the state", {}, { accountSid: ours ?? "", region: "ie1" }, "TR5108"],
  ])("%s", (_, env, home, code) => {
    expect(() => compare(env, home)).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ code }), stack: "" }),
    );
  });

  test("but it is where nothing is configured, or where state does not say", () => {
    expect(compare({}, { accountSid: ours ?? "" })).toEqual(NO_CHANGE);
    expect(compare({ TWILIO_ACCOUNT_SID: ours ?? "", TWILIO_REGION: "ie1" }, {})).toEqual(NO_CHANGE);
  });
});

test("what the program manages of an account: what it sets, and what has a default", () => {
  const fields = fieldsOf("Workspace");
  const live = {
    friendlyName: "New",
    eventCallbackUrl: "https://a.example",
    eventsFilter: ["a"],
    prioritizeQueueOrder: "LIFO",
  };
  expect(managedPart(fields, live, { friendlyName: "Old", eventsFilter: ["b"], template: "FIFO" })).toEqual({
    friendlyName: "New",
    eventsFilter: ["a"],
    template: "FIFO",
    prioritizeQueueOrder: "LIFO",
  });
  expect(
    managedPart(fields, { friendlyName: "New" }, { friendlyName: "New", eventsFilter: ["b"], multiTaskEnabled: false }),
  ).toEqual({
    friendlyName: "New",
  });
  const old: JsonObject = { ...minimal("Workflow"), reEvaluateTasks: true };
  expect(managedPart(fieldsOf("Workflow"), { friendlyName: "Ä" }, old)).toEqual({
    workspaceSid: old["workspaceSid"] ?? null,
    friendlyName: "Ä",
    reEvaluateTasks: true,
  });
});

/** One meaning for each property (a, b, or nothing), as two different spellings. */
const meanings = fc.constantFrom(...descriptors.map(({ kind }) => kind)).chain((kind) => {
  const meaning = fc.constantFrom<"a" | "b" | "none">("a", "b", "none");
  const names = Object.keys(VALUES[kind] ?? {});
  const choice = fc.record(Object.fromEntries(names.map((name) => [name, meaning])));
  return fc.record({ kind: fc.constant(kind), old: choice, wanted: choice, pick: fc.nat() });
});

function written(kind: string, choice: Readonly<Record<string, string>>, pick: number): JsonObject {
  return Object.fromEntries(
    Object.entries(VALUES[kind] ?? {}).flatMap(([name, values]): [string, Json][] => {
      const spellings = spellingsOf(values, choice[name] ?? "none");
      const chosen = spellings[pick % Math.max(1, spellings.length)];
      return chosen === undefined ? [] : [[name, chosen]];
    }),
  );
}

function spellingsOf(values: Values, meaning: string): (Json | undefined)[] {
  if (meaning === "a" || values.unset === undefined) return [values.a, ...(values.spellings ?? [])];
  return meaning === "b" ? [values.b] : [undefined, ...values.unset];
}

describe("forms", () => {
  const canonical = (kind: string, inputs: JsonObject): JsonObject => canonicalInputs(fieldsOf(kind), inputs);

  test.each(PROPERTIES.filter(({ kind, name }) => fieldsOf(kind)[name]?.wire !== undefined))(
    "$kind: $name alone is sent when it changes, and emptied when it is taken away",
    ({ kind, name, values }) => {
      const { [name]: _, ...others } = minimal(kind);
      const fields = fieldsOf(kind);
      const { wire = "", action, initial, pathwise } = fields[name] ?? {};
      const updates = [action, initial, pathwise].every((mark) => mark === undefined);
      const set = (value: Json): JsonObject => canonical(kind, { ...others, [name]: value });
      const text = values.sentA ?? (typeof values.a === "object" ? JSON.stringify(values.a) : String(values.a));
      expect(updateForm(fields, others, set(values.a))).toEqual(updates ? { [wire]: text } : {});
      expect(createForm(fields, set(values.a))[wire]).toBe(action ? undefined : text);
      for (const nothing of values.unset ?? []) {
        expect(createForm(fields, set(nothing))).not.toHaveProperty(wire);
        expect(updateForm(fields, set(values.a), set(nothing))).toEqual(
          !updates || values.cleared === undefined ? expect.anything() : { [wire]: values.cleared },
        );
      }
      for (const spelling of [values.a, ...(values.spellings ?? [])]) {
        expect(updateForm(fields, set(values.a), set(spelling))).toEqual({});
      }
    },
  );

  test("what is part of the path is never sent", () => {
    for (const { kind, fields } of descriptors) {
      const form = createForm(fields, minimal(kind));
      expect(Object.keys(form).filter((key) => /workspace/i.test(key))).toEqual([]);
    }
  });

  test("an action goes along with an update, is no update, and no create", () => {
    const fields = fieldsOf("Workflow");
    const plain = minimal("Workflow");
    const acting = { ...plain, reEvaluateTasks: true };
    expect(createForm(fields, acting)).toEqual(createForm(fields, plain));
    expect(updateForm(fields, plain, acting)).toEqual({});
    expect(updateForm(fields, acting, acting)).toEqual({});
    expect(updateForm(fields, plain, { ...acting, friendlyName: "New" })).toEqual({
      FriendlyName: "New",
      ReEvaluateTasks: "true",
    });
    expect(updateForm(fields, acting, { ...plain, friendlyName: "New" })).toEqual({ FriendlyName: "New" });
    // A change that replaces is no update either.
    expect(updateForm(fields, plain, { ...acting, workspaceSid: "WS" })).toEqual({});
  });

  test("a document is sent as JSON that means the same", () => {
    const { Configuration } = createForm(fieldsOf("Workflow"), minimal("Workflow"));
    expect(JSON.parse(Configuration ?? "")).toEqual(VALUES["Workflow"]?.["configuration"]?.a);
  });

  test("for any two states: exactly the differences are planned and sent, and sending them makes the wanted state", () => {
    fc.assert(
      fc.property(meanings, ({ kind, old, wanted, pick }) => {
        const fields = fieldsOf(kind);
        const [olds, news] = [written(kind, old, pick), written(kind, wanted, pick >> 3)];
        const [oldInputs, newInputs] = [canonical(kind, olds), canonical(kind, news)];
        const differ = Object.keys(fields).filter((name) => {
          const meaning = (choice: Readonly<Record<string, string>>): unknown =>
            oneMeaning(VALUES[kind]?.[name], choice[name] ?? "none");
          return !ACTIONS.has(`${kind}.${name}`) && meaning(old) !== meaning(wanted);
        });

        const plan = diff(kind, olds, news);
        expect(plan.replaces).toEqual(differ.filter((name) => REPLACES.has(`${kind}.${name}`)));
        expect(plan.changes).toBe(differ.length === 0 ? false : undefined);
        expect(diff(kind, news, news)).toEqual(NO_CHANGE);
        // Settings that are taken away get their former value back, which is another story.
        if (plan.replaces.length > 0 || kind === "WorkspaceDefaults") return;

        const form = updateForm(fields, oldInputs, newInputs);
        const actions = Object.keys(fields).filter(
          (name) => ACTIONS.has(`${kind}.${name}`) && fields[name]?.policy !== true && newInputs[name] === true,
        );
        // A policy is stored and never sent, so alone it takes no action along either.
        // What others write to as well depends on what is there (worker-attributes.test.ts).
        const told = differ.filter((name) => fields[name]?.policy !== true && fields[name]?.pathwise === undefined);
        const sent = [...told, ...(told.length > 0 ? actions : [])].map((name) => fields[name]?.wire);
        expect(Object.keys(form).sort()).toEqual(sent.sort());

        const account = { ...EMPTY[kind], ...createForm(fields, oldInputs), ...form };
        const live = fromAnswer(fields, answerOf(kind, account));
        for (const [name, field] of Object.entries(fields)) {
          if (!isReadable(field) || field.pathwise !== undefined) continue;
          expect({ name, value: live[name] }).toEqual({ name, value: newInputs[name] });
        }
      }),
      { seed: 1, numRuns: 1_000 },
    );
  });
});

/** Booleans and enumerations have only one value beside their default, and what is required has no "none". */
function oneMeaning(values: Values | undefined, meaning: string): string {
  if (values === undefined) return meaning;
  if (values.unset === undefined) return "a";
  return meaning === "b" && values.a === values.b ? "a" : meaning;
}

/** What the API answers for what was never sent (facts 1). */
const EMPTY: Readonly<Record<string, Record<string, string>>> = {
  Workspace: { MultiTaskEnabled: "true", PrioritizeQueueOrder: "FIFO" },
  Activity: { Available: "false" },
  TaskQueue: { TargetWorkers: "1==1", MaxReservedWorkers: "1", TaskOrder: "FIFO" },
  Workflow: { TaskReservationTimeout: "120" },
  TaskChannel: { ChannelOptimizedRouting: "false" },
  WorkerChannel: { Capacity: "1", Available: "true" },
};

const TYPED = [
  "MultiTaskEnabled",
  "Available",
  "MaxReservedWorkers",
  "TaskReservationTimeout",
  "ChannelOptimizedRouting",
  "Capacity",
  "MaxSize",
];

/** An account that keeps what a form says, and answers numbers and truth as JSON. */
function answerOf(kind: string, account: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(
    Object.entries(account).map(([wire, text]) => {
      const field = Object.values(fieldsOf(kind)).find((of) => of.wire === wire) ?? {};
      return [keyInAnswer(field), TYPED.includes(wire) ? (JSON.parse(text) as Json) : text];
    }),
  );
}

describe("codecs: what is sent comes back in canonical form", () => {
  const names = fc.array(fc.stringMatching(/^[a-z.-]{1,8}$/), { maxLength: 4 });
  test.each<[name: string, codec: Codec, values: fc.Arbitrary<Json>]>([
    ["text", codecs.text, fc.string({ unit: "binary" })],
    ["nullableText", codecs.nullableText, fc.string({ unit: "binary" })],
    ["integer", codecs.integer, fc.nat()],
    ["nameSet as a list", codecs.nameSet, names],
    ["nameSet as text", codecs.nameSet, names.map((list) => list.join(" , "))],
    ["nameSet as both", codecs.nameSet, names.map((list) => [list.join(","), ...list])],
    ["routingDocument", codecs.routingDocument, canonicalDocuments],
    [
      "routingDocument as text",
      codecs.routingDocument,
      canonicalDocuments.map((document) => JSON.stringify(document, null, 1)),
    ],
  ])("%s", (_, codec, values) => {
    fc.assert(
      fc.property(values, (value) => {
        const canonical = codec.canonical(value);
        expect(codec.canonical(canonical)).toEqual(canonical);
        expect(codec.decode(codec.encode(canonical))).toEqual(canonical);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test("truth, which answers carry as JSON", () => {
    for (const value of [true, false]) expect(codecs.flag.decode(JSON.parse(codecs.flag.encode(value)))).toBe(value);
  });

  test("an answer's null", () => {
    expect(
      [codecs.text, codecs.nullableText, codecs.nameSet, codecs.routingDocument].map((codec) => codec.decode(null)),
    ).toEqual(["", null, [], null]);
  });

  test("old answers: digits in text, a queue's expression that nobody set, a document in YAML", () => {
    expect(codecs.integer.decode("120")).toBe(120);
    expect(fromAnswer(fieldsOf("TaskQueue"), { target_workers: null, reservation_activity_sid: null })).toEqual({});
    expect(fromAnswer(fieldsOf("Workflow"), { configuration: "task-routing:\n  - filter" })).toEqual({
      configuration: "task-routing:\n  - filter",
    });
    for (const events of [null, "", "a,b", "b,a"]) {
      expect(fromAnswer(fieldsOf("Workspace"), { events_filter: events, event_callback_url: "" })).toEqual(
        events ? { eventsFilter: ["a", "b"] } : {},
      );
    }
  });
});

test("names in answers", () => {
  expect(["FriendlyName", "MultiTaskEnabled", "FallbackAssignmentCallbackUrl"].map(answerKey)).toEqual([
    "friendly_name",
    "multi_task_enabled",
    "fallback_assignment_callback_url",
  ]);
});

test("names in requests, as Twilio's OpenAPI has them", () => {
  const wires = Object.fromEntries(
    descriptors.map(({ kind, fields }) => [kind, Object.values(fields).flatMap(({ wire }) => wire ?? [])]),
  );
  expect(wires).toEqual({
    Workspace: [
      "FriendlyName",
      "EventCallbackUrl",
      "EventsFilter",
      "MultiTaskEnabled",
      "Template",
      "PrioritizeQueueOrder",
    ],
    WorkspaceDefaults: ["DefaultActivitySid", "TimeoutActivitySid"],
    Activity: ["FriendlyName", "Available"],
    TaskQueue: [
      "FriendlyName",
      "TargetWorkers",
      "MaxReservedWorkers",
      "TaskOrder",
      "ReservationActivitySid",
      "AssignmentActivitySid",
    ],
    Workflow: [
      "FriendlyName",
      "Configuration",
      "AssignmentCallbackUrl",
      "FallbackAssignmentCallbackUrl",
      "TaskReservationTimeout",
      "ReEvaluateTasks",
    ],
    Worker: ["FriendlyName", "Attributes", "ActivitySid"],
    TaskChannel: ["UniqueName", "FriendlyName", "ChannelOptimizedRouting"],
    WorkerChannel: ["Capacity", "Available"],
    VoiceQueue: ["FriendlyName", "MaxSize"],
  });
});

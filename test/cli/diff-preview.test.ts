import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json";
import { UNKNOWN } from "../../src/core/unknown";
import { diffCommand } from "./diff-support";

const PREFIX = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/taskrouter:";
const Q = (digit: number): string => `WQ${String(digit).repeat(32)}`;

/** A step as Pulumi 3.259 prints it; `undefined` inputs for a side that is not there. */
function step(
  kind: "Workflow" | "TaskQueue",
  name: string,
  op: string,
  { old, now, id = "WW1", more = {} }: { old?: JsonObject; now?: JsonObject; id?: string; more?: JsonObject },
): JsonObject {
  const urn = `${PREFIX}${kind}::${name}`;
  const type = `pulumi-nodejs:dynamic/taskrouter:${kind}`;
  const provider = { __provider: "exports.handler=…" };
  return {
    op,
    urn,
    ...(old !== undefined && { oldState: { urn, type, id, inputs: { ...provider, ...old } } }),
    ...(now !== undefined && {
      newState: { urn, type, inputs: { ...provider, ...now }, ...(more["newState"] as JsonObject) },
    }),
    detailedDiff: more["detailedDiff"] ?? null,
  };
}

const preview = (...steps: Json[]): Json => ({ config: {}, steps, changeSummary: { update: 1 }, duration: 1 });
const document = (queue: Json, more: JsonObject = {}): JsonObject => ({
  configuration: {
    task_routing: {
      filters: [{ filter_friendly_name: "Gold", expression: "a == 1", targets: [{ queue, ...more }] }],
      default_filter: { queue: Q(1) },
    },
  },
  friendlyName: "Calls",
});
const diff = (file: Json, ...options: string[]) => diffCommand([...options, "-"], JSON.stringify(file));

describe("what a preview does to a Workflow", () => {
  const queue = step("TaskQueue", "team", "same", {
    old: { friendlyName: "Team" },
    now: { friendlyName: "Team" },
    id: Q(1),
  });

  test.each<[what: string, steps: Json[], out: string]>([
    [
      "updates it",
      [
        step("Workflow", "calls", "update", {
          old: document(Q(1), { priority: 5 }),
          now: document(Q(1), { priority: 10 }),
        }),
      ],
      'workflow "calls" will be updated:\n  filter "Gold": priority 5 → 10\n\n1 difference\n',
    ],
    [
      "makes it",
      [queue, step("Workflow", "calls", "create", { now: document(Q(1)) })],
      'workflow "calls" will be created: 1 filter, default queue "Team"\n\n1 difference\n',
    ],
    [
      "imports it",
      [step("Workflow", "calls", "import", { now: document(Q(1)) })],
      `workflow "calls" will be imported: 1 filter, default queue ${Q(1)}\n\n1 difference\n`,
    ],
    [
      "deletes it",
      [step("Workflow", "calls", "delete", { old: document(Q(1)) })],
      'workflow "calls" will be deleted\n\n1 difference\n',
    ],
    [
      "replaces it, in one step or in several",
      ["create-replacement", "replace", "delete-replaced"].map((op) =>
        step("Workflow", "calls", op, {
          old: { ...document(Q(1)), workspaceSid: "WS1" },
          ...(op !== "delete-replaced" && { now: { ...document(Q(2)), workspaceSid: UNKNOWN } }),
        }),
      ),
      `workflow "calls" will be replaced:\n  workspaceSid "WS1" → (known after up)\n  filter "Gold": queue ${Q(1)} → ${Q(2)}\n\n3 differences\n`,
    ],
    [
      "changes other arguments",
      [
        step("Workflow", "calls", "update", {
          old: { ...document(Q(1)), assignmentCallbackUrl: "https://example.com/a" },
          now: {
            ...document(Q(1)),
            friendlyName: "All calls",
            taskReservationTimeout: 60,
            assignmentCallbackUrl: "https://example.com/b",
          },
        }),
      ],
      `workflow "calls" will be updated:
  assignmentCallbackUrl "https://example.com/a" → "https://example.com/b"
  friendlyName "Calls" → "All calls"
  taskReservationTimeout set to 60

3 differences
`,
    ],
    [
      "deletes what an earlier replacement left behind, beside another change or none",
      [
        step("Workflow", "calls", "update", { old: document(Q(1)), now: document(Q(2)) }),
        step("Workflow", "calls", "delete-replaced", { old: document(Q(3)) }),
        step("Workflow", "chats", "delete", { old: document(Q(3)) }),
        step("Workflow", "chats", "same", { old: document(Q(1)), now: document(Q(1)) }),
      ],
      `workflow "calls" will be updated:\n  filter "Gold": queue ${Q(1)} → ${Q(2)}\n\n1 difference\n`,
    ],
    [
      "leaves it, or only looks it up",
      [
        queue,
        step("Workflow", "calls", "same", { old: document(Q(1)), now: document(Q(1)) }),
        step("Workflow", "got", "read", { now: document(Q(1)) }),
      ],
      "no differences\n",
    ],
    [
      "writes it in another spelling",
      [
        step("Workflow", "calls", "update", {
          old: document(Q(1), { timeout: "30" }),
          now: document(Q(1), { timeout: 30 }),
        }),
      ],
      "no differences\n",
    ],
    [
      "tells all of it only later",
      [
        step("Workflow", "calls", "update", {
          old: document(Q(1)),
          now: { configuration: UNKNOWN, friendlyName: "Calls" },
        }),
      ],
      `workflow "calls" will be updated:\n  document: 1 filter, default queue ${Q(1)} → (known after up)\n\n1 difference\n`,
    ],
    [
      "tells its filters only later",
      [
        step("Workflow", "calls", "update", {
          old: document(Q(1)),
          now: { configuration: { task_routing: { filters: UNKNOWN } }, friendlyName: "Calls" },
        }),
        step("Workflow", "chats", "create", { now: { configuration: { task_routing: { filters: UNKNOWN } } } }),
      ],
      `workflow "calls" will be updated:
  default filter removed: queue ${Q(1)}
  filters a list of 1 → (known after up)

workflow "chats" will be created: filters (known after up), no default queue

3 differences in 2 workflows
`,
    ],
  ])("%s", async (_, steps, out) => {
    const { code, out: printed, err } = await diff(preview(...steps));
    expect(printed).toBe(out);
    expect({ code, err }).toEqual({ code: out === "no differences\n" ? 0 : 1, err: "" });
  });

  test("resources of others are not ours", async () => {
    const foreign = {
      op: "create",
      urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::calls",
      newState: { inputs: document(Q(1)) },
    };
    expect((await diff(preview(foreign, null, { op: "update" }))).out).toBe("no differences\n");
  });
});

describe("queues", () => {
  const renamed = step("TaskQueue", "team", "update", {
    old: { friendlyName: "Team" },
    now: { friendlyName: "Crew" },
    id: Q(1),
  });
  const fresh = (name: string): JsonObject =>
    step("TaskQueue", name, "create", { now: { friendlyName: `New ${name}` } });
  const calls = (depends: readonly string[], now: Json = UNKNOWN): JsonObject =>
    step("Workflow", "calls", "update", {
      old: document(Q(1)),
      now: document(now),
      more: {
        newState: { propertyDependencies: { configuration: depends.map((name) => `${PREFIX}TaskQueue::${name}`) } },
      },
    });

  test.each<[string, Json[], string]>([
    ["the name that it will have", [renamed, calls(["team"], Q(2))], `queue "Crew" → ${Q(2)}`],
    [
      "a new one, if it can be no other",
      [renamed, fresh("a"), calls(["team", "a"])],
      'queue "Crew" → "New a" (known after up)',
    ],
    [
      "one of several new ones",
      [renamed, fresh("a"), fresh("b"), calls(["a", "b"])],
      'queue "Crew" → (known after up)',
    ],
    [
      "two of one name, by their SIDs",
      [
        renamed,
        step("TaskQueue", "other", "same", { old: { friendlyName: "Crew" }, now: { friendlyName: "Crew" }, id: Q(2) }),
        calls([], Q(2)),
      ],
      `queue "Crew" ${Q(1)} → "Crew" ${Q(2)}`,
    ],
    [
      "one whose name is secret",
      [step("TaskQueue", "team", "same", { old: { friendlyName: "[secret]" }, id: Q(1) }), calls([], Q(2))],
      `queue ${Q(1)} → ${Q(2)}`,
    ],
    [
      "a new one whose name is known later",
      [step("TaskQueue", "a", "create", { now: { friendlyName: UNKNOWN } }), calls(["a"])],
      `queue ${Q(1)} → (known after up)`,
    ],
  ])("%s", async (_, steps, line) => {
    const { out } = await diff(preview(...steps));
    expect(out).toContain(`  filter "Gold": ${line}\n`);
  });
});

describe("secrets are never shown", () => {
  const noted = (...notes: Json[]): JsonObject => ({
    configuration: {
      task_routing: { filters: notes.map((note, n) => ({ filter_friendly_name: `F${n}`, expression: "1==1", note })) },
    },
  });
  const path = "configuration.task_routing.filters[1].note";
  const update = (old: JsonObject, now: JsonObject, ...paths: string[]): Json =>
    preview(
      step("Workflow", "calls", "update", {
        old,
        now,
        more: {
          detailedDiff: Object.fromEntries(paths.map((differing) => [differing, { kind: "update", inputDiff: true }])),
        },
      }),
    );

  test("one that changes is told by the engine", async () => {
    for (const differing of [path, `${path}.inner`, `${path}[0]`]) {
      const { out, err } = await diff(update(noted("a", "[secret]"), noted("a", "[secret]"), differing));
      expect(out).toContain('  filter "F1": note [secret] → [secret] (changed)\n');
      expect(err).toBe("");
    }
    const { out } = await diff(update(noted("a", "[secret]"), noted("b", "[secret]"), path.replace("1", "0")));
    expect(out).toBe('workflow "calls" will be updated:\n  filter "F0": note "a" → "b"\n\n1 difference\n');
  });

  test("all of a document", async () => {
    const whole = { configuration: "[secret]" };
    expect((await diff(update(whole, whole, "configuration"))).out).toContain(
      "  document: [secret] → [secret] (changed)\n",
    );
    expect((await diff(update(whole, noted(), "configuration"))).out).toContain(
      "  document: [secret] → 0 filters, no default queue\n",
    );
  });

  test("where places have changed, nobody knows: a note", async () => {
    const { code, out, err } = await diff(update(noted("[secret]"), noted("a", "[secret]"), path));
    expect(code).toBe(1);
    expect(out).toContain('filter "F1" added at 2: expression 1==1, note [secret], no target');
    expect(err).toBe("taskrouter diff: note: 1 secret value was not compared\n");
  });

  test("one that can be read is not shown either", async () => {
    const plain = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"hush"' };
    for (const format of ["human", "json", "markdown"]) {
      const { out } = await diff(update(noted("a", plain), noted("a", "b")), "--format", format);
      expect(out).toContain("[secret]");
      expect(out).not.toContain("hush");
    }
  });
});

describe("a file that is no preview, or a failed one", () => {
  test.each<[string, Json]>([
    ["a document", { task_routing: {} }],
    ["a state", { version: 3, deployment: { resources: [] } }],
    ["a list", []],
  ])("%s: exit 2", async (_, file) => {
    expect(await diff(file)).toEqual({
      code: 2,
      out: "",
      err: "taskrouter diff: <stdin> is not what `pulumi preview --json` printed; give that, or two files: OLD and NEW\n",
    });
  });

  test("one that reported an error: what is there, Pulumi's words, exit 2", async () => {
    const failed = {
      ...(preview(step("Workflow", "calls", "delete", { old: document(Q(1)) })) as JsonObject),
      diagnostics: [{ severity: "error", message: "error: boom\n  at \u001b[1mthere\n" }],
    };
    const { code, out, err } = await diff(failed);
    expect(code).toBe(2);
    expect(out).toContain('workflow "calls" will be deleted');
    expect(err).toBe(
      "taskrouter diff: <stdin>: pulumi preview reported an error, so this file may be incomplete: boom\n      at there\n",
    );
    const { out: comment } = await diff(failed, "--format", "markdown");
    expect(comment).toContain("> Incomplete: `<stdin>: pulumi preview reported an error");
    expect((await diff({ diagnostics: failed.diagnostics })).code).toBe(2);
  });
});

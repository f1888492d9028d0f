import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json";
import { UNKNOWN } from "../../src/core/unknown";
import { provider } from "../../src/dynamic";
import type { CheckResult } from "../../src/lifecycle/handlers";
import { descriptors } from "../../src/resources/kinds";
import { anyDocument, withUnknowns } from "../support/arbitraries";
import { minimal, PROPERTIES, required, VALUES } from "./planning-values";

const check = (kind: string, news: JsonObject): CheckResult => provider(kind, { env: {} }).check({}, news);
const reasons = (kind: string, news: JsonObject): string[] =>
  check(kind, news).failures.map(({ property, reason }) => {
    // The engine prints the whole value of a property that is named.
    expect(property).toBe("");
    return reason.replace(/ \[TR[1-3]\d{3}\](?=\n|$)/, "");
  });
const KINDS = descriptors.map(({ kind }) => kind);

test("the table has every property of every resource", () => {
  const known = Object.fromEntries(descriptors.map(({ kind, fields }) => [kind, Object.keys(fields).sort()]));
  const listed = Object.fromEntries(Object.entries(VALUES).map(([kind, values]) => [kind, Object.keys(values).sort()]));
  expect(listed).toEqual(known);
});

describe.each(PROPERTIES)("$kind: $name", ({ kind, name, values }) => {
  const base = minimal(kind);

  test("takes its values, and stores them in canonical form", () => {
    expect(check(kind, { ...base, [name]: values.a })).toEqual({ inputs: { ...base, [name]: values.a }, failures: [] });
    expect(check(kind, { ...base, [name]: values.b }).failures).toEqual([]);
    for (const spelling of values.spellings ?? []) {
      expect(check(kind, { ...base, [name]: spelling }).inputs).toEqual({ ...base, [name]: values.a });
    }
  });

  test("what means nothing set is not stored", () => {
    for (const nothing of values.unset ?? []) {
      expect(check(kind, { ...base, [name]: nothing })).toEqual({ inputs: base, failures: [] });
    }
  });

  test.each(values.wrong.map(([wrong, reason]) => ({ wrong, reason })))("refuses %$", ({ wrong, reason }) => {
    expect(reasons(kind, { ...base, [name]: wrong })).toEqual([expect.stringMatching(reason)]);
  });

  test("may be unknown, and then says nothing of itself and nothing against the others", () => {
    expect(check(kind, { ...base, [name]: UNKNOWN })).toEqual({ inputs: { ...base, [name]: UNKNOWN }, failures: [] });
    const { [name]: _, ...others } = Object.fromEntries(
      Object.entries(VALUES[kind] ?? {}).map(([key, { wrong }]) => [key, wrong[0]?.[0] ?? null]),
    );
    // What is to be silenced is not known either, so routing is not spoken of until it is.
    if (name === "validation" || name === "ignoreDiagnostics") return;
    expect(reasons(kind, { ...others, [name]: UNKNOWN })).toEqual(reasons(kind, { ...others, [name]: values.a }));
  });

  test(required(kind).includes(name) ? "is required" : "may be left out", () => {
    const { [name]: _, ...others } = base;
    const missing = required(kind).includes(name) ? [`${name}: is required`] : [];
    expect(reasons(kind, others)).toEqual(missing);
    expect(reasons(kind, { ...others, [name]: null })).toEqual(missing);
  });
});

describe("arguments that a resource does not have", () => {
  test.each([
    ["Workspace", "frendlyName", ", did you mean friendlyName?"],
    ["Workspace", "eventCallbackURL", ", did you mean eventCallbackUrl?"],
    [
      "Workspace",
      "defaultActivitySid",
      "; known are friendlyName, allowDuplicateName, eventCallbackUrl, eventsFilter, multiTaskEnabled, template, prioritizeQueueOrder",
    ],
    ["Activity", "Available", ", did you mean available?"],
    ["Workflow", "task_routing", "; known are"],
    ["TaskQueue", "target_workers", ", did you mean targetWorkers?"],
    ["TaskQueue", "", "; known are"],
    ["Activity", "__proto__", "; known are"],
    ["Activity", "constructor", "; known are"],
    ["Activity", "toString", "; known are"],
    ["Activity", "hasOwnProperty", "; known are"],
    ["Activity", "0", "; known are"],
    ["Activity", "a\u001b[31m\nb", "; known are"],
  ])("%s: %j", (kind, name, advice) => {
    const argument = JSON.parse(`{${JSON.stringify(name)}: {"a": 1}}`) as JsonObject;
    const [reason = "", ...more] = reasons(kind, { ...minimal(kind), ...argument });
    expect(more).toEqual([]);
    expect(reason).toContain(`: is not an argument of this resource${advice}`);
    expect(reason).not.toMatch(/[\u0000-\u001f]/);
    expect(reason).toContain(JSON.stringify(name).slice(1, -1));
  });

  test("are named even where their value is unknown, and not where it is null", () => {
    expect(reasons("Activity", { ...minimal("Activity"), frendlyName: UNKNOWN })).toHaveLength(1);
    expect(reasons("Activity", { ...minimal("Activity"), frendlyName: null })).toEqual([]);
  });

  test("a name of a megabyte does not fill the screen", () => {
    expect(reasons("Activity", { ...minimal("Activity"), ["x".repeat(1_000_000)]: 1 }).join().length).toBeLessThan(300);
  });
});

describe("how much is said", () => {
  test("every mistake at once", () => {
    const { failures } = check("Workflow", {
      __provider: "…",
      workspaceSid: "WS1",
      friendlyName: "",
      configuration: {
        task_routing: { filters: [{ expression: 1, targets: [{ queue: "WQ_sales", timeout: "0" }, 3] }] },
      },
      assignmentCallbackUrl: "example.com",
      taskReservationTimeout: 0,
      reEvaluateTask: true,
    });
    expect(failures.map(({ reason }) => reason).join("\n")).toMatchInlineSnapshot(`
      "reEvaluateTask: is not an argument of this resource, did you mean reEvaluateTasks?
      workspaceSid: must be a Workspace SID (WS and 32 hexadecimal digits), not "WS1" [TR3001]
      friendlyName: must not be empty
      assignmentCallbackUrl: must be a whole URL with a host, such as https://example.com/assignment
      taskReservationTimeout: must be between 1 and 86400, not 0
      configuration.task_routing.filters[0].expression: must be text, not the number 1 [TR2003]
      configuration.task_routing.filters[0].targets[0].queue: must be a TaskQueue SID (WQ and 32 hexadecimal digits), not "WQ_sales" [TR3001]
      configuration.task_routing.filters[0].targets[0].timeout: must be a whole number of seconds, at least 1, not 0 [TR2005]
      configuration.task_routing.filters[0].targets[1]: must be an object, not the number 3 [TR2003]"
    `);
  });

  test("a document that is too long says so beside its other mistakes", () => {
    const configuration = { task_routing: { filters: 3 }, note: "x".repeat(2_000_000) };
    expect(reasons("Workflow", { ...minimal("Workflow"), configuration })).toEqual([
      expect.stringMatching(/^configuration: is 2,000,/),
      "configuration.task_routing.filters: must be a list, not the number 3",
    ]);
  });

  const wrongTargets = (count: number): JsonObject => ({
    ...minimal("Workflow"),
    configuration: {
      task_routing: { filters: [{ expression: "1==1", targets: Array.from({ length: count }, () => 0) }] },
    },
  });

  test.each([
    [1, 1, undefined],
    [20, 20, undefined],
    [21, 21, "and 1 more"],
    [30_000, 21, "and 29980 more"],
  ])("of %i mistakes %i lines", (count, lines, last) => {
    const said = reasons("Workflow", wrongTargets(count));
    expect(said).toHaveLength(lines);
    if (last !== undefined) expect(said.at(-1)).toBe(last);
  });

  test("two megabytes, right and wrong, as text and as an object", () => {
    const filters = Array.from({ length: 9_000 }, (_, i) => ({
      filter_friendly_name: `Filter ${i}`,
      expression: "1==1",
      targets: [{ task_queue_sid: `WQ${"0".repeat(32)}`, priority: "1" }],
    }));
    for (const configuration of [
      { filters },
      JSON.stringify({ filters }, null, 2),
      `${JSON.stringify({ filters }, null, 2)},`,
    ]) {
      expect(reasons("Workflow", { ...minimal("Workflow"), configuration })).toHaveLength(1);
    }
  });
});

describe("unknowns at every depth", () => {
  test("a workflow of which nothing is known", () => {
    const inputs = Object.fromEntries(Object.keys(VALUES["Workflow"] ?? {}).map((name) => [name, UNKNOWN]));
    expect(check("Workflow", inputs)).toEqual({ inputs, failures: [] });
  });

  test("an event filter of which one name is unknown", () => {
    const inputs = { ...minimal("Workspace"), eventsFilter: ["task.created", UNKNOWN] };
    expect(reasons("Workspace", inputs)).toEqual([]);
  });

  test("a document is checked around them", () => {
    const configuration = {
      filters: [{ expression: UNKNOWN, targets: [{ queue: UNKNOWN, priority: UNKNOWN, timeout: 0 }] }, UNKNOWN],
      default_filter: { queue: UNKNOWN },
    };
    expect(reasons("Workflow", { ...minimal("Workflow"), configuration })).toEqual([
      "configuration.task_routing.filters[0].targets[0].timeout: must be a whole number of seconds, at least 1, not 0",
    ]);
  });

  test("hide mistakes, and make none", () => {
    fc.assert(
      fc.property(anyInputs, fc.integer(), ({ kind, inputs }, seed) => {
        const partly = withUnknowns(inputs, seed) as JsonObject | string;
        if (typeof partly === "string") return;
        const all = check(kind, inputs).failures;
        if (all.length > 20) return;
        // What is longer than the limit, or no JSON, is said of the whole, which is known then or is not. A set is in the order of
        // its elements, unknown ones among them.
        const inAnyOrder = (failures: typeof all) =>
          failures.map(({ property, reason }) => ({
            property,
            reason: reason.replace(/^(ignoreDiagnostics)\[\d+\]/, "$1"),
          }));
        expect(inAnyOrder(all)).toEqual(expect.arrayContaining(inAnyOrder(check(kind, partly).failures)));
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});

/** Arguments of any resource: right, wrong, in all spellings, some missing, some too many. */
const anyInputs: fc.Arbitrary<{ kind: string; inputs: JsonObject }> = fc.constantFrom(...KINDS).chain((kind) => {
  const model = Object.fromEntries(
    Object.entries(VALUES[kind] ?? {}).map(
      ([name, { a, b, spellings = [], unset = [], wrong }]): [string, fc.Arbitrary<Json>] => {
        const listed = fc.constantFrom<Json>(
          a,
          b,
          ...spellings,
          ...unset,
          ...wrong.map(([value]) => value).filter(isSmall),
        );
        return [name, fc.oneof({ weight: 4, arbitrary: listed }, anyDocument)];
      },
    ),
  );
  const strange = fc.dictionary(
    fc.constantFrom("__proto__", "constructor", "friendlyname", "__provider"),
    anyDocument,
    {
      maxKeys: 1,
      noNullPrototype: true,
    },
  );
  return fc.tuple(fc.record(model, { requiredKeys: [] }), strange).map(([known, more]) => ({
    kind,
    inputs: Object.fromEntries([...Object.entries(more), ...Object.entries(known)]) as JsonObject,
  }));
});

function isSmall(value: Json): boolean {
  return JSON.stringify(value).length < 10_000;
}

describe("for every input", () => {
  test("checking what was checked gives the same again", () => {
    fc.assert(
      fc.property(anyInputs, ({ kind, inputs }) => {
        const once = check(kind, inputs);
        const twice = check(kind, once.inputs);
        expect(twice).toEqual(once);
        expect(JSON.stringify(twice.inputs)).toBe(JSON.stringify(once.inputs));
      }),
      { seed: 1, numRuns: 1_500 },
    );
  });

  test("the answer can be sent, and the inputs are left as they were", () => {
    fc.assert(
      fc.property(anyInputs, ({ kind, inputs }) => {
        const before = JSON.stringify(inputs);
        const { failures } = check(kind, inputs);
        expect(JSON.stringify(inputs)).toBe(before);
        for (const { reason } of failures) expect(reason).not.toMatch(/\p{Surrogate}/u);
        expect(failures.length).toBeLessThanOrEqual(21);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});

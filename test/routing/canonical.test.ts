import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equal } from "../../src/core/equal";
import type { Json } from "../../src/core/json";
import { UNKNOWN } from "../../src/core/unknown";
import { routingDocument } from "../../src/lifecycle/codecs";
import { canonicalConfiguration } from "../../src/routing/canonical";
import { anyDocument, canonicalDocuments, spell } from "../support/arbitraries";
import { foundWorkflows } from "../support/corpus";

const QUEUE = "WQ00000000000000000000000000000001";
const inTarget = (target: Json): Json => ({ task_routing: { filters: [{ targets: [target] }] } });

describe("spellings with one meaning have one form", () => {
  test.each<[what: string, given: Json, canonical: Json]>([
    [
      "without task_routing",
      { default_filter: { queue: QUEUE } },
      { task_routing: { default_filter: { queue: QUEUE } } },
    ],
    [
      "legacy names",
      { filters: [{ friendly_name: "a", targets: [{ task_queue_sid: QUEUE }] }] },
      { task_routing: { filters: [{ filter_friendly_name: "a", targets: [{ queue: QUEUE }] }] } },
    ],
    [
      "a legacy name in the default filter",
      { default_filter: { task_queue_sid: QUEUE } },
      { task_routing: { default_filter: { queue: QUEUE } } },
    ],
    ["both names with one value", inTarget({ task_queue_sid: QUEUE, queue: QUEUE }), inTarget({ queue: QUEUE })],
    ["a legacy name beside null", inTarget({ task_queue_sid: QUEUE, queue: null }), inTarget({ queue: QUEUE })],
    ["a name beside a legacy null", inTarget({ task_queue_sid: null, queue: QUEUE }), inTarget({ queue: QUEUE })],
    ["a legacy null alone", inTarget({ task_queue_sid: null }), inTarget({})],
    ["digits in text", inTarget({ priority: "10", timeout: " 030\n" }), inTarget({ priority: 10, timeout: 30 })],
    ["minus nought", inTarget({ priority: "-0" }), inTarget({ priority: 0 })],
    [
      "digits in the default filter",
      { default_filter: { priority: "1" } },
      { task_routing: { default_filter: { priority: 1 } } },
    ],
    [
      "null in a target",
      inTarget({ queue: null, expression: null, priority: null, skip_if: null, known_worker_sid: null }),
      inTarget({}),
    ],
    [
      "null in a filter",
      { filters: [{ filter_friendly_name: null, expression: null, targets: null }] },
      { task_routing: { filters: [{}] } },
    ],
    ["null for the lists", { task_routing: { filters: null, default_filter: null } }, { task_routing: {} }],
    ["no filters", { filters: [] }, { task_routing: {} }],
  ])("%s", (_, given, canonical) => {
    expect(canonicalConfiguration(given)).toEqual(canonical);
    expect(routingDocument.canonical(JSON.stringify(given))).toEqual(canonical);
  });
});

describe("what has a meaning of its own stays as it is", () => {
  test.each<[what: string, document: Json]>([
    ["an empty target", inTarget({})],
    ["an empty list of targets", { task_routing: { filters: [{ targets: [] }] } }],
    ["an empty text", inTarget({ expression: "", order_by: "" })],
    ["unknown keys, null among them", inTarget({ note: null, "x-new": { priority: "1" } })],
    ["keys beside task_routing", { task_routing: {}, filters: [], version: 2 }],
    ["two names that differ", inTarget({ task_queue_sid: QUEUE, queue: "WQ2" })],
    ["numbers that are none", inTarget({ priority: "high", timeout: "1.5.2" })],
    ["numbers beyond what can be counted", inTarget({ priority: "9007199254740993" })],
    ["nothing known", UNKNOWN],
    [
      "nothing known inside",
      { task_routing: { filters: [UNKNOWN, { targets: [UNKNOWN, { queue: UNKNOWN, priority: UNKNOWN }] }] } },
    ],
    ["other things than objects", [null, "x", { filters: [] }]],
    ["an object with no known key", { foo: 1 }],
    ["an empty object", {}],
    ["filters that are no list", { task_routing: { filters: { a: null }, default_filter: "x" } }],
  ])("%s", (_, document) => {
    expect(canonicalConfiguration(document)).toEqual(document);
  });

  test("keys of Object.prototype", () => {
    const text = `{"task_routing":{"__proto__":{"filters":null},"filters":[{"__proto__":"a","constructor":null,"targets":[{"__proto__":{"queue":1},"toString":1}]}]}}`;
    expect(JSON.stringify(routingDocument.canonical(text))).toBe(text);
  });
});

describe("JSON text", () => {
  test.each([
    ["that cannot be read", '{"task_routing": '],
    ["that is nested too deep", "[".repeat(100_000)],
    ["that holds a text", JSON.stringify(JSON.stringify({ task_routing: {} }))],
    ["of an old YAML document", "task-routing:\n  - filter:\n      - 1 == 1\n    target:\n      - queue: WQ1"],
    ["that is empty", ""],
  ])("%s stays as it is", (_, text) => {
    expect(routingDocument.canonical(text)).toBe(text);
  });

  test.each<[string, Json]>([
    ["[1]", [1]],
    ["null", null],
    ["12", 12],
  ])("%s is read for what it is", (text, value) => {
    expect(routingDocument.canonical(text)).toEqual(value);
  });
});

describe("for every document", () => {
  const seed = fc.integer();

  test("canonical form is canonical", () => {
    fc.assert(
      fc.property(fc.oneof(anyDocument, canonicalDocuments), (document) => {
        const once = routingDocument.canonical(document);
        expect(routingDocument.canonical(once)).toEqual(once);
        if (typeof once === "string") return;
        expect(equal(routingDocument.canonical(JSON.stringify(once)), once)).toBe(true);
      }),
      { seed: 1, numRuns: 1_000 },
    );
  });

  test("every spelling of a canonical document has that form", () => {
    fc.assert(
      fc.property(canonicalDocuments, seed, (document, choice) => {
        expect(equal(routingDocument.canonical(document), document)).toBe(true);
        const spelled = spell(document, choice);
        expect({ spelled, form: routingDocument.canonical(spelled) }).toEqual({ spelled, form: document });
      }),
      { seed: 1, numRuns: 1_000 },
    );
  });

  test("what is sent comes back as the same form", () => {
    fc.assert(
      fc.property(canonicalDocuments, (document) => {
        expect(equal(routingDocument.decode(routingDocument.encode(document)), document)).toBe(true);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test.each(foundWorkflows().map((found) => [found.id, found] as const))("found %s", (_, { config, raw }) => {
    const form = routingDocument.canonical(config ?? raw ?? null);
    expect(routingDocument.canonical(form)).toEqual(form);
    if (config === null) return;
    expect(equal(routingDocument.canonical(JSON.stringify(config, null, 3)), form)).toBe(true);
    expect(equal(routingDocument.decode(routingDocument.encode(form)), form)).toBe(true);
    if (raw !== undefined) expect(equal(routingDocument.canonical(raw), form)).toBe(true);
  });
});

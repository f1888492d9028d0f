import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Diagnostic, formatDiagnostic } from "../../src/core/diagnostic";
import type { Json, JsonObject } from "../../src/core/json";
import { formatPath } from "../../src/core/path";
import { SID_KINDS } from "../../src/core/sid";
import { UNKNOWN } from "../../src/core/unknown";
import { isHttpUrl } from "../../src/validation/http-url";
import { validate } from "../../src/validation/validate";
import { anyDocument, canonicalDocuments, withUnknowns } from "../support/arbitraries";

const HEX = "0123456789abcdef0123456789ABCDEF";
const QUEUE = `WQ${HEX}`;

const queue = { type: "string", pattern: `^WQ[0-9a-fA-F]{32}$` };
const text = { type: "string" };

/** Nested as deep as anything that is checked, and with every keyword of ours in it. */
const schema: JsonObject = {
  type: "object",
  required: ["task_routing"],
  properties: {
    task_routing: {
      type: "object",
      properties: {
        filters: {
          type: "array",
          items: {
            type: "object",
            properties: {
              filter_friendly_name: text,
              expression: text,
              targets: {
                type: "array",
                items: {
                  type: "object",
                  properties: {
                    queue,
                    priority: { type: "number", minimum: 0 },
                    timeout: { type: "number", exclusiveMinimum: 0 },
                    order_by: text,
                    skip_if: text,
                  },
                },
              },
            },
          },
        },
        default_filter: { type: "object", properties: { queue } },
      },
    },
  },
};

const found = (document: Json): Diagnostic[] => validate(schema, document);
const brief = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ code, path, message }) => `${code} ${formatPath(path)}: ${message}`);
const target = (value: Json): Json => ({ task_routing: { filters: [{ targets: [value] }] } });
const AT = "task_routing.filters[0].targets[0]";

describe("a routing document's mistakes, each with its place", () => {
  test.each<[document: Json, ...mistakes: string[]]>([
    [null, "TR4103 : must be an object, not null"],
    [[1], "TR4103 : must be an object, not a list"],
    [12, "TR4103 : must be an object, not the number 12"],
    ["x", "TR4103 : must be an object, not text"],
    ["12", "TR4103 : must be an object, not text"],
    [{}, "TR4101 task_routing: is required"],
    [{ foo: 1 }, "TR4101 task_routing: is required"],
    [{ task_routing: [] }, "TR4103 task_routing: must be an object, not a list"],
    [{ task_routing: null }, "TR4103 task_routing: must be an object, not null"],
    [{ task_routing: { filters: {} } }, "TR4103 task_routing.filters: must be a list, not an object"],
    [{ task_routing: { filters: "12" } }, "TR4103 task_routing.filters: must be a list, not text"],
    [
      { task_routing: { filters: [null, 1] } },
      "TR4103 task_routing.filters[0]: must be an object, not null",
      "TR4103 task_routing.filters[1]: must be an object, not the number 1",
    ],
    [
      { task_routing: { filters: [{ expression: 1 }] } },
      "TR4103 task_routing.filters[0].expression: must be text, not the number 1",
    ],
    [
      { task_routing: { filters: [{ targets: true }] } },
      "TR4103 task_routing.filters[0].targets: must be a list, not true",
    ],
    [{ task_routing: { default_filter: [] } }, "TR4103 task_routing.default_filter: must be an object, not a list"],
    [
      { task_routing: { default_filter: { queue: "" } } },
      "TR3001 task_routing.default_filter.queue: must be a TaskQueue SID (WQ and 32 hexadecimal digits), not an empty text",
    ],
    [
      target({ queue: "WQ_sales" }),
      `TR3001 ${AT}.queue: must be a TaskQueue SID (WQ and 32 hexadecimal digits), not "WQ_sales"`,
    ],
    [
      target({ queue: `WW${HEX}` }),
      `TR3001 ${AT}.queue: must be a TaskQueue SID (WQ and 32 hexadecimal digits), but WW${HEX} is the SID of a Workflow`,
    ],
    [
      target({ queue: `wq${HEX}` }),
      `TR3001 ${AT}.queue: must be a TaskQueue SID (WQ and 32 hexadecimal digits), not "wq${HEX}"`,
    ],
    [target({ queue: `${QUEUE}\n` }), `TR3001 ${AT}.queue: must be a TaskQueue SID (WQ and 32 hexadecimal digits)`],
    [target({ queue: 7 }), `TR4103 ${AT}.queue: must be text, not the number 7`],
    [target({ priority: -1 }), `TR4104 ${AT}.priority: must be at least 0, not -1`],
    [target({ priority: "high" }), `TR4103 ${AT}.priority: must be a number, not text`],
    [
      target({ priority: "2.5" }),
      `TR4103 ${AT}.priority: must be a number, not the text "2.5" (leave the quotes away)`,
    ],
    [target({ timeout: 0 }), `TR4104 ${AT}.timeout: must be more than 0, not 0`],
    [target({ timeout: -5 }), `TR4104 ${AT}.timeout: must be more than 0, not -5`],
    [target({ timeout: true }), `TR4103 ${AT}.timeout: must be a number, not true`],
    [target({ skip_if: [] }), `TR4103 ${AT}.skip_if: must be text, not a list`],
    [target([]), `TR4103 ${AT}: must be an object, not a list`],
  ])("%j", (document, ...mistakes) => {
    expect(brief(found(document))).toEqual(mistakes);
  });

  test("all of them at once, in the schema's order", () => {
    const document = {
      task_routing: {
        default_filter: { queue: 1 },
        filters: [{ targets: [{ timeout: 0, priority: -1, queue: "x" }, { order_by: 1 }], expression: 2 }, 3],
      },
    };
    expect(found(document).map(({ path }) => formatPath(path.slice(1)))).toEqual([
      "filters[0].expression",
      "filters[0].targets[0].queue",
      "filters[0].targets[0].priority",
      "filters[0].targets[0].timeout",
      "filters[0].targets[1].order_by",
      "filters[1]",
      "default_filter.queue",
    ]);
  });

  test("in the words that people see", () => {
    expect(
      validate(schema, target({ queue: "sales", timeout: 0 }), ["configuration"]).map(formatDiagnostic),
    ).toMatchInlineSnapshot(`
      [
        "configuration.task_routing.filters[0].targets[0].queue: must be a TaskQueue SID (WQ and 32 hexadecimal digits), not "sales" [TR3001]",
        "configuration.task_routing.filters[0].targets[0].timeout: must be more than 0, not 0",
      ]
    `);
  });
});

describe("what Twilio keeps is no mistake", () => {
  test.each<[what: string, document: Json]>([
    ["nothing but task_routing", { task_routing: {} }],
    ["an empty target", target({})],
    ["a target without a queue", target({ timeout: 5 })],
    ["fractions", target({ priority: 0.5, timeout: 0.5 })],
    [
      "unknown keys everywhere",
      {
        a: 1,
        task_routing: {
          b: null,
          filters: [{ c: [], targets: [{ d: {} }] }],
          default_filter: { priority: "x", timeout: 0 },
        },
      },
    ],
    [
      "keys of Object.prototype",
      JSON.parse(
        '{"__proto__":1,"task_routing":{"constructor":2,"filters":[{"toString":3,"targets":[{"__proto__":{"queue":4},"valueOf":5}]}]}}',
      ),
    ],
    ["empty expressions", { task_routing: { filters: [{ expression: "", filter_friendly_name: "" }] } }],
  ])("%s", (_, document) => {
    expect(found(document)).toEqual([]);
  });

  test("every canonical document", () => {
    fc.assert(
      fc.property(canonicalDocuments, (document) => {
        expect(brief(found(document))).toEqual([]);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("a placeholder of the corpus is one", () => {
    expect(brief(found(target({ queue: "WQ1" })))).toHaveLength(1);
  });
});

describe("what is not known yet", () => {
  test.each<[document: Json, ...mistakes: string[]]>([
    [UNKNOWN],
    [{ task_routing: UNKNOWN }],
    [{ task_routing: { filters: UNKNOWN, default_filter: UNKNOWN } }],
    [{ task_routing: { filters: [UNKNOWN, { targets: [UNKNOWN], expression: UNKNOWN }] } }],
    [target({ queue: UNKNOWN, priority: UNKNOWN, timeout: UNKNOWN, skip_if: UNKNOWN })],
    [target({ queue: UNKNOWN, priority: -1 }), `TR4104 ${AT}.priority: must be at least 0, not -1`],
    [
      { task_routing: { filters: UNKNOWN, default_filter: 1 } },
      "TR4103 task_routing.default_filter: must be an object, not the number 1",
    ],
    [{ other: UNKNOWN }, "TR4101 task_routing: is required"],
  ])("%j", (document, ...mistakes) => {
    expect(brief(found(document))).toEqual(mistakes);
  });

  test("never adds a mistake, and hides only those that stand in it", () => {
    fc.assert(
      fc.property(fc.oneof(anyDocument, canonicalDocuments), fc.integer(), (document, seed) => {
        const known = brief(found(document));
        const partly = brief(found(withUnknowns(document, seed)));
        expect(known).toEqual(expect.arrayContaining(partly));
      }),
      { seed: 1, numRuns: 1_000 },
    );
  });
});

describe("a document", () => {
  test("of 2 MB with a mistake in every target is told of all of them", () => {
    const document = {
      task_routing: {
        filters: Array.from({ length: 20_000 }, () => ({ targets: [{ queue: "WQ_sales", timeout: 0 }] })),
      },
    };
    expect(found(document)).toHaveLength(40_000);
  });
});

describe("the other keywords of our schemas", () => {
  const check = (schema: Record<string, Json>, value: Json): string[] => brief(validate(schema, value, ["x"]));
  const name = { type: "string", minLength: 1, maxLength: 64 };

  test.each<[what: string, schema: Record<string, Json>, value: Json, ...mistakes: string[]]>([
    ["64 characters", name, "a".repeat(64)],
    ["64 characters beyond UTF-16", name, "😀".repeat(64)],
    ["65 characters", name, "a".repeat(65), "TR4104 x: is 65 characters long, at most 64 are allowed"],
    ["65 characters beyond UTF-16", name, "😀".repeat(65), "TR4104 x: is 65 characters long, at most 64 are allowed"],
    ["none", name, "", "TR4104 x: must not be empty"],
    ["too few", { type: "string", minLength: 3 }, "ab", "TR4104 x: needs at least 3 characters, has 2"],
    [
      "a fraction",
      { type: "integer", minimum: 1, maximum: 50 },
      1.5,
      "TR4103 x: must be a whole number, not the number 1.5",
    ],
    [
      "a number as text",
      { type: "integer", minimum: 1, maximum: 50 },
      "5",
      'TR4103 x: must be a whole number, not the text "5" (leave the quotes away)',
    ],
    ["below a range", { type: "integer", minimum: 1, maximum: 50 }, 0, "TR4104 x: must be between 1 and 50, not 0"],
    [
      "above a range",
      { type: "integer", minimum: 1, maximum: 50 },
      1e21,
      "TR4104 x: must be between 1 and 50, not 1e+21",
    ],
    ["above", { type: "integer", maximum: 50 }, 51, "TR4104 x: must be at most 50, not 51"],
    [
      "truth as text",
      { type: "boolean" },
      "true",
      'TR4103 x: must be true or false, not the text "true" (leave the quotes away)',
    ],
    ["truth as a number", { type: "boolean" }, 1, "TR4103 x: must be true or false, not the number 1"],
    ["another word", { type: "string", enum: ["FIFO", "LIFO"] }, "HEAP", "TR4105 x: must be FIFO or LIFO"],
    [
      "a misspelt word",
      { type: "string", enum: ["FIFO", "LIFO"] },
      "fifo",
      "TR4105 x: must be FIFO or LIFO, did you mean FIFO?",
    ],
    ["no word", { type: "string", enum: ["FIFO", "LIFO"] }, 3, "TR4103 x: must be text, not the number 3"],
    ["one of two types", { type: ["string", "array"] }, 3, "TR4103 x: must be text or a list, not the number 3"],
  ])("%s", (_, schema, value, ...mistakes) => {
    expect(check(schema, value)).toEqual(mistakes);
  });

  test("a message never shows what might be a secret", () => {
    for (const secret of ["hunter2 hunter2!", HEX, "a\u001b[31mb", "x".repeat(41), "https://user:pass@"]) {
      for (const schema of [
        { type: "string", pattern: `^WS[0-9a-fA-F]{32}$` },
        { type: "string", format: "uri" },
        { type: "integer" },
        { type: "string", enum: ["A"] },
        { type: "string", maxLength: 1 },
      ]) {
        expect(check(schema, secret).join(), JSON.stringify(schema)).not.toContain(secret);
        expect(check(schema, secret)).toHaveLength(1);
      }
    }
  });

  test.each(Object.entries(SID_KINDS))("%s where another kind belongs is named: %s", (prefix, kind) => {
    const wanted = prefix === "WS" ? "WA" : "WS";
    const [mistake = ""] = check({ type: "string", pattern: `^${wanted}[0-9a-fA-F]{32}$` }, `${prefix}${HEX}`);
    expect(mistake).toContain(`is the SID of ${kind}`);
    expect(mistake).toContain(`must be ${SID_KINDS[wanted]} SID (${wanted} and 32`);
  });
});

describe("addresses that Twilio could call", () => {
  test.each([
    "https://example.com",
    "http://example.com/a?b=c#d",
    "HTTPS://EXAMPLE.COM/",
    "https://user:pass@example.com:8443/x",
    "https://[2001:db8::1]/x",
    "https://münchen.example/ä",
    "http://localhost:3000/",
  ])("%j", (text) => expect(isHttpUrl(text)).toBe(true));

  test.each([
    "",
    "example.com",
    "//example.com",
    "/path",
    "ftp://example.com",
    "javascript:alert(1)",
    "https:example.com",
    "https:/example.com",
    "https://",
    "https:///path",
    "https://?a",
    "https://#a",
    "https://:80/",
    "https://user@/",
    "https:\\\\example.com",
    "https://\\example.com",
    " https://example.com",
    "https://example.com ",
    "https://exam ple.com",
    "https://example.com/a\nb",
    "https://example.com\u0000",
    "https://example.com:99999",
    "https://<host>/",
    "toString",
  ])("not %j", (text) => expect(isHttpUrl(text)).toBe(false));
});

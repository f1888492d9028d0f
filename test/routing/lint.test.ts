import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../../src/core/diagnostic";
import type { Json, JsonObject } from "../../src/core/json";
import { UNKNOWN } from "../../src/core/unknown";
import { EXPRESSION_RULES } from "../../src/expression/rules";
import { type LintContext, lintConfiguration } from "../../src/routing/lint";
import { ROUTING_RULES } from "../../src/routing/rules";
import { brief, filter, OTHER, passing, QUEUE, routing, targets } from "../support/routing";

type Row = [document: Json, ...findings: string[]];

const HEX = "0123456789abcdef0123456789ABCDEF";
const inTarget = (more: JsonObject): Json => targets({ queue: QUEUE, ...more });
const named = (name: Json): Json => filter(`type == '${String(name)}'`, { filter_friendly_name: name });
const A = filter("type == 'a'");
const B = filter("type == 'b'");
const ALL = filter("1==1", { filter_friendly_name: "Everyone" });
const NONE = filter("1 == 0");

/** Every rule with documents that break it and documents that do not. */
const TABLE: Readonly<Record<string, readonly Row[]>> = {
  TR2002: [
    [{}, "TR2002 "],
    [{ foo: 1 }, "TR2002 "],
    [{ task_rooting: {} }, "TR2002 "],
    [{ configuration: routing(A) }, "TR2002 "],
    [{ other: UNKNOWN }, "TR2002 "],
    [{ task_routing: { default_filter: { queue: QUEUE } } }],
    [{ default_filter: { queue: QUEUE } }],
    [{ filters: [ALL] }],
    [UNKNOWN],
  ],
  TR2003: [
    [inTarget({ priority: null }), "TR2108 filters[0].targets[0].priority"],
    [null, "TR2003 "],
    [[1], "TR2003 "],
    ["x", "TR2003 "],
    [{ task_routing: [] }, "TR2003 "],
    [{ task_routing: null }, "TR2003 "],
    [{ task_routing: { filters: {} } }, "TR2003 filters"],
    [{ filters: [null, 1], default_filter: { queue: QUEUE } }, "TR2003 filters[0]", "TR2003 filters[1]"],
    [{ filters: [ALL], default_filter: [] }, "TR2003 default_filter"],
    [{ filters: [ALL], default_filter: { queue: 7 } }, "TR2003 default_filter.queue"],
    [routing(filter(1)), "TR2003 filters[0].expression"],
    [routing(filter("1==1", { targets: { queue: QUEUE } })), "TR2003 filters[0].targets"],
    [routing(filter("1==1", { filter_friendly_name: 5 })), "TR2003 filters[0].filter_friendly_name"],
    [targets(null), "TR2003 filters[0].targets[0]"],
    [targets({ queue: QUEUE, timeout: 1 }, [QUEUE]), "TR2003 filters[0].targets[1]"],
    [targets({ queue: 7 }), "TR2003 filters[0].targets[0].queue"],
    ...["expression", "order_by", "skip_if", "known_worker_sid", "known_worker_friendly_name"].map(
      (key): Row => [inTarget({ [key]: ["x"] }), `TR2003 filters[0].targets[0].${key}`],
    ),
    [inTarget({ priority: "high", timeout: true }), ...both("TR2003")],
    [inTarget({ priority: "2.5", timeout: "9007199254740993" }), ...both("TR2003")],
  ],
  TR2004: [
    [inTarget({ priority: -1 }), "TR2004 filters[0].targets[0].priority"],
    [inTarget({ priority: 0.5 }), "TR2004 filters[0].targets[0].priority"],
    [inTarget({ priority: 2_147_483_648 }), "TR2004 filters[0].targets[0].priority"],
    [inTarget({ priority: 2_147_483_647 })],
    [inTarget({ priority: 0 })],
  ],
  TR2005: [
    [inTarget({ timeout: 0 }), "TR2005 filters[0].targets[0].timeout"],
    [inTarget({ timeout: -5 }), "TR2005 filters[0].targets[0].timeout"],
    [inTarget({ timeout: 1.5 }), "TR2005 filters[0].targets[0].timeout"],
    [inTarget({ timeout: 1 })],
  ],
  TR2006: [
    [targets(), "TR2006 filters[0].targets"],
    [routing(filter("1==1", { targets: [] }), A), "TR2006 filters[0].targets"],
    [routing(filter("1==1", { targets: UNKNOWN }))],
  ],
  TR2007: [
    [routing({ expression: "type == 'a'" }), "TR2007 filters[0].targets"],
    [routing({ expression: "type == 'a'", targets: null }), "TR2007 filters[0].targets"],
    [routing({}), "TR2008 filters[0].expression", "TR2007 filters[0].targets"],
    [routing({ expression: "type == 'a'", queue: QUEUE }), "TR2102 filters[0].queue", "TR2007 filters[0].targets"],
    [routing({ expression: "type == 'a'", queue: QUEUE, targets: UNKNOWN }), "TR2102 filters[0].queue"],
  ],
  TR2008: [
    [routing({ targets: [{ queue: QUEUE }] }), "TR2008 filters[0].expression"],
    [routing({ expression: null, targets: [{ queue: QUEUE }] }), "TR2008 filters[0].expression"],
    [
      routing({ targets: 1, queue: QUEUE }),
      "TR2102 filters[0].queue",
      "TR2008 filters[0].expression",
      "TR2003 filters[0].targets",
    ],
    [routing({ expression: UNKNOWN, targets: [{ queue: QUEUE }] })],
  ],
  TR2009: [
    [targets({}), "TR2009 filters[0].targets[0].queue"],
    [targets({ timeout: 5 }, { queue: QUEUE }), "TR2009 filters[0].targets[0].queue"],
    [targets({ queue: null }), "TR2009 filters[0].targets[0].queue"],
    [targets({ queue: QUEUE, timeout: 30 }, {})],
    [targets({ task_queue_sid: UNKNOWN }), ...old("queue")],
    [targets({ queue: UNKNOWN })],
    [targets(UNKNOWN, {})],
  ],
  TR2010: [
    [{ filters: [A], default_filter: {} }, "TR2010 default_filter.queue"],
    [{ filters: [A], default_filter: { queue: null } }, "TR2010 default_filter.queue"],
    [{ filters: [A], default_filter: { queue: UNKNOWN } }],
    [{ filters: [A], default_filter: UNKNOWN }],
  ],
  TR2011: [
    [routing({ queue: QUEUE }), "TR2011 filters[0]"],
    [routing({ queue: QUEUE, expression: null }), "TR2011 filters[0]"],
    [routing({ queue: "WQ1" }), "TR2011 filters[0]", "TR3001 filters[0].queue"],
    [routing({ queue: QUEUE, expression: UNKNOWN })],
    [routing({ queue: QUEUE, expression: UNKNOWN, targets: UNKNOWN })],
  ],
  TR2101: [
    [inTarget({ priorty: 5 }), "TR2101 filters[0].targets[0].priorty"],
    [inTarget({ note: null }), "TR2101 filters[0].targets[0].note"],
    [routing({ ...A, comment: UNKNOWN }), "TR2101 filters[0].comment"],
    [{ task_routing: { filters: [ALL], version: 2 } }, "TR2101 version"],
    [{ task_routing: { filters: [ALL] }, version: 2 }, "TR2101 version"],
    [{ filters: [ALL], default_filter: { queue: QUEUE, queu: QUEUE } }, "TR2101 default_filter.queu"],
    [
      JSON.parse(
        `{"__proto__":1,"filters":[{"expression":"1==1","targets":[{"queue":"${QUEUE}","__proto__":{"timeout":0},"constructor":2}]}]}`,
      ),
      "TR2101 filters[0].targets[0].__proto__",
      "TR2101 filters[0].targets[0].constructor",
      "TR2101 __proto__",
    ],
    [{ $schema: "x", filters: [ALL] }],
    [{ $schema: "x", task_routing: { filters: [ALL] } }],
    [inTarget({ $schema: "x" }), "TR2101 filters[0].targets[0].$schema"],
  ],
  TR2102: [
    [routing({ ...A, timeout: 30 }), "TR2102 filters[0].timeout"],
    [routing({ ...A, queue: QUEUE }), "TR2102 filters[0].queue"],
    [routing({ ...A, orderBy: "worker.a" }), "TR2102 filters[0].orderBy"],
    [inTarget({ targets: [] }), "TR2102 filters[0].targets[0].targets"],
    [inTarget({ friendly_name: "x" }), "TR2102 filters[0].targets[0].friendly_name"],
    [
      { filters: [A], default_filter: { queue: QUEUE, expression: "1==", targets: [], priority: -1, timeout: 0 } },
      "TR2102 default_filter.expression",
      "TR2102 default_filter.targets",
      "TR2102 default_filter.priority",
      "TR2102 default_filter.timeout",
    ],
    [{ task_routing: { filters: [ALL] }, default_filter: { queue: QUEUE } }, "TR2102 default_filter"],
    [{ task_routing: { filters: [ALL], expression: "1==1" } }, "TR2102 expression"],
    [routing({ queue: QUEUE, targets: UNKNOWN })],
    [inTarget({ expression: "1==1", queue: OTHER })],
  ],
  TR2103: [
    [routing({ ...A, friendlyName: "x" }), "TR2103 filters[0].friendlyName"],
    [routing({ ...A, filterFriendlyName: "x" }), "TR2103 filters[0].filterFriendlyName"],
    [routing({ ...A, name: "x" }), "TR2103 filters[0].name"],
    [
      inTarget({ orderBy: "x", SkipIf: "x", "known-worker-sid": "x", PRIORITY: 1 }),
      ...["orderBy", "SkipIf", "known-worker-sid", "PRIORITY"].map(
        (key) => `TR2103 filters[0].targets[0]${/-/.test(key) ? `["${key}"]` : `.${key}`}`,
      ),
    ],
    [{ filters: [ALL], defaultFilter: { queue: QUEUE } }, "TR2103 defaultFilter"],
    [inTarget({ name: "x" }), "TR2101 filters[0].targets[0].name"],
  ],
  TR2104: [
    [routing({ ...A, friendly_name: "x" }), "TR2104 filters[0].filter_friendly_name"],
    [
      routing(A, { ...B, friendly_name: null }, { ...NONE, targets: [{ task_queue_sid: QUEUE }] }),
      "TR2104 filters[1].filter_friendly_name",
    ],
    [{ filters: [A], default_filter: { task_queue_sid: QUEUE } }, "TR2104 default_filter.queue"],
    [routing({ ...A, friendly_name: "x" }, UNKNOWN)],
  ],
  TR2105: [
    [inTarget({ priority: "1", timeout: " 2 " }), "TR2105 filters[0].targets[0].priority"],
    [targets({ queue: QUEUE, timeout: "20" }, { timeout: "30" }), "TR2105 filters[0].targets[0].timeout"],
    [inTarget({ priority: "-1" }), "TR2105 filters[0].targets[0].priority", "TR2004 filters[0].targets[0].priority"],
    [targets({ queue: QUEUE, timeout: "20" }, { timeout: UNKNOWN })],
  ],
  TR2106: [
    [targets({ queue: QUEUE, task_queue_sid: OTHER }), ...old("queue"), "TR2106 filters[0].targets[0].task_queue_sid"],
    [
      routing({ ...A, filter_friendly_name: "a", friendly_name: "b" }),
      "TR2104 filters[0].filter_friendly_name",
      "TR2106 filters[0].friendly_name",
    ],
    [targets({ queue: QUEUE, task_queue_sid: QUEUE }), ...old("queue")],
    [targets({ queue: UNKNOWN, task_queue_sid: QUEUE }), ...old("queue")],
    [targets({ queue: QUEUE, task_queue_sid: UNKNOWN }), ...old("queue")],
  ],
  TR2108: [
    [inTarget({ priority: null, timeout: null, expression: null }), "TR2108 filters[0].targets[0].priority"],
    [{ filters: null, default_filter: { queue: QUEUE } }, "TR2108 filters"],
    [
      routing({ ...A, filter_friendly_name: null }, { ...B, filter_friendly_name: null }),
      "TR2108 filters[0].filter_friendly_name",
    ],
    [inTarget({ timeout: null, priority: UNKNOWN })],
    [routing({ ...A, expression: null }), "TR2008 filters[0].expression"],
    [{ filters: [A], default_filter: { queue: QUEUE, timeout: null } }, "TR2102 default_filter.timeout"],
  ],
  TR2201: [
    [{ filters: [A, B] }, "TR2201 default_filter"],
    [{ filters: [A, NONE], default_filter: null }, "TR2108 default_filter", "TR2201 default_filter"],
    [{ filters: [A, ALL] }],
    [{ filters: [A, filter("1==1 OR type == 'a'")] }],
    [{ filters: [A, filter(UNKNOWN)] }],
    [{ filters: [A, UNKNOWN] }],
    [{ task_routing: { filters: UNKNOWN } }],
    [{ task_routing: UNKNOWN }],
  ],
  TR2202: [
    [
      inTarget({ known_worker_sid: "task.a", known_worker_friendly_name: "task.b" }),
      "TR2202 filters[0].targets[0].known_worker_friendly_name",
    ],
    [inTarget({ known_worker_sid: "task.a", known_worker_friendly_name: UNKNOWN })],
    [inTarget({ known_worker_sid: UNKNOWN, known_worker_friendly_name: "task.a" })],
    [targets({ queue: QUEUE, known_worker_sid: "task.a", timeout: 5 }, { known_worker_friendly_name: "task.b" })],
  ],
  TR2203: [
    [
      routing({ ...A, filter_friendly_name: "x" }, { ...B, filter_friendly_name: "x" }, named("y"), named("x")),
      "TR2203 filters[1].filter_friendly_name",
      "TR2203 filters[3].filter_friendly_name",
    ],
    [
      routing({ ...A, filter_friendly_name: "x" }, { ...B, friendly_name: "x" }),
      "TR2104 filters[1].filter_friendly_name",
      "TR2203 filters[1].filter_friendly_name",
    ],
    [routing({ ...A, filter_friendly_name: "x" }, { ...B, filter_friendly_name: "X" })],
    [routing({ ...A, filter_friendly_name: UNKNOWN }, { ...B, filter_friendly_name: UNKNOWN })],
    [routing({ ...A, filter_friendly_name: "toString" })],
  ],
  TR2204: [
    [targets({ queue: QUEUE }, { queue: OTHER }), "TR2204 filters[0].targets[1]"],
    [targets({ queue: QUEUE, timeout: 5 }, {}, { queue: OTHER }, {}), "TR2204 filters[0].targets[2]"],
    [
      targets({ queue: QUEUE, skip_if: "1==0" }, {}),
      "TR2207 filters[0].targets[0].skip_if",
      "TR2204 filters[0].targets[1]",
    ],
    [
      targets({ queue: QUEUE, skip_if: "" }, {}),
      "TR2208 filters[0].targets[0].skip_if",
      "TR2204 filters[0].targets[1]",
    ],
    [targets({ queue: QUEUE, timeout: 5 }, { skip_if: "1==1" }, { skip_if: "workers.available == 0" }, {})],
    [targets({ queue: QUEUE, timeout: UNKNOWN }, {}, {})],
    [targets({ queue: QUEUE, skip_if: UNKNOWN }, {}, {})],
    [targets(UNKNOWN, {}, {})],
    [targets({ queue: QUEUE }, UNKNOWN)],
    [targets({ queue: QUEUE, skip_if: "workers.available ==" }, {}), "TR1007 filters[0].targets[0].skip_if"],
    [
      targets({ queue: QUEUE, skip_if: "workers.available == 0 AND workers.available > 1" }, {}),
      "TR1202 filters[0].targets[0].skip_if",
      "TR2204 filters[0].targets[1]",
    ],
    [targets({ queue: QUEUE, timeout: 0 }, {}), "TR2005 filters[0].targets[0].timeout"],
  ],
  TR2205: [
    [inTarget({ timeout: 1_209_601 }), "TR2205 filters[0].targets[0].timeout"],
    [inTarget({ timeout: 1_209_600 })],
  ],
  TR2207: [
    [inTarget({ skip_if: "1==0" }), "TR2207 filters[0].targets[0].skip_if"],
    [inTarget({ skip_if: "1==0 OR 2 > 3" }), "TR2207 filters[0].targets[0].skip_if"],
    [inTarget({ skip_if: "1==1" })],
    [inTarget({ skip_if: "'1' == 1" }), "TR1204 filters[0].targets[0].skip_if"],
    [inTarget({ skip_if: "workers.available == 0 AND workers.available > 1" }), "TR1202 filters[0].targets[0].skip_if"],
    [inTarget({ skip_if: "workers.available == 0" })],
  ],
  TR2208: [
    ...["expression", "order_by", "skip_if", "known_worker_sid", "known_worker_friendly_name"].flatMap((key): Row[] => [
      [inTarget({ [key]: "" }), `TR2208 filters[0].targets[0].${key}`],
      [inTarget({ [key]: " \n" }), `TR2208 filters[0].targets[0].${key}`],
    ]),
    [routing(filter("")), "TR1001 filters[0].expression"],
    [
      routing({ ...A, filter_friendly_name: "" }, { ...B, filter_friendly_name: " " }),
      ...["TR2208 filters[0].filter_friendly_name", "TR2208 filters[1].filter_friendly_name"],
    ],
  ],
  TR2209: [
    [{ task_routing: {} }, "TR2209 "],
    [{ filters: [] }, "TR2209 "],
    [{ filters: UNKNOWN }],
    [{ filters: [], default_filter: UNKNOWN }],
    [{ filters: [], default_filter: { queue: QUEUE } }],
  ],
  TR2210: [
    [targets({ queue: QUEUE, timeout: 30 }, { queue: QUEUE, timeout: 30 }, {}), "TR2210 filters[0].targets[1]"],
    [targets({ queue: QUEUE, timeout: 30 }, { queue: QUEUE, timeout: 60 }, {})],
    [targets({ queue: QUEUE, timeout: UNKNOWN }, { queue: QUEUE, timeout: UNKNOWN }, {})],
    [targets({ queue: QUEUE, timeout: 30 }, { timeout: 30 }, {})],
  ],
  TR2301: [
    [routing(ALL, A, B), "TR2301 filters[1]"],
    [routing(A, ALL, B), "TR2301 filters[2]"],
    [routing(filter("1==1 OR type == 'a'"), A), "TR2301 filters[1]"],
    [routing(ALL, NONE, A), "TR2301 filters[2]"],
    [routing(ALL, filter("a == 1 AND a == 2"), A), "TR1202 filters[1].expression", "TR2301 filters[2]"],
    [routing(ALL, ALL, A), "TR2301 filters[1]", "TR2203 filters[1].filter_friendly_name", "TR2301 filters[2]"],
    [routing(filter("1==1", { targets: [{ queue: QUEUE, timeout: 5 }, {}] }), A), "TR2301 filters[1]"],
    [
      routing(filter("1==1", { targets: [{ queue: QUEUE, skip_if: "1==0" }] }), A),
      "TR2207 filters[0].targets[0].skip_if",
      "TR2301 filters[1]",
    ],
    [routing(A, ALL)],
    [routing(ALL, NONE)],
    [routing(ALL, UNKNOWN, A)],
    [routing(ALL, filter(UNKNOWN), A)],
    [routing(filter(UNKNOWN), A)],
    [routing({ ...ALL, filter_friendly_name: UNKNOWN }, A)],
    [routing(filter("1==1", { targets: UNKNOWN }), A)],
    [routing(filter("1==1", { targets: [{ queue: QUEUE, timeout: UNKNOWN }] }), A)],
    [routing(filter("1==1", { targets: [{ queue: QUEUE, skip_if: UNKNOWN }] }), A)],
  ],
  TR2302: [
    [routing(passing("1==1"), A, B), "TR2302 filters[1]"],
    [routing(filter("1==1", { targets: [{ queue: QUEUE, skip_if: "1==1" }] }), A), "TR2302 filters[1]"],
    [routing(passing("type == 'a'"), A), "TR2302 filters[1]"],
    [routing(passing("type == 'a'"), B, filter("(type='a')")), "TR2302 filters[2]"],
    [routing(passing("1==1"))],
    [routing(passing("type == 'a'"), filter("type == 'a' AND tier == 1")), "TR2302 filters[1]"],
    [routing(filter("type == 'a' AND tier == 1", { targets: [{ queue: QUEUE, timeout: 30 }] }), A)],
    [routing(filter("type == 'a'", { targets: [{ queue: QUEUE, timeout: UNKNOWN }] }), A)],
    [routing(UNKNOWN, passing("type == 'a'"), A)],
  ],
  TR2303: [
    [routing(A, B, A), "TR2303 filters[2]"],
    [routing(A, A, A), "TR2303 filters[1]", "TR2303 filters[2]"],
    [routing(A, filter('type = "a"')), "TR2303 filters[1]"],
    [routing(filter("type == 'a' OR type == 'b'"), B), "TR2303 filters[1]"],
    [routing(A, filter("type == 'a' AND tier == 1")), "TR2303 filters[1]"],
    [routing(filter("tier > 1"), filter("tier == 3")), "TR2303 filters[1]"],
    [routing(passing("type == 'a'"), A, A), "TR2302 filters[1]", "TR2303 filters[2]"],
    // Together with others.
    [routing(A, B, filter("type IN ['a', 'b'] AND tier == 1")), "TR2303 filters[2]"],
    [routing(A, filter("type != 'a'"), filter("tier == 1")), "TR2303 filters[2]"],
    [
      routing(filter("tier > 2"), filter("tier < 5"), filter("tier == 3 OR tier == 1 OR tier == 7")),
      "TR2303 filters[2]",
    ],
    [routing(A, filter("tier == 1"), filter("tier != 1 AND type != 'a'"), B), "TR2303 filters[3]"],
    [routing(A, B, filter("type IN ['a', 'c']"))],
    [routing(A, passing("type == 'b'"), filter("type IN ['a', 'b']"))],
    [routing(A, UNKNOWN, B, filter("type IN ['a', 'b']"))],
    [routing(A, B, UNKNOWN, filter("type IN ['a', 'b']")), "TR2303 filters[3]"],
    [routing(filter("type HAS 'a'"), filter("type != 'a'"), filter("type == 'a'"), filter("tier == 1"))],
    [routing(filter("type == 'a' AND tier == 1"), A)],
    [routing(A, B)],
    [routing(NONE, NONE)],
    [routing(A, UNKNOWN, A), "TR2303 filters[2]"],
    [routing(UNKNOWN, A, A)],
    [routing(filter(UNKNOWN), A, A)],
    [routing({ ...A, targets: UNKNOWN }, A, A)],
    [routing({ ...A, filter_friendly_name: UNKNOWN }, A)],
  ],
  TR2304: [
    [routing(filter("1==11"), A), "TR2304 filters[0].expression"],
    [routing(filter("1 != 1"), A), "TR2304 filters[0].expression"],
    [routing(filter("1 = 0"), A)],
    [routing(filter("1==1", { targets: [{ queue: QUEUE, skip_if: "1==1" }] }), filter("1==0"))],
  ],
  TR3001: [
    [targets({ queue: "WQ_sales" }), "TR3001 filters[0].targets[0].queue"],
    [targets({ queue: "" }), "TR3001 filters[0].targets[0].queue"],
    [targets({ queue: `WW${HEX}` }), "TR3001 filters[0].targets[0].queue"],
    [targets({ queue: `wq${HEX}` }), "TR3001 filters[0].targets[0].queue"],
    [targets({ queue: `WQ${HEX}\n` }), "TR3001 filters[0].targets[0].queue"],
    [targets({ task_queue_sid: "WQ1" }), ...old("queue"), "TR3001 filters[0].targets[0].queue"],
    [{ filters: [A], default_filter: { queue: "WQ1" } }, "TR3001 default_filter.queue"],
    [targets({ queue: `WQ${HEX}` })],
  ],
};

function both(code: string): string[] {
  return [`${code} filters[0].targets[0].priority`, `${code} filters[0].targets[0].timeout`];
}

function old(key: string): string[] {
  return [`TR2104 filters[0].targets[0].${key}`];
}

describe.each(Object.entries(TABLE))("%s", (code, rows) => {
  test.each(rows)("%j", (document, ...findings) => {
    expect(brief(lintConfiguration(document))).toEqual(findings);
  });

  test("is found in one of them and not in another", () => {
    const hit = rows.map(([, ...findings]) => findings.some((finding) => finding.startsWith(code)));
    expect(new Set(hit)).toEqual(new Set([true, false]));
  });
});

describe("expressions are checked for the place where they stand", () => {
  test.each<Row>([
    [routing(filter("type ==")), "TR1007 filters[0].expression"],
    [routing(filter("task.type == 'a'")), "TR1101 filters[0].expression"],
    [routing(filter("type == 'a' AND type == 'b'")), "TR1202 filters[0].expression"],
    [inTarget({ expression: "language == 'de'" }), "TR1103 filters[0].targets[0].expression"],
    [inTarget({ expression: "task.language == worker.language" })],
    [inTarget({ skip_if: "workers.free == 0" }), "TR1106 filters[0].targets[0].skip_if"],
    [inTarget({ order_by: "level DESC" }), "TR1107 filters[0].targets[0].order_by"],
    [inTarget({ order_by: "worker.level DOWN" }), "TR1017 filters[0].targets[0].order_by"],
    [inTarget({ known_worker_sid: "agent_sid" }), "TR1108 filters[0].targets[0].known_worker_sid"],
    [inTarget({ known_worker_friendly_name: "a b" }), "TR1018 filters[0].targets[0].known_worker_friendly_name"],
    [routing(filter(UNKNOWN))],
  ])("%j", (document, ...findings) => {
    expect(brief(lintConfiguration(document))).toEqual(findings);
  });

  test("with the place in the text, and what to write instead", () => {
    const text = "type == 'a' AND skills HSA 'x'";
    expect(lintConfiguration(routing(filter(text)))).toEqual([
      {
        code: "TR1006",
        severity: "error",
        path: ["task_routing", "filters", 0, "expression"],
        message: "unknown operator HSA, did you mean HAS?",
        excerpt: { text, start: 23, end: 26 },
        suggestion: "HAS",
      },
    ]);
  });
});

describe("TR2206", () => {
  test.each<[context: LintContext | undefined, ...findings: string[]]>([
    [{ taskReservationTimeout: 31 }, "TR2206 filters[0].targets[0].timeout"],
    [{ taskReservationTimeout: 30 }],
    [{ taskReservationTimeout: UNKNOWN }],
    [{ taskReservationTimeout: "120" }],
    [{ taskReservationTimeout: undefined }],
    [{}],
    [undefined],
  ])("%j", (context, ...findings) => {
    const document = targets({ queue: QUEUE, timeout: 30 }, { timeout: UNKNOWN }, {});
    expect(brief(lintConfiguration(document, context))).toEqual(findings);
  });

  test.each<[timeouts: (number | string | undefined)[], at?: number]>([
    [[30, 60], 0],
    [[60, 30]],
    [[undefined, 30], 1],
    [[UNKNOWN, 30]],
  ])("timeouts add up, so the first one counts: %j", (timeouts, at) => {
    const document = targets(
      ...timeouts.map((timeout) =>
        timeout === undefined ? { queue: QUEUE, skip_if: "1==1" } : { queue: QUEUE, timeout },
      ),
      {},
    );
    const found = at === undefined ? [] : [`TR2206 filters[0].targets[${at}].timeout`];
    expect(brief(lintConfiguration(document, { taskReservationTimeout: 50 }))).toEqual(found);
  });
});

test("the earlier filter that is named is the first one that says it all", () => {
  const message = (...filters: Json[]): string | undefined => lintConfiguration(routing(...filters)).at(-1)?.message;
  const brown = passing("type == 'a'", { filter_friendly_name: "Brown" });
  expect(message(brown, passing("type='a'"), A)).toMatch(
    /^gets only what filters\[0\] \("Brown", type == 'a'\) lets go/,
  );
  expect(message(B, A, filter("tier > 1"), A, A)).toMatch(
    /^can never match: filters\[1\] \(type == 'a'\) comes first and has/,
  );
  expect(message(B, A, filter("type = 'a' AND tier > 1"))).toMatch(/first and takes every task that this one could$/);
  const long = `type == '${"a".repeat(30)}'`;
  expect(message(filter(long), filter(long))).toMatch(/^can never match: filters\[0\] comes first/);
});

test("everything at once is told in the order of the document", () => {
  const document: Json = {
    default_filter: { queue: 1 },
    filters: [
      { targets: [{ timeout: 0, priority: -1, queue: "x", a: 1 }, { order_by: 1 }], expression: "a ==" },
      3,
      { expression: "1==1", friendlyName: "x" },
    ],
  };
  expect(brief(lintConfiguration(document))).toEqual([
    "TR1007 filters[0].expression",
    "TR3001 filters[0].targets[0].queue",
    "TR2004 filters[0].targets[0].priority",
    "TR2005 filters[0].targets[0].timeout",
    "TR2101 filters[0].targets[0].a",
    "TR2003 filters[0].targets[1].order_by",
    "TR2003 filters[1]",
    "TR2007 filters[2].targets",
    "TR2103 filters[2].friendlyName",
    "TR2003 default_filter.queue",
  ]);
});

test("in the words that people see", () => {
  const findings = (document: Json): string[] =>
    lintConfiguration(document, { taskReservationTimeout: 120 }).map(
      (finding) => `${finding.severity} ${formatDiagnostic(finding)}`,
    );
  const shown = [
    {},
    { task_rooting: {} },
    { Filters: [] },
    { configuration: {} },
    { expression: "1==1" },
    null,
    [],
    inTarget({ priority: "2.5", timeout: 0.5, note: 1, orderby: "x", friendlyName: 1, quueue: 1, targts: 1 }),
    {
      filters: [{ targets: [] }, { targets: [{}] }, { expression: "a == 1" }, { queue: `WK${HEX}` }],
      default_filter: {},
    },
    routing(
      { ...passing("type == 'a'", { friendly_name: "\u202eA very long name, longer than anybody could want it" }) },
      A,
    ),
    routing(ALL, A, { ...A, filter_friendly_name: "Everyone" }, { ...A, queue: QUEUE, taskQueueSid: 1 }),
    targets(
      { queue: "sales", task_queue_sid: QUEUE, timeout: "5000000" },
      { skip_if: "1==0", order_by: "" },
      { timeout: 5 },
    ),
    { filters: [A], default_filter: { queue: QUEUE, priority: 1 } },
    { filters: [A] },
    targets({ queue: "", friendlyname: 1 }, { queue: "0123456789abcdef0123456789abcdef" }),
    routing({ ...A, friendlyname: 1 }),
    inTarget({ known_worker_sid: "task.a", known_worker_friendly_name: "task.b", priority: 3e9 }),
  ].flatMap(findings);
  expect(shown).toMatchSnapshot();
});

describe("the rules", () => {
  const all = { ...EXPRESSION_RULES, ...ROUTING_RULES };

  test("have one meaning a code", () => {
    expect(Object.keys(all)).toHaveLength(Object.keys(EXPRESSION_RULES).length + Object.keys(ROUTING_RULES).length);
  });

  test("are each tried above, or where whole texts are read", () => {
    const tried = [...Object.keys(TABLE), "TR2001", "TR2107", "TR2206", "TR3002", "TR3003"].sort();
    expect(Object.keys(ROUTING_RULES).sort()).toEqual(tried);
  });
});

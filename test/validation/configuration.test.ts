import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Diagnostic, formatDiagnostic } from "../../src/core/diagnostic";
import { equal } from "../../src/core/equal";
import type { Json } from "../../src/core/json";
import { formatPath, pointer } from "../../src/core/path";
import { containsUnknown, UNKNOWN } from "../../src/core/unknown";
import { canonicalConfiguration } from "../../src/routing/canonical";
import { configurationSchema, MAX_CONFIGURATION_BYTES } from "../../src/routing/configuration-schema";
import { lintConfiguration } from "../../src/routing/lint";
import { configurationFindings } from "../../src/validation/configuration";
import { anyDocument, canonicalDocuments, spell, withUnknowns } from "../support/arbitraries";
import { foundWorkflows, withQueueSids } from "../support/corpus";
import { anyRouting } from "../support/documents";
import { brief, filter, QUEUE, routing, targets } from "../support/routing";

const words = (findings: readonly Diagnostic[]): string[] =>
  findings.map(({ code, path, message }) => `${code} ${formatPath(path)}: ${message}`);

describe("text and objects", () => {
  test("say the same", () => {
    fc.assert(
      fc.property(fc.oneof(anyDocument, anyRouting, canonicalDocuments), (document) => {
        if (typeof document === "string") return;
        const findings = words(configurationFindings(document));
        expect(words(configurationFindings(JSON.stringify(document)))).toEqual(findings);
        expect(words(configurationFindings(JSON.stringify(document, null, "\t")))).toEqual(findings);
        expect(words(lintConfiguration(document))).toEqual(findings);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test("are told of what stands around the document", () => {
    const document = targets({ queue: QUEUE, timeout: 30 });
    for (const value of [document, JSON.stringify(document)]) {
      expect(brief(configurationFindings(value, { taskReservationTimeout: 60 }))).toEqual([
        "TR2206 filters[0].targets[0].timeout",
      ]);
    }
  });

  test.each<[text: string, words: RegExp, frame: RegExp | undefined]>([
    ["", /text is empty/, undefined],
    [" \n ", /text is empty/, undefined],
    ["{queue: 1}", /key in double quotes/, /\{queue: 1\}\n {5}\^{5}\n$/],
    ["task-routing:\n  - filter:\n", /found "task-routing"/, /\^{12}\n$/],
    ['"{}"', /a text inside JSON text/, undefined],
    ["[".repeat(100_000), /nested deeper than 100 levels/, /\^\n$/],
  ])("text that cannot be read: %j", (text, message, frame) => {
    const [finding, ...more] = configurationFindings(text);
    expect([finding, more]).toEqual([
      expect.objectContaining({ code: "TR2001", severity: "error", path: [], message: expect.stringMatching(message) }),
      [],
    ]);
    if (finding === undefined) return;
    const shown = formatDiagnostic(finding);
    if (frame === undefined) expect(shown).not.toContain("\n");
    else expect(shown).toMatch(frame);
    expect(shown.length).toBeLessThan(400);
  });

  test("an object nested too deep is refused without running out of stack", () => {
    let deep: Json = {};
    for (let level = 0; level < 100_000; level++) deep = { a: deep };
    expect(words(configurationFindings({ task_routing: deep }))).toEqual(["TR2001 : is nested deeper than 100 levels"]);
    expect(brief(lintConfiguration({ task_routing: deep, b: deep }))).toEqual(["TR2209 ", "TR2101 a", "TR2101 b"]);
  });

  test.each([UNKNOWN, JSON.stringify(UNKNOWN), { task_routing: UNKNOWN }])("nothing known: %j", (value) => {
    expect(configurationFindings(value)).toEqual([]);
  });
});

describe("a document's length", () => {
  const size = (value: Json): number => Buffer.byteLength(JSON.stringify(value));
  const filled = (bytes: number): Json => {
    const make = (name: string): Json => routing(filter("1==1", { filter_friendly_name: name }));
    const rest = bytes - size(make(""));
    return make("ä".repeat(Math.floor(rest / 2)) + "a".repeat(rest % 2));
  };
  const LIMIT = MAX_CONFIGURATION_BYTES;

  test("is at most Twilio's limit, in bytes of what is sent", () => {
    const [right, long] = [filled(LIMIT), filled(LIMIT + 1)];
    expect([size(right), size(long)]).toEqual([LIMIT, LIMIT + 1]);
    const message = "TR3002 : is 1,038,577 bytes of JSON, more than Twilio's limit of 1,038,576";
    expect(words(configurationFindings(long))).toEqual([message]);
    expect(words(configurationFindings(JSON.stringify(long)))).toEqual([message]);
    expect(configurationFindings(right)).toEqual([]);
    expect(configurationFindings(JSON.stringify(right, null, 50))).toEqual([]);
  });

  test("of numbers that are longer when they are written again", () => {
    const text = `{"default_filter":{"queue":"${QUEUE}"},"filters":[],"n":[${Array.from({ length: 60_000 }, () => "1e20").join(",")}]}`;
    expect(text.length).toBeLessThan(LIMIT / 3);
    expect(brief(configurationFindings(text))).toEqual(["TR3002 ", "TR2101 n"]);
  });

  test("of twice as much leaves everything else unsaid", () => {
    expect(brief(configurationFindings({ filters: 3, note: "x".repeat(LIMIT) }))).toHaveLength(3);
    expect(brief(configurationFindings({ filters: 3, note: "x".repeat(2 * LIMIT) }))).toEqual(["TR3002 "]);
  });

  test("is not known as long as something inside is not", () => {
    expect(brief(configurationFindings({ filters: [], default_filter: UNKNOWN, b: filled(2_000_000) }))).toEqual([
      "TR2101 b",
    ]);
  });

  test("of text that cannot be read is told before what is wrong with it", () => {
    expect(brief(configurationFindings("x".repeat(LIMIT + 1)))).toEqual(["TR3002 "]);
    expect(brief(configurationFindings("x".repeat(LIMIT)))).toEqual(["TR2001 "]);
  });
});

describe("the published schema and the reader agree on the shape of every document", () => {
  const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true, logger: false });
  const accepts = ajv.compile(configurationSchema);

  /** Beyond a schema: emptiness of an expression is told by its parser, a queue is asked of the first target only. */
  const SHAPE = new Set(["TR2002", "TR2003", "TR2004", "TR2005", "TR2006", "TR2007", "TR2008", "TR2010", "TR3001"]);

  /** Where ajv finds something; of a value of the wrong type it says nothing else. */
  const bySchema = (document: Json): string[] => {
    accepts(document);
    const paths = (accepts.errors ?? [])
      .filter(({ keyword }) => keyword !== "if" && keyword !== "minLength")
      .map(({ instancePath, params }) => {
        const missing: unknown = params["missingProperty"];
        return formatPath([...pointer(instancePath), ...(typeof missing === "string" ? [missing] : [])]);
      });
    return [...new Set(paths)].sort();
  };
  const byReader = (document: Json): string[] => {
    const shape = lintConfiguration(document).filter(({ code }) => SHAPE.has(code));
    return [...new Set(shape.map(({ path }) => formatPath(path)))].sort();
  };

  test("made of parts that fit together or not", () => {
    let wrong = 0;
    fc.assert(
      fc.property(fc.oneof(anyRouting, anyDocument, canonicalDocuments), (document) => {
        const form = canonicalConfiguration(document);
        if (containsUnknown(form)) return;
        const expected = bySchema(form);
        expect({ form, paths: byReader(form) }).toEqual({ form, paths: expected });
        expect(byReader(document)).toEqual(expected);
        wrong += expected.length > 0 ? 1 : 0;
      }),
      { seed: 1, numRuns: 3_000 },
    );
    expect(wrong).toBeGreaterThan(500);
  });

  test.each(
    foundWorkflows()
      .filter(({ config }) => config !== null)
      .map(({ id, config }) => [id, withQueueSids(config)] as const),
  )("found %s", (_, document) => {
    const form = canonicalConfiguration(document);
    expect([bySchema(form), byReader(form)]).toEqual([[], []]);
  });
});

describe("for every document", () => {
  const documents = fc.oneof(anyRouting, anyDocument, canonicalDocuments);

  test("no input throws; what is found has a code, a place and words", () => {
    fc.assert(
      fc.property(documents, fc.option(anyDocument), (document, taskReservationTimeout) => {
        for (const finding of configurationFindings(document, { taskReservationTimeout })) {
          expect(finding.code).toMatch(/^TR[123]\d{3}$/);
          if (!finding.code.startsWith("TR1")) expect(finding.message).toMatch(/^[a-z]/);
          expect(finding.message.length).toBeLessThan(400);
          if (finding.excerpt === undefined) continue;
          const { text, start, end } = finding.excerpt;
          expect(start >= 0 && start <= end && end <= text.length).toBe(true);
        }
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });

  test("what is not known yet adds nothing", () => {
    let hidden = 0;
    fc.assert(
      fc.property(documents, fc.integer(), fc.integer({ min: 2, max: 40 }), (document, seed, share) => {
        const partly = withUnknowns(document, seed, share);
        if (equal(partly, document)) return;
        const known = words(lintConfiguration(document));
        const found = words(lintConfiguration(partly));
        expect({ partly, extra: found.filter((line) => !known.includes(line)) }).toEqual({ partly, extra: [] });
        hidden += found.length < known.length ? 1 : 0;
      }),
      { seed: 1, numRuns: 5_000 },
    );
    expect(hidden).toBeGreaterThan(500);
  });

  test("the spelling adds nothing but its own mention", () => {
    const mentions = new Set(["TR2104", "TR2105", "TR2108"]);
    fc.assert(
      fc.property(canonicalDocuments, fc.integer(), (document, seed) => {
        const spelled = configurationFindings(spell(document, seed)).filter(({ code }) => !mentions.has(code));
        expect(words(spelled).sort()).toEqual(words(configurationFindings(document)).sort());
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("documents that other people published", () => {
  const isReal = (evidence: string): boolean => /^(?:documented|deployed|iac|api-output)$/.test(evidence);
  const found = foundWorkflows().filter(({ config }) => config !== null);

  test.each(found.filter(({ evidence }) => isReal(evidence)).map(({ id, config }) => [id, config] as const))(
    "%s has no error",
    (_, config) => {
      const errors = configurationFindings(withQueueSids(config)).filter(({ severity }) => severity === "error");
      expect(errors.map(formatDiagnostic)).toEqual([]);
    },
  );

  test("their warnings, which have been read one by one", () => {
    const warnings = found.flatMap(({ id, config }) =>
      configurationFindings(withQueueSids(config)).map((finding) => `${id}: ${formatDiagnostic(finding)}`),
    );
    expect(warnings).toMatchSnapshot();
  });

  test.each(
    foundWorkflows()
      .filter(({ config }) => config === null)
      .map(({ id, raw = "", parse_error = "" }) => [id, raw, Number(/char (\d+)/.exec(parse_error)?.[1])] as const),
  )("%s is no JSON, from the place on where Python says so too", (_, raw, place) => {
    const [finding] = configurationFindings(raw);
    expect(finding).toMatchObject({ code: "TR2001", message: /expected "," or "}", found "priority"/ });
    expect(finding?.excerpt).toEqual({ text: raw, start: place, end: place + '"priority"'.length });
  });
});

describe("size", () => {
  /** How often each code is found; those of an expression by itself are left out. */
  const tally = (document: Json): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { code } of lintConfiguration(document)) {
      if (!code.startsWith("TR1")) counts[code] = (counts[code] ?? 0) + 1;
    }
    return counts;
  };
  const many = (count: number, make: (index: number) => Json): Json[] =>
    Array.from({ length: count }, (_, i) => make(i));

  /** Nothing follows from one such expression for another, which takes long to find out. */
  const puzzle = (index: number): string => {
    let state = index + 1;
    const next = (below: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const part = (operator: string): string => `a${next(40)} ${operator} ${next(9)}`;
    return many(30, () => `(${["==", ">", "!=", "<"].map(part).join(" OR ")})`).join(" AND ");
  };

  test.each<[what: string, document: Json, found: Record<string, number>]>([
    [
      "mistakes in every target",
      routing(...many(10_000, () => ({ targets: [{ queue: "WQ_sales", timeout: 0 }] }))),
      { TR2005: 10_000, TR2008: 10_000, TR3001: 10_000 },
    ],
    [
      "a hundred thousand unknown keys",
      { filters: [], ...Object.fromEntries(many(100_000, (i) => `expres${i}`).map((key) => [String(key), 1])) },
      { TR2101: 100_000, TR2209: 1 },
    ],
    [
      "one filter again and again",
      routing(...many(8_000, () => filter("type == 'a' AND tier > 3"))),
      { TR2303: 7_999 },
    ],
    ["filters that differ", routing(...many(8_000, (i) => filter(`type == 'a${i}' AND tier > 3`))), {}],
    ["filters that all take everything", routing(...many(10_000, () => filter("1==1"))), { TR2301: 9_999 }],
    [
      "names that are all the same",
      routing(...many(8_000, (i) => filter(`a == ${i}`, { filter_friendly_name: "x" }))),
      { TR2203: 7_999 },
    ],
    [
      "a name of a megabyte, twice",
      routing(...many(2, (i) => filter(`a == ${i}`, { filter_friendly_name: "x".repeat(1_000_000) }))),
      { TR2203: 1 },
    ],
    ["fifty thousand targets in one filter", targets({ queue: QUEUE }, ...many(50_000, () => ({}))), { TR2204: 1 }],
  ])("of a megabyte with %s", (_, document, found) => {
    expect(tally(document)).toEqual(found);
  });

  test("puzzles: of thirty choices in each of 100 filters nothing is said", () => {
    expect(tally(routing(...many(100, (i) => filter(puzzle(i)))))).toEqual({});
  });
});

test("a key that stands twice in text is told; an object cannot have one", () => {
  const filter = `{ "expression": "a == 1", "expression": "a == 2", "targets": [{ "queue": "${QUEUE}" }] }`;
  const text = `{ "task_routing": { "filters": [${filter}], "default_filter": { "queue": "${QUEUE}" } } }`;
  expect(brief(configurationFindings(text))).toEqual(["TR2107 filters[0].expression"]);
  expect(configurationFindings(JSON.parse(text))).toEqual([]);
});

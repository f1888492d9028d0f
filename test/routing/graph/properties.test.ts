import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../../src/core/json";
import { toDot } from "../../../src/routing/graph/dot";
import { MERMAID_LIMITS, toMermaid } from "../../../src/routing/graph/mermaid";
import type { Picture } from "../../../src/routing/graph/model";
import { pictureOf } from "../../../src/routing/graph/picture";
import { line } from "../../../src/routing/graph/words";
import { lintConfiguration } from "../../../src/routing/lint";
import { anyDocument, withUnknowns } from "../../support/arbitraries";
import { foundWorkflows, withQueueSids } from "../../support/corpus";
import { anyRouting } from "../../support/documents";
import { readDot } from "../../support/dot";
import { hostileTexts } from "../../support/hostile";
import { type Flowchart, readMermaid } from "../../support/mermaid";

const pictureAs = (document: Json, limit = 40): Picture | undefined =>
  pictureOf(document, { name: "w", findings: lintConfiguration(document), limit });

const queues = fc.constantFrom(...Array.from({ length: 4 }, (_, at) => `WQ${String(at).padStart(32, "0")}`));
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

const target = fc
  .record({
    queue: queues,
    timeout: optional(fc.integer({ min: 1, max: 99 })),
    skip_if: optional(hostileTexts),
    priority: optional(fc.nat(9)),
    expression: optional(hostileTexts),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as JsonObject);

/** Documents of the right shape with hostile texts. */
const documents = fc
  .record({
    filters: fc.array(
      fc.record({
        filter_friendly_name: hostileTexts,
        expression: hostileTexts,
        targets: fc.array(target, { minLength: 1, maxLength: 4 }),
      }),
      { maxLength: 8 },
    ),
    default_filter: optional(fc.record({ queue: queues })),
  })
  .map(
    ({ filters, default_filter }): Json => ({ task_routing: { filters, ...(default_filter && { default_filter }) } }),
  );

/** The queues that a filter's tasks come to, one after the other, as the picture shows them. */
function walk({ nodes, edges }: Flowchart, filter: string): string[] {
  const found: string[] = [];
  let at: string | undefined = filter;
  for (;;) {
    const ways: string[] = edges.filter(({ from, arrow }) => from === at && arrow === "-->").map(({ to }) => to);
    at = ways.find((to) => /^[tq]\d/.test(to));
    if (at === undefined) return found;
    const place = at;
    const asked = at.startsWith("q")
      ? [at]
      : edges.filter(({ from, arrow }) => from === place && arrow === "-.-").map(({ to }) => to);
    expect(asked).toHaveLength(1);
    found.push(nodes.get(asked[0] ?? "")?.lines[0] ?? "");
    if (at.startsWith("q")) return found;
  }
}

const shortSid = (sid: Json | undefined): string => `${String(sid).slice(0, 8)}…${String(sid).slice(-4)}`;

const objects = (list: Json | undefined): JsonObject[] => (Array.isArray(list) ? list.filter(isJsonObject) : []);

describe("both formats", () => {
  test("can be read by a strict reader, whatever the document, and say the same", () => {
    const any = fc.oneof(
      documents,
      anyRouting,
      anyDocument,
      fc.tuple(documents, fc.integer()).map(([document, seed]) => withUnknowns(document, seed, 8)),
    );
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 8 }), (document, limit) => {
        const picture = pictureAs(document, limit);
        if (picture === undefined) return;
        const [chart, graph] = [readMermaid(toMermaid(picture)), readDot(toDot(picture))];
        expect([...chart.nodes.keys()]).toEqual([...graph.nodes.keys()]);
        expect(chart.edges.map(({ from, to }) => [from, to])).toEqual(graph.edges.map(({ from, to }) => [from, to]));
        expect(new Set(chart.edges.map(({ from, arrow, to }) => `${from} ${arrow} ${to}`)).size).toBe(
          chart.edges.length,
        );
        const drawn = [...chart.nodes].flatMap(([id, { lines }]) => {
          if (id.startsWith("g")) return Number.parseInt(lines[0] ?? "", 10);
          return id === "more" ? Number.parseInt(lines[0] ?? "", 10) : /^f\d/.test(id) ? 1 : [];
        });
        expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(picture.filters.all);
        expect(toMermaid(pictureAs(structuredClone(document), limit) ?? picture)).toBe(toMermaid(picture));
      }),
      { numRuns: 500 },
    );
  });

  test("every filter is there once, its targets in their order, every queue once", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const picture = pictureAs(document);
        if (picture === undefined) throw new Error("no picture");
        const chart = readMermaid(toMermaid(picture));
        const routing = isJsonObject(document) ? document["task_routing"] : undefined;
        const filters = objects(isJsonObject(routing) ? routing["filters"] : undefined);
        for (const [index, filter] of filters.entries()) {
          const wanted = objects(filter["targets"]).map(({ queue }) => shortSid(queue));
          expect(walk(chart, `f${index + 1}`)).toEqual(wanted);
        }
        const names = [...chart.nodes].filter(([id]) => /^q\d/.test(id)).map(([, { lines }]) => lines[0]);
        expect(new Set(names).size).toBe(names.length);
        expect([...chart.nodes.keys()].filter((id) => /^f\d/.test(id))).toEqual(
          filters.map((_, index) => `f${index + 1}`),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe("texts", () => {
  /** A picture of one node with these texts. */
  const pictureWith = (texts: readonly string[]): Picture => ({
    name: "x",
    nodes: texts.map((text, at) => ({ id: `f${at}`, kind: "filter", lines: [line("- ", text, 48)], unreached: false })),
    edges: [],
    filters: { all: 1, chosen: 1 },
  });

  test("with nothing hidden in them are shown as they are", () => {
    fc.assert(
      fc.property(fc.array(hostileTexts, { minLength: 1 }), (texts) => {
        const picture = pictureWith(texts);
        const wanted = picture.nodes.map(({ lines }) => lines[0]?.short ?? "");
        const mermaid = [...readMermaid(toMermaid(picture)).nodes.values()].map(({ lines }) => lines.join());
        const alike = (text: string): string =>
          text
            .replace(/\\(?=n)/g, "\u29f5")
            .replace(/\$(?=\$)/g, "\uff04")
            .replace(/\ufb02(?=\u00b0)/g, "fl")
            .replace(/\u00b6(?=\u00df)/g, "\u204b");
        expect(mermaid).toEqual(wanted.map(alike));
        const dot = [...readDot(toDot(picture)).nodes.values()].map((attributes) =>
          attributes.get("label")?.replace(/\n/g, " "),
        );
        expect(dot).toEqual(wanted);
        for (const text of wanted)
          expect(text).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\u2060\u00ad\ufeff\u2028\u{e0041}]/u);
      }),
      { numRuns: 500 },
    );
  });

  test("are shown as they are by Graphviz itself", async () => {
    const { instance } = await import("@viz-js/viz");
    const viz = await instance();
    const plain = (text: string): string => text.replace(/[\s\u00a0]+/g, " ").trim();
    for (const texts of fc.sample(fc.array(hostileTexts, { minLength: 20, maxLength: 20 }), { numRuns: 20, seed: 3 })) {
      const picture = pictureWith(texts);
      const svg = viz.renderString(toDot(picture), { format: "svg" });
      const shown = [...svg.matchAll(/<g id="node\d+"[\s\S]*?<\/g>\n<\/g>/g)].map(([node]) => [
        plain([...node.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => unescaped(text ?? "")).join(" ")),
        plain(unescaped(/xlink:title="([^"]*)"/.exec(node)?.[1] ?? "")),
      ]);
      const wanted = picture.nodes.map(({ lines: [only] }) => [
        plain(only?.short ?? ""),
        plain((only?.full ?? "").replaceAll("\\", "\u29f5")),
      ]);
      expect(shown).toEqual(wanted);
    }
  });

  function unescaped(xml: string): string {
    return xml
      .replace(/&#(\d+);/g, (_all, code) => String.fromCodePoint(Number(code)))
      .replace(
        /&(lt|gt|quot|apos|amp);/g,
        (_all, name: string) => ({ lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" })[name] ?? "",
      );
  }

  test("64 kB of one expression are cut in the picture and whole in the tooltip", () => {
    const expression = Array.from({ length: 6_000 }, (_, at) => `"a${at}" == b`).join(" OR ");
    const picture = pictureAs({ filters: [{ expression, targets: [{ queue: "x" }] }] });
    if (picture === undefined) throw new Error("no picture");
    expect(toMermaid(picture).length).toBeLessThan(2_000);
    expect(readDot(toDot(picture)).nodes.get("f1")?.get("tooltip")).toBe(`filter 1\n${expression}`);
  });
});

describe("the corpus", () => {
  test("every workflow is drawn, small enough for GitHub", () => {
    let drawn = 0;
    for (const { id, config } of foundWorkflows()) {
      const picture = pictureAs(withQueueSids(config));
      if (picture === undefined) continue;
      drawn++;
      const text = toMermaid(picture);
      expect(readMermaid(text).edges.length, id).toBeLessThanOrEqual(MERMAID_LIMITS.edges);
      expect(text.length, id).toBeLessThanOrEqual(MERMAID_LIMITS.characters);
      readDot(toDot(picture));
    }
    expect(drawn).toBeGreaterThan(30);
  });
});

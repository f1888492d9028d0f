import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { manifest, webAddress } from "../../src/cli/manifest";
import { sarifReport } from "../../src/cli/validate/sarif";
import { EXPRESSION_RULES } from "../../src/expression/rules";
import { ROUTING_RULES } from "../../src/routing/rules";
import { commandLine } from "../support/command-line";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "taskrouter-sarif-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Text {
  readonly text: string;
}

/** What GitHub reads of SARIF, and what the standard requires; nothing else may be relied on. */
interface Sarif {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly name: string;
        readonly semanticVersion: string;
        readonly informationUri?: string;
        readonly rules: readonly {
          readonly id: string;
          readonly shortDescription: Text;
          readonly fullDescription: Text;
          readonly help: Text;
          readonly helpUri?: string;
          readonly defaultConfiguration: { readonly level: string };
        }[];
      };
    };
    readonly columnKind: string;
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly { readonly level: string; readonly message: Text }[];
    }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: Text;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: Readonly<Record<"startLine" | "startColumn" | "endLine" | "endColumn", number>>;
        };
      }[];
    }[];
  }[];
}

async function sarif(
  args: readonly string[],
  stdin = "",
): Promise<{ run: Sarif["runs"][0]; log: Sarif; code: number }> {
  const { code, out } = await commandLine(["validate", "--format", "sarif", ...args], { reads: stdin, color: true });
  const log = JSON.parse(out) as Sarif;
  const [run] = log.runs;
  if (run === undefined) throw new Error("no run");
  return { run, log, code };
}

const Q = `WQ${"0".repeat(32)}`;

describe("SARIF", () => {
  test("has what the standard and GitHub require, for every rule and every finding", async () => {
    const files = [
      ["a b#ü.json", `{"default_filter":{"queue":"${Q}"},"note":1,"filters":[{"expression":"a HSA 'b","targets":[]}]}`],
      ["empty.json", ""],
      ["list.json", "[{},{}]"],
    ].map(([name = "", text = ""]) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    });
    const { log, run, code } = await sarif(files);
    expect(code).toBe(1);
    expect(log).toMatchObject({ version: "2.1.0", $schema: expect.stringMatching(/^https:.*sarif-2\.1\.0\.json$/) });
    expect(log.runs).toHaveLength(1);
    const { rules, ...driver } = run.tool.driver;
    const version: unknown = expect.stringMatching(/^\d+\.\d+\.\d+/);
    expect(driver).toMatchObject({ name: "pulumi-taskrouter", semanticVersion: version });
    expect(run.columnKind).toBe("utf16CodeUnits");
    expect(run.invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);

    const known = { ...EXPRESSION_RULES, ...ROUTING_RULES };
    expect(rules.map(({ id }) => id)).toEqual(Object.keys(known).sort());
    for (const rule of rules) {
      expect(rule.defaultConfiguration.level).toBe(known[rule.id as keyof typeof known].severity);
      for (const { text } of [rule.shortDescription, rule.fullDescription, rule.help]) expect(text).toMatch(/\S/);
    }

    expect(run.results.length).toBeGreaterThan(4);
    for (const { ruleId, ruleIndex, level, message, locations } of run.results) {
      expect(rules[ruleIndex]?.id).toBe(ruleId);
      expect(["error", "warning"]).toContain(level);
      expect(message.text).toMatch(/\S/);
      expect(locations).toHaveLength(1);
      for (const { artifactLocation, region } of locations.map(({ physicalLocation }) => physicalLocation)) {
        expect(artifactLocation.uri).toMatch(/^[\w%./-]+$/);
        for (const number of Object.values(region)) expect(number).toBeGreaterThanOrEqual(1);
        const { startLine, startColumn, endLine, endColumn } = region;
        expect(endLine > startLine || (endLine === startLine && endColumn >= startColumn)).toBe(true);
      }
    }
    const uris = run.results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri ?? "");
    const names = uris.map((uri) => relative(folder, join(process.cwd(), decodeURIComponent(uri))));
    expect([...new Set(names)]).toEqual(["a b#ü.json", "empty.json", "list.json"]);
    expect(uris[0]).toContain("a%20b%23%C3%BC.json");
  });

  test("names the resource, and tells of what was not checked", async () => {
    const path = join(folder, "p.json");
    const type = "pulumi-nodejs:dynamic/taskrouter:TaskQueue";
    const resource = (name: string, targetWorkers: string) => ({
      urn: `urn:pulumi:a::b::${type}::${name}`,
      type,
      inputs: { targetWorkers },
    });
    const resources = [resource("team", "a HSA 'b'"), resource("hidden", "[secret]")];
    writeFileSync(path, JSON.stringify({ deployment: { resources } }));
    const { run, code } = await sarif([path, join(folder, "no.json")]);
    expect(code).toBe(2);
    expect(run.results.map(({ message }) => message.text)).toEqual([
      "team: targetWorkers: unknown operator HSA, did you mean HAS?",
    ]);
    expect(run.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            level: "error",
            message: { text: `cannot read ${join(folder, "no.json")}: there is no such file (ENOENT)` },
          },
          { level: "note", message: { text: `${path}: 1 secret value was not checked` } },
        ],
      },
    ]);
  });

  test("has no more results than GitHub takes: the errors, then warnings, and says how many are left out", async () => {
    const filters = Array.from({ length: 13_000 }, () => ({ note: 1, expression: "1==1", targets: [] }));
    const { run, code } = await sarif(["-"], JSON.stringify({ filters, default_filter: { queue: Q } }));
    expect(code).toBe(1);
    const levels = run.results.map(({ level }) => level);
    expect(levels).toHaveLength(25_000);
    expect(levels.lastIndexOf("error")).toBe(13_000 - 1);
    expect(levels.indexOf("warning")).toBe(13_000);
    const [{ executionSuccessful, toolExecutionNotifications: [told] = [] } = {}] = run.invocations;
    expect({ executionSuccessful, level: told?.level }).toEqual({ executionSuccessful: true, level: "warning" });
    expect(told?.message.text).toMatch(
      /^\d+ more findings are left out, since GitHub takes at most 25000 in one file$/,
    );
  });

  test("of standard input", async () => {
    const { run } = await sarif(["-"], "[");
    expect(run.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe("stdin");
  });

  test("of nothing wrong", async () => {
    const { run, code } = await sarif(["-"], `{"default_filter":{"queue":"${Q}"}}`);
    expect({ code, results: run.results }).toEqual({ code: 0, results: [] });
  });

  test("links to the documentation where the package says where that is", () => {
    const made = (repository: string | undefined): Sarif =>
      JSON.parse(sarifReport([], { manifest: { ...manifest(), repository }, problems: [], notes: [] })) as Sarif;
    const { driver } = made("https://example.org/owner/name").runs[0]?.tool ?? {};
    expect(driver?.informationUri).toBe("https://example.org/owner/name");
    expect(driver?.rules.find(({ id }) => id === "TR1006")?.helpUri).toBe(
      "https://example.org/owner/name/blob/main/docs/diagnostics.md#tr1006",
    );
    expect(JSON.stringify(made(undefined))).not.toContain("helpUri");
  });

  test.each([
    ["git+https://example.org/owner/name.git", "https://example.org/owner/name"],
    ["https://example.org/owner/name/", "https://example.org/owner/name"],
    ["git@example.org:owner/name.git", undefined],
    [undefined, undefined],
  ])("the address of %s", (repository, address) => {
    expect(webAddress(repository)).toBe(address);
  });
});

import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json";
import { UNKNOWN } from "../../src/core/unknown";
import { check } from "../../src/lifecycle/check";
import { routingFindings, withoutText } from "../../src/lifecycle/findings";
import { taskQueue } from "../../src/resources/descriptors/task-queue";
import { workflow } from "../../src/resources/descriptors/workflow";

const QUEUE = `WQ${"0".repeat(32)}`;
const found = (inputs: JsonObject): string[] =>
  routingFindings(workflow.fields, inputs).map(({ code, severity }) => `${severity} ${code}`);
const document = (expression: Json): JsonObject => ({
  task_routing: { filters: [{ expression, targets: [{ queue: QUEUE }] }], default_filter: { queue: QUEUE } },
});
const WRONG = { configuration: document("type HSA 'a'") };
const DOUBTFUL = { configuration: document("task.type == 'a'") };

const MINIMAL = { workspaceSid: `WS${"0".repeat(32)}`, friendlyName: "calls" };

describe("what becomes of what is wrong with routing", () => {
  test.each<[string, JsonObject, string[]]>([
    ["an error stays one", WRONG, ["error TR1006"]],
    ["also where the policy says so", { ...WRONG, validation: "error" }, ["error TR1006"]],
    ["it is a warning", { ...WRONG, validation: "warn" }, ["warning TR1006"]],
    ["it is nothing", { ...WRONG, validation: "off" }, []],
    ["a warning stays one", { ...DOUBTFUL, validation: "warn" }, ["warning TR1101"]],
    ["a warning is nothing", { ...DOUBTFUL, validation: "off" }, []],
    ["a single code is silenced", { ...DOUBTFUL, ignoreDiagnostics: ["TR1101"] }, []],
    ["an error too, where Twilio knows better", { ...WRONG, ignoreDiagnostics: ["TR1006"] }, []],
    ["another code is not", { ...DOUBTFUL, ignoreDiagnostics: ["TR1102"] }, ["warning TR1101"]],
    ["nobody knows yet how strictly", { ...WRONG, validation: UNKNOWN }, []],
    ["nobody knows yet which codes", { ...WRONG, ignoreDiagnostics: ["TR1101", UNKNOWN] }, []],
    ["nobody knows yet any of the codes", { ...WRONG, ignoreDiagnostics: UNKNOWN }, []],
    ["what does not exist silences nothing", { ignoreDiagnostics: ["TR9999"] }, ["error TR4105"]],
    ["not even where nothing is looked at", { validation: "off", ignoreDiagnostics: ["TR9999"] }, ["error TR4105"]],
  ])("%s", (_what, inputs, expected) => {
    expect(found(inputs)).toEqual(expected);
  });

  test.each<[string, Json, string]>([
    ["text that is no JSON", "{", "error TR2001"],
    ["text in text", '"{}"', "error TR2001"],
    ["a number", 3, "error TR2003"],
    ["a list", [], "error TR2003"],
    ["more than Twilio takes", { task_routing: {}, note: "x".repeat(1_038_576) }, "error TR3002"],
  ])("what cannot be sent is an error whatever the policy: %s", (_what, configuration, expected) => {
    for (const policy of [{}, { validation: "warn" }, { validation: "off" }, { ignoreDiagnostics: ["TR2003"] }]) {
      const { failures } = check(workflow, { ...MINIMAL, configuration, ...policy }, () => false);
      expect(failures.map(({ reason }) => reason).join()).toContain(expected.replace("error ", ""));
    }
  });

  test('text that is no JSON is kept under "off" where the state has it already, and only as it is there', () => {
    const failures = (configuration: Json, validation: string, old?: Json): number =>
      check(
        workflow,
        { ...MINIMAL, configuration, validation },
        () => false,
        old === undefined ? {} : { configuration: old },
      ).failures.length;
    const yaml = "task-routing:\n  - filter: \n      - 1 == 1\n";
    expect(failures(yaml, "off", yaml)).toBe(0);
    expect(failures(yaml, "warn", yaml)).toBe(1);
    expect(failures(yaml, "off", `${yaml} `)).toBe(1);
    expect(failures(yaml, "off")).toBe(1);
    expect(found({ configuration: yaml, validation: "off" })).toEqual(["warning TR2001"]);
  });

  test("a queue whose tasks wait for ever is meant so; another expression is read as a worker's", () => {
    const ofQueue = (targetWorkers: Json): string[] =>
      routingFindings(taskQueue.fields, { targetWorkers }).map(({ code }) => code);
    expect(["", "1==1", "skills HAS 'x'", UNKNOWN, 5].flatMap(ofQueue)).toEqual([]);
    expect(ofQueue("worker.skills HAS 'x'")).toEqual(["TR1104"]);
    expect(ofQueue("skill-level > 3")).toEqual(["TR1005"]);
  });

  test("of a secret, only the place and the rule are named", () => {
    const findings = [
      ...routingFindings(workflow.fields, { configuration: document("hush HSA 'hush'") }),
      ...routingFindings(workflow.fields, { configuration: { task_routing: { filters: [{ hush: "hush" }] } } }),
    ];
    expect(findings.length).toBeGreaterThan(2);
    for (const finding of findings.map(withoutText)) {
      expect(finding.message).not.toBe("");
      expect(JSON.stringify({ ...finding, path: [] })).not.toContain("hush");
    }
  });
});

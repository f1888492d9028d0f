import { describe, expect, test } from "vitest";
import { scene } from "../support/scene";

const QUEUE = `WQ${"0".repeat(31)}1`;
const MAIN = `const main = new taskrouter.Workspace("main");
const billing = new taskrouter.TaskQueue("billing", { workspaceSid: main });
`;

/** One workflow with one filter and a queue that is not known before it is made. */
function workflow(name: string, filter: string, more = ""): string {
  return `new taskrouter.Workflow("${name}", { workspaceSid: main, ${more}configuration: {
    filters: [{ filter_friendly_name: "a", ${filter} }], default_filter: { queue: billing } } });\n`;
}

/** How often a text occurs in the list of messages at the end; Pulumi shows the first of each resource beside it as well. */
function count(output: string, part: string): number {
  return output.slice(output.indexOf("\nDiagnostics:")).split(part).length - 1;
}

describe("five mistakes in three workflows", () => {
  const here = scene();
  const mistakes = [
    "configuration.task_routing.filters[0].expression: unknown operator HSA, did you mean HAS? [TR1006]",
    "configuration.task_routing.filters[0].targets[0].priority: ",
    "configuration.task_routing.filters[0].expression: the text that begins with ' here is never closed [TR1002]",
    "configuration.task_routing.filters[0].targets[0].queue: ",
    "configuration.task_routing.filters[0].targets[0].order_by: the direction is ASC or DESC [TR1017]",
  ];

  test("are all printed by one preview, each once, and nothing is sent", async () => {
    const program =
      MAIN +
      workflow("one", `expression: "skills HSA 'x'", targets: [{ queue: billing, priority: -1 }]`) +
      workflow("two", `expression: "type == 'a", targets: [{ queue: "Billing" }]`) +
      workflow("three", `expression: "type == 'c'", targets: [{ queue: billing, order_by: "worker.level DOWN" }]`);
    const run = await here.stack.program(program).preview();
    expect(run.code).not.toBe(0);
    for (const mistake of mistakes) expect(count(run.output, mistake), `${mistake}\n${run.output}`).toBe(1);
    expect(run.output).toContain("skills HSA 'x'\n");
    expect(run.output).toMatch(/\n +\^\^\^\n/);
    expect(here.emulator.requests()).toEqual([]);
  });

  test("mended, the same program previews clean and is applied", async () => {
    const program =
      MAIN +
      workflow("one", `expression: "skills HAS 'x'", targets: [{ queue: billing, priority: 1 }]`) +
      workflow("two", `expression: "type == 'a'", targets: [{ queue: "${QUEUE}" }]`).replace(`"${QUEUE}"`, "billing") +
      workflow("three", `expression: "type == 'c'", targets: [{ queue: billing, order_by: "worker.level DESC" }]`);
    const preview = await here.stack.program(program).preview();
    expect(preview.code, preview.output).toBe(0);
    expect(preview.output).not.toMatch(/TR\d{4}/);
    const up = await here.stack.up();
    expect(up.code, up.output).toBe(0);
    expect(up.output).not.toMatch(/TR\d{4}/);
  });
});

describe("what is said and what stops", () => {
  const here = scene();
  const doubtful = `expression: "task.type == 'a'", targets: [{ queue: billing }]`;
  const wrong = `expression: "type === 'a'", targets: [{ queue: billing }]`;

  test("a warning bears the resource's name, with queues that are yet to be made, and stops nothing", async () => {
    const run = await here.stack.program(MAIN + workflow("calls", doubtful)).preview();
    expect(run.code, run.output).toBe(0);
    expect(run.output).toMatch(/taskrouter:Workflow \(calls\):?\s[\s\S]*warning: configuration[^\n]*\[TR1101\]/);
    expect(count(run.output, "[TR1101]")).toBe(1);
  });

  test("what is silenced is not said; an unknown code is a mistake", async () => {
    const silent = await here.stack
      .program(MAIN + workflow("calls", doubtful, `ignoreDiagnostics: ["TR1101"], `))
      .preview();
    expect(silent.code, silent.output).toBe(0);
    expect(silent.output).not.toContain("TR1101");
    const misspelt = await here.stack
      .program(MAIN + workflow("calls", doubtful, `ignoreDiagnostics: ["TR11O1"], `))
      .preview();
    expect(misspelt.code).not.toBe(0);
    expect(misspelt.output).toContain("did you mean TR1101?");
  });

  test('validation: "warn" lets Twilio decide, "off" says nothing, and changing either sends nothing', async () => {
    const warned = await here.stack.program(MAIN + workflow("calls", wrong, `validation: "warn", `)).up();
    expect(warned.code, warned.output).toBe(0);
    expect(warned.output).toMatch(/warning: configuration[^\n]*\[TR1006\]/);
    here.emulator.clearRequests();
    const off = await here.stack.program(MAIN + workflow("calls", wrong, `validation: "off", `)).up();
    expect(off.code, off.output).toBe(0);
    expect(off.output).not.toContain("TR1006");
    expect(off.stdout).toContain("~ 1 updated");
    expect(here.emulator.requests().filter(({ method }) => method !== "GET")).toEqual([]);
  });

  test("a queue's expression is checked too", async () => {
    const program = `${MAIN}new taskrouter.TaskQueue("q", { workspaceSid: main, targetWorkers: "skill-level > 3" });`;
    const run = await here.stack.program(program).preview();
    expect(run.code).not.toBe(0);
    expect(count(run.output, "targetWorkers: skill-level has a hyphen")).toBe(1);
  });

  test("an expression that is not known yet is checked once it is", async () => {
    const program =
      `${MAIN}const other = new taskrouter.Activity("other", { workspaceSid: main });\n` +
      workflow("late", 'expression: pulumi.concat("sid === \'", other.sid, "\'"), targets: [{ queue: billing }]');
    const preview = await here.stack.program(program).preview();
    expect(preview.code, preview.output).toBe(0);
    expect(preview.output).not.toContain("TR1006");
    const up = await here.stack.up();
    expect(up.code).not.toBe(0);
    expect(up.output).toContain("unknown operator ===, did you mean ==? [TR1006]");
  });

  test("the text of a secret is not shown", async () => {
    const program =
      MAIN + workflow("calls", `expression: pulumi.secret("tier === 'hush'"), targets: [{ queue: billing }]`);
    const run = await here.stack.program(program).preview();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("[TR1006]");
    expect(run.output).not.toContain("hush");
  });
});

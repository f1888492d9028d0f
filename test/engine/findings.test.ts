import { afterAll, describe, expect, test } from "vitest";
import { SDKS, UserFolder } from "../support/dynamic-host";
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
  const here = scene({ emulator: { lenientExpressions: true } });
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

  test("a mistake in what is ignored stops nothing", async () => {
    const good = workflow("kept", `expression: "type == 'a'", targets: [{ queue: billing }]`);
    expect((await here.stack.program(MAIN + good).up()).code).toBe(0);
    const ignored = good.replace("==", "===").replace(/\);\n$/, ', { ignoreChanges: ["configuration"] });\n');
    const run = await here.stack.program(MAIN + ignored).up();
    expect(run.code, run.output).toBe(0);
    expect(run.stdout).toContain("4 unchanged");
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

// The rejected dependency, the messages and the values that are unknown in part are no documented contract of the SDK.
describe.each(SDKS)("with SDK $version", (sdk) => {
  const folder = new UserFolder(sdk);
  const here = scene({ stack: () => ({ modules: folder.path }) });
  afterAll(() => folder.dispose());
  const known = (name: string, expression: string, target = ""): string =>
    `new taskrouter.Workflow("${name}", { workspaceSid: "WS${"0".repeat(32)}", configuration: {
      filters: [{ expression: ${expression}, targets: [{ queue: "${QUEUE}"${target} }] }], default_filter: { queue: "${QUEUE}" } } });\n`;

  test("a warning that waits for its resource holds up nobody's errors, and an ordinary mistake hides none", async () => {
    const program =
      MAIN +
      workflow("warned", `expression: "task.type == 'a'", targets: [{ queue: billing }]`) +
      known("one", `"type HSA 'one'"`) +
      'new taskrouter.TaskQueue("bad", { workspaceSid: main, maxReservedWorkers: 51 });\n' +
      known("two", `"type HSA 'two'"`);
    const run = await here.stack.program(program).preview();
    expect(run.code).not.toBe(0);
    for (const said of [
      'Workflow "one": configuration',
      'Workflow "two": configuration',
      "maxReservedWorkers: must be",
    ])
      expect(count(run.output, said), `${said}\n${run.output}`).toBe(1);
    expect(run.output).toContain("type HSA 'one'\n");
  });

  test("what depends on a resource with mistakes says its own ones, and those of the other are said once", async () => {
    const program =
      'const q = new taskrouter.TaskQueue("q", { workspaceSid: "WS' +
      `${"0".repeat(32)}", targetWorkers: "a HSA 'b'", maxReservedWorkers: 51 });\n` +
      known("after", `"type HSA 'c'"`).replaceAll(`"${QUEUE}"`, "q") +
      known("warned", `"task.type == 'a'"`).replaceAll(`"${QUEUE}"`, "q");
    const run = await here.stack.program(program).preview();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain(
      'error: TaskQueue "q": several mistakes:\n      maxReservedWorkers: must be between 1 and 50, not 51',
    );
    expect(count(run.output, "targetWorkers: unknown operator HSA"), run.output).toBe(1);
    expect(count(run.output, 'error: Workflow "after": configuration'), run.output).toBe(1);
    expect(run.output).not.toMatch(/failed to deliver|error serializing/);
  });

  test("what is known only later is said later, in one line and without a stack", async () => {
    const later = (text: string): string => `new Promise((done) => setTimeout(() => done("${text}"), 1000))`;
    const program = known("slow", later("a HSA 'slow'")) + known("both", later("b HSA 'both'"), ", priority: -1");
    const run = await here.stack.program(program).preview();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain('error: Workflow "slow": configuration');
    expect(count(run.output, 'error: Workflow "both": configuration'), run.output).toBe(2);
    expect(run.output).not.toMatch(/\n\s+at /);
  });

  test("exports of what was refused add nothing to what is said", async () => {
    const program = (expression: string, queue: string): string =>
      `${MAIN}const calls = ${workflow("calls", `expression: "${expression}", targets: [{ queue: billing }]`)}
       module.exports = async () => {
         await new Promise((done) => setTimeout(done, 500));
         return { sid: calls.sid, named: { name: calls.friendlyName, text: calls.configuration.apply(String) } };
       };`.replace("default_filter: { queue: billing }", `default_filter: { queue: ${queue} }`);
    const faulty = program("a HSA 'b'", "main.sid");
    const made = await here.stack.program(faulty).preview();
    expect((await here.stack.program(program("a HAS 'b'", "billing")).up()).code).toBe(0);
    for (const run of [made, await here.stack.program(faulty).preview(), await here.stack.up()]) {
      expect(run.code).not.toBe(0);
      expect(count(run.output, "[TR1006]"), run.output).toBe(1);
      expect(run.output).not.toMatch(/Warning|node:\d|error serializing|\n\s+at /);
    }
  });

  test("a clean program applies, unknowns and all, and its state knows nothing of all this", async () => {
    const run = await here.stack
      .program(MAIN + workflow("calls", `expression: "type == 'a'", targets: [{ queue: billing }]`))
      .up();
    expect(run.code, run.output).toBe(0);
    expect(Object.keys(here.stack.resource("calls").inputs ?? {}).sort()).toEqual([
      "__provider",
      "configuration",
      "friendlyName",
      "workspaceSid",
    ]);
  });
});

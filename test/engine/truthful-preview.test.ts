import { describe, expect, test } from "vitest";
import { byHand, scene } from "../support/scene";
import { workspaces, writes } from "../support/truth";

const MAIN =
  'const main = new taskrouter.Workspace("main");\nconst q = new taskrouter.TaskQueue("q", { workspaceSid: main });\n';

describe("an unchanged program", () => {
  const here = scene();

  test("shows no change, also where it goes on with outputs that are at their defaults", async () => {
    const program =
      MAIN +
      'const a = new taskrouter.Activity("a", { workspaceSid: main });\n' +
      'new taskrouter.Activity("b", { workspaceSid: main, available: a.available.apply((v) => v ?? false) });\n' +
      'new taskrouter.TaskQueue("q2", { workspaceSid: main, maxReservedWorkers: q.maxReservedWorkers.apply((n) => n ?? 1) });\n' +
      'new taskrouter.Workspace("w2", { template: main.template.apply((t) => t ?? "NONE") });\n';
    expect((await here.stack.program(program).up()).code).toBe(0);
    const run = await here.stack.preview("--expect-no-changes");
    expect(run.code, run.output).toBe(0);
  });

  test("nor does one with outputs of `.get`: every property of those is known", async () => {
    const { id, inputs } = here.stack.resource("q");
    const program = `${MAIN}const got = taskrouter.TaskQueue.get("got", "${id}", { workspaceSid: "${inputs?.["workspaceSid"]}" });\nexports.out = [got.taskOrder, got.targetWorkers, got.maxReservedWorkers, got.reservationActivitySid];\n`;
    const run = await here.stack.program(program).up();
    expect(run.code, run.output).toBe(0);
    const preview = await here.stack.preview("--expect-no-changes");
    expect(preview.code, preview.output).toBe(0);
    expect(preview.output).not.toContain("unknown");
  });
});

describe("paths into the configuration mean the same in the program and in state", () => {
  const here = scene({ secrets: ["TOPSECRET-expression", "TOPSECRET-note"] });
  const workflow = (filters: string, options: string): string =>
    `${MAIN}new taskrouter.Workflow("w", { workspaceSid: main, configuration: { filters: ${filters}, default_filter: { queue: q, note: pulumi.secret("TOPSECRET-note") } } }, ${options});\n`;
  const FILTERS = `[{ expression: pulumi.secret("TOPSECRET-expression").apply((s) => "k == '" + s + "'"), targets: [{ queue: q }] }]`;

  test("secrets inside a document without its wrapper stay secret in state and on the screen", async () => {
    expect((await here.stack.program(workflow(FILTERS, "{}")).up()).code).toBe(0);
    const preview = await here.stack.program(workflow(FILTERS.replace("k ==", "j =="), "{}")).preview("--diff");
    expect(preview.code, preview.output).toBe(0);
    expect(preview.output).toContain("[secret]");
  });

  const CHANGED = "[{ expression: '1==1', targets: [{ queue: q }] }]";

  test.each([
    ["configuration.default_filter", FILTERS, "another note"],
    ["configuration.task_routing.default_filter", FILTERS, "another note"],
    ["configuration.filters", CHANGED, "TOPSECRET-note"],
    ["configuration.task_routing.filters", CHANGED, "TOPSECRET-note"],
  ])("ignoreChanges on %s keeps what is there, whatever the program says of it", async (path, filters, note) => {
    const program = workflow(filters, `{ ignoreChanges: ["${path}"] }`).replace("TOPSECRET-note", note);
    const before = workspaces(here.emulator)[0]?.workflows[0]?.configuration;
    here.emulator.clearRequests();
    const run = await here.stack.program(program).up();
    expect(run.code, run.output).toBe(0);
    expect(run.output).not.toContain("cannot ignore changes");
    expect(writes(here.emulator)).toEqual([]);
    expect(workspaces(here.emulator)[0]?.workflows[0]?.configuration).toBe(before);
    expect(before).toContain("TOPSECRET-note");
  });
});

describe("names that are taken", () => {
  const here = scene();

  test("are refused with what to do about it", async () => {
    const named = (one: string, two: string): string =>
      `const main = new taskrouter.Workspace("main");\nnew taskrouter.TaskQueue("one", { workspaceSid: main, friendlyName: "${one}" });\nnew taskrouter.TaskQueue("two", { workspaceSid: main, friendlyName: "${two}" });\n`;
    expect((await here.stack.program(named("A", "B")).up()).code).toBe(0);
    const run = await here.stack.program(named("B", "A")).up();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("already exists for workspace");
    expect(run.output).toContain("to swap two names, go through a third one");
    expect((await byHand(here.emulator, "GET", "/v1/Workspaces")).status).toBe(200);
  });
});

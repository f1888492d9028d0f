import { describe, expect, test } from "vitest";
import { changes } from "../support/preview";
import { programOf, ref } from "../support/program";
import { byHand, scene } from "../support/scene";
import { workspaces, writes } from "../support/truth";

/** The probes of peers.md on which the others fail; adoption (10) has its own issue. */
describe("the eleven probes", () => {
  const here = scene();
  const inMain = { workspaceSid: ref("main") };
  const pretty = '{ "task_routing": {\n  "default_filter": { "task_queue_sid": "QUEUE" },\n  "filters": [ ]\n} }';
  interface Shape {
    readonly name?: string;
    readonly queue?: Record<string, unknown>;
    readonly available?: boolean;
    readonly document?: "object" | "text";
  }
  const program = ({ name, queue, available = true, document = "object" }: Shape = {}): string =>
    programOf([
      { kind: "Workspace", name: "main", args: name === undefined ? {} : { friendlyName: name } },
      { kind: "Activity", name: "ready", args: { ...inMain, available } },
      { kind: "TaskQueue", name: "billing", args: { ...inMain, ...queue } },
    ]) +
    (document === "object"
      ? '\nnew taskrouter.Workflow("calls", { workspaceSid: r_main, configuration: { default_filter: { queue: r_billing } } });'
      : `\nnew taskrouter.Workflow("calls", { workspaceSid: r_main, configuration: r_billing.id.apply((sid) => ${JSON.stringify(pretty)}.replace("QUEUE", sid)) });`);

  test("1: a configuration that is not JSON is refused at preview, with the place", async () => {
    const run = await here.stack
      .program(
        'const main = new taskrouter.Workspace("main");\nnew taskrouter.Workflow("calls", { workspaceSid: main, configuration: "{not json" });',
      )
      .preview();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain('configuration: is not JSON: expected a key in double quotes or "}", found "not"');
    expect(run.output).toMatch(/^\s+\{not json\n\s+\^\^\^$/m);
    expect(here.emulator.requests()).toEqual([]);
  });

  test("2: a queue is created", async () => {
    const run = await here.stack.program(program({ queue: { maxReservedWorkers: 5 } })).up();
    expect(run.code, run.output).toBe(0);
    expect(workspaces(here.emulator)[0]?.task_queues.map(({ friendly_name: name }) => name)).toEqual(["billing"]);
  });

  test("3 and 11: nothing changed, or only the formatting of the workflow's JSON, is no change", async () => {
    for (const document of ["object", "text"] as const) {
      const run = await here.stack
        .program(program({ queue: { maxReservedWorkers: 5 }, document }))
        .preview("--expect-no-changes");
      expect(run.code, run.output).toBe(0);
    }
  });

  test("4: a removed maxReservedWorkers goes back to its default", async () => {
    here.emulator.clearRequests();
    expect((await here.stack.program(program()).up()).code).toBe(0);
    expect(writes(here.emulator).map(({ form }) => form)).toEqual([{ MaxReservedWorkers: "1" }]);
  });

  test("5: an edit in the console is seen by refresh, shown, and repaired by the next up", async () => {
    const { id, inputs } = here.stack.resource("billing");
    await byHand(here.emulator, "POST", `/v1/Workspaces/${inputs?.["workspaceSid"]}/TaskQueues/${id}`, {
      TargetWorkers: "1==0",
    });
    const preview = await here.stack.preview("--refresh", "--diff");
    expect(preview.output).toMatch(/~ targetWorkers\s*: "1==1" => "1==0"|\+ targetWorkers: "1==0"/);
    expect((await here.stack.refresh()).code).toBe(0);
    here.emulator.clearRequests();
    expect((await here.stack.up()).code).toBe(0);
    expect(writes(here.emulator).map(({ form }) => form)).toEqual([{ TargetWorkers: "1==1" }]);
  });

  test("6: while a parent is being updated its children are shown as unchanged", async () => {
    const preview = await here.stack.program(program({ name: "Renamed" })).preview("--json");
    expect(changes(preview.stdout)).toEqual({ main: { op: "update", properties: ["friendlyName"] } });
  });

  test("7: flipping available on an activity is a replacement", async () => {
    const preview = await here.stack.program(program({ available: false })).preview("--json");
    expect(Object.keys(changes(preview.stdout))).toEqual(["ready"]);
    expect(preview.stdout).toContain('"op": "replace"');
  });

  test("8: what was deleted in the console leaves the state at refresh, and comes back with the next up", async () => {
    const { id, inputs } = here.stack.resource("ready");
    await byHand(here.emulator, "DELETE", `/v1/Workspaces/${inputs?.["workspaceSid"]}/Activities/${id}`);
    const run = await here.stack.program(program()).refresh();
    expect(run.code, run.output).toBe(0);
    expect(here.stack.resources().some(({ urn }) => urn.endsWith("::ready"))).toBe(false);
    expect((await here.stack.up()).code).toBe(0);
  });

  test("9: what was deleted in the console does not stop destroy", async () => {
    await byHand(here.emulator, "DELETE", `/v1/Workspaces/${here.stack.resource("main").id}`);
    const run = await here.stack.destroy();
    expect(run.code, run.output).toBe(0);
    expect(here.stack.resources()).toEqual([]);
  });
});

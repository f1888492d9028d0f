import { describe, expect, test } from "vitest";
import { changes } from "../support/preview";
import { programOf, ref } from "../support/program";
import { scene } from "../support/scene";
import { workspaces, writes } from "../support/truth";

const inMain = { workspaceSid: ref("main") };

describe("what replaces", () => {
  const here = scene();
  const activity = (available: boolean): string =>
    programOf([
      { kind: "Workspace", name: "main" },
      { kind: "Activity", name: "lunch", args: { ...inMain, available } },
      { kind: "WorkspaceDefaults", name: "defaults", args: { ...inMain, timeoutActivitySid: ref("lunch") } },
    ]);

  test("available of an Activity does: the preview says so, and shows what refers to it as updated", async () => {
    expect((await here.stack.program(activity(true)).up()).code).toBe(0);
    const preview = await here.stack.program(activity(false)).preview("--json");
    expect(changes(preview.stdout)).toMatchObject({
      lunch: { properties: ["available"] },
      defaults: { op: "update", properties: ["timeoutActivitySid"] },
    });
    expect(preview.stdout).toContain('"op": "replace"');
  });

  test("the successor may have the predecessor's name, also when the answer to its create is lost", async () => {
    const before = here.stack.resource("lunch").id;
    here.emulator.clearRequests();
    here.emulator.fault({ method: "POST", route: "/v1/Workspaces/{WorkspaceSid}/Activities", kind: "close-after" });
    const run = await here.stack.up();
    expect(run.code, run.output).toBe(0);
    const lunches = workspaces(here.emulator)[0]?.activities.filter(({ friendly_name: name }) => name === "lunch");
    expect(lunches).toHaveLength(1);
    expect(here.stack.resource("lunch").id).toBe(lunches?.[0]?.sid);
    expect(here.stack.resource("lunch").id).not.toBe(before);
    // One create, one update of the default, one delete: in that order, or the delete would be refused.
    expect(writes(here.emulator).map(({ method, route }) => `${method} ${route}`)).toEqual([
      "POST /v1/Workspaces/{WorkspaceSid}/Activities",
      "POST /v1/Workspaces/{Sid}",
      "DELETE /v1/Workspaces/{WorkspaceSid}/Activities/{Sid}",
    ]);
  });

  test("template of a Workspace does, and everything in it goes along", async () => {
    const program = (template: string): string =>
      programOf([
        { kind: "Workspace", name: "main", args: { template } },
        { kind: "Activity", name: "lunch", args: inMain },
        { kind: "WorkspaceDefaults", name: "defaults", args: { ...inMain, timeoutActivitySid: ref("lunch") } },
      ]);
    const preview = await here.stack.program(program("FIFO")).preview("--json");
    const replaced = Object.entries(changes(preview.stdout)).map(([name, { properties }]) => [name, properties]);
    expect(Object.fromEntries(replaced)).toMatchObject({ main: ["template"], lunch: ["workspaceSid"] });
    const run = await here.stack.up();
    expect(run.code, run.output).toBe(0);
    expect(workspaces(here.emulator)).toHaveLength(1);
    expect(workspaces(here.emulator)[0]?.workflows.map(({ friendly_name: name }) => name)).toEqual([
      "Default Fifo Workflow",
    ]);
  });

  test("nothing else does: a refresh after that finds nothing, though the API never answers the template", async () => {
    const run = await here.stack.refresh("--expect-no-changes");
    expect(run.code, run.output).toBe(0);
    expect((await here.stack.preview("--expect-no-changes")).code).toBe(0);
  });

  test("what the program says with replaceOnChanges does, under the same name", async () => {
    const program = (taskReservationTimeout: number): string =>
      programOf([
        { kind: "Workspace", name: "main", args: { template: "FIFO" } },
        { kind: "TaskQueue", name: "q", args: inMain },
        {
          kind: "Workflow",
          name: "calls",
          args: { ...inMain, taskReservationTimeout, configuration: { default_filter: { queue: ref("q") } } },
          opts: '{ replaceOnChanges: ["taskReservationTimeout"] }',
        },
        { kind: "Activity", name: "lunch", args: inMain },
        { kind: "WorkspaceDefaults", name: "defaults", args: { ...inMain, timeoutActivitySid: ref("lunch") } },
      ]);
    expect((await here.stack.program(program(20)).up()).code).toBe(0);
    const before = here.stack.resource("calls").id;
    const run = await here.stack.program(program(30)).up();
    expect(run.code, run.output).toBe(0);
    expect(here.stack.resource("calls").id).not.toBe(before);
  });

  test("destroy puts the default back first, so that nothing is refused", async () => {
    const run = await here.stack.destroy();
    expect(run.code, run.output).toBe(0);
    expect(workspaces(here.emulator)).toEqual([]);
  });
});

describe("deletedWith", () => {
  const here = scene();

  test("is the user's choice: destroy is then one DELETE for a workspace and all in it, after a look for tasks", async () => {
    const opts = "{ deletedWith: r_main }";
    const program = programOf([
      { kind: "Workspace", name: "main" },
      { kind: "Activity", name: "lunch", args: inMain, opts },
      { kind: "TaskQueue", name: "billing", args: inMain, opts },
      {
        kind: "Workflow",
        name: "calls",
        args: { ...inMain, configuration: { default_filter: { queue: ref("billing") } } },
        opts,
      },
    ]);
    expect((await here.stack.program(program).up()).code).toBe(0);
    here.emulator.clearRequests();
    const run = await here.stack.destroy();
    expect(run.code, run.output).toBe(0);
    expect(here.emulator.requests().map(({ method, route }) => `${method} ${route}`)).toEqual([
      "GET /v1/Workspaces/{WorkspaceSid}/Tasks",
      "DELETE /v1/Workspaces/{Sid}",
    ]);
  });
});

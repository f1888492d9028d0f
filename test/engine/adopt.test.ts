import { describe, expect, test } from "vitest";
import { changes } from "../support/preview";
import { byHand, type Scene, scene } from "../support/scene";
import { workspaces, writes } from "../support/truth";

/** Makes an object as the console would; it is nobody's in the program. */
async function byConsole(here: Scene, path: string, form: Record<string, string>): Promise<string> {
  const { body } = await byHand(here.emulator, "POST", path, form);
  const sid = String(body["sid"]);
  here.strangers.add(sid);
  return sid;
}

const live = async (here: Scene, path: string): Promise<Record<string, unknown>> =>
  (await byHand(here.emulator, "GET", path)).body;

describe("a workspace with what nobody declared", () => {
  const here = scene();
  let main = "";
  let queue = "";
  let available = "";
  const program = (adopt = "adopt: true, ", options = ""): string =>
    [
      `const available = new taskrouter.Activity("ready", { ${adopt}workspaceSid: "${main}", friendlyName: "Available", available: true }${options});`,
      `new taskrouter.TaskQueue("billing", { ${adopt}workspaceSid: "${main}", friendlyName: "Billing", targetWorkers: "skills HAS 'billing'", assignmentActivitySid: available }${options});`,
    ].join("\n");

  test("the preview shows adopt and, beside each resource, what it means; nothing is looked up", async () => {
    main = await byConsole(here, "/v1/Workspaces", { FriendlyName: "Flex Task Assignment" });
    queue = await byConsole(here, `/v1/Workspaces/${main}/TaskQueues`, {
      FriendlyName: "Billing",
      MaxReservedWorkers: "7",
    });
    available = workspaces(here.emulator)[0]?.activities[1]?.sid ?? "";
    here.strangers.add(available);
    here.emulator.clearRequests();
    const run = await here.stack.program(program()).preview("--diff");
    expect(run.code, run.output).toBe(0);
    expect(run.output).toMatch(/adopt\s*: true/);
    expect(run.output).toContain(
      'adopts the existing TaskQueue named "Billing" if there is one, or makes it; removing it from the program releases it, it is not deleted',
    );
    expect(run.output).toContain('adopts the existing Activity named "Available" if there is one');
    expect(here.emulator.requests()).toEqual([]);
  });

  test("up takes both over, with one write for the one that differs and none for the other", async () => {
    const run = await here.stack.up();
    expect(run.code, run.output).toBe(0);
    expect(here.stack.resource("billing").id).toBe(queue);
    expect(here.stack.resource("ready").id).toBe(available);
    expect(writes(here.emulator).map(({ path, form }) => ({ path, form }))).toEqual([
      {
        path: `/v1/Workspaces/${main}/TaskQueues/${queue}`,
        form: {
          TargetWorkers: "skills HAS 'billing'",
          MaxReservedWorkers: "1",
          AssignmentActivitySid: available,
        },
      },
    ]);
    expect(run.output).toContain(
      `Activity "Available": adopted ${available} (equal to the program, so nothing was sent)`,
    );
    expect(run.output).toContain(
      `TaskQueue "Billing": adopted ${queue} (updated: targetWorkers, maxReservedWorkers, assignmentActivitySid)`,
    );
    expect(run.output, "only a preview says what will be").not.toContain("adopts the existing");
  });

  test("after that a preview and another up show nothing, send nothing and say nothing", async () => {
    here.emulator.clearRequests();
    for (const run of [await here.stack.preview("--expect-no-changes"), await here.stack.up("--expect-no-changes")]) {
      expect(run.code, run.output).toBe(0);
      expect(run.output).not.toContain("adopt");
    }
    expect(here.emulator.requests()).toEqual([]);
  });

  test("a refresh finds no drift", async () => {
    const run = await here.stack.refresh("--expect-no-changes");
    expect(run.code, run.output).toBe(0);
    expect(here.stack.resource("billing").inputs).toMatchObject({ adopt: true });
    expect(here.stack.resource("billing").outputs).toMatchObject({ adopt: true });
  });

  test.each([
    ["taken out", "", ", { retainOnDelete: true }"],
    ["another one", `adopt: { sid: "WQ${"0".repeat(32)}" }, `, ""],
    ["put back", "adopt: true, ", ""],
  ])("adopt %s: no change in the preview, nothing sent, and a refresh finds nothing", async (_what, adopt, options) => {
    const text = adopt.includes("sid") ? program(adopt).replace(/WQ(0+)/, "WA$1") : program(adopt, options);
    here.stack.program(text);
    here.emulator.clearRequests();
    const preview = await here.stack.preview("--json");
    expect(changes(preview.stdout)).toEqual({});
    const run = await here.stack.up("--expect-no-changes");
    expect(run.code, run.output).toBe(0);
    expect(here.emulator.requests()).toEqual([]);
    const refresh = await here.stack.refresh("--expect-no-changes");
    expect(refresh.code, refresh.output).toBe(0);
    expect((await here.stack.preview("--expect-no-changes")).code).toBe(0);
    expect(writes(here.emulator)).toEqual([]);
  });

  test("one that is removed from the program is shown as retained, and stays", async () => {
    const run = await here.stack.program(program().split("\n")[0] ?? "").up();
    expect(run.code, run.output).toBe(0);
    expect(run.output).toMatch(/TaskQueue billing .*retain/);
    expect((await live(here, `/v1/Workspaces/${main}/TaskQueues/${queue}`))["friendly_name"]).toBe("Billing");
    const back = await here.stack.program(program()).up();
    expect(back.code, back.output).toBe(0);
    expect(here.stack.resource("billing").id).toBe(queue);
  });

  test("destroy says retained, and leaves them in the account", async () => {
    here.emulator.clearRequests();
    const shown = await here.stack.run("destroy", "--preview-only");
    expect(shown.output).toMatch(/retain/);
    const run = await here.stack.destroy();
    expect(run.code, run.output).toBe(0);
    expect(run.output).toMatch(/TaskQueue billing .*retain/);
    expect(writes(here.emulator)).toEqual([]);
    expect(here.stack.resources()).toEqual([]);
    expect(workspaces(here.emulator)[0]?.task_queues.map(({ sid }) => sid)).toEqual([queue]);
  });
});

describe("retainOnDelete: false", () => {
  const here = scene();

  test("wants it deleted, and the preview says so", async () => {
    const main = await byConsole(here, "/v1/Workspaces", { FriendlyName: "main" });
    await byConsole(here, `/v1/Workspaces/${main}/TaskQueues`, { FriendlyName: "q" });
    const program = `new taskrouter.TaskQueue("q", { adopt: true, workspaceSid: "${main}" }, { retainOnDelete: false });`;
    const preview = await here.stack.program(program).preview();
    expect(preview.output).toContain("removing it from the program deletes it (retainOnDelete: false)");
    expect((await here.stack.up()).code).toBe(0);
    const run = await here.stack.destroy();
    expect(run.code, run.output).toBe(0);
    expect(workspaces(here.emulator)[0]?.task_queues).toEqual([]);
  });
});

describe("adopt taken out for good", () => {
  const here = scene();

  test("leaves the program's own object: its removal is shown as a delete, and is one", async () => {
    const main = await byConsole(here, "/v1/Workspaces", { FriendlyName: "main" });
    const queue = await byConsole(here, `/v1/Workspaces/${main}/TaskQueues`, { FriendlyName: "q" });
    const program = (adopt: string): string =>
      `new taskrouter.TaskQueue("q", { ${adopt}workspaceSid: "${main}", friendlyName: "q" });`;
    expect((await here.stack.program(program("adopt: true, ")).up()).code).toBe(0);
    here.emulator.clearRequests();
    const run = await here.stack.program(program("")).up("--expect-no-changes");
    expect(run.code, run.output).toBe(0);
    expect(here.emulator.requests()).toEqual([]);
    const preview = await here.stack.program("").preview();
    expect(preview.output).toMatch(/TaskQueue q .*delete/);
    expect(preview.output).not.toContain("retain");
    expect((await here.stack.up()).code).toBe(0);
    expect(writes(here.emulator).map(({ method, path }) => `${method} ${path}`)).toEqual([
      `DELETE /v1/Workspaces/${main}/TaskQueues/${queue}`,
    ]);
  });
});

describe("several of one name", () => {
  const here = scene();

  test("are an error that lists them; with the SID of one, given by an Output, that one is adopted", async () => {
    const main = await byConsole(here, "/v1/Workspaces", { FriendlyName: "main" });
    const lunches = [];
    for (const _ of [1, 2]) {
      lunches.push(await byConsole(here, `/v1/Workspaces/${main}/Activities`, { FriendlyName: "Lunch" }));
    }
    const program = (adopt: string): string =>
      `new taskrouter.Activity("lunch", { adopt: ${adopt}, workspaceSid: "${main}", friendlyName: "Lunch" });`;
    const run = await here.stack.program(program("true")).up();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain('adopting Activity "Lunch" failed: there are 2 of that name');
    for (const sid of lunches) expect(run.output).toMatch(new RegExp(`${sid}, created \\d{4}-`));
    expect(here.stack.resources()).toEqual([]);
    const second = await here.stack.program(program(`{ sid: pulumi.output("${lunches[1]}") }`)).up();
    expect(second.code, second.output).toBe(0);
    expect(here.stack.resource("lunch").id).toBe(lunches[1]);
  });
});

describe("an adoption whose update is refused", () => {
  const here = scene();

  test("is in the state all the same, and the next up sends what is missing", async () => {
    const main = await byConsole(here, "/v1/Workspaces", { FriendlyName: "main" });
    const queue = await byConsole(here, `/v1/Workspaces/${main}/TaskQueues`, { FriendlyName: "q" });
    here.emulator.fault({
      method: "POST",
      route: "/v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}",
      kind: "status",
      status: 400,
      body: '{"code":20001,"message":"not today","status":400}',
    });
    const program = `new taskrouter.TaskQueue("q", { adopt: true, workspaceSid: "${main}", targetWorkers: "a == 1" });`;
    const run = await here.stack.program(program).up();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain(
      `adopting TaskQueue "q" failed: ${queue} is adopted, but could not be updated: Twilio 400`,
    );
    expect(here.stack.resource("q").id).toBe(queue);
    expect(here.stack.resource("q").outputs).not.toHaveProperty("targetWorkers");
    const preview = await here.stack.preview();
    expect(preview.output).toMatch(/TaskQueue q .*update/);
    here.emulator.clearRequests();
    const again = await here.stack.up();
    expect(again.code, again.output).toBe(0);
    expect(writes(here.emulator).map(({ form }) => form)).toEqual([{ TargetWorkers: "a == 1" }]);
    expect((await here.stack.preview("--expect-no-changes")).code).toBe(0);
    const gone = await here.stack.destroy();
    expect(gone.code, gone.output).toBe(0);
    expect(workspaces(here.emulator)[0]?.task_queues).toHaveLength(1);
  });
});

describe("a workspace that cannot be deleted", () => {
  const here = scene();

  test("is released by destroy, as a Flex workspace has to be; what the program made in it is deleted", async () => {
    const flex = await byConsole(here, "/v1/Workspaces", { FriendlyName: "Flex Task Assignment" });
    here.emulator.fault({ method: "DELETE", route: "/v1/Workspaces/{Sid}", kind: "status", status: 400, times: 99 });
    const program =
      'const flex = new taskrouter.Workspace("flex", { adopt: true, friendlyName: "Flex Task Assignment" });\n' +
      'new taskrouter.TaskQueue("q", { workspaceSid: flex });\n';
    const run = await here.stack.program(program).up();
    expect(run.code, run.output).toBe(0);
    expect(here.stack.resource("flex").id).toBe(flex);
    const gone = await here.stack.destroy();
    expect(gone.code, gone.output).toBe(0);
    here.emulator.clearFaults();
    expect(workspaces(here.emulator).map(({ sid, task_queues }) => [sid, task_queues])).toEqual([[flex, []]]);
  });
});

describe("what replaces", () => {
  const here = scene();

  test("another workspace: one is made or adopted there, and the one here is retained", async () => {
    const [one, two] = [
      await byConsole(here, "/v1/Workspaces", { FriendlyName: "one" }),
      await byConsole(here, "/v1/Workspaces", { FriendlyName: "two" }),
    ];
    const first = await byConsole(here, `/v1/Workspaces/${one}/TaskQueues`, { FriendlyName: "q" });
    const second = await byConsole(here, `/v1/Workspaces/${two}/TaskQueues`, { FriendlyName: "q" });
    const program = (sid: string): string => `new taskrouter.TaskQueue("q", { adopt: true, workspaceSid: "${sid}" });`;
    expect((await here.stack.program(program(one)).up()).code).toBe(0);
    expect(here.stack.resource("q").id).toBe(first);
    const run = await here.stack.program(program(two)).up();
    expect(run.code, run.output).toBe(0);
    expect(here.stack.resource("q").id).toBe(second);
    expect(writes(here.emulator).filter(({ method }) => method === "DELETE")).toEqual([]);
  });

  test("the same object under a new Pulumi name stays: its former resource does not delete it", async () => {
    const main = await byConsole(here, "/v1/Workspaces", { FriendlyName: "main" });
    const program = (name: string, adopt: string): string =>
      `new taskrouter.TaskQueue("${name}", { ${adopt}workspaceSid: "${main}", friendlyName: "Same" });`;
    expect((await here.stack.program(program("before", "")).up()).code).toBe(0);
    const { id } = here.stack.resource("before");
    const run = await here.stack.program(program("after", "adopt: true, ")).up();
    expect(run.code, run.output).toBe(0);
    expect(here.stack.resource("after").id).toBe(id);
    expect(run.output).toContain("not deleted, another resource of the program has adopted it");
    const gone = await here.stack.program(
      program("after", "adopt: true, ").replace("});", "}, { retainOnDelete: false });"),
    );
    expect((await gone.up()).code).toBe(0);
  });
});

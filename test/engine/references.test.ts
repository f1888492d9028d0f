import { describe, expect, test } from "vitest";
import { scene } from "../support/scene";
import { workspaces } from "../support/truth";

const MAIN = 'const main = new taskrouter.Workspace("main");\nconst other = new taskrouter.Workspace("other");\n';

describe("references", () => {
  const here = scene();

  test.each([
    [
      "a TaskQueue of another workspace in a Workflow",
      'const q = new taskrouter.TaskQueue("q", { workspaceSid: other });\nnew taskrouter.Workflow("w", { workspaceSid: main, configuration: { filters: [{ expression: "1==1", targets: [{ queue: q }] }] } });',
      'Workflow "w": configuration.filters[0].targets[0].queue: is a TaskQueue of another workspace',
    ],
    [
      "an Output that fails",
      'new taskrouter.TaskQueue("q", { workspaceSid: main, targetWorkers: pulumi.output(1).apply(() => { throw new Error("no such skill"); }) });',
      "no such skill",
    ],
  ])("%s is an error in the program, before anything is sent", async (_what, program, message) => {
    here.emulator.clearRequests();
    const run = await here.stack.program(MAIN + program).preview();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain(message);
    expect(here.emulator.requests()).toEqual([]);
  });

  test("resources, ids and Outputs of both are accepted alike, also from `.get`, and give the same state", async () => {
    const workflow = (name: string, workspace: string, queue: string): string =>
      `new taskrouter.Workflow("${name}", { workspaceSid: ${workspace}, configuration: { default_filter: { queue: ${queue} } } });\n`;
    const made = `${MAIN}const q = new taskrouter.TaskQueue("q", { workspaceSid: main });\n`;
    const first = await here.stack
      .program(
        made +
          workflow("a", "main", "q") +
          workflow("b", "main.id", "q.sid") +
          workflow("c", "main", "pulumi.output(q)") +
          workflow("d", "pulumi.output(main.sid)", "Promise.resolve(q.id)"),
      )
      .up();
    expect(first.code, first.output).toBe(0);
    const [main, q] = [here.stack.resource("main").id, here.stack.resource("q").id];
    const got = `const gm = taskrouter.Workspace.get("gm", "${main}");\nconst gq = taskrouter.TaskQueue.get("gq", "${q}", { workspaceSid: gm });\nexports.name = gq.friendlyName;\n`;
    const second = await here.stack
      .program(
        made +
          workflow("a", "gm", "gq").replace(/^/, got) +
          workflow("b", `"${main}"`, `"${q}"`) +
          workflow("c", "main", "gq") +
          workflow("d", `"${main}"`, "q"),
      )
      .up();
    expect(second.code, second.output).toBe(0);
    expect(second.stdout).toMatch(/name: "q"/);
    expect(second.stdout).toContain("8 unchanged");
    for (const name of ["a", "b", "c", "d"]) {
      expect(here.stack.resource(name).inputs).toMatchObject({
        workspaceSid: main,
        configuration: { task_routing: { default_filter: { queue: q } } },
      });
    }
  });

  test("what only the ids can tell apart is told apart before the request", async () => {
    const foreign = workspaces(here.emulator).find(({ friendly_name: name }) => name === "other")?.sid;
    const run = await here.stack
      .program(
        `${MAIN}const q = new taskrouter.TaskQueue("q", { workspaceSid: main });\nnew taskrouter.Workflow("late", { workspaceSid: "${foreign}", configuration: { default_filter: { queue: q } } });`,
      )
      .up();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain(
      'Workflow "late": configuration.default_filter.queue: is a TaskQueue of another workspace',
    );
  });

  test("`.get` of what does not exist, or of an id that is none, fails with a message", async () => {
    const main = here.stack.resource("main").id;
    const get = (id: string): Promise<{ code: number | null; output: string }> =>
      here.stack
        .program(`${MAIN}taskrouter.Activity.get("gone", ${JSON.stringify(id)}, { workspaceSid: "${main}" });`)
        .preview();
    const gone = await get(`WA${"0".repeat(32)}`);
    expect(gone.code).not.toBe(0);
    expect(gone.output).toContain(`there is no Activity WA${"0".repeat(32)} in account ${here.emulator.accountSid}`);
    const malformed = await get("../TaskQueues");
    expect(malformed.output).toContain("the id must be an Activity SID (WA and 32 hexadecimal digits)");
  });
});

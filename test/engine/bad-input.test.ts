import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { scene } from "../support/scene";
import { workspaces } from "../support/truth";

const MAIN = 'const main = new taskrouter.Workspace("main");\n';
const WORKFLOW = (configuration: string): string =>
  `${MAIN}new taskrouter.Workflow("calls", { workspaceSid: main, configuration: ${configuration} });`;

describe("a mistake in the program stops the preview, and nothing is sent", () => {
  const here = scene();

  test.each([
    [
      "several in one resource, all at once",
      `${MAIN}new taskrouter.TaskQueue("q", { workspaceSid: main, frendlyName: "Q", friendlyName: "", maxReservedWorkers: 51, taskOrder: "fifo", targetWorkers: 5, reservationActivitySid: "WQ${"0".repeat(32)}" });`,
      [
        "frendlyName: is not an argument of this resource, did you mean friendlyName?",
        "friendlyName: must not be empty",
        "maxReservedWorkers: must be between 1 and 50, not 51",
        "taskOrder: must be FIFO or LIFO, did you mean FIFO?",
        "targetWorkers: must be text, not the number 5",
        `reservationActivitySid: must be an Activity SID (WA and 32 hexadecimal digits), but WQ${"0".repeat(32)} is the SID of a TaskQueue`,
      ],
    ],
    [
      "a document of 2 MB",
      WORKFLOW('{ filters: [{ expression: "a == \'" + "x".repeat(2_000_000) + "\'" }] }'),
      ["bytes of JSON, more than Twilio's limit of 1,038,576"],
    ],
    [
      "a queue by its name beside an unknown queue",
      `${MAIN}const q = new taskrouter.TaskQueue("q", { workspaceSid: main });\nnew taskrouter.Workflow("calls", { workspaceSid: main, configuration: { filters: [{ targets: [{ queue: q }, { queue: "Billing" }] }] } });`,
      [
        'configuration.task_routing.filters[0].targets[1].queue: must be a TaskQueue SID (WQ and 32 hexadecimal digits), not "Billing"',
      ],
    ],
  ])("%s", async (_what, program, reasons) => {
    here.emulator.clearRequests();
    const run = await here.stack.program(program).preview();
    expect(run.code).not.toBe(0);
    for (const reason of reasons) expect(run.output).toContain(reason);
    expect(run.output.length, "the value itself does not fill the screen").toBeLessThan(20_000);
    expect(here.emulator.requests()).toEqual([]);
  });

  test("an unknown key inside a routing document is kept and is no error", async () => {
    const run = await here.stack.program(WORKFLOW("{ task_routing: { filters: [], new_key: { a: 1 } } }")).up();
    expect(run.code, run.output).toBe(0);
    const stored = workspaces(here.emulator)[0]?.workflows[0];
    expect(JSON.parse(stored?.configuration ?? "")).toEqual({
      task_routing: { new_key: { a: 1 } },
    });
  });
});

describe("a TaskRouter that cannot be used", () => {
  const here = scene();
  const program = 'new taskrouter.Workspace("main");';

  test("a base URL that answers HTML", async () => {
    const server = createServer((_request, response) =>
      response.setHeader("content-type", "text/html").end("<html><body>Welcome to the router</body></html>"),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    here.stack.configure({ "taskrouter:baseUrl": `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    const run = await here.stack.program(program).up();
    server.close();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("taskrouter:baseUrl");
  });

  test("a base URL that is none", async () => {
    here.stack.configure({ "taskrouter:baseUrl": "ftp://example.com/v1" });
    const run = await here.stack.up();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("taskrouter:baseUrl");
  });

  test("a refused create keeps what was made before it, and the next up goes on from there", async () => {
    here.stack.configure({ "taskrouter:baseUrl": here.emulator.url });
    here.emulator.fault({
      method: "POST",
      route: "/v1/Workspaces/{WorkspaceSid}/TaskQueues",
      kind: "status",
      status: 400,
      body: '{"code":20001,"message":"no more queues","status":400}',
    });
    const two = `${MAIN}new taskrouter.TaskQueue("q", { workspaceSid: main });`;
    const failed = await here.stack.program(two).up();
    expect(failed.code).not.toBe(0);
    expect(failed.output).toContain('creating TaskQueue "q" failed: Twilio 400, code 20001: no more queues');
    const mended = await here.stack.up();
    expect(mended.code, mended.output).toBe(0);
    expect(mended.stdout).toContain("+ 1 created");
  });

  test("a refused delete keeps the object in the state, and says why", async () => {
    const [workspaceSid, queue] = [here.stack.resource("main").id, here.stack.resource("q").id];
    const auth = `Basic ${Buffer.from(`${here.emulator.accountSid}:${here.emulator.authToken}`).toString("base64")}`;
    const theirs = await fetch(`${here.emulator.url}/v1/Workspaces/${workspaceSid}/Workflows`, {
      method: "POST",
      headers: { authorization: auth },
      body: new URLSearchParams({
        FriendlyName: "Default Fifo Workflow",
        Configuration: JSON.stringify({ task_routing: { default_filter: { queue } } }),
      }),
    });
    expect(theirs.status).toBe(201);
    const run = await here.stack.program(MAIN).up();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain('- Workflow "Default Fifo Workflow" (WW');
    expect(run.output).toContain("names it. Take it out of that workflow first.");
    const destroyed = await here.stack.destroy();
    expect(destroyed.code).not.toBe(0);
  });
});

describe("a TaskRouter that misbehaves while a setup is made", () => {
  const here = scene();

  test("every kind of failure in turn: what up could not make, the next one makes, and nothing is doubled", async () => {
    const program =
      'const main = new taskrouter.Workspace("main");\nconst a = new taskrouter.Activity("a", { workspaceSid: main });\n' +
      'const q = new taskrouter.TaskQueue("q", { workspaceSid: main, reservationActivitySid: a });\n' +
      'new taskrouter.Workflow("w", { workspaceSid: main, configuration: { default_filter: { queue: q } } });\n';
    for (const [route, kind] of [
      ["/v1/Workspaces", "close-after"],
      ["/v1/Workspaces/{WorkspaceSid}/Activities", "truncate"],
      ["/v1/Workspaces/{WorkspaceSid}/TaskQueues", "html"],
      ["/v1/Workspaces/{WorkspaceSid}/Workflows", "close-before"],
    ] as const) {
      here.emulator.fault({ method: "POST", route, kind, afterWork: kind === "html" });
      here.emulator.fault({ method: "GET", route, kind: "status", status: 503 });
    }
    const run = await here.stack.program(program).up();
    expect(run.code, run.output).toBe(0);
    expect(run.stdout).toContain("+ 5 created");
    here.emulator.fault({ method: "DELETE", route: "*", kind: "close-after", times: 2 });
    const destroyed = await here.stack.destroy();
    expect(destroyed.code, destroyed.output).toBe(0);
  });
});

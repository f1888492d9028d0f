import { describe, expect, test } from "vitest";
import { scene } from "../support/scene";

const SECRET = "a-token-that-nobody-may-read";
const program = `const main = new taskrouter.Workspace("main");
  new taskrouter.TaskQueue("q", { workspaceSid: main, targetWorkers: "1==1" });`;

// After each test of a scene the whole output and the state are searched for the token, plain and as a header.
describe("a secret", () => {
  const here = scene({ emulator: { authToken: SECRET } });

  test("is in nothing that the most talkative run prints, and in no state", async () => {
    const run = await here.stack.program(program).up("--logtostderr", "-v=9", "--debug");
    expect(run.code, run.output.slice(-2_000)).toBe(0);
    expect(run.stderr.length).toBeGreaterThan(10_000);
    expect((await here.stack.refresh("--logtostderr", "-v=9", "--debug")).code).toBe(0);
  });

  test("is not in the emulator's log of requests, the header it came in least of all", () => {
    const requests = here.emulator.requests();
    expect(requests.length).toBeGreaterThan(3);
    expect(JSON.stringify(requests)).not.toContain(SECRET);
    expect(JSON.stringify(requests)).not.toMatch(/authorization|Basic /i);
  });

  test("is in no message about a request that it could not open", async () => {
    here.emulator.fault({ route: "*", kind: "status", status: 401, times: 99, body: `{"message":"no ${SECRET}"}` });
    const run = await here.stack.program(`${program}\nnew taskrouter.TaskQueue("r", { workspaceSid: main });`).up();
    here.emulator.clearFaults();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("401");
  });

  test("leaves nothing behind of all that", async () => {
    const run = await here.stack.program(program).preview("--expect-no-changes");
    expect(run.code, run.output).toBe(0);
    expect((await here.stack.destroy()).code).toBe(0);
  });
});

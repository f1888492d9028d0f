import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import type { Fault } from "../../src/emulator";
import { doctor, follow, IMPORT_FILE, report } from "../support/doctor";
import { PULUMI } from "../support/engine";
import { byHand, type Scene, scene } from "../support/scene";
import { workspaces } from "../support/truth";

/** Kills the CLI with SIGKILL while the request of a create hangs, and so many creates are under way. */
async function killDuring(
  { stack, emulator }: Scene,
  fault: Pick<Fault, "route" | "afterWork">,
  creates = 1,
): Promise<void> {
  // Makes the stack, if this is the first run.
  await stack.run("config");
  emulator.clearRequests();
  emulator.fault({ ...fault, method: "POST", kind: "hang" });
  const args = ["up", "--yes", "--skip-preview", "--stack", "test", "--non-interactive", "--color", "never"];
  const child = spawn(PULUMI, args, { cwd: join(stack.folder, "project"), env: stack.env, stdio: "ignore" });
  const ended = new Promise((done) => child.once("exit", done));
  await vi.waitFor(
    () => {
      expect(emulator.requests().map(({ fault: played }) => played)).toContain("hang");
      // The engine writes down what it is about to do before it asks for it.
      expect(stack.stateText().split('"creating"')).toHaveLength(creates + 1);
    },
    { timeout: 60_000, interval: 50 },
  );
  orphans.push(...childrenOf(child.pid));
  child.kill("SIGKILL");
  await ended;
}

/** What killed engines leave running. A provider lives on, so that what it does then is seen here as well. */
const orphans: number[] = [];
afterAll(() => {
  for (const pid of orphans) {
    try {
      // The engine puts each of its plugins into a group of its own.
      process.kill(-pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
});

function childrenOf(pid: number | undefined): number[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" });
  const rows = stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return rows.flatMap(([child, parent]) => (child !== undefined && parent === pid ? [child] : []));
}

const names = (here: Scene, list: "activities" | "task_queues"): string[] =>
  workspaces(here.emulator).flatMap((workspace) => workspace[list].map(({ friendly_name: name }) => name));

/** Follows what doctor prints of these operations, until nothing is left to do. */
async function mend(here: Scene, pending: readonly object[]): Promise<void> {
  const found = await report(here);
  expect(found.pending).toMatchObject(pending);
  await follow(here, found.commands);
  const preview = await here.stack.preview("--expect-no-changes");
  expect(preview.code, preview.output).toBe(0);
}

describe("after kill -9 of the CLI during a create", () => {
  const here = scene({ secrets: ["hush"] });
  const MAIN = `
    const main = new taskrouter.Workspace("main", {
      friendlyName: "Main", eventCallbackUrl: pulumi.secret("https://user:hush@example.com/"),
    });`;
  const LUNCH = `
    const desk = new pulumi.ComponentResource("acme:index:Desk", "desk");
    const lunch = new taskrouter.Activity("lunch", { workspaceSid: main, available: true }, { parent: desk });`;

  test("of a Workspace with a secret: the printed commands lead to a stack without a change, and nothing is there twice", async () => {
    here.stack.program(MAIN);
    await killDuring(here, { route: "/v1/Workspaces", afterWork: true });
    const found = await report(here);
    expect(found.pending).toMatchObject([{ name: "main", outcome: "found" }]);
    expect(found.commands).toEqual([
      "pulumi cancel --yes",
      "pulumi refresh --clear-pending-creates --yes --non-interactive",
      `pulumi import --file ${IMPORT_FILE} --generate-code=false --yes`,
      "pulumi preview",
    ]);
    const [preview] = (await follow(here, found.commands)).slice(-1);
    expect(preview?.output).not.toMatch(/to (?:create|update|replace|delete)/);
    expect((await here.stack.up("--expect-no-changes")).code).toBe(0);
    expect(workspaces(here.emulator)).toHaveLength(1);
    expect((await report(here)).agrees).toBe(true);
    expect(readFileSync(join(here.stack.folder, "project", IMPORT_FILE), "utf8")).not.toContain("hush");
  });

  test("of an Activity below a component: the same", async () => {
    here.stack.program(MAIN + LUNCH);
    await killDuring(here, { route: "/v1/Workspaces/{WorkspaceSid}/Activities", afterWork: true });
    await mend(here, [{ name: "lunch", outcome: "found" }]);
    expect(names(here, "activities").filter((name) => name === "lunch")).toHaveLength(1);
    expect((await here.stack.up("--expect-no-changes")).code).toBe(0);
  });

  test("that never arrived: forgotten, and made by up", async () => {
    here.stack.program(`${MAIN}${LUNCH}\nnew taskrouter.TaskQueue("night", { workspaceSid: main });`);
    await killDuring(here, { route: "/v1/Workspaces/{WorkspaceSid}/TaskQueues" });
    await mend(here, [{ name: "night", outcome: "absent" }]);
    expect(names(here, "task_queues")).toEqual(["night"]);
  });

  test("and another up before anybody looked: what is there twice is named, and deleting it mends it", async () => {
    here.stack.program(`${MAIN}${LUNCH}
      new taskrouter.TaskQueue("night", { workspaceSid: main });
      new taskrouter.Activity("tea", { workspaceSid: main, allowDuplicateName: true });`);
    await killDuring(here, { route: "/v1/Workspaces/{WorkspaceSid}/Activities", afterWork: true });
    await here.stack.cli("cancel", "--yes", "--stack", "test");
    expect((await here.stack.up()).code).toBe(0);
    expect(names(here, "activities").filter((name) => name === "tea")).toHaveLength(2);
    const out = await doctor(here);
    const [, path = ""] = /found, it was made: (WA\w+)/.exec(out) ?? [];
    expect(out).toContain("this one is too many");
    expect(here.stack.resource("tea").id).not.toBe(path);
    const [workspace] = workspaces(here.emulator);
    await byHand(here.emulator, "DELETE", `/v1/Workspaces/${workspace?.sid}/Activities/${path}`);
    const found = await report(here);
    expect(found.pending).toMatchObject([{ outcome: "absent" }]);
    await follow(here, found.commands);
    expect((await report(here)).agrees).toBe(true);
    expect(names(here, "activities").filter((name) => name === "tea")).toHaveLength(1);
  });

  test("what somebody deleted is made again, what somebody made is imported as the program declares it", async () => {
    const [workspace] = workspaces(here.emulator);
    const home = `/v1/Workspaces/${workspace?.sid}`;
    await byHand(here.emulator, "DELETE", `${home}/TaskQueues/${here.stack.resource("night").id}`);
    await byHand(here.emulator, "POST", `${home}/TaskQueues`, { FriendlyName: "Day Shift", TargetWorkers: "a == 1" });
    here.stack.program(`${MAIN}${LUNCH}
      new taskrouter.TaskQueue("night", { workspaceSid: main });
      new taskrouter.Activity("tea", { workspaceSid: main, allowDuplicateName: true });
      new taskrouter.TaskQueue("day-shift", { workspaceSid: main, friendlyName: "Day Shift", targetWorkers: "a == 1" });`);
    const found = await report(here);
    expect(found.commands).toEqual([
      "pulumi refresh --yes",
      `pulumi import --file ${IMPORT_FILE} --generate-code=false --yes`,
      "pulumi preview",
      "pulumi up",
    ]);
    await follow(here, found.commands);
    expect((await here.stack.preview("--expect-no-changes")).code).toBe(0);
    expect(names(here, "task_queues").sort()).toEqual(["Day Shift", "night"]);
    expect((await report(here)).agrees).toBe(true);
  });

  test("destroy then takes everything away", async () => {
    expect((await here.stack.destroy()).code).toBe(0);
  });
});

describe("through a provider of its own", () => {
  const here = scene({ stack: () => ({ config: {}, env: {} }) });

  test("kill -9 during a create: the printed commands import it through that provider", async () => {
    const { accountSid, authToken, url } = here.emulator;
    const settings = `accountSid: ${JSON.stringify(accountSid)}, authToken: pulumi.secret(${JSON.stringify(authToken)})`;
    here.stack.program(`
      const provider = new taskrouter.Provider("eu", { ${settings}, baseUrl: ${JSON.stringify(url)} });
      const main = new taskrouter.Workspace("main", {}, { provider });
      new taskrouter.Activity("lunch", { workspaceSid: main });`);
    await killDuring(here, { route: "/v1/Workspaces/{WorkspaceSid}/Activities", afterWork: true });
    await mend(here, [{ name: "lunch", outcome: "found" }]);
    expect(names(here, "activities").filter((name) => name === "lunch")).toHaveLength(1);
  });
});

describe("two Activities of one name", () => {
  const here = scene();

  test("kill -9 while both are created: one gets what was made, up makes the other", async () => {
    const main = 'const main = new taskrouter.Workspace("main", {});';
    expect((await here.stack.program(main).up()).code).toBe(0);
    const args = '{ workspaceSid: main, friendlyName: "tea", allowDuplicateName: true }';
    here.stack.program(`${main}
      new taskrouter.Activity("one", ${args});
      new taskrouter.Activity("other", ${args});`);
    await killDuring(here, { route: "/v1/Workspaces/{WorkspaceSid}/Activities", afterWork: true }, 2);
    await mend(here, [{ outcome: "found" }, { outcome: "absent" }]);
    expect((await report(here)).agrees).toBe(true);
    expect(names(here, "activities").filter((name) => name === "tea")).toHaveLength(2);
  });
});

describe("secret names, and a secret Workspace", () => {
  const here = scene();
  const MAIN = `
    const main = new taskrouter.Workspace("main", { friendlyName: pulumi.secret("quiet main") });
    const workspaceSid = pulumi.secret(main.id);
    new taskrouter.WorkspaceDefaults("defaults", { workspaceSid });
    new taskrouter.TaskQueue("night", { workspaceSid });`;
  const tea = (adopt = ""): string =>
    `${MAIN}\nnew taskrouter.Activity("tea", { workspaceSid, friendlyName: pulumi.secret("quiet tea")${adopt} });`;

  test("kill -9 during a create: everything else is compared by its SID, and the right one is taken over", async () => {
    expect((await here.stack.program(MAIN).up()).code).toBe(0);
    expect(await doctor(here)).toContain("state and account agree: 3 resources and 1 Workspace compared");
    here.stack.program(tea());
    await killDuring(here, { route: "/v1/Workspaces/{WorkspaceSid}/Activities", afterWork: true });
    const shown = [await doctor(here), await doctor(here, "--format", "json")];
    const [, sid = ""] = /Activity (WA\w+) "\[secret\]", made/.exec(shown.join("")) ?? [];
    await here.stack.cli("cancel", "--yes", "--stack", "test");
    const run = await here.stack.program(tea(`, adopt: { sid: ${JSON.stringify(sid)} }`)).up();
    expect(run.code, run.output).toBe(0);
    await mend(here, [{ name: "tea", outcome: "absent" }]);
    shown.push(await doctor(here));
    expect(shown.at(-1)).toContain("state and account agree: 4 resources and 1 Workspace compared");
    expect(shown.join("")).not.toMatch(/quiet|ciphertext|\[object /);
    expect(here.stack.stateText()).not.toContain("quiet");
  });
});

import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { changes } from "../support/preview";
import { byHand, scene } from "../support/scene";
import { workspaces } from "../support/truth";

/** The GETs of a run that a look-up sends: lists, and objects by their SIDs, of one collection. */
const asked = (requests: readonly { method: string; path: string }[], collection: string): number =>
  requests.filter(({ method, path }) => method === "GET" && path.includes(collection)).length;

describe("a program that looks up what its own workspace is born with", () => {
  const here = scene();
  const program = (activity: string, name = "Main"): string => `
const workspace = new taskrouter.Workspace("main", { friendlyName: "${name}" });
const found = taskrouter.getActivityOutput({ workspaceSid: workspace, friendlyName: "${activity}" });
new taskrouter.WorkspaceDefaults("defaults", { workspaceSid: workspace, timeoutActivitySid: found.sid });
const queue = new taskrouter.TaskQueue("queue", { workspaceSid: workspace, reservationActivitySid: found.sid });
const offline = taskrouter.getActivityOutput({ workspaceSid: workspace, friendlyName: pulumi.secret("Offline") });
const queues = taskrouter.getTaskQueuesOutput({ workspaceSid: workspace }, { dependsOn: [queue] });
exports.sid = found.sid;
exports.offline = offline.sid;
exports.voice = taskrouter.getTaskChannelOutput({ workspaceSid: workspace, uniqueName: "voice" }).friendlyName;
exports.queues = queues.apply((all) => all.map(({ friendlyName }) => friendlyName));
`;
  const sids = (): Record<string, string> => {
    const [workspace] = workspaces(here.emulator);
    return Object.fromEntries((workspace?.activities ?? []).map((each) => [each.friendly_name, each.sid]));
  };

  test("can be previewed before anything exists: results are unknown, and nothing is asked", async () => {
    const run = await here.stack.program(program("Available")).preview();
    expect(run.code, run.output).toBe(0);
    expect(run.output).toMatch(/voice\s*: output<string>|voice\s*: \[unknown\]/);
    expect(here.emulator.requests()).toEqual([]);
  });

  test("up finds them, asks for each list once, and keeps secret what came of a secret", async () => {
    const run = await here.stack.up();
    expect(run.code, run.output).toBe(0);
    const outputs = await here.stack.cli("stack", "output", "--json", "--stack", "test");
    expect(JSON.parse(outputs.stdout)).toEqual({
      sid: sids()["Available"],
      offline: "[secret]",
      voice: "Voice",
      queues: ["queue"],
    });
    expect(here.stack.resource("defaults").inputs?.["timeoutActivitySid"]).toBe(sids()["Available"]);
    expect(here.stack.resource("queue").inputs?.["reservationActivitySid"]).toBe(sids()["Available"]);
  });

  test("unchanged, nothing changes; the look-ups run in the preview, two activities in one request", async () => {
    here.emulator.clearRequests();
    const run = await here.stack.preview("--expect-no-changes");
    expect(run.code, run.output).toBe(0);
    const requests = here.emulator.requests();
    expect([asked(requests, "/Activities"), asked(requests, "/TaskChannels")]).toEqual([1, 1]);
  });

  test("a workspace that is only updated keeps its id, so that look-ups in it are known in the preview", async () => {
    const run = await here.stack.program(program("Unavailable", "Renamed")).preview("--json");
    expect(run.code, run.output).toBe(0);
    expect(changes(run.stdout)).toEqual({
      main: { op: "update", properties: ["friendlyName"] },
      defaults: { op: "update", properties: ["timeoutActivitySid"] },
      queue: { op: "update", properties: ["reservationActivitySid"] },
    });
    expect(run.stdout).toContain(sids()["Unavailable"]);
    const applied = await here.stack.up();
    expect(applied.code, applied.output).toBe(0);
    expect(here.stack.resource("defaults").inputs?.["timeoutActivitySid"]).toBe(sids()["Unavailable"]);
  });

  test("what is not found stops the preview once, in words that help, without a stack", async () => {
    const several = `taskrouter.getTaskQueueOutput({ workspaceSid: workspace, friendlyName: "Queue" });\n`;
    const run = await here.stack.program(program("unavailable", "Renamed") + several).preview();
    expect(run.code).not.toBe(0);
    const [, diagnostics = ""] = run.output.split("Diagnostics:");
    const [workspace] = workspaces(here.emulator);
    const said =
      `getActivity "unavailable": no Activity in Workspace ${workspace?.sid} of account ${here.emulator.accountSid} has this friendlyName.\n` +
      `      Names are compared letter by letter. Did you mean "Unavailable" (${sids()["Unavailable"]})?`;
    expect(diagnostics.split("no Activity in Workspace")).toHaveLength(2);
    expect(diagnostics).toContain(`    error: ${said}`);
    expect(diagnostics).toContain('    error: getTaskQueue "Queue": no TaskQueue in Workspace');
    expect(run.output).not.toMatch(/^\s+at /m);
  });

  test("refresh and destroy run the program with its look-ups", async () => {
    const refreshed = await here.stack.program(program("Unavailable", "Renamed")).refresh("--run-program");
    expect(refreshed.code, refreshed.output).toBe(0);
    const run = await here.stack.destroy("--run-program");
    expect(run.code, run.output).toBe(0);
    expect(workspaces(here.emulator)).toEqual([]);
  });
});

describe("two accounts in one program", () => {
  const FIRST = "AC0000000000000000000000000000000a";
  const SECOND = "AC0000000000000000000000000000000b";
  const TOKENS = { [FIRST]: "token-of-the-first-account", [SECOND]: "token-of-the-second-account" };
  const here = scene({
    emulator: {
      accountSid: FIRST,
      authToken: TOKENS[FIRST],
      accounts: [{ accountSid: SECOND, authToken: TOKENS[SECOND] }],
    },
    secrets: Object.values(TOKENS),
    stack: (emulator) => ({
      config: { "taskrouter:baseUrl": emulator.url, "taskrouter:accountSid": FIRST },
      secrets: { "taskrouter:authToken": TOKENS[FIRST] },
      env: {},
    }),
  });
  const provider = (): string =>
    `const second = new taskrouter.Provider("second", { accountSid: "${SECOND}", authToken: pulumi.secret("${TOKENS[SECOND]}"), baseUrl: "${here.emulator.url}" });\n`;

  test("each look-up goes where its provider, its workspace or the stack's configuration says", async () => {
    const made = `${provider()}
const a = new taskrouter.Workspace("a", {});
const b = new taskrouter.Workspace("b", {}, { provider: second });
module.exports = async () => {
  const plain = await taskrouter.getWorkspaces();
  const other = await taskrouter.getWorkspaces({}, { provider: second });
  return {
    plain: plain.map(({ friendlyName }) => friendlyName),
    other: other.map(({ friendlyName }) => friendlyName),
    ofA: taskrouter.getActivityOutput({ workspaceSid: a, friendlyName: "Offline" }).accountSid,
    ofB: taskrouter.getActivityOutput({ workspaceSid: b, friendlyName: "Offline" }).accountSid,
    byName: taskrouter.getWorkspaceOutput({ friendlyName: "b" }, { provider: second, dependsOn: b }).sid,
  };
};
`;
    const first = await here.stack.program(made).up();
    expect(first.code, first.output).toBe(0);
    const again = await here.stack.up();
    expect(again.code, again.output).toBe(0);
    const outputs = JSON.parse((await here.stack.cli("stack", "output", "--json", "--stack", "test")).stdout) as object;
    expect(outputs).toEqual({
      plain: ["a"],
      other: ["b"],
      ofA: FIRST,
      // The provider's token is a secret, what it finds is none.
      ofB: SECOND,
      byName: here.stack.resource("b").id,
    });
  });

  test("an account that a preview does not know yet: unknown as an Output, an error as a promise", async () => {
    const later = `const made = new taskrouter.Workspace("new");
const third = new taskrouter.Provider("third", { accountSid: made.id, authToken: "token-of-the-third-account" });
exports.all = taskrouter.getWorkspacesOutput({}, { provider: third }).length;\n`;
    const known = await here.stack.program(later).preview();
    expect(known.code, known.output).toBe(0);
    const promised = await here.stack.program(`${later}taskrouter.getWorkspaces({}, { provider: third });\n`).preview();
    expect(promised.code).not.toBe(0);
    expect(promised.output).toContain(
      "getWorkspaces: provider.accountSid: is not known yet, and a preview may not know it: use getWorkspacesOutput",
    );
  });

  test("a workspace of one account and the provider of another do not go together", async () => {
    const body = `${provider()}
module.exports = async () => {
  const a = await taskrouter.getWorkspace({ friendlyName: "a" });
  await taskrouter.getActivities({ workspaceSid: a }, { provider: second });
};\n`;
    const run = await here.stack.program(body).preview();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain(
      `getActivities: workspaceSid is a Workspace of account ${FIRST}, but this look-up goes`,
    );
  });

  test("everything can be destroyed", async () => {
    expect((await here.stack.destroy()).code).toBe(0);
  });
});

describe("without credentials", () => {
  const here = scene({ stack: () => ({ env: {}, config: {} }) });

  test("the look-up that wants them is named, with the lines that set them", async () => {
    const run = await here.stack.program('taskrouter.getWorkspaceOutput({ friendlyName: "Support" });\n').preview();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain('getWorkspace "Support": the configuration has 2 problems');
    expect(run.output).toContain("pulumi config set taskrouter:accountSid AC…");
    expect(run.output).toContain("pulumi config set --secret taskrouter:authToken …");
  });
});

describe("the program's process", () => {
  const here = scene();

  test("loads what asks only once something is asked, and is not held by connections that stay open", async () => {
    await byHand(here.emulator, "POST", "/v1/Workspaces", { FriendlyName: "Support" }).then(({ body }) =>
      here.strangers.add(String(body["sid"])),
    );
    const script = join(here.stack.folder, "project", "plain.js");
    writeFileSync(
      script,
      `const pulumi = require("@pulumi/pulumi");
const taskrouter = require("pulumi-taskrouter");
const loaded = () => Object.keys(require.cache).filter((file) => /node_modules.(undici|ajv)./.test(file)).length;
const before = loaded();
pulumi.runtime.setAllConfig(${JSON.stringify({ "taskrouter:baseUrl": here.emulator.url, "taskrouter:accountSid": here.emulator.accountSid })}, []);
taskrouter.getWorkspace({ friendlyName: "Support" }).then(({ friendlyName }) => setImmediate(() => {
  const open = process.getActiveResourcesInfo().filter((name) => name.startsWith("TCP"));
  console.log(JSON.stringify({ friendlyName, before, after: loaded() > 0, open }));
}));\n`,
    );
    const env = { ...here.stack.env, TWILIO_AUTH_TOKEN: here.emulator.authToken };
    const said = await new Promise<string>((done, fail) => {
      execFile(process.execPath, [script], { cwd: join(here.stack.folder, "project"), env }, (error, stdout) =>
        error === null ? done(stdout) : fail(error),
      );
    });
    expect(JSON.parse(said)).toEqual({ friendlyName: "Support", before: 0, after: true, open: [] });
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { TaskRouter } from "../../src/client";
import { failure } from "../client/fixture";
import { OPERATIONS } from "../client/typed/resources";
import { NOON, routingTo, start } from "../emulator/support";

const ROOT = join(__dirname, "../..");
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const doc = read("docs/client.md");

/** The regions of the file of examples, as a user writes them. */
const REGIONS = [
  ...read("test/docs/client-examples.ts").matchAll(/^( *)\/\/ #region \w+\n([\s\S]*?)^ *\/\/ #endregion/gm),
].map(([, indent = "", text = ""]) =>
  text.replace(new RegExp(`^${indent}`, "gm"), "").replaceAll("../../src/client", "pulumi-taskrouter/client"),
);

describe("docs/client.md", () => {
  test("shows the examples that are compiled and run, each of them", () => {
    const shown = [...doc.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
    expect(shown).toEqual(REGIONS);
  });

  test("lists every resource with its verbs", () => {
    const rows = [...(/^## Methods$[\s\S]*?^## /m.exec(doc)?.[0] ?? "").matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)].map(
      ([, name, verbs = ""]) => [name, [...verbs.matchAll(/`(\w+)`/g)].map(([, verb]) => verb).sort()],
    );
    const ours = new Map<string, Set<string>>();
    for (const { resource, verb } of OPERATIONS)
      ours.set(resource.name, (ours.get(resource.name) ?? new Set()).add(verb));
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries([...ours].map(([name, verbs]) => [name, [...verbs].sort()])),
    );
  });
});

describe("its examples", () => {
  let examples: typeof import("./client-examples");

  beforeAll(async () => {
    vi.stubEnv("TWILIO_ACCOUNT_SID", `AC${"a".repeat(32)}`);
    vi.stubEnv("TWILIO_AUTH_TOKEN", "t");
    vi.spyOn(console, "log").mockImplementation(() => undefined);
    examples = await import("./client-examples.js");
    vi.unstubAllEnvs();
  });

  async function emulated() {
    const { emulator } = await start();
    const { url: baseUrl, accountSid, authToken } = emulator;
    const taskRouter = new TaskRouter({ baseUrl, accountSid, authToken });
    const { sid: workspaceSid } = await taskRouter.workspaces.create({ friendlyName: "Support" });
    const queue = await taskRouter.taskQueues.create({ workspaceSid, friendlyName: "Q" });
    const configuration = routingTo(queue.sid);
    const workflow = await taskRouter.workflows.create({ workspaceSid, friendlyName: "W", configuration });
    return { emulator, taskRouter, workspaceSid, workflowSid: workflow.sid };
  }

  test("open", () => expect(examples.opened).toMatch(/^AC/));

  test("create, cancel, watch", async () => {
    const { workflowSid, ...where } = await emulated();
    const { taskRouter, workspaceSid } = where;
    const { sid } = await examples.create(where, workflowSid);
    await examples.cancel(where, sid);
    expect(await examples.untilTaken(taskRouter, workspaceSid, sid)).toBe("canceled");
    await taskRouter.tasks.remove({ workspaceSid, sid });
    expect(await examples.untilTaken(taskRouter, workspaceSid, sid)).toBe("gone");
  });

  test("create once: what was made is found", async () => {
    const { emulator, taskRouter, workspaceSid } = await emulated();
    emulator.fault({ route: "/v1/Workspaces/{WorkspaceSid}/Tasks", method: "POST", kind: "close-after" });
    const made = await examples.createOnce(taskRouter, workspaceSid, "4711");
    expect(JSON.parse(made.attributes)).toEqual({ ticket: "4711" });
    emulator.fault({ route: "/v1/Workspaces/{WorkspaceSid}/Tasks", method: "POST", kind: "close-before" });
    const lost = await failure(examples.createOnce(taskRouter, workspaceSid, "4712"));
    expect(lost).toMatchObject({ name: "LostAnswerError" });
  });

  test("reservations", async () => {
    const { taskRouter, workspaceSid, workflowSid } = await emulated();
    const activities = taskRouter.activities.list({ workspaceSid, friendlyName: "Available" });
    for await (const { sid: activitySid } of activities)
      await taskRouter.workers.create({ workspaceSid, friendlyName: "alice", activitySid });
    const task = await taskRouter.tasks.create({ workspaceSid, workflowSid });
    await examples.accept({ taskRouter, workspaceSid }, task.sid);
    expect(console.log).toHaveBeenLastCalledWith("offered to alice");
    expect(await taskRouter.tasks.fetch({ workspaceSid, sid: task.sid })).toMatchObject({
      assignmentStatus: "assigned",
    });
  });

  test("events, in their order", async () => {
    const { taskRouter, emulator, workspaceSid, workflowSid } = await emulated();
    const made: string[] = [];
    for (const _ of [1, 2, 3]) {
      made.push((await taskRouter.tasks.create({ workspaceSid, workflowSid })).sid);
      emulator.advance(1_000);
    }
    const seen: (string | null)[] = [];
    for await (const event of examples.follow(taskRouter, workspaceSid, new Date(NOON))) {
      if (event.eventType === "task.created" && seen.push(event.resourceSid) === made.length) break;
    }
    expect(seen).toEqual(made);
  });
});

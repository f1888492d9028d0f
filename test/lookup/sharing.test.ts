import * as pulumi from "@pulumi/pulumi";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  getActivity,
  getTaskQueue,
  getTaskQueueOutput,
  getTaskQueues,
  getTaskQueuesOutput,
  getWorker,
  getWorkflow,
  getWorkflows,
  getWorkspace,
  getWorkspaces,
  TaskQueue,
} from "../../src";
import { createEmulator } from "../../src/emulator";
import { byHand } from "../support/scene";
import { bench, configure, deploy, failure, inside } from "./support";

describe("within one deployment", () => {
  const here = bench();
  const world = async (queues: readonly string[] = []) => {
    const workspaceSid = await here.make("/v1/Workspaces", { FriendlyName: "World" });
    const sids: string[] = [];
    for (const FriendlyName of queues) {
      sids.push(await here.make(`/v1/Workspaces/${workspaceSid}/TaskQueues`, { FriendlyName }));
    }
    here.emulator.clearRequests();
    return { workspaceSid, sids };
  };

  test("one queue of many is one request, and the same one again none", async () => {
    const { workspaceSid } = await world(["a", "b", "c"]);
    for (let time = 0; time < 3; time++) await getTaskQueue({ workspaceSid, friendlyName: "b" });
    expect(here.asked()).toEqual(["TaskQueues?FriendlyName=b"]);
  });

  test("several of one collection switch to the list, which then answers all, by name, SID and as a list", async () => {
    const { workspaceSid, sids } = await world(["a", "b", "c", "d"]);
    for (const friendlyName of ["a", "b", "c", "d", "a"]) {
      expect((await getTaskQueue({ workspaceSid, friendlyName })).friendlyName).toBe(friendlyName);
    }
    for (const sid of sids) expect((await getTaskQueue({ workspaceSid, sid })).sid).toBe(sid);
    expect(await getTaskQueues({ workspaceSid })).toHaveLength(4);
    expect(here.asked()).toEqual(["TaskQueues?FriendlyName=a", "TaskQueues?FriendlyName=b", "TaskQueues"]);
  });

  test("those that come at the same time share one request", async () => {
    const { workspaceSid } = await world(["a"]);
    const all = await Promise.all([
      ...["Offline", "Available", "Unavailable"].map((friendlyName) => getActivity({ workspaceSid, friendlyName })),
      ...Array.from({ length: 20 }, () => getTaskQueue({ workspaceSid, friendlyName: "a" })),
    ]);
    expect(all).toHaveLength(23);
    expect(here.asked().sort()).toEqual(["Activities", "TaskQueues?FriendlyName=a"]);
  });

  test("a miss fetches the list anew, once for all that missed in the same one", async () => {
    const { workspaceSid } = await world();
    await getActivity({ workspaceSid, friendlyName: "Offline" });
    await here.make(`/v1/Workspaces/${workspaceSid}/Activities`, { FriendlyName: "Lunch" });
    await here.make(`/v1/Workspaces/${workspaceSid}/Activities`, { FriendlyName: "Dinner" });
    const [lunch, dinner, none] = await Promise.all([
      getActivity({ workspaceSid, friendlyName: "Lunch" }),
      getActivity({ workspaceSid, friendlyName: "Dinner" }),
      failure(getActivity({ workspaceSid, friendlyName: "Breakfast" })),
    ]);
    expect([lunch.friendlyName, dinner.friendlyName, none.code]).toEqual(["Lunch", "Dinner", "TR5160"]);
    expect(here.asked()).toEqual(["Activities", "Activities"]);
  });

  test("an object that was missing by SID is asked for again", async () => {
    const { workspaceSid } = await world();
    const sid = `WQ${"0".repeat(32)}`;
    for (let time = 0; time < 2; time++) {
      expect((await failure(getTaskQueue({ workspaceSid, sid }))).code).toBe("TR5161");
    }
    const asked = here.asked().filter((path) => path.startsWith("TaskQueues"));
    expect(asked).toEqual([`TaskQueues/${sid}`, `TaskQueues/${sid}`]);
  });

  test("what the list lacks and is there all the same is found by its SID", async () => {
    const { workspaceSid } = await world(["a"]);
    await getTaskQueues({ workspaceSid });
    const sid = await here.make(`/v1/Workspaces/${workspaceSid}/TaskQueues`, { FriendlyName: "later" });
    expect((await getTaskQueue({ workspaceSid, sid })).friendlyName).toBe("later");
    expect(here.asked()).toEqual(["TaskQueues", `TaskQueues/${sid}`]);
  });

  test("a failure is not kept", async () => {
    const { workspaceSid } = await world(["a"]);
    here.emulator.fault({ method: "GET", route: "*", kind: "status", status: 500 });
    expect((await failure(getTaskQueue({ workspaceSid, friendlyName: "a" }))).code).toBe("TR5001");
    expect((await getTaskQueue({ workspaceSid, friendlyName: "a" })).friendlyName).toBe("a");
  });

  test("another deployment of the process fetches for itself", async () => {
    const { workspaceSid } = await world();
    await getActivity({ workspaceSid, friendlyName: "Offline" });
    deploy();
    await getActivity({ workspaceSid, friendlyName: "Offline" });
    expect(here.asked()).toEqual(["Activities", "Activities"]);
  });

  test("what one account has is not another's, though the list has one address in both", async () => {
    const other = await createEmulator();
    onTestFinished(() => other.close());
    const mine = await here.make("/v1/Workspaces", { FriendlyName: "Mine" });
    const { body } = await byHand(other, "POST", "/v1/Workspaces", { FriendlyName: "Theirs" });
    const names = async () => (await getWorkspaces()).map(({ sid }) => sid);
    expect(await names()).toEqual([mine]);
    configure(other);
    expect(await names()).toEqual([body["sid"]]);
    configure(here.emulator);
    expect(await names()).toEqual([mine]);
  });

  test("a workspace that was looked up in one account is not looked into through another", async () => {
    const other = await createEmulator({ accountSid: `AC${"b".repeat(32)}` });
    onTestFinished(() => other.close());
    const sid = await here.make("/v1/Workspaces", { FriendlyName: "Mine" });
    const workspaceSid = await getWorkspace({ sid });
    expect(await getTaskQueues({ workspaceSid })).toEqual([]);
    configure(other);
    expect((await failure(getTaskQueues({ workspaceSid }))).code).toBe("TR5163");
    expect(other.requests()).toEqual([]);
  });

  test("a list that waits for a resource is fetched after that is there", async () => {
    const { workspaceSid } = await world(["a"]);
    await getTaskQueues({ workspaceSid });
    const sid = await here.make(`/v1/Workspaces/${workspaceSid}/TaskQueues`, { FriendlyName: "b" });
    const stub = Object.assign(Object.create(TaskQueue.prototype) as TaskQueue, { id: sid });
    const { value } = await inside(getTaskQueuesOutput({ workspaceSid }, { dependsOn: [stub] }));
    expect(value.map(({ friendlyName }) => friendlyName)).toEqual(["a", "b"]);
  });

  test("all pages count: the last of 1,001 queues is found, and one that the filter does not find", async () => {
    const { workspaceSid } = await world(Array.from({ length: 1_001 }, (_, n) => `q${n}`));
    expect(await getTaskQueues({ workspaceSid })).toHaveLength(1_001);
    const last = await inside(getTaskQueueOutput({ workspaceSid, friendlyName: "q1000" }));
    expect(last.value.friendlyName).toBe("q1000");
    expect(here.asked()).toEqual(["TaskQueues", "TaskQueues?Page=1"]);
  });

  test("workflows come in pages of 50, since each may hold a megabyte", async () => {
    const { workspaceSid } = await world();
    const form = { Configuration: '{"task_routing":{"filters":[]}}' };
    for (let n = 0; n < 51; n++) {
      await here.make(`/v1/Workspaces/${workspaceSid}/Workflows`, { ...form, FriendlyName: `w${n}` });
    }
    here.emulator.clearRequests();
    expect(await getWorkflows({ workspaceSid })).toHaveLength(51);
    expect(here.asked()).toHaveLength(2);
  });

  test("of a list by name only what has the name counts, whatever the API's filter takes for it (A-34)", async () => {
    const { workspaceSid, sids } = await world(["Sales", "sales", "Sales EU"]);
    const listed = await getTaskQueues({ workspaceSid });
    const queues = listed.map(({ sid, friendlyName }) => ({
      sid,
      account_sid: here.emulator.accountSid,
      friendly_name: friendlyName,
    }));
    const body = JSON.stringify({ task_queues: queues, meta: { next_page_url: null } });
    here.emulator.fault({ method: "GET", route: "*", kind: "status", status: 200, body });
    const found = await getTaskQueues({ workspaceSid, friendlyName: "Sales" });
    expect(found.map(({ sid }) => sid)).toEqual(sids.slice(0, 1));
  });

  test("what stands on two pages, since it moved while they were read, is one", async () => {
    const { workspaceSid, sids } = await world(["Sales"]);
    const twice = sids.flatMap((sid) => [sid, sid]);
    const queues = twice.map((sid) => ({ sid, account_sid: here.emulator.accountSid, friendly_name: "Sales" }));
    const body = JSON.stringify({ task_queues: queues, meta: { next_page_url: null } });
    here.emulator.fault({ method: "GET", route: "*", kind: "status", status: 200, body });
    expect((await getTaskQueue({ workspaceSid, friendlyName: "Sales" })).sid).toBe(sids[0]);
  });

  test("a worker's name counts without regard to case, also where the filter does not find it", async () => {
    const { workspaceSid } = await world();
    await here.make(`/v1/Workspaces/${workspaceSid}/Workers`, { FriendlyName: "Ann" });
    expect((await getWorker({ workspaceSid, friendlyName: "ANN" })).friendlyName).toBe("Ann");
  });
});

describe("what cannot be found is explained", () => {
  const here = bench();
  const words = async (of: Promise<unknown>): Promise<string> => {
    const { code, message, run } = await failure(of);
    expect(run).toBe(true);
    return `${String(code)} ${message}`;
  };

  test("by its near misses, or by what there is", async () => {
    const workspaceSid = await here.make("/v1/Workspaces", { FriendlyName: "World" });
    const queues = ["Billing", "billing ", "Biling", "Sales", ...Array.from({ length: 7 }, (_, n) => `Team ${n}`)];
    expect(await words(getTaskQueue({ workspaceSid, friendlyName: "x" }))).toMatchInlineSnapshot(`
      "TR5160 getTaskQueue "x": no TaskQueue in Workspace WS#1 of account AC#2 has this friendlyName.
        Names are compared letter by letter. There is none of any name.
        If this program makes it, refer to that resource in place of looking it up."
    `);
    for (const FriendlyName of queues) await here.make(`/v1/Workspaces/${workspaceSid}/TaskQueues`, { FriendlyName });
    expect(await words(getTaskQueue({ workspaceSid, friendlyName: "BILLING" }))).toMatchInlineSnapshot(`
      "TR5160 getTaskQueue "BILLING": no TaskQueue in Workspace WS#1 of account AC#2 has this friendlyName.
        Names are compared letter by letter. Did you mean "Billing" (WQ#3) or "billing " (WQ#4)?
        If this program makes it, refer to that resource in place of looking it up."
    `);
    expect(await words(getTaskQueue({ workspaceSid, friendlyName: "Team" }))).toMatchInlineSnapshot(`
      "TR5160 getTaskQueue "Team": no TaskQueue in Workspace WS#1 of account AC#2 has this friendlyName.
        Names are compared letter by letter. Did you mean "Team 0" (WQ#3) or "Team 1" (WQ#4) or "Team 2" (WQ#5) or "Team 3" (WQ#6) or "Team 4" (WQ#7)?
        If this program makes it, refer to that resource in place of looking it up."
    `);
    expect(await words(getTaskQueue({ workspaceSid, friendlyName: "Salse" }))).toContain(
      'Did you mean "Sales" (WQ#3)?',
    );
    expect(await words(getTaskQueue({ workspaceSid, friendlyName: "Voicemail" }))).toMatchInlineSnapshot(`
      "TR5160 getTaskQueue "Voicemail": no TaskQueue in Workspace WS#1 of account AC#2 has this friendlyName.
        Names are compared letter by letter. There are "Billing" (WQ#3), "billing " (WQ#4), "Biling" (WQ#5), "Sales" (WQ#6), "Team 0" (WQ#7) and 6 more.
        If this program makes it, refer to that resource in place of looking it up."
    `);
    expect(await words(getWorker({ workspaceSid, friendlyName: "Ann" }))).toMatchInlineSnapshot(`
      "TR5160 getWorker "Ann": no Worker in Workspace WS#1 of account AC#2 has this friendlyName.
        Names are compared without regard to case. There is none of any name.
        If this program makes it, refer to that resource in place of looking it up."
    `);
    expect(await words(getWorkspace({ friendlyName: "world" }))).toMatchInlineSnapshot(`
      "TR5160 getWorkspace "world": no Workspace in account AC#1 has this friendlyName.
        Names are compared letter by letter. Did you mean "World" (WS#2)?
        If this program makes it, refer to that resource in place of looking it up."
    `);
  });

  test("what Twilio quotes of a secret argument is not told, as it is or as JSON", async () => {
    const workspaceSid = await here.make("/v1/Workspaces", { FriendlyName: "World" });
    const hidden = 'queue of "Ann"';
    const message = `Invalid FriendlyName: ${hidden}, or ${JSON.stringify(hidden)}`;
    const body = JSON.stringify({ code: 20001, status: 400, message });
    here.emulator.fault({ method: "GET", route: "*", kind: "status", status: 400, body });
    const told = await words(inside(getTaskQueueOutput({ workspaceSid, friendlyName: pulumi.secret(hidden) })));
    expect(told).toContain('Invalid FriendlyName: [secret], or "[secret]"');
    expect(told).not.toContain("Ann");
  });

  test("several of one name are listed", async () => {
    const workspaceSid = await here.make("/v1/Workspaces", { FriendlyName: "World" });
    const form = { FriendlyName: "Calls", Configuration: '{"task_routing":{"filters":[]}}' };
    for (let n = 0; n < 2; n++) await here.make(`/v1/Workspaces/${workspaceSid}/Workflows`, form);
    expect(await words(getWorkflow({ workspaceSid, friendlyName: "Calls" }))).toMatchInlineSnapshot(`
      "TR5162 getWorkflow "Calls": 2 Workflows in Workspace WS#1 of account AC#2 have this friendlyName. Say which one by its sid:
          WW#3, created DATE, updated DATE
          WW#4, created DATE, updated DATE"
    `);
  });

  test("of very many of one name the first twenty are listed, and the rest counted", async () => {
    const workspaceSid = await here.make("/v1/Workspaces", { FriendlyName: "World" });
    const form = { FriendlyName: "Calls", Configuration: '{"task_routing":{"filters":[]}}' };
    for (let n = 0; n < 20; n++) await here.make(`/v1/Workspaces/${workspaceSid}/Workflows`, form);
    const listed = async () => {
      deploy();
      const [first, ...lines] = (await words(getWorkflow({ workspaceSid, friendlyName: "Calls" }))).split("\n");
      return [
        /\d+ Workflows/.exec(first ?? "")?.[0],
        lines.filter((line) => /^ {4}WW#\d+, /.test(line)).length,
        lines.at(-1),
      ];
    };
    expect(await listed()).toEqual(["20 Workflows", 20, expect.stringContaining("WW#")]);
    for (let n = 0; n < 2; n++) await here.make(`/v1/Workspaces/${workspaceSid}/Workflows`, form);
    expect(await listed()).toEqual(["22 Workflows", 20, "    and 2 more"]);
  });

  test("by SID: the object, or the workspace when that is what is missing", async () => {
    const workspaceSid = await here.make("/v1/Workspaces", { FriendlyName: "World" });
    const missing = `WS${"0".repeat(32)}`;
    const sid = `WQ${"0".repeat(32)}`;
    expect(await words(getTaskQueue({ workspaceSid, sid }))).toMatchInlineSnapshot(
      `"TR5161 getTaskQueue WQ#1: there is no such TaskQueue in Workspace WS#2 of account AC#3. Check sid, or look it up by friendlyName."`,
    );
    expect(await words(getTaskQueue({ workspaceSid: missing, sid }))).toMatchInlineSnapshot(
      `"TR5103 getTaskQueue WQ#1: there is no Workspace WS#2 in account AC#3. Check workspaceSid."`,
    );
    expect(await words(getTaskQueue({ workspaceSid: missing, friendlyName: "a" }))).toMatchInlineSnapshot(
      `"TR5103 getTaskQueue "a": there is no Workspace WS#1 in account AC#2. Check workspaceSid."`,
    );
    expect(await words(getTaskQueues({ workspaceSid: missing }))).toMatchInlineSnapshot(
      `"TR5103 getTaskQueues: there is no Workspace WS#1 in account AC#2. Check workspaceSid."`,
    );
    expect(await words(getWorkspace({ sid: missing }))).toMatchInlineSnapshot(
      `"TR5161 getWorkspace WS#1: there is no such Workspace in account AC#2. Check sid, or look it up by friendlyName."`,
    );
  });
});

import { describe, expect, test } from "vitest";
import { changes } from "../support/preview";
import { byHand, type Scene, scene } from "../support/scene";
import { accountOf, workspaces, writes } from "../support/truth";

/** Makes an object as the console would; it is nobody's in the program. */
async function byConsole(here: Scene, path: string, form: Record<string, string>): Promise<string> {
  const { body } = await byHand(here.emulator, "POST", path, form);
  const sid = String(body["sid"]);
  here.strangers.add(sid);
  return sid;
}

const live = async (here: Scene, path: string): Promise<Record<string, unknown>> =>
  (await byHand(here.emulator, "GET", path)).body;

describe("built-in objects, channels of a worker and a voice queue", () => {
  const here = scene();
  let main = "";
  let worker = "";
  let voice = "";
  const ofWorker = (name: string) => live(here, `/v1/Workspaces/${main}/Workers/${worker}/Channels/${name}`);
  const program = ({ taskChannel = "voice", capacity = 2, name = "ann-voice" } = {}): string =>
    [
      `const inMain = { workspaceSid: "${main}" };`,
      'const ready = new taskrouter.Activity("ready", { ...inMain, friendlyName: "Ready", available: true, adopt: { sid: AVAILABLE } });',
      'const offline = new taskrouter.Activity("offline", { ...inMain, friendlyName: "Offline", adopt: true });',
      'new taskrouter.WorkspaceDefaults("defaults", { ...inMain, timeoutActivitySid: offline });',
      'const voice = new taskrouter.TaskChannel("voice", { ...inMain, friendlyName: "Voice", channelOptimizedRouting: true, adopt: true });',
      'const fax = new taskrouter.TaskChannel("fax", inMain);',
      `new taskrouter.WorkerChannel("${name}", { ...inMain, workerSid: "${worker}", taskChannel: ${taskChannel}, capacity: ${capacity} });`,
      `new taskrouter.WorkerChannel("ann-fax", { ...inMain, workerSid: "${worker}", taskChannel: fax, available: false });`,
      'const queue = new taskrouter.TaskQueue("everyone", inMain);',
      'const calls = new taskrouter.Workflow("calls", { ...inMain, configuration: { default_filter: { queue } } });',
      'new taskrouter.VoiceQueue("calls", { workflowSid: calls, maxSize: 500 });',
    ]
      .join("\n")
      .replace(
        "AVAILABLE",
        JSON.stringify(
          workspaces(here.emulator)[0]?.activities.find(({ friendly_name: n }) => /^(Available|Ready)$/.test(n))?.sid,
        ),
      );

  test("up takes over what is built in, and sets what differs", async () => {
    main = await byConsole(here, "/v1/Workspaces", { FriendlyName: "Support" });
    worker = await byConsole(here, `/v1/Workspaces/${main}/Workers`, { FriendlyName: "Ann" });
    for (const { sid } of [
      ...(workspaces(here.emulator)[0]?.activities ?? []),
      ...(workspaces(here.emulator)[0]?.task_channels ?? []),
    ]) {
      here.strangers.add(sid);
    }
    voice = String((await live(here, `/v1/Workspaces/${main}/TaskChannels/voice`))["sid"]);
    const run = await here.stack.program(program()).up();
    expect(run.code, run.output).toBe(0);
    expect(here.stack.resource("voice").id).toBe(voice);
    expect(await live(here, `/v1/Workspaces/${main}/TaskChannels/voice`)).toMatchObject({
      friendly_name: "Voice",
      channel_optimized_routing: true,
    });
    expect(await ofWorker("voice")).toMatchObject({ configured_capacity: 2, available: true });
    expect(await ofWorker("fax")).toMatchObject({ configured_capacity: 1, available: false });
    const workflow = here.stack.resources().find(({ type }) => type.endsWith(":Workflow"))?.id;
    expect(accountOf(here.emulator).voice_queues).toMatchObject([{ friendly_name: workflow, max_size: 500 }]);
    expect(workspaces(here.emulator)[0]?.task_channels).toHaveLength(6);
  });

  test("a preview, another up and a refresh then show nothing and write nothing", async () => {
    here.emulator.clearRequests();
    for (const run of [
      await here.stack.preview("--expect-no-changes"),
      await here.stack.up("--expect-no-changes"),
      await here.stack.refresh("--expect-no-changes"),
    ]) {
      expect(run.code, run.output).toBe(0);
    }
    expect(writes(here.emulator)).toEqual([]);
  });

  test.each([
    ["as text", () => '"voice"'],
    ["by its SID", () => JSON.stringify(voice)],
    ["as a resource", () => "voice"],
  ])("the same channel named %s is no change", async (_what, taskChannel) => {
    const preview = await here.stack.program(program({ taskChannel: taskChannel() })).preview("--json");
    expect(changes(preview.stdout)).toEqual({});
    expect((await here.stack.up("--expect-no-changes")).code).toBe(0);
  });

  test("what somebody changed is repaired; a new size is one update", async () => {
    await byHand(here.emulator, "POST", `/v1/Workspaces/${main}/Workers/${worker}/Channels/voice`, { Capacity: "9" });
    const [queue] = accountOf(here.emulator).voice_queues;
    const path = `/2010-04-01/Accounts/${here.emulator.accountSid}/Queues/${queue?.sid}.json`;
    await byHand(here.emulator, "POST", path, { MaxSize: "7" });
    expect((await here.stack.refresh()).code).toBe(0);
    const preview = await here.stack.preview("--json");
    expect(changes(preview.stdout)).toEqual({
      "ann-voice": { op: "update", properties: ["capacity"] },
      calls: { op: "update", properties: ["maxSize"] },
    });
    expect((await here.stack.up()).code).toBe(0);
    expect(await ofWorker("voice")).toMatchObject({ configured_capacity: 2 });
    expect(accountOf(here.emulator).voice_queues).toMatchObject([{ sid: queue?.sid, max_size: 500 }]);
  });

  test("under a new Pulumi name, and made anew by replaceOnChanges, a worker's channel keeps what the program says", async () => {
    const run = await here.stack.program(program({ name: "voice-of-ann", capacity: 3 })).up();
    expect(run.code, run.output).toBe(0);
    expect(run.output).toContain("left as it is, another resource of the program has taken it over");
    expect(await ofWorker("voice")).toMatchObject({ configured_capacity: 3 });
    const anew = program({ name: "voice-of-ann", capacity: 4 }).replace(
      "capacity: 4 });",
      'capacity: 4 }, { replaceOnChanges: ["capacity"] });',
    );
    const again = await here.stack.program(anew).up();
    expect(again.code, again.output).toBe(0);
    expect(await ofWorker("voice")).toMatchObject({ configured_capacity: 4 });
  });

  test("destroy leaves what was built in, resets the worker's channels, and takes what it made", async () => {
    const run = await here.stack.program(program()).destroy();
    expect(run.code, run.output).toBe(0);
    expect(run.output).toMatch(/TaskChannel voice .*retain/);
    const [workspace] = workspaces(here.emulator);
    expect(workspace?.activities.map(({ friendly_name: name }) => name)).toEqual(["Offline", "Ready", "Unavailable"]);
    expect(workspace?.task_channels.map(({ unique_name: name }) => name)).toEqual([
      "default",
      "voice",
      "chat",
      "sms",
      "video",
    ]);
    expect(await ofWorker("voice")).toMatchObject({ configured_capacity: 1, available: true });
    expect(accountOf(here.emulator).voice_queues).toEqual([]);
    expect((await live(here, `/v1/Workspaces/${main}`))["timeout_activity_name"]).toBe("Offline");
  });
});

describe("calls that wait", () => {
  const here = scene();

  test("are not deleted: their queue stays for 100, and that is said", async () => {
    const program = (size: string): string =>
      'const main = new taskrouter.Workspace("main");\n' +
      'const queue = new taskrouter.TaskQueue("q", { workspaceSid: main });\n' +
      'const calls = new taskrouter.Workflow("calls", { workspaceSid: main, configuration: { default_filter: { queue } } });\n' +
      size;
    expect((await here.stack.program(program("")).up()).code).toBe(0);
    const workflow = here.stack.resource("calls").id ?? "";
    here.emulator.putCalls(workflow, 3);
    const sid = accountOf(here.emulator).voice_queues[0]?.sid ?? "";
    here.strangers.add(sid);
    const sized = 'new taskrouter.VoiceQueue("size", { workflowSid: calls, maxSize: 500 });';
    const run = await here.stack.program(program(sized)).up();
    expect(run.code, run.output).toBe(0);
    expect(here.stack.resource("size").id).toBe(sid);
    expect(run.output).toContain(`found ${sid} (updated: maxSize)`);
    const gone = await here.stack.destroy();
    expect(gone.code, gone.output).toBe(0);
    expect(gone.output).toContain("left with maxSize 100");
    expect(accountOf(here.emulator).voice_queues).toMatchObject([{ sid, max_size: 100, current_size: 3 }]);
  });
});

describe("mistakes and refusals", () => {
  const here = scene();
  const channel = (name: string, args = ""): string =>
    `new taskrouter.TaskChannel("${name}", { workspaceSid: main${args} });`;
  const main = 'const main = new taskrouter.Workspace("main");\n';
  const ann = `WK${"a".repeat(32)}`;

  test.each([
    [
      "two resources for one channel of one worker",
      ["one", "two"].map(
        (name) =>
          `new taskrouter.WorkerChannel("${name}", { workspaceSid: main, workerSid: "${ann}", taskChannel: "voice" });`,
      ),
      'WorkerChannel "two": workerSid: has a WorkerChannel for this taskChannel already ("one")',
    ],
    [
      "a unique name with white space",
      [channel("x", ', uniqueName: "chat eu"')],
      "uniqueName: must not hold white space",
    ],
    [
      "a capacity beyond 50",
      [
        `new taskrouter.WorkerChannel("x", { workspaceSid: main, workerSid: "${ann}", taskChannel: "voice", capacity: 51 });`,
      ],
      "capacity: must be between 0 and 50, not 51",
    ],
    [
      "a size beyond 5,000",
      [`new taskrouter.VoiceQueue("x", { workflowSid: "WW${"a".repeat(32)}", maxSize: 5001 });`],
      "maxSize: must be between 1 and 5000, not 5001",
    ],
  ])("%s is an error of the preview", async (_what, lines, message) => {
    const run = await here.stack.program(main + lines.join("\n")).preview();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain(message);
    expect(here.emulator.requests()).toEqual([]);
  });

  test("a hyphen is a warning, which can be silenced", async () => {
    const warned = await here.stack.program(main + channel("chat-eu")).preview();
    expect(warned.code, warned.output).toBe(0);
    expect(warned.output).toMatch(/warning: uniqueName: holds more than letters, digits, _ and \$, .*\[TR5151\]/);
    const silent = await here.stack.program(main + channel("chat-eu", ', ignoreDiagnostics: ["TR5151"]')).preview();
    expect(silent.output).not.toContain("TR5151");
  });

  test("`voice` without adopt, one channel too many, and one with a task on it are refused with what to do", async () => {
    const taken = await here.stack.program(main + channel("voice")).up();
    expect(taken.code).not.toBe(0);
    expect(taken.output).toMatch(/TaskChannel "voice" is there already[\s\S]*say adopt: true/);
    const ten = Array.from({ length: 10 }, (_, n) => channel(`c${n}`)).join("\n");
    expect((await here.stack.program(main + ten).up()).code).toBe(0);
    const over = await here.stack.program(`${main}${ten}\n${channel("over")}`).up();
    expect(over.code).not.toBe(0);
    expect(over.output).toContain("A workspace takes 15 of kind TaskChannel at most");
    const home = `/v1/Workspaces/${here.stack.resource("main").id}`;
    const queue = await byConsole(here, `${home}/TaskQueues`, { FriendlyName: "q" });
    const task = await byConsole(here, `${home}/Tasks`, { TaskChannel: "c9", TaskQueueSid: queue });
    const held = await here.stack.program(main + ten.replace(channel("c9"), "")).up();
    expect(held.code).not.toBe(0);
    expect(held.output).toContain(`1 pending task on it (${task})`);
    await byHand(here.emulator, "DELETE", `${home}/Tasks/${task}`);
    const gone = await here.stack.destroy();
    expect(gone.code, gone.output).toBe(0);
  });
});

import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import { Provider, TaskChannel, TaskQueue, VoiceQueue, WorkerChannel, Workflow, Workspace } from "../../src";

const sent = new Map<string, Record<string, unknown>>();

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs, id }) => {
      sent.set(name, inputs as Record<string, unknown>);
      return { id: id || `${name}-id`, state: inputs as Record<string, unknown> };
    },
    call: ({ inputs }) => inputs as Record<string, unknown>,
  }),
);

const WS = `WS${"a".repeat(32)}`;
const ANN = `WK${"a".repeat(32)}`;
const BEN = `WK${"b".repeat(32)}`;

/** A program of its own, as Pulumi runs it; answers what stops it. */
async function program(run: () => void): Promise<string | undefined> {
  let mistake: unknown;
  await pulumi.runtime.runInPulumiStack(async () => {
    try {
      run();
    } catch (error) {
      // Let out, it would end the process.
      mistake = error;
    }
  });
  if (mistake !== undefined && !(mistake instanceof pulumi.RunError)) throw mistake;
  return mistake?.message;
}

const inputsOf = async (resource: pulumi.CustomResource, name: string): Promise<Record<string, unknown>> => {
  await new Promise((resolve) => resource.id.apply(resolve));
  const { __provider: _text, ...inputs } = sent.get(name) ?? {};
  return inputs;
};

describe("a second resource for what there is one of is an error in the program", () => {
  const channel = (name: string, taskChannel: string | TaskChannel, workerSid = ANN): WorkerChannel =>
    new WorkerChannel(name, { workspaceSid: WS, workerSid, taskChannel });
  const TWICE =
    'WorkerChannel "two": workerSid: has a WorkerChannel for this taskChannel already ("one"), and they would undo each other: make one of the two';

  test.each<[string, () => void]>([
    ["by the same text", () => [channel("one", "voice"), channel("two", "voice")]],
    [
      "by the same resource",
      () => {
        const fax = new TaskChannel("fax", { workspaceSid: WS });
        return [channel("one", fax), channel("two", fax)];
      },
    ],
    [
      "by a resource and by the unique name that the program gives it",
      () => [
        channel("one", new TaskChannel("calls", { workspaceSid: WS, uniqueName: "voice", adopt: true })),
        channel("two", "voice"),
      ],
    ],
    [
      "by a resource and by the unique name that it has from its Pulumi name",
      () => [channel("one", "fax"), channel("two", new TaskChannel("fax", { workspaceSid: WS }))],
    ],
  ])("one channel of one worker, %s", async (_what, run) => {
    expect(await program(run)).toBe(TWICE);
  });

  test("of a Workflow's voice queue", async () => {
    const run = () => {
      const calls = new Workflow("calls", { workspaceSid: WS, configuration: "{}" });
      new VoiceQueue("one", { workflowSid: calls, maxSize: 5 });
      new VoiceQueue("two", { workflowSid: calls, maxSize: 6 });
    };
    expect(await program(run)).toContain('VoiceQueue "two": workflowSid: has a VoiceQueue already ("one")');
  });

  test("other workers, other channels, `.get`, and another program of the same process are none", async () => {
    const run = (): void => {
      channel("one", "voice");
      channel("two", "chat");
      channel("three", "voice", BEN);
      WorkerChannel.get("four", `WC${"a".repeat(32)}`, { workspaceSid: WS, workerSid: ANN });
    };
    expect([await program(run), await program(run)]).toEqual([undefined, undefined]);
  });
});

test("a channel is called like its resource, unless the program says otherwise", async () => {
  const fax = new TaskChannel("fax", { workspaceSid: WS });
  expect(await inputsOf(fax, "fax")).toEqual({ workspaceSid: WS, uniqueName: "fax", friendlyName: "fax" });
  const args = { workspaceSid: WS, uniqueName: pulumi.output("calls"), friendlyName: "Calls" };
  const calls = new TaskChannel("calls-too", args);
  expect(await inputsOf(calls, "calls-too")).toEqual({ ...args, uniqueName: "calls" });
});

test("a channel that is a resource becomes its SID", async () => {
  const workspace = new Workspace("w");
  const fax = new TaskChannel("fax2", { workspaceSid: workspace });
  const of = new WorkerChannel("of", { workspaceSid: workspace, workerSid: ANN, taskChannel: fax });
  expect(await inputsOf(of, "of")).toMatchObject({ taskChannel: "fax2-id", workspaceSid: "w-id" });
});

test("a channel of another workspace, or something else in its place, is a mistake", () => {
  const elsewhere = new TaskChannel("fax3", { workspaceSid: new Workspace("w3") });
  const queue = new TaskQueue("q3", { workspaceSid: WS });
  const make = (taskChannel: unknown) => () =>
    new WorkerChannel("x", { workspaceSid: new Workspace("w4"), workerSid: ANN, taskChannel: taskChannel as string });
  expect(make(elsewhere)).toThrow('WorkerChannel "x": taskChannel: is a TaskChannel of another workspace');
  expect(make(queue)).toThrow('WorkerChannel "x": taskChannel: takes a TaskChannel or its SID, not a TaskQueue');
});

test("a Workflow hands its provider on to its voice queue, which is in no workspace itself", async () => {
  const provider = new Provider("eu", { accountSid: "AC1" });
  const workspaceSid = new Workspace("w5", {}, { provider });
  const calls = new Workflow("calls5", { workspaceSid, configuration: "{}" });
  const queue = new VoiceQueue("v5", { workflowSid: calls, maxSize: 500 });
  expect(queue.getProvider("pulumi-nodejs:dynamic/taskrouter:VoiceQueue")).toBe(provider);
  expect(await inputsOf(queue, "v5")).toEqual({ workflowSid: "calls5-id", maxSize: 500 });
});

test(".get needs what is in the path, and nothing more", () => {
  const id = `WC${"a".repeat(32)}`;
  expect(() => WorkerChannel.get("y", id, { workspaceSid: WS } as never)).toThrow(
    'WorkerChannel "y": workerSid: is required: WorkerChannel.get(name, id, { workerSid })',
  );
  expect(() => WorkerChannel.get("y", id, { workspaceSid: WS, workerSid: ANN })).not.toThrow();
  expect(() => VoiceQueue.get("y", `QU${"a".repeat(32)}`)).not.toThrow();
  expect(() => TaskChannel.get("y", `TC${"a".repeat(32)}`, {} as never)).toThrow("workspaceSid: is required");
});

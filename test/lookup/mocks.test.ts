// A program's own tests: mocks stand in place of the engine, and nothing is asked of anybody else.
import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, test } from "vitest";
import {
  Activity,
  getActivities,
  getActivity,
  getActivityOutput,
  getTaskChannelOutput,
  getWorkers,
  getWorkersOutput,
  getWorkspace,
  Provider,
  Workspace,
} from "../../src";
import { failure, inside } from "./support";

const OFFLINE = { sid: `WA${"0".repeat(32)}`, friendlyName: "Offline", available: false };
const WS = `WS${"1".repeat(32)}`;
const calls: { token: string; inputs: unknown; provider?: string }[] = [];

/** @param made false: a preview, in which no resource has an id yet */
function mock(made = true, call: (token: string) => object = () => OFFLINE): void {
  calls.length = 0;
  void pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: made ? `${name}-id` : undefined, state: inputs as object }),
      call: ({ token, inputs, provider }) => {
        calls.push({ token, inputs, ...(provider ? { provider } : {}) });
        return call(token) as Record<string, unknown>;
      },
    },
    "project",
    "stack",
    !made,
  );
}

beforeEach(() => mock());

describe("under mocks", () => {
  test("a look-up asks the mock's call, by a token and with plain arguments", async () => {
    expect(await getActivity({ workspaceSid: WS, friendlyName: "Offline" })).toEqual(OFFLINE);
    const workspace = { sid: WS, accountSid: `AC${"0".repeat(32)}` };
    const { value } = await inside(
      getActivityOutput({ workspaceSid: pulumi.output(workspace), friendlyName: pulumi.output("Offline") }),
    );
    expect(value).toEqual(OFFLINE);
    const asked = {
      token: "taskrouter:index/getActivity:getActivity",
      inputs: { workspaceSid: WS, friendlyName: "Offline" },
    };
    expect(calls).toEqual([asked, asked]);
  });

  test("a list is the list in the mock's answer, whatever it is called", async () => {
    mock(true, () => ({ activities: [OFFLINE] }));
    expect(await getActivities({ workspaceSid: WS, available: false })).toEqual([OFFLINE]);
    mock(true, () => ({}));
    expect(await getActivities({ workspaceSid: WS })).toEqual([]);
    expect(calls.map(({ token }) => token)).toEqual(["taskrouter:index/getActivities:getActivities"]);
  });

  test("a mock that fails fails the look-up", async () => {
    mock(true, () => {
      throw new Error("no such activity");
    });
    await expect(getActivity({ workspaceSid: WS, sid: OFFLINE.sid })).rejects.toThrow();
  });

  test("a workspace that is yet to be made leaves the result unknown, and the mock is not asked", async () => {
    mock(false);
    const workspaceSid = new Workspace("new");
    expect(await inside(getActivityOutput({ workspaceSid, friendlyName: "Offline" }))).toMatchObject({ known: false });
    const ids = inside(getActivityOutput({ workspaceSid: WS, friendlyName: "Offline" }, { dependsOn: [workspaceSid] }));
    expect(await ids).toMatchObject({ known: false });
    expect(calls).toEqual([]);
  });

  test("a result stands where its object's SID belongs", async () => {
    const workspace = new Workspace("w");
    const offline = getActivityOutput({ workspaceSid: workspace, friendlyName: "Offline" });
    expect((await inside(offline.sid)).value).toBe(OFFLINE.sid);
  });
});

describe("the provider", () => {
  test("is that of the options, of the parent, or of the workspace among the arguments", async () => {
    const provider = new Provider("eu", { accountSid: `AC${"2".repeat(32)}`, authToken: "of-eu" });
    const workspaceSid = new Workspace("w", {}, { provider });
    const parent = new pulumi.ComponentResource("test:index:Group", "group", {}, { providers: [provider] });
    const { secret } = await inside(getActivityOutput({ workspaceSid: WS, friendlyName: "Offline" }, { provider }));
    // Its token is one, what it finds is none.
    expect(secret).toBe(false);
    await inside(getActivityOutput({ workspaceSid: WS, friendlyName: "Offline" }, { parent }));
    await inside(getActivityOutput({ workspaceSid, friendlyName: "Offline" }));
    await getActivity({ workspaceSid: WS, friendlyName: "Offline" }, { provider });
    expect(calls.map(({ provider: through }) => through)).toEqual(
      Array.from({ length: 4 }, () => expect.stringMatching(/::pulumi:providers:pulumi-nodejs::eu::/)),
    );
  });

  test("must be the one of the resources among the arguments", async () => {
    const [one, two] = [new Provider("one"), new Provider("two")];
    const workspaceSid = new Workspace("w", {}, { provider: one });
    const other = { provider: two };
    expect(() => getActivityOutput({ workspaceSid, friendlyName: "x" }, other)).toThrow(
      'getActivity: workspaceSid: is managed through provider "one", but this look-up through provider "two"',
    );
    const late = { workspaceSid: pulumi.output({ w: workspaceSid }).w, friendlyName: "x" };
    const { message } = await failure(inside(getActivityOutput(late as never, other)));
    expect(message).toContain("Give this look-up the same provider option");
  });

  test("must be one of ours, since anybody else's does not say whose account it is for", () => {
    class Foreign extends pulumi.ProviderResource {}
    const provider = new Foreign("pulumi-nodejs", "foreign");
    expect(() => getActivityOutput({ workspaceSid: WS, friendlyName: "x" }, { provider })).toThrow(
      'getActivity: provider "foreign" is no taskrouter.Provider',
    );
  });

  test("does not show its secrets when it is printed", async () => {
    const { inspect } = await import("node:util");
    const provider = new Provider("eu", { authToken: "the-token-of-eu" });
    expect(JSON.stringify(Object.entries(provider))).not.toContain("the-token-of-eu");
    expect(inspect(provider, { depth: 1 })).not.toContain("the-token-of-eu");
  });
});

describe("arguments that only the program can see", () => {
  test("a promise takes no resource, whose SID a preview may not know", async () => {
    const workspaceSid = new Workspace("w");
    const { message } = await failure(getActivity({ workspaceSid: workspaceSid as never, friendlyName: "x" }));
    expect(message).toBe(
      "getActivity: workspaceSid: is there only later, and a preview may not know it: use getActivityOutput, which waits for it",
    );
  });

  test("what stands in another workspace, or is no such thing", () => {
    const [a, b] = [new Workspace("a"), new Workspace("b")];
    const activitySid = new Activity("there", { workspaceSid: b });
    expect(() => getWorkersOutput({ workspaceSid: a, activitySid })).toThrow(
      "getWorkers: activitySid: is an Activity of another workspace, where this getWorkers cannot reach it",
    );
    expect(() => getTaskChannelOutput({ workspaceSid: activitySid as never, uniqueName: "voice" })).toThrow(
      "workspaceSid: takes a Workspace or its SID, not an Activity",
    );
    expect(() => getTaskChannelOutput({ workspaceSid: a, sid: a as never })).toThrow("sid: takes no resource");
  });

  test("what stands in the workspace that was looked up is taken", async () => {
    const workspaceSid = new Workspace("a");
    const activitySid = new Activity("here", { workspaceSid });
    mock(true, () => ({ workers: [] }));
    const found = { sid: "a-id", accountSid: `AC${"0".repeat(32)}` };
    await inside(getWorkersOutput({ workspaceSid: pulumi.output(found), activitySid }));
    expect(calls.map(({ inputs }) => inputs)).toEqual([{ workspaceSid: "a-id", activitySid: "here-id" }]);
  });

  test("no arguments at all, and a list of them", async () => {
    expect((await failure(getWorkspace(undefined as never))).message).toContain(
      "takes exactly one of sid, friendlyName",
    );
    expect((await failure(getWorkspace([] as never))).message).toContain("takes an object of arguments, not a list");
    const found = { sid: `WA${"0".repeat(32)}`, accountSid: "AC", dateCreated: "" };
    expect((await failure(getWorkers({ workspaceSid: WS, activitySid: found as never }))).message).toContain(
      "activitySid: is what a look-up found; give its .sid",
    );
    expect((await failure(getActivity({ friendlyName: "x" } as never))).message).toContain("workspaceSid: is required");
    expect((await failure(getWorkspace({ sid: "x".repeat(1_000_000) }, null as never))).message.length).toBeLessThan(
      300,
    );
  });

  test("a plain-text secret in the configuration is refused as for resources", async () => {
    pulumi.runtime.setAllConfig({ "taskrouter:authToken": "plain-text" }, []);
    const { message } = await failure(getWorkspace({ friendlyName: "x" }));
    expect(message).toContain("pulumi config set --secret taskrouter:authToken");
    pulumi.runtime.setAllConfig({}, []);
  });
});

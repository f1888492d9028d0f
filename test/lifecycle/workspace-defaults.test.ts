import { describe, expect, test } from "vitest";
import { checkAndCreate, type Workbench, workbench } from "../support/handlers";
import { byHand } from "../support/scene";
import { workspaces, writes } from "../support/truth";

interface Setting {
  readonly workspaceSid: string;
  readonly offline: string;
  readonly lunch: string;
  readonly away: string;
}

async function setting(bench: Workbench): Promise<Setting> {
  const workspaceSid = await bench.workspace();
  const activities = `/v1/Workspaces/${workspaceSid}/Activities`;
  const offline =
    workspaces(bench.emulator)[0]?.activities.find(({ friendly_name: name }) => name === "Offline")?.sid ?? "";
  return {
    workspaceSid,
    offline,
    lunch: await bench.make(activities, { FriendlyName: "Lunch" }),
    away: await bench.make(activities, { FriendlyName: "Away" }),
  };
}

describe("WorkspaceDefaults", () => {
  const bench = workbench();
  const live = async (workspaceSid: string): Promise<[unknown, unknown]> => {
    const { body } = await byHand(bench.emulator, "GET", `/v1/Workspaces/${workspaceSid}`);
    return [body["default_activity_sid"], body["timeout_activity_sid"]];
  };

  test("sets what it is told, with one write, and leaves the other alone", async () => {
    const { workspaceSid, offline, lunch } = await setting(bench);
    bench.emulator.clearRequests();
    const { id, outs } = await checkAndCreate(bench.handlers("WorkspaceDefaults"), {
      workspaceSid,
      timeoutActivitySid: lunch,
    });
    expect(id).toBe(workspaceSid);
    expect(writes(bench.emulator).map(({ form }) => form)).toEqual([{ TimeoutActivitySid: lunch }]);
    expect(await live(workspaceSid)).toEqual([offline, lunch]);
    expect(outs).toMatchObject({ previous: { defaultActivitySid: offline, timeoutActivitySid: offline } });
  });

  test("delete puts back what was there, so that the activity can be deleted after it", async () => {
    const { workspaceSid, lunch, away } = await setting(bench);
    await byHand(bench.emulator, "POST", `/v1/Workspaces/${workspaceSid}`, { DefaultActivitySid: away });
    const handlers = bench.handlers("WorkspaceDefaults");
    const { id, outs } = await checkAndCreate(handlers, {
      workspaceSid,
      defaultActivitySid: lunch,
      timeoutActivitySid: lunch,
    });
    await handlers.delete(id, outs);
    expect((await live(workspaceSid))[0]).toBe(away);
    const { status } = await byHand(bench.emulator, "DELETE", `/v1/Workspaces/${workspaceSid}/Activities/${lunch}`);
    expect(status).toBe(204);
  });

  test("a property that is removed gets its former value back; the other one stays", async () => {
    const { workspaceSid, offline, lunch, away } = await setting(bench);
    const handlers = bench.handlers("WorkspaceDefaults");
    const { id, outs } = await checkAndCreate(handlers, {
      workspaceSid,
      defaultActivitySid: lunch,
      timeoutActivitySid: away,
    });
    bench.emulator.clearRequests();
    const { outs: after } = await handlers.update(id, outs, { workspaceSid, defaultActivitySid: lunch });
    expect(writes(bench.emulator).map(({ form }) => form)).toEqual([{ TimeoutActivitySid: offline }]);
    expect(after).not.toHaveProperty("timeoutActivitySid");
    expect(await live(workspaceSid)).toEqual([lunch, offline]);
  });

  test("where the former one is gone, the built-in Offline takes its place", async () => {
    const { workspaceSid, offline, lunch, away } = await setting(bench);
    await byHand(bench.emulator, "POST", `/v1/Workspaces/${workspaceSid}`, { DefaultActivitySid: away });
    const handlers = bench.handlers("WorkspaceDefaults");
    const { id, outs } = await checkAndCreate(handlers, { workspaceSid, defaultActivitySid: lunch });
    await byHand(bench.emulator, "DELETE", `/v1/Workspaces/${workspaceSid}/Activities/${away}`);
    await handlers.delete(id, outs);
    expect((await live(workspaceSid))[0]).toBe(offline);
  });

  test("a former one that is deleted between the look and the write is gone, too", async () => {
    const { workspaceSid, offline, lunch, away } = await setting(bench);
    await byHand(bench.emulator, "POST", `/v1/Workspaces/${workspaceSid}`, { DefaultActivitySid: away });
    let deleting = false;
    const handlers = bench.handlers("WorkspaceDefaults", {
      beforeWrite: async () => {
        if (deleting) await byHand(bench.emulator, "DELETE", `/v1/Workspaces/${workspaceSid}/Activities/${away}`);
      },
    });
    const { id, outs } = await checkAndCreate(handlers, { workspaceSid, defaultActivitySid: lunch });
    deleting = true;
    await handlers.delete(id, outs);
    expect((await live(workspaceSid))[0]).toBe(offline);
  });

  test("a successor of the same run that wants the same is not undone by its predecessor's delete", async () => {
    const { workspaceSid, lunch } = await setting(bench);
    const handlers = bench.handlers("WorkspaceDefaults");
    const inputs = { workspaceSid, defaultActivitySid: lunch };
    const { id, outs } = await checkAndCreate(handlers, inputs);
    await checkAndCreate(handlers, inputs);
    await handlers.delete(id, outs);
    expect((await live(workspaceSid))[0]).toBe(lunch);
  });

  test("where that is gone too, it explains", async () => {
    const { workspaceSid, offline, lunch, away } = await setting(bench);
    await byHand(bench.emulator, "POST", `/v1/Workspaces/${workspaceSid}`, {
      DefaultActivitySid: away,
      TimeoutActivitySid: lunch,
    });
    const handlers = bench.handlers("WorkspaceDefaults");
    const { id, outs } = await checkAndCreate(handlers, { workspaceSid, defaultActivitySid: lunch });
    for (const gone of [away, offline])
      await byHand(bench.emulator, "DELETE", `/v1/Workspaces/${workspaceSid}/Activities/${gone}`);
    await expect(handlers.delete(id, outs)).rejects.toThrow(
      /defaultActivitySid cannot be put back: .*there is no "Offline".*pulumi state delete/,
    );
  });

  test("made anew over its own value (state was lost), it still does not put that back", async () => {
    const { workspaceSid, offline, lunch } = await setting(bench);
    const inputs = { workspaceSid, defaultActivitySid: lunch };
    await checkAndCreate(bench.handlers("WorkspaceDefaults"), inputs);
    const { id, outs } = await checkAndCreate(bench.handlers("WorkspaceDefaults"), inputs);
    await bench.handlers("WorkspaceDefaults").delete(id, outs);
    expect((await live(workspaceSid))[0]).toBe(offline);
  });

  test("what somebody has pointed elsewhere since is left where it is", async () => {
    const { workspaceSid, lunch, away } = await setting(bench);
    const handlers = bench.handlers("WorkspaceDefaults");
    const { id, outs } = await checkAndCreate(handlers, { workspaceSid, defaultActivitySid: lunch });
    await byHand(bench.emulator, "POST", `/v1/Workspaces/${workspaceSid}`, { DefaultActivitySid: away });
    bench.emulator.clearRequests();
    await handlers.delete(id, outs);
    expect(writes(bench.emulator)).toEqual([]);
    expect((await live(workspaceSid))[0]).toBe(away);
  });

  test("when the workspace is gone, delete is done and read says so", async () => {
    const { workspaceSid, lunch } = await setting(bench);
    const handlers = bench.handlers("WorkspaceDefaults");
    const { id, outs } = await checkAndCreate(handlers, { workspaceSid, defaultActivitySid: lunch });
    await byHand(bench.emulator, "DELETE", `/v1/Workspaces/${workspaceSid}`);
    expect(await handlers.read(id, outs)).toEqual({});
    await expect(handlers.delete(id, outs)).resolves.toBeUndefined();
  });

  test("drift of what it sets is seen; a diff then shows exactly that", async () => {
    const { workspaceSid, lunch, away } = await setting(bench);
    const handlers = bench.handlers("WorkspaceDefaults");
    const inputs = { workspaceSid, defaultActivitySid: lunch };
    const { id, outs } = await checkAndCreate(handlers, inputs);
    await byHand(bench.emulator, "POST", `/v1/Workspaces/${workspaceSid}`, {
      DefaultActivitySid: away,
      TimeoutActivitySid: away,
    });
    const { props } = await handlers.read(id, outs);
    expect(props).toMatchObject({ defaultActivitySid: away });
    expect(props).not.toHaveProperty("timeoutActivitySid");
    expect(handlers.diff(id, props ?? {}, inputs)).toEqual({ changes: undefined, replaces: [] });
  });
});

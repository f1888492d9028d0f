import { describe, expect, test } from "vitest";
import { refusal, startWorkspace } from "./support";

describe("task channels", () => {
  test("are found by SID and by unique name, and keep the name they were made with", async () => {
    const { api, home } = await startWorkspace();
    const form = { FriendlyName: "Fax", UniqueName: "my-fax$_1", ChannelOptimizedRouting: "true" };
    const reply = await api.post(`${home}/TaskChannels`, form);
    expect(reply).toMatchObject({ status: 201, assumptions: ["A-02"] });
    const channel = reply.body;
    expect(channel).toMatchObject({ unique_name: "my-fax$_1", channel_optimized_routing: true });
    expect((await api.get(`${home}/TaskChannels/my-fax$_1`)).body).toEqual(channel);
    expect((await api.get(channel.url)).body).toEqual(channel);
    const update = { FriendlyName: "Telefax", UniqueName: "other", ChannelOptimizedRouting: "no" };
    const renamed = await api.post(`${home}/TaskChannels/my-fax$_1`, update);
    expect(renamed).toMatchObject({ status: 200, assumptions: ["A-01"] });
    expect(renamed.body).toMatchObject({
      unique_name: "my-fax$_1",
      friendly_name: "Telefax",
      channel_optimized_routing: false,
    });
    expect((await api.delete(`${home}/TaskChannels/my-fax$_1`)).status).toBe(204);
  });

  test.each(["", "a b", "é"])("cannot be called %j", async (UniqueName) => {
    const { api, home } = await startWorkspace();
    const reply = await api.post(`${home}/TaskChannels`, { FriendlyName: "x", UniqueName });
    expect(reply).toMatchObject({ status: 400, assumptions: ["A-02"] });
  });

  test("have names of their own, and are at most 15", async () => {
    const { api, home, workspace } = await startWorkspace();
    const again = await api.post(`${home}/TaskChannels`, { FriendlyName: "x", UniqueName: "voice" });
    const where = `for workspace ${workspace.sid} for account ${api.emulator.accountSid}`;
    expect(again.body).toEqual(refusal(`TaskChannel named voice already exists ${where}`));
    expect(again.assumptions).toEqual(["A-02", "A-04"]);
    for (let count = 5; count < 15; count++) {
      await api.make(`${home}/TaskChannels`, { FriendlyName: "x", UniqueName: `c${count}` });
    }
    const over = await api.post(`${home}/TaskChannels`, { FriendlyName: "x", UniqueName: "over" });
    expect(over.body).toEqual(refusal("TaskChannels are limited to less than or equal to 15"));
  });

  test("cannot be deleted when they are the default or have unfinished tasks", async () => {
    const { api, home } = await startWorkspace({}, { Template: "FIFO" });
    expect(await api.delete(`${home}/TaskChannels/default`)).toMatchObject({ status: 400, assumptions: ["A-14"] });
    const task = await api.make(`${home}/Tasks`, { TaskChannel: "sms" });
    expect(await api.delete(`${home}/TaskChannels/sms`)).toMatchObject({ status: 400, assumptions: ["A-14"] });
    await api.delete(task.url);
    expect((await api.delete(`${home}/TaskChannels/sms`)).status).toBe(204);
  });
});

describe("worker channels", () => {
  const names = (rows: { task_channel_unique_name: string }[]) => rows.map((row) => row.task_channel_unique_name);

  test("come and go with workers and channels", async () => {
    const { api, home, workspace } = await startWorkspace();
    const ann = await api.make(`${home}/Workers`, { FriendlyName: "Ann" });
    const { body } = await api.get(ann.links.worker_channels);
    expect(body.meta.key).toBe("channels");
    expect(names(body.channels)).toEqual(["default", "voice", "chat", "sms", "video"]);
    const [first] = body.channels;
    expect(first).toEqual({
      sid: expect.stringMatching(/^WC[0-9a-f]{32}$/),
      account_sid: api.emulator.accountSid,
      workspace_sid: workspace.sid,
      worker_sid: ann.sid,
      task_channel_sid: expect.stringMatching(/^TC/),
      task_channel_unique_name: "default",
      configured_capacity: 1,
      available: true,
      assigned_tasks: 0,
      available_capacity_percentage: 100,
      date_created: "2026-11-23T10:00:00Z",
      date_updated: "2026-11-23T10:00:00Z",
      url: `${ann.url}/Channels/${first.sid}`,
    });
    await api.make(`${home}/TaskChannels`, { FriendlyName: "Fax", UniqueName: "fax" });
    await api.delete(`${home}/TaskChannels/chat`);
    expect(names((await api.get(ann.links.channels)).body.channels)).toEqual([
      "default",
      "voice",
      "sms",
      "video",
      "fax",
    ]);
  });

  test("are updated by SID or unique name, within 0 to 50", async () => {
    const { api, home } = await startWorkspace();
    const ann = await api.make(`${home}/Workers`, { FriendlyName: "Ann" });
    const voice = `${ann.url}/Channels/voice`;
    const updated = await api.post(voice, { Capacity: "50", Available: "false" });
    expect(updated.body).toMatchObject({ configured_capacity: 50, available: false });
    expect((await api.get(updated.body.url)).body).toEqual(updated.body);
    const none = await api.post(voice, { Capacity: "0" });
    expect(none).toMatchObject({ assumptions: ["A-46"], body: { available_capacity_percentage: 0, available: false } });
    for (const Capacity of ["51", "-1", "many"]) expect((await api.post(voice, { Capacity })).status).toBe(400);
  });

  test("are neither created nor deleted", async () => {
    const { api, home } = await startWorkspace();
    const ann = await api.make(`${home}/Workers`, { FriendlyName: "Ann" });
    const created = await api.post(ann.links.channels, {});
    expect(created).toMatchObject({ status: 405, body: { code: 20004 } });
    expect(created.headers.get("allow")).toBe("GET");
    expect((await api.delete(`${ann.url}/Channels/voice`)).status).toBe(405);
    expect((await api.get(`${ann.url}/Channels/fax`)).status).toBe(404);
  });
});

import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { checkAndCreate, failure, workbench } from "../support/handlers";
import { byHand } from "../support/scene";
import { writes } from "../support/truth";

const WORKFLOW = `WW${"a".repeat(32)}`;
const ROUTE = "/2010-04-01/Accounts/{AccountSid}/Queues.json";
const MEMBER = "/2010-04-01/Accounts/{AccountSid}/Queues/{Sid}.json";

describe("VoiceQueue", () => {
  const bench = workbench();
  const path = (sid?: string): string =>
    `/2010-04-01/Accounts/${bench.emulator.accountSid}/Queues${sid === undefined ? "" : `/${sid}`}.json`;
  const queues = () => bench.emulator.dump().accounts[bench.emulator.accountSid]?.voice_queues ?? [];
  const inputs = (maxSize = 500): JsonObject => ({ workflowSid: WORKFLOW, maxSize });
  const create = (maxSize?: number) => checkAndCreate(bench.handlers("VoiceQueue"), inputs(maxSize));
  const forms = () => writes(bench.emulator).map(({ method, form }) => [method, form]);

  test("where there is none it is made, with the size said; then nothing more is written", async () => {
    const { id, outs } = await create(100);
    expect(outs).toEqual({ ...inputs(100), accountSid: bench.emulator.accountSid, created: true });
    expect(queues()).toMatchObject([{ sid: id, friendly_name: WORKFLOW, max_size: 100 }]);
    expect(forms()).toEqual([["POST", { FriendlyName: WORKFLOW, MaxSize: "100" }]]);
    expect((await bench.handlers("VoiceQueue").read(id, outs)).props).toEqual(outs);
    expect(bench.handlers("VoiceQueue").diff(id, outs, inputs(100))).toEqual({ changes: false, replaces: [] });
    expect(bench.said.at(-1)).toBe(`VoiceQueue "${WORKFLOW}": there was none yet, so ${id} was created`);
  });

  test("the one that the first call made is taken and gets the size; it is found on whatever page", async () => {
    // As many as a page may have: the one that counts is on the second.
    for (let n = 0; n < 1_000; n++) bench.emulator.putCalls(`q${n}`, 0);
    bench.emulator.putCalls(WORKFLOW, 3);
    const theirs = queues().at(-1);
    bench.emulator.clearRequests();
    const { id, outs } = await create();
    expect(id).toBe(theirs?.sid);
    expect(outs).not.toHaveProperty("created");
    expect(forms()).toEqual([["POST", { MaxSize: "500" }]]);
    expect(queues()).toHaveLength(1_001);
    expect(queues().at(-1)).toMatchObject({ max_size: 500, current_size: 3 });
    expect(bench.said).toEqual([`VoiceQueue "${WORKFLOW}": found ${id} (updated: maxSize)`]);
  });

  test("of a name only part of which is the Workflow's, none is taken", async () => {
    await bench.make(path(), { FriendlyName: `${WORKFLOW} ` });
    const { outs } = await create();
    expect(outs).toHaveProperty("created", true);
  });

  test("one that comes into being between the look and the create is taken, and stays the only one", async () => {
    bench.emulator.putCalls(WORKFLOW, 1);
    const [theirs] = queues();
    const empty = JSON.stringify({ queues: [], next_page_uri: null, page: 0 });
    // Before the look, and the list that lost answers are held against.
    bench.emulator.fault({ method: "GET", route: ROUTE, kind: "status", status: 200, times: 2, body: empty });
    const { id, outs } = await create();
    expect(id).toBe(theirs?.sid);
    expect(outs).not.toHaveProperty("created");
    expect(queues()).toMatchObject([{ max_size: 500, current_size: 1 }]);
  });

  test("a create whose answer is lost is looked for, and made once", async () => {
    bench.emulator.fault({ method: "POST", route: ROUTE, kind: "close-after" });
    const { id, outs } = await create();
    expect(queues().map(({ sid }) => sid)).toEqual([id]);
    expect(outs).toHaveProperty("created", true);
  });

  test("after a lost answer what TaskRouter has made instead is taken, and gets the size", async () => {
    bench.emulator.fault({ method: "POST", route: ROUTE, kind: "close-before" });
    const handlers = bench.handlers("VoiceQueue", {
      sleep: () => Promise.resolve(),
      beforeWrite: async () => {
        if (queues().length === 0) bench.emulator.putCalls(WORKFLOW, 1);
      },
    });
    const { id } = await checkAndCreate(handlers, inputs());
    expect(queues()).toMatchObject([{ sid: id, max_size: 500, current_size: 1 }]);
  });

  test("two of one name, which must not be, are an error that lists them", async () => {
    const listed = ["a", "b"].map((digit) => ({
      sid: `QU${digit.repeat(32)}`,
      friendly_name: WORKFLOW,
      account_sid: bench.emulator.accountSid,
      date_created: "Mon, 23 Nov 2026 10:00:00 +0000",
    }));
    const body = JSON.stringify({ queues: listed, next_page_uri: null });
    bench.emulator.fault({ method: "GET", route: ROUTE, kind: "status", status: 200, body });
    const { code, message } = await failure(create());
    expect(code).toBe("TR5130");
    for (const { sid } of listed) expect(message).toContain(`    ${sid}, created Mon, 23 Nov 2026`);
    expect(message).toContain("delete those that no call is in");
    expect(message).not.toContain("adopt:");
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("drift is seen and repaired", async () => {
    const { id, outs } = await create();
    await byHand(bench.emulator, "POST", path(id), { MaxSize: "7" });
    const handlers = bench.handlers("VoiceQueue");
    const { props = {} } = await handlers.read(id, outs);
    expect(props).toEqual({ ...outs, maxSize: 7 });
    expect(handlers.diff(id, props, inputs())).toEqual({ changes: undefined, replaces: [] });
    expect((await handlers.update(id, props, inputs())).outs).toEqual(outs);
    expect(queues()).toMatchObject([{ max_size: 500 }]);
  });

  test("gone behind our back, it is gone, and deleting it is done", async () => {
    const { id, outs } = await create();
    await byHand(bench.emulator, "DELETE", path(id));
    expect(await bench.handlers("VoiceQueue").read(id, outs)).toEqual({});
    await bench.handlers("VoiceQueue").delete(id, outs);
  });

  test("another Workflow replaces", async () => {
    const { id, outs } = await create();
    const news = { workflowSid: `WW${"b".repeat(32)}`, maxSize: 500 };
    expect(bench.handlers("VoiceQueue").diff(id, outs, news).replaces).toEqual(["workflowSid"]);
  });

  describe("its removal", () => {
    test("deletes one that it made, while nothing is in it", async () => {
      const { id, outs } = await create();
      await bench.handlers("VoiceQueue").delete(id, outs);
      expect(queues()).toEqual([]);
    });

    test("leaves one that was there with 100, and says so", async () => {
      bench.emulator.putCalls(WORKFLOW, 0);
      const { id, outs } = await create();
      await bench.handlers("VoiceQueue").delete(id, outs);
      expect(queues()).toMatchObject([{ sid: id, max_size: 100 }]);
      expect(bench.said.at(-1)).toBe(
        `VoiceQueue ${id} "${WORKFLOW}": not deleted (it was there before this resource); left with maxSize 100`,
      );
      bench.emulator.clearRequests();
      await bench.handlers("VoiceQueue").delete(id, outs);
      expect(writes(bench.emulator)).toEqual([]);
    });

    test.each([
      [1, "1 call is in it"],
      [2, "2 calls are in it"],
    ])("leaves one with calls in it (%i), and never asks to delete it", async (calls, why) => {
      const { id, outs } = await create();
      bench.emulator.putCalls(WORKFLOW, calls);
      bench.emulator.clearRequests();
      await bench.handlers("VoiceQueue").delete(id, outs);
      expect(forms()).toEqual([["POST", { MaxSize: "100" }]]);
      expect(queues()).toMatchObject([{ max_size: 100, current_size: calls }]);
      expect(bench.said.at(-1)).toContain(`not deleted (${why}); left with maxSize 100`);
    });

    test("leaves one that a call has come to since the look", async () => {
      const { id, outs } = await create();
      const handlers = bench.handlers("VoiceQueue", {
        beforeWrite: async () => {
          if (queues()[0]?.current_size === 0) bench.emulator.putCalls(WORKFLOW, 1);
        },
      });
      await handlers.delete(id, outs);
      expect(queues()).toMatchObject([{ max_size: 100, current_size: 1 }]);
      expect(bench.said.at(-1)).toContain("not deleted (Twilio refuses to delete it: Twilio 400");
    });

    test("does not believe one false 404", async () => {
      const { id, outs } = await create();
      bench.emulator.fault({ method: "DELETE", route: MEMBER, kind: "status", status: 404 });
      await bench.handlers("VoiceQueue").delete(id, outs);
      expect(queues()).toEqual([]);
    });
  });

  test("two resources for one Workflow are an error", async () => {
    const handlers = bench.handlers("VoiceQueue");
    await checkAndCreate(handlers, inputs());
    await expect(checkAndCreate(handlers, inputs(5))).rejects.toThrow("belongs to another resource");
    expect(queues()).toMatchObject([{ max_size: 500 }]);
  });

  test("under a new Pulumi name it stays: its former resource leaves it alone", async () => {
    const { id, outs } = await create();
    const handlers = bench.handlers("VoiceQueue");
    expect((await checkAndCreate(handlers, inputs())).id).toBe(id);
    bench.emulator.clearRequests();
    await handlers.delete(id, outs);
    expect(bench.emulator.requests()).toEqual([]);
  });

  test(".get reads it by its SID alone", async () => {
    bench.emulator.putCalls(WORKFLOW, 0);
    const sid = queues()[0]?.sid ?? "";
    const { props } = await bench.handlers("VoiceQueue").read(sid, {});
    expect(props).toEqual({ ...inputs(100), accountSid: bench.emulator.accountSid, external: true });
  });
});

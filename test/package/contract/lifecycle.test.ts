// The whole life of every kind of resource in Pulumi's real dynamic host, at both ends of the range of SDKs.
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json";
import { type DynamicHost, SDKS } from "../../support/dynamic-host";
import { Contract, ofKind, stackLines, UNKNOWN } from "./fixture";

/** SIDs that a case may refer to. */
interface Parents {
  readonly workspaceSid: string;
  readonly elsewhere: string;
  readonly activity: string;
  readonly queue: string;
}

/** One kind's life. */
interface Life {
  readonly kind: string;
  /** As a program may write it. */
  readonly written: JsonObject;
  /** The same in canonical form. */
  readonly stored: JsonObject;
  /** What the API then answers. */
  readonly live: Record<string, unknown>;
  readonly changed: JsonObject;
  /** The only form that the change sends. */
  readonly sent: Record<string, unknown>;
  /** A change of what cannot be changed. */
  readonly replacing: JsonObject;
  readonly replaces: string[];
  /** A change behind the provider's back, and what a refresh then finds. */
  readonly drift: Record<string, string>;
  readonly drifted: JsonObject;
}

/** Said where `.get` finds nothing. */
const ADVICE = "Check the id that .get was given, and that it is of this account.";

const workspace: Life = {
  kind: "Workspace",
  written: {
    friendlyName: "Support",
    eventsFilter: "task.created, task.canceled",
    eventCallbackUrl: "https://example.com/events",
    template: "NONE",
  },
  stored: {
    friendlyName: "Support",
    eventsFilter: ["task.canceled", "task.created"],
    eventCallbackUrl: "https://example.com/events",
  },
  live: { friendly_name: "Support", event_callback_url: "https://example.com/events" },
  changed: { friendlyName: "Help", eventsFilter: ["task.canceled", "task.created"] },
  sent: { FriendlyName: "Help", EventCallbackUrl: "" },
  replacing: { friendlyName: "Support", template: "FIFO" },
  replaces: ["template"],
  drift: { PrioritizeQueueOrder: "LIFO" },
  drifted: { prioritizeQueueOrder: "LIFO" },
};

function activity({ workspaceSid }: Parents): Life {
  return {
    kind: "Activity",
    written: { workspaceSid, friendlyName: "Ready", available: true },
    stored: { workspaceSid, friendlyName: "Ready", available: true },
    live: { friendly_name: "Ready", available: true },
    changed: { workspaceSid, friendlyName: "At work", available: true },
    sent: { FriendlyName: "At work" },
    replacing: { workspaceSid, friendlyName: "Ready", available: false },
    replaces: ["available"],
    drift: { FriendlyName: "Busy" },
    drifted: { friendlyName: "Busy" },
  };
}

function taskQueue({ workspaceSid, elsewhere, activity: sid }: Parents): Life {
  return {
    kind: "TaskQueue",
    written: { workspaceSid, friendlyName: "Billing", targetWorkers: "1==1", reservationActivitySid: sid },
    stored: { workspaceSid, friendlyName: "Billing", reservationActivitySid: sid },
    live: { friendly_name: "Billing", target_workers: "1==1", reservation_activity_sid: sid },
    changed: { workspaceSid, friendlyName: "Billing", maxReservedWorkers: 5 },
    sent: { MaxReservedWorkers: "5", ReservationActivitySid: "" },
    replacing: { workspaceSid: elsewhere, friendlyName: "Billing" },
    replaces: ["workspaceSid"],
    drift: { TargetWorkers: "level > 3" },
    drifted: { targetWorkers: "level > 3" },
  };
}

function workflow({ workspaceSid, queue }: Parents): Life {
  const filtered = (priority: number): JsonObject => ({
    task_routing: {
      filters: [{ filter_friendly_name: "Gold", expression: "tier == 'gold'", targets: [{ queue, priority }] }],
      default_filter: { queue },
    },
  });
  const pasted = {
    filters: [
      { friendly_name: "Gold", expression: "tier == 'gold'", targets: [{ task_queue_sid: queue, priority: "1" }] },
    ],
    default_filter: { task_queue_sid: queue },
  };
  return {
    kind: "Workflow",
    written: {
      workspaceSid,
      friendlyName: "Calls",
      configuration: JSON.stringify(pasted),
      taskReservationTimeout: 120,
    },
    stored: { workspaceSid, friendlyName: "Calls", configuration: filtered(1) },
    live: { friendly_name: "Calls", configuration: textOf(filtered(1)), task_reservation_timeout: 120 },
    changed: { workspaceSid, friendlyName: "Calls", configuration: filtered(2), reEvaluateTasks: true },
    sent: { Configuration: textOf(filtered(2)), ReEvaluateTasks: "true" },
    // An id stays known while its resource is merely updated, so an unknown one belongs to a new resource.
    replacing: { workspaceSid: UNKNOWN, friendlyName: "Calls", configuration: filtered(1) },
    replaces: ["workspaceSid"],
    drift: { TaskReservationTimeout: "30" },
    drifted: { taskReservationTimeout: 30 },
  };
}

function worker({ workspaceSid, elsewhere, activity: activitySid }: Parents): Life {
  const attributes = { skills: ["a"], routing: { level: 1 } };
  return {
    kind: "Worker",
    written: {
      workspaceSid,
      friendlyName: "Ann",
      attributes: '{ "routing": {"level": 1.0}, "skills": ["a"] }',
      activitySid,
    },
    stored: { workspaceSid, friendlyName: "Ann", attributes, activitySid },
    live: { friendly_name: "Ann", attributes: textOf(attributes), activity_sid: activitySid },
    changed: { workspaceSid, friendlyName: "ANN", attributes: { skills: ["a", "b"], routing: { level: 1 } } },
    sent: { FriendlyName: "ANN", Attributes: textOf({ skills: ["a", "b"], routing: { level: 1 } }) },
    replacing: { workspaceSid: elsewhere, friendlyName: "Ann" },
    replaces: ["workspaceSid"],
    drift: { Attributes: '{"skills":["a","b"],"routing":{"level":2},"theirs":true}' },
    drifted: { attributes: { skills: ["a", "b"], routing: { level: 2 } } },
  };
}

/** JSON text of this value, its keys in any order: the engine keeps none. */
function textOf(value: JsonObject): unknown {
  return expect.toSatisfy((text: unknown) => isDeepStrictEqual(JSON.parse(String(text)), value));
}

describe.each(SDKS)("SDK $version", (sdk) => {
  let contract: Contract;
  let host: DynamicHost;
  let parents: Parents;
  let accountSid: string;

  beforeAll(async () => {
    contract = await Contract.open(sdk);
    host = await contract.configured();
    accountSid = contract.emulator.accountSid;
    const workspaceSid = await contract.made("/v1/Workspaces", { FriendlyName: "Parent" });
    const inside = `/v1/Workspaces/${workspaceSid}`;
    parents = {
      workspaceSid,
      elsewhere: await contract.made("/v1/Workspaces", { FriendlyName: "Elsewhere" }),
      activity: await contract.made(`${inside}/Activities`, { FriendlyName: "Reserved" }),
      queue: await contract.made(`${inside}/TaskQueues`, { FriendlyName: "Everyone" }),
    };
  });

  afterAll(() => contract.close());

  test.each([
    ["Workspace", () => workspace, () => "/v1/Workspaces"],
    ["Activity", () => activity(parents), () => `/v1/Workspaces/${parents.workspaceSid}/Activities`],
    ["TaskQueue", () => taskQueue(parents), () => `/v1/Workspaces/${parents.workspaceSid}/TaskQueues`],
    ["Workflow", () => workflow(parents), () => `/v1/Workspaces/${parents.workspaceSid}/Workflows`],
    ["Worker", () => worker(parents), () => `/v1/Workspaces/${parents.workspaceSid}/Workers`],
  ])("%s lives from check to a second delete", async (kind, life, collection) => {
    const { written, stored, live, changed, sent, replacing, replaces, drift, drifted } = life();
    const own = (properties: JsonObject): JsonObject => ofKind(kind, properties);

    const checked = await host.check({}, own(written));
    expect(checked).toEqual({ inputs: own(stored), failures: [] });

    const { id, outs } = await host.create(checked.inputs);
    expect(id).toMatch(/^W[SAQWK][0-9a-f]{32}$/);
    expect(outs).toEqual(own({ ...stored, accountSid }));
    const path = `${collection()}/${id}`;
    expect(await contract.behind("GET", path)).toMatchObject({ status: 200, sid: id, ...live });

    expect(await host.diff(id, outs, checked.inputs)).toEqual({ changes: "none", replaces: [] });
    expect(await host.diff(id, outs, own(replacing))).toEqual({ changes: "unknown", replaces });
    const next = await host.check(checked.inputs, own(changed));
    expect(next).toEqual({ inputs: own(changed), failures: [] });
    expect(await host.diff(id, outs, next.inputs)).toEqual({ changes: "unknown", replaces: [] });

    let updated: JsonObject = {};
    const requests = await contract.requestsOf(async () => {
      updated = await host.update(id, outs, next.inputs);
    });
    const writes = requests.filter(({ method }) => method !== "GET");
    expect(writes).toMatchObject([{ method: "POST", path, form: sent }]);
    expect(Object.keys(writes[0]?.form ?? {})).toHaveLength(Object.keys(sent).length);
    expect(updated).toEqual(own({ ...changed, accountSid }));
    expect(await host.diff(id, updated, next.inputs)).toEqual({ changes: "none", replaces: [] });
    expect(await contract.requestsOf(() => host.update(id, updated, next.inputs))).toEqual([]);

    const refreshed = await host.read(id, { state: updated, inputs: next.inputs });
    expect(refreshed).toEqual({ id, props: updated, inputs: own(changed) });

    // X.get: the inputs, without the account that every state holds.
    const asked = own("workspaceSid" in changed ? { workspaceSid: parents.workspaceSid } : {});
    const { reEvaluateTasks: _action, ...readable } = changed;
    const got = await host.read(id, { state: asked, inputs: asked });
    expect(got).toMatchObject({ id, props: own({ ...readable, accountSid, external: true }), inputs: own(readable) });

    await contract.behind("POST", path, drift);
    const found = await host.read(id, { state: updated, inputs: next.inputs });
    // What the program leaves alone is reported only where it has a documented default.
    expect(found).toEqual({
      id,
      props: own({ ...changed, ...drifted, accountSid }),
      inputs: own({ ...changed, ...drifted }),
    });
    expect(await host.diff(id, found.props, next.inputs)).toEqual({ changes: "unknown", replaces: [] });

    await host.delete(id, updated);
    expect(await contract.behind("GET", path)).toMatchObject({ status: 404 });
    await host.delete(id, updated);
    expect(await host.read(id, { state: updated, inputs: next.inputs })).toEqual({
      id: "",
      props: own({}),
      inputs: undefined,
    });
    await expect(host.read(id, { state: asked, inputs: asked })).rejects.toMatchObject({
      details: `reading ${kind} ${id} failed: there is no ${kind} ${id} in account ${accountSid}. ${ADVICE}`,
    });
  });

  test("WorkspaceDefaults live from check to a second delete", async () => {
    const own = (properties: JsonObject): JsonObject => ofKind("WorkspaceDefaults", properties);
    const { workspaceSid, activity: away } = parents;
    const path = `/v1/Workspaces/${workspaceSid}`;
    // Not what a workspace is born with, so that putting it back is no guess.
    const before = await contract.made(`${path}/Activities`, { FriendlyName: "Before" });
    await contract.behind("POST", path, { DefaultActivitySid: before });
    const { default_activity_sid: first, timeout_activity_sid: timeout } = await contract.behind("GET", path);
    const previous = { defaultActivitySid: first, timeoutActivitySid: timeout } as JsonObject;
    const inputs = { workspaceSid, timeoutActivitySid: away };

    const checked = await host.check({}, own(inputs));
    expect(checked).toEqual({ inputs: own(inputs), failures: [] });
    const { id, outs } = await host.create(checked.inputs);
    expect(id).toBe(workspaceSid);
    expect(outs).toEqual(own({ ...inputs, previous, accountSid }));
    expect(await contract.behind("GET", path)).toMatchObject({
      default_activity_sid: first,
      timeout_activity_sid: away,
    });
    expect(await host.diff(id, outs, checked.inputs)).toEqual({ changes: "none", replaces: [] });
    expect(await host.diff(id, outs, own({ ...inputs, workspaceSid: parents.elsewhere }))).toEqual({
      changes: "unknown",
      replaces: ["workspaceSid"],
    });

    const both = { ...inputs, defaultActivitySid: away };
    expect(await host.diff(id, outs, own(both))).toEqual({ changes: "unknown", replaces: [] });
    const updated = await host.update(id, outs, own(both));
    expect(updated).toEqual(own({ ...both, previous, accountSid }));
    expect(await contract.behind("GET", path)).toMatchObject({
      default_activity_sid: away,
      timeout_activity_sid: away,
    });
    expect(await contract.requestsOf(() => host.update(id, updated, own(both)))).toEqual([]);
    expect(await host.read(id, { state: updated, inputs: own(both) })).toEqual({
      id,
      props: updated,
      inputs: own(both),
    });

    const asked = own({ workspaceSid });
    const got = await host.read(id, { state: asked, inputs: asked });
    const props = own({ ...both, previous: {}, accountSid, external: true });
    expect(got).toEqual({ id, props, inputs: own(both) });

    await contract.behind("POST", path, { TimeoutActivitySid: String(timeout) });
    const found = await host.read(id, { state: updated, inputs: own(both) });
    expect(found.inputs).toEqual(own({ ...both, timeoutActivitySid: timeout as string }));
    expect(await host.diff(id, found.props, own(both))).toEqual({ changes: "unknown", replaces: [] });
    expect(await host.update(id, found.props, own(both))).toEqual(updated);

    await host.delete(id, updated);
    expect(await contract.behind("GET", path)).toMatchObject({
      default_activity_sid: first,
      timeout_activity_sid: timeout,
    });
    const again = await contract.requestsOf(() => host.delete(id, updated));
    expect(again.filter(({ method }) => method !== "GET")).toEqual([]);

    const gone = `WS${"0".repeat(32)}`;
    const lost = { ...updated, workspaceSid: gone };
    expect(await host.read(gone, { state: lost, inputs: lost })).toEqual({ id: "", props: own({}), inputs: undefined });
    const wanted = own({ workspaceSid: gone });
    await expect(host.read(gone, { state: wanted, inputs: wanted })).rejects.toMatchObject({
      details: `reading WorkspaceDefaults of ${gone} failed: there is no ${gone} in account ${accountSid}. ${ADVICE}`,
    });
    await host.delete(gone, lost);
  });

  test("errors that the user can mend are printed without a stack", () => {
    expect(host.printed).toContain("reading Workspace");
    expect(stackLines(host)).toEqual([]);
  });
});

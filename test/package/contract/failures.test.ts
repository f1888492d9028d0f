// What a request that fails does to Pulumi's real dynamic host, at both ends of the range of SDKs.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json";
import { type DynamicHost, SDKS } from "../../support/dynamic-host";
import { Contract, ofKind, stackLines, UNKNOWN } from "./fixture";

const sid = (prefix: string, digit: string): string => prefix + digit.repeat(32);
const WORKSPACE = sid("WS", "1");
const collection = "/v1/Workspaces";

describe.each(SDKS)("SDK $version", (sdk) => {
  let contract: Contract;
  let host: DynamicHost;
  let accountSid: string;

  beforeAll(async () => {
    contract = await Contract.open(sdk);
    host = await contract.configured();
    accountSid = contract.emulator.accountSid;
  });

  afterEach(() => contract.emulator.clearFaults());
  afterAll(() => contract.close());

  const named = (name: string): JsonObject => ofKind("Workspace", { friendlyName: name });

  /** What the account holds under this name. */
  async function existing(name: string): Promise<JsonObject[]> {
    const { workspaces } = await contract.behind("GET", `/v1/Workspaces?FriendlyName=${encodeURIComponent(name)}`);
    return workspaces as JsonObject[];
  }

  test("refused: one line that says what and why, and Twilio's own words without our secret", async () => {
    const { authToken } = contract.emulator;
    const encoded = Buffer.from(`${accountSid}:${authToken}`).toString("base64");
    contract.emulator.fault({
      route: collection,
      method: "POST",
      kind: "status",
      status: 400,
      body: JSON.stringify({ code: 20001, status: 400, message: `Invalid: ${authToken} ${encoded}` }),
    });
    await expect(host.create(named("Refused"))).rejects.toMatchObject({
      code: 2,
      details: expect.stringMatching(
        /^creating Workspace "Refused" failed: Twilio 400, code 20001: Invalid: \[secret\] \[secret\]\n {2}POST http:\/\/127\.0\.0\.1:\d+\/v1\/Workspaces {3}request RQ\w{32}$/,
      ),
    });
    expect(await existing("Refused")).toEqual([]);
  });

  test("the engine gone: this process lives on, reads, and writes nothing more", async () => {
    const orphaned = await contract.configured();
    const { id, outs } = await orphaned.create(named("Kept"));
    await orphaned.killEngine();
    const gone = { details: expect.stringContaining("the Pulumi engine has ended") };
    contract.emulator.clearRequests();
    await expect(orphaned.create(named("Never"))).rejects.toMatchObject(gone);
    await expect(orphaned.update(id, outs, named("Renamed"))).rejects.toMatchObject(gone);
    await expect(orphaned.delete(id, outs)).rejects.toMatchObject(gone);
    expect(contract.emulator.requests().filter(({ method }) => method !== "GET")).toEqual([]);
    expect((await existing("Kept")).map(({ sid }) => sid)).toEqual([id]);
  });

  test("created in a workspace that is not there", async () => {
    const inputs = { workspaceSid: WORKSPACE, friendlyName: "Lost" };
    await expect(host.create(ofKind("Activity", inputs))).rejects.toMatchObject({
      details: `creating Activity "Lost" failed: there is no Workspace ${WORKSPACE} in this account. Check workspaceSid.`,
    });
  });

  test.each(["close-after", "truncate"] as const)("the answer lost (%s): found again, not made twice", async (kind) => {
    contract.emulator.fault({ route: collection, method: "POST", kind });
    const requests = await contract.requestsOf(async () => {
      const { id, outs } = await host.create(named(kind));
      expect(outs).toEqual({ ...named(kind), accountSid });
      expect(await existing(kind)).toMatchObject([{ sid: id }]);
    });
    expect(requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("an answer without a SID is a lost answer", async () => {
    contract.emulator.fault({ route: collection, method: "POST", kind: "status", status: 201, body: "{}" });
    const { id } = await host.create(named("Nameless"));
    expect(id).toMatch(/^WS\w{32}$/);
  });

  test("a 500: sent again once it is known not to be there", async () => {
    contract.emulator.fault({ route: collection, method: "POST", kind: "status", status: 500 });
    const { id } = await host.create(named("Twice"));
    expect(await existing("Twice")).toMatchObject([{ sid: id }]);
  });

  test("a 500 that stays", async () => {
    contract.emulator.fault({ route: collection, method: "POST", kind: "status", status: 500, times: 100 });
    await expect(host.create(named("Never"))).rejects.toMatchObject({
      code: 2,
      details: expect.stringMatching(
        /^creating Workspace "Never" failed: it is unknown whether .*Twilio 500, code 20500[\s\S]*Run pulumi up again\.$/,
      ),
    });
    expect(await existing("Never")).toEqual([]);
  });

  test("an update of something that is gone", async () => {
    const gone = sid("WS", "9");
    const state = { ...named("Gone"), accountSid };
    await expect(host.update(gone, state, named("Back"))).rejects.toMatchObject({
      details: expect.stringMatching(/^updating Workspace WS9{32} "Gone" failed: [\s\S]*Run pulumi refresh/),
    });
  });

  test("a delete that is refused", async () => {
    const workspaceSid = await contract.made(collection, { FriendlyName: "Deleting" });
    const { default_activity_sid: activity } = await contract.behind("GET", `${collection}/${workspaceSid}`);
    const state = ofKind("Activity", { workspaceSid, friendlyName: "Offline", accountSid });
    await expect(host.delete(String(activity), state)).rejects.toMatchObject({
      details: expect.stringMatching(
        /^deleting Activity WA\w{32} "Offline" failed: Twilio 400[\s\S]*It is the default and timeout activity of Workspace "Deleting" \(WS\w{32}\)\./,
      ),
    });
  });

  test("another account's state", async () => {
    const state = { ...named("Theirs"), accountSid: sid("AC", "7") };
    const rejection = { details: expect.stringMatching(/it belongs to account AC7{32}/) };
    const requests = await contract.requestsOf(async () => {
      await expect(host.diff(WORKSPACE, state, named("Ours"))).rejects.toMatchObject(rejection);
      await expect(host.read(WORKSPACE, { state })).rejects.toMatchObject(rejection);
      await expect(host.update(WORKSPACE, state, named("Ours"))).rejects.toMatchObject(rejection);
      await expect(host.delete(WORKSPACE, state)).rejects.toMatchObject(rejection);
    });
    expect(requests).toEqual([]);
  });

  test("a kind that this version does not know", async () => {
    await expect(host.create(ofKind("Voice", {}))).rejects.toMatchObject({
      details: expect.stringMatching(
        /^pulumi-taskrouter has no resource Voice; .*npm install pulumi-taskrouter@latest/,
      ),
    });
  });

  test("what the user can mend is printed without a stack", () => {
    expect(host.printed).toContain(`reading Workspace ${WORKSPACE} "Theirs" failed`);
    expect(host.printed).toContain("deleting Activity");
    expect(stackLines(host)).toEqual([]);
  });

  test("a mistake of our own says that it is one", async () => {
    const requests = await contract.requestsOf(() =>
      expect(host.create(named(UNKNOWN))).rejects.toMatchObject({
        details: expect.stringMatching(
          /: this is a bug in pulumi-taskrouter, not in your program\. [^\n]*\n {2}an unknown value [^\n]*\n +at /,
        ),
      }),
    );
    expect(requests).toEqual([]);
  });
});

// What configures a provider in Pulumi's real dynamic host, and what does not, at both ends of the range of SDKs.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json";
import { SDKS } from "../../support/dynamic-host";
import { Contract, ofKind, stackLines } from "./fixture";

const WORKSPACE = `WS${"1".repeat(32)}`;

describe.each(SDKS)("SDK $version", (sdk) => {
  let contract: Contract;
  let accountSid: string;

  beforeAll(async () => {
    contract = await Contract.open(sdk);
    accountSid = contract.emulator.accountSid;
  });

  afterAll(() => contract.close());

  const named = (name: string): JsonObject => ofKind("Workspace", { friendlyName: name });

  test("two first calls at once are both configured", async () => {
    const fresh = await contract.configured();
    const made = await Promise.all([
      fresh.create(named("first")),
      fresh.create(named("second")),
      fresh.create(ofKind("Workspace", { friendlyName: "third" })),
    ]);
    expect(made.map(({ outs }) => outs["accountSid"])).toEqual([accountSid, accountSid, accountSid]);
  });

  test("without one, mistakes and differences are still found, and the first request names what to set", async () => {
    const bare = await contract.host();
    await bare.configure({});
    expect(await bare.check({}, named(""))).toEqual({
      inputs: named(""),
      failures: [{ property: "", reason: "friendlyName: must not be empty" }],
    });
    expect(await bare.diff(WORKSPACE, { ...named("A"), accountSid }, named("B"))).toEqual({
      changes: "unknown",
      replaces: [],
    });
    const problems =
      "the configuration has 2 problems\n" +
      "  - the Twilio account is not set: run `pulumi config set taskrouter:accountSid AC…` or set TWILIO_ACCOUNT_SID (it is needed with an API key too: it keeps a program from changing the wrong account)\n" +
      "  - no credentials are set: run `pulumi config set --secret taskrouter:authToken …`, or `pulumi config set taskrouter:apiKey SK…` and `pulumi config set --secret taskrouter:apiSecret …` (or set TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET)";
    await expect(bare.create(named("A"))).rejects.toMatchObject({
      details: `creating Workspace "A" failed: ${problems}`,
    });
    await expect(bare.read(WORKSPACE, { state: named("A") })).rejects.toMatchObject({
      details: `reading Workspace ${WORKSPACE} "A" failed: ${problems}`,
    });
    await expect(bare.delete(WORKSPACE, named("A"))).rejects.toMatchObject({
      details: `deleting Workspace ${WORKSPACE} "A" failed: ${problems}`,
    });
    expect(stackLines(bare)).toEqual([]);
  });

  test("a nonsensical one is no obstacle to a preview, and the first request says what is wrong with it", async () => {
    const odd = await contract.host();
    await odd.configure({
      "taskrouter:accountSid": "mine",
      "taskrouter:apiSecret": "a b",
      "taskrouter:baseUrl": "::",
    });
    expect(await odd.check({}, named("A"))).toEqual({ inputs: named("A"), failures: [] });
    expect(await odd.diff(WORKSPACE, { ...named("A"), accountSid }, named("A"))).toMatchObject({ changes: "none" });
    for (const attempt of [1, 2]) {
      await expect(odd.create(named(`A${attempt}`)), `call ${attempt}`).rejects.toMatchObject({
        details: expect.stringMatching(
          /^creating Workspace "A\d" failed: the configuration has \d problems\n {2}- taskrouter:accountSid is not .*\n {2}- taskrouter:apiSecret .*\n(.*\n)?.*taskrouter:baseUrl is not a URL/,
        ),
      });
    }
  });

  test("values of a wrong type end in an answer too", async () => {
    const odd = await contract.host();
    await odd.configure({
      "taskrouter:accountSid": 5,
      "taskrouter:authToken": [1, null],
      "taskrouter:region": { a: 1 },
    });
    expect(await odd.check({}, named("A"))).toEqual({ inputs: named("A"), failures: [] });
    await expect(odd.create(named("A"))).rejects.toMatchObject({
      details: expect.stringMatching(/^creating Workspace "A" failed: /),
    });
  });

  test("X.get: the state is the inputs until CLI 3.259; an engine that sends inputs only needs SDK 3.268", async () => {
    const host = await contract.configured();
    const { id } = await host.create(named("Looked up"));
    const asked = ofKind("Workspace", {});
    const found = { id, props: { ...named("Looked up"), accountSid, external: true }, inputs: named("Looked up") };
    expect(await host.read(id, { state: asked, inputs: asked })).toMatchObject(found);
    const bare = host.read(id, { inputs: asked });
    if (sdk.version === "3.216.0")
      await expect(bare).rejects.toMatchObject({ details: expect.stringContaining("reading 'toJavaScript'") });
    else expect(await bare).toMatchObject(found);
  });
});

// What the program's side sends, and what it relies on, at both ends of the range of SDKs.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json";
import { SDKS, UserFolder } from "../../support/dynamic-host";
import { providerText } from "./fixture";

interface Thrown {
  readonly run: boolean;
  readonly message: string;
}

interface Observed {
  readonly secrets: { readonly isConfigSecret: string; readonly plain?: Thrown; readonly secret?: Thrown };
  readonly providers: Record<string, boolean | Thrown | undefined>;
  readonly lookUps: JsonObject;
  readonly registered: { type: string; name: string; inputs: JsonObject; provider?: string }[];
}

describe.each(SDKS)("SDK $version", (sdk) => {
  let folder: UserFolder;
  let seen: Observed;

  beforeAll(() => {
    folder = new UserFolder(sdk);
    const script = join(__dirname, "observe-program.mjs");
    const env = { PATH: process.env["PATH"] };
    seen = JSON.parse(
      execFileSync(process.execPath, [script], { cwd: folder.path, env, encoding: "utf8" }),
    ) as Observed;
  });

  afterAll(() => folder.dispose());

  const sent = (name: string) => seen.registered.find((resource) => resource.name === name);

  test("every kind sends its type and the constant text, which every state file holds", () => {
    const kinds = ["workspace", "defaults", "activity", "queue", "workflow"].map((name) => sent(name));
    expect(kinds.map((kind) => [kind?.type, kind?.inputs["__provider"]])).toMatchInlineSnapshot(`
      [
        [
          "pulumi-nodejs:dynamic/taskrouter:Workspace",
          "exports.handler=()=>require("pulumi-taskrouter/dynamic").provider("Workspace");",
        ],
        [
          "pulumi-nodejs:dynamic/taskrouter:WorkspaceDefaults",
          "exports.handler=()=>require("pulumi-taskrouter/dynamic").provider("WorkspaceDefaults");",
        ],
        [
          "pulumi-nodejs:dynamic/taskrouter:Activity",
          "exports.handler=()=>require("pulumi-taskrouter/dynamic").provider("Activity");",
        ],
        [
          "pulumi-nodejs:dynamic/taskrouter:TaskQueue",
          "exports.handler=()=>require("pulumi-taskrouter/dynamic").provider("TaskQueue");",
        ],
        [
          "pulumi-nodejs:dynamic/taskrouter:Workflow",
          "exports.handler=()=>require("pulumi-taskrouter/dynamic").provider("Workflow");",
        ],
      ]
    `);
    for (const kind of kinds) {
      const text = String(kind?.inputs["__provider"]);
      expect(text).toBe(providerText(String(kind?.type.split(":").at(-1))));
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(100);
    }
  });

  test("nothing but arguments, ids and the text is sent", () => {
    expect(sent("activity")?.inputs).toEqual({
      workspaceSid: "workspace-id",
      friendlyName: "activity",
      __provider: providerText("Activity"),
    });
    expect(sent("looked-up")?.inputs).toEqual({ __provider: providerText("Workspace") });
  });

  test("the SDK tells a secret of the configuration from plain text", () => {
    expect(seen.secrets).toEqual({
      isConfigSecret: "function",
      plain: {
        run: true,
        message:
          "the configuration holds taskrouter:authToken in plain text, and would be copied into the state. Encrypt it:\n" +
          "  pulumi config set --secret taskrouter:authToken",
      },
    });
  });

  test("the SDK tells a resource's provider, and a resource hands it on", () => {
    expect(seen.providers).toEqual({
      byDefault: true,
      named: true,
      handedOn: true,
      group: true,
      inGroup: true,
      conflict: { run: true, message: expect.stringContaining('provider "us"') },
    });
    const through = sent("named")?.provider;
    expect(through).toMatch(/::pulumi:providers:pulumi-nodejs::eu::/);
    expect(sent("handed-on")?.provider).toBe(through);
    expect(sent("in-group")?.provider).toBe(through);
    expect(sent("workspace")?.provider).not.toBe(through);
  });

  test("a provider of ours is one of the dynamic host's package, with keys of the configuration", () => {
    expect(sent("eu")).toMatchObject({
      type: "pulumi:providers:pulumi-nodejs",
      inputs: { "taskrouter:accountSid": `AC${"2".repeat(32)}` },
    });
  });

  test("the SDK hands look-ups to the mocks of a program's own tests", () => {
    expect(seen.lookUps).toEqual({
      found: "found",
      secret: true,
      plain: { friendlyName: "found" },
      unknown: { run: true, message: expect.stringContaining('this look-up through provider "us"') },
      called: [
        {
          token: "taskrouter:index/getActivity:getActivity",
          inputs: { workspaceSid: "workspace-id", friendlyName: "Offline" },
          provider: "",
        },
        {
          token: "taskrouter:index/getWorkspace:getWorkspace",
          inputs: { friendlyName: "Support" },
          provider: expect.stringMatching(/::pulumi:providers:pulumi-nodejs::eu::/),
        },
      ],
    });
  });
});

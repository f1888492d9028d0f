import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ForeignState } from "../../../src/cli/migrate/foreign";
import { readForeign } from "../../../src/cli/migrate/read";
import { addressOf, addressWords } from "../../../src/cli/migrate/terraform-address";
import type { Json, JsonObject } from "../../../src/core/json";
import {
  dynamic,
  inStateFile,
  module,
  oldUrn,
  secret,
  shown,
  stackExport,
  terraformPlan,
  terraformShow,
  terraformState,
} from "./states";

const DYNAMIC = "pulumi-nodejs:dynamic:Resource";
const sid = (prefix: string, digit = "0"): string => prefix + digit.repeat(32);
const [WS, WA, WQ, WW, TC, WK] = ["WS", "WA", "WQ", "WW", "TC", "WK"].map((prefix) => sid(prefix)) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const AC = sid("AC");

function read(value: Json): ForeignState {
  const state = readForeign(value);
  if ("problem" in state) throw new Error(state.problem);
  return state;
}

const objects = (value: Json): readonly JsonObject[] =>
  read(value).objects.map(({ kind, sid: id, workspaceSid = null, name, addresses }) => ({
    kind,
    sid: id,
    workspaceSid,
    name,
    addresses: [...addresses],
  }));

describe("what is taken for a state", () => {
  const nothing = "holds no state; expected what `terraform show -json`";
  test.each<[string, Json, string]>([
    ["null", null, nothing],
    ["a list", [], nothing],
    ["a text", "state", nothing],
    ["an empty object", {}, nothing],
    ["terraform output -json", { sid: { sensitive: false, type: "string", value: WS } }, nothing],
    ["pulumi preview --json", { steps: [] }, nothing],
    ["an import file", { resources: [] }, nothing],
    ["a newer format", { format_version: "2.0", values: {} }, 'has format_version "2.0", and 1.x is read here'],
    ["an older format", { format_version: "0.2", values: {} }, 'has format_version "0.2", and 1.x is read here'],
    ["a format that is none", { format_version: "" }, 'has format_version "", and 1.x is read here'],
    [
      "an older state file",
      { version: 3, terraform_version: "0.11.14", modules: [] },
      "of version 3, and 4 is read here",
    ],
    ["a newer state file", { version: 5, lineage: "x", resources: [] }, "of version 5, and 4 is read here"],
    ["OpenTofu's encrypted one", { lineage: "x", encrypted_data: "…", meta: {} }, "`tofu show -json`"],
    [
      "a plan of what is all new",
      terraformPlan(undefined, [shown("twilio_taskrouter_workspace.a", {})]),
      "no prior_state",
    ],
  ])("%s is none", (_, value, problem) => {
    expect(readForeign(value)).toEqual({ problem: expect.stringContaining(problem) });
  });

  test.each<[string, Json]>([
    ["a state that was never applied", { format_version: "1.0" }],
    ["values of another type", { format_version: "1.0", values: [] }],
    ["a module of another type", { format_version: "1.0", values: { root_module: "x" } }],
    [
      "resources of another type",
      { format_version: "1.0", values: { root_module: { resources: {}, child_modules: 1 } } },
    ],
    ["resources that are none", { format_version: "1.0", values: { root_module: { resources: [null, 1, {}] } } }],
    ["a state file without resources", { version: 4, lineage: "x" }],
    [
      "a state file with instances of another type",
      terraformState([{ mode: "managed", type: "t", name: "n", instances: 5 }]),
    ],
    ["a stack without resources", { version: 3, deployment: {} }],
    ["a stack that was never deployed", { version: 3, deployment: { manifest: {} } }],
    [
      "an object that cannot become a text",
      { format_version: "1.0", values: { root_module: { resources: [{ mode: "managed", type: { toString: 1 } }] } } },
    ],
  ])("%s has nothing of TaskRouter in it", (_, value) => {
    expect(read(value)).toMatchObject({ objects: [], untaken: [] });
  });
});

describe("whatever stands in it", () => {
  const any = fc.jsonValue() as fc.Arbitrary<Json>;
  const entry = fc.record(
    {
      ...{
        address: any,
        urn: any,
        type: fc.oneof(any, fc.constantFrom("twilio_taskrouter_activity", DYNAMIC, "__proto__")),
      },
      ...{
        mode: fc.constant("managed"),
        values: any,
        attributes: any,
        sensitive_values: any,
        sensitive_attributes: any,
      },
      ...{
        instances: fc.array(fc.oneof(any, fc.record({ attributes: any, index_key: any }))),
        inputs: any,
        outputs: any,
      },
      ...{ id: any, parent: any, dependencies: any, name: any, module: any, provider: any, provider_name: any },
    },
    { requiredKeys: [] },
  );
  const list = fc.oneof(any, fc.array(fc.oneof(any, entry as fc.Arbitrary<Json>)));

  test.each<[string, (inside: Json) => Json]>([
    [
      "terraform show",
      (inside) => ({ format_version: "1.0", values: { root_module: { resources: inside, child_modules: inside } } }),
    ],
    [
      "a plan",
      (inside) => ({ format_version: "1.2", planned_values: {}, prior_state: { values: { root_module: inside } } }),
    ],
    ["a state file", (inside) => ({ version: 4, lineage: "x", resources: inside })],
    ["a stack", (inside) => ({ deployment: { resources: inside, pending_operations: inside } })],
    ["anything", (inside) => inside],
  ])("%s is read or refused, and never thrown at", (_, around) => {
    fc.assert(
      fc.property(list, (inside) => {
        const state = readForeign(around(inside));
        if ("problem" in state) return;
        const names = state.objects.map(({ kind, name }) => `${kind} ${name}`);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });
});

describe("Terraform addresses", () => {
  test.each<[string, string[]]>([
    ["twilio_taskrouter_activity.ready", ["ready"]],
    ["twilio_taskrouter_activity.ready[0]", ["ready", "0"]],
    ['twilio_taskrouter_activity.ready["gold tier"]', ["ready", "gold tier"]],
    ["module.site.twilio_taskrouter_activity.ready", ["site", "ready"]],
    ['module.site["de"].module.desk[1].twilio_taskrouter_activity.ready[2]', ["site", "de", "desk", "1", "ready", "2"]],
    ['t.e["a\\"b"]', ["e", 'a"b']],
    ['t.e["c\\\\d"]', ["e", "c\\d"]],
    ['t.e["n\\nl"]', ["e", "n\nl"]],
    ['t.e["ü.x]y"]', ["e", "ü.x]y"]],
    ['t.e["a$$\u007bb}"]', ["e", "a$\u007bb}"]],
    ['t.e["%%{z}"]', ["e", "%{z}"]],
    ["", []],
  ])("%s", (address, words) => {
    expect(addressWords(address)).toEqual(words);
  });

  // As terraform show -json prints them beside the keys of the state file (run on 1.11).
  test.each([
    ['a"b', 't.e["a\\"b"]'],
    ["c\\d", 't.e["c\\\\d"]'],
    ["n\nl", 't.e["n\\nl"]'],
    ["a$\u007bb}", 't.e["a$$\u007bb}"]'],
    ["%{z}", 't.e["%%{z}"]'],
    [0, "t.e[0]"],
    [undefined, "t.e"],
  ])("of the key %j", (key, address) => {
    expect(addressOf("", "t", "e", key)).toBe(address);
  });
});

describe("Terraform with RJPearson94/twilio", () => {
  const values = (id: string, more: JsonObject = {}): JsonObject => ({
    id,
    sid: id,
    account_sid: AC,
    workspace_sid: WS,
    ...more,
  });

  test("every kind, with modules, count and for_each; data sources and what is planned are not there", () => {
    const state = terraformShow(
      [
        shown("twilio_taskrouter_workspace.main", { id: WS, sid: WS, account_sid: AC, template: "FIFO" }),
        shown("twilio_taskrouter_activity.ready[0]", values(WA), { index: 0 }),
        shown("data.twilio_taskrouter_activities.all", values(sid("WA", "9")), { mode: "data" }),
        shown("aws_instance.web", { id: "i-0" }, { provider_name: "registry.terraform.io/hashicorp/aws" }),
      ],
      [
        module(
          "module.site",
          [shown('module.site.twilio_taskrouter_task_queue.q["Gold Tier"]', values(WQ))],
          [
            module('module.site.module.desk["de"]', [
              shown('module.site.module.desk["de"].twilio_taskrouter_workflow.calls', values(WW)),
              shown('module.site.module.desk["de"].twilio_taskrouter_task_channel.fax', values(TC)),
              shown('module.site.module.desk["de"].twilio_taskrouter_worker.ann_b', values(WK)),
            ]),
          ],
        ),
        module("module.rest", [
          shown("module.rest.twilio_taskrouter_workspace_configuration.d", { id: WS, workspace_sid: WS }),
        ]),
      ],
    );
    const rows: [string, string, string][] = [
      ["Workspace", WS, "main"],
      ["Activity", WA, "ready-0"],
      ["TaskQueue", WQ, "site-q-gold-tier"],
      ["Workflow", WW, "site-desk-de-calls"],
      ["TaskChannel", TC, "site-desk-de-fax"],
      ["Worker", WK, "site-desk-de-ann-b"],
      ["WorkspaceDefaults", WS, "rest-d"],
    ];
    expect(objects(state).map(({ kind, sid: id, name }) => [kind, id, name])).toEqual(rows);
    expect(objects(state).every(({ workspaceSid }) => workspaceSid === WS)).toBe(true);
    const { objects: all, stays, tool } = read(state);
    expect(all[0]?.told).toEqual({ template: "FIFO" });
    expect(all.slice(1, 6).map(({ accountSid }) => accountSid)).toEqual(Array(5).fill(AC));
    expect(stays).toEqual([{ type: "aws_instance", addresses: ["aws_instance.web"] }]);
    expect(tool).toBe("terraform");
    expect(objects(terraformPlan(state, [shown("twilio_taskrouter_activity.new", {})]))).toEqual(objects(state));
  });

  test("the state file says the same", () => {
    const state = terraformState([
      inStateFile("twilio_taskrouter_workspace", "main", [
        { attributes: { id: WS, sid: WS }, sensitive_attributes: [] },
      ]),
      inStateFile(
        "twilio_taskrouter_activity",
        "ready",
        [
          {
            index_key: "a b",
            attributes: values(WA),
            sensitive_attributes: [[{ type: "get_attr", value: "friendly_name" }]],
          },
          { index_key: 1, status: "tainted", attributes: values(sid("WA", "1")) },
          { index_key: 2, deposed: "00000001", attributes: values(sid("WA", "2")) },
        ],
        { module: 'module.site["de"]' },
      ),
      inStateFile("twilio_taskrouter_activities", "all", [{ attributes: values(WA) }], { mode: "data" }),
    ]);
    const { objects: all, untaken, notes, format } = read(state);
    expect(format).toBe("terraform-state");
    expect(all.map(({ kind, name, addresses, secret: marks }) => [kind, name, addresses[0], marks])).toEqual([
      ["Workspace", "main", "twilio_taskrouter_workspace.main", []],
      ["Activity", "site-de-ready-a-b", 'module.site["de"].twilio_taskrouter_activity.ready["a b"]', ["friendly_name"]],
      ["Activity", "site-de-ready-1", 'module.site["de"].twilio_taskrouter_activity.ready[1]', []],
    ]);
    expect(untaken).toMatchObject([{ sid: sid("WA", "2"), reason: expect.stringContaining("yet to be deleted") }]);
    expect(notes).toEqual([expect.stringContaining("ready[1] is tainted")]);
  });

  test("names are unique for each kind, and one object has one name", () => {
    const state = terraformShow([
      shown("twilio_taskrouter_activity.a_b", values(WA)),
      shown("twilio_taskrouter_activity.a-b", values(sid("WA", "1"))),
      shown("twilio_taskrouter_activity._", values(sid("WA", "2"))),
      shown("twilio_taskrouter_task_queue.a_b", values(WQ)),
      shown("twilio_taskrouter_activity.again", values(WA)),
    ]);
    expect(objects(state).map(({ name, addresses }) => [name, addresses])).toEqual([
      ["a-b", ["twilio_taskrouter_activity.a_b", "twilio_taskrouter_activity.again"]],
      ["a-b-2", ["twilio_taskrouter_activity.a-b"]],
      ["activity-22222222", ["twilio_taskrouter_activity._"]],
      ["a-b", ["twilio_taskrouter_task_queue.a_b"]],
    ]);
  });

  test.each<[string, JsonObject, string]>([
    [
      "a create that failed",
      shown("twilio_taskrouter_activity.a", { id: null, sid: null }),
      "no SID of an Activity (WA…)",
    ],
    ["a SID of another kind", shown("twilio_taskrouter_activity.a", values(WQ)), "no SID of an Activity"],
    ["a SID that is none", shown("twilio_taskrouter_activity.a", values("WA../../x")), "no SID of an Activity"],
    ["values that are none", shown("twilio_taskrouter_activity.a", {}, { values: "x" }), "no SID of an Activity"],
    ["a deposed object", shown("twilio_taskrouter_activity.a", values(WA), { deposed_key: "0f" }), "yet to be deleted"],
    ["a Task", shown("twilio_taskrouter_workspaces_tasks_v1.a", values(sid("WT"))), "a Task comes and goes"],
    ["a kind of the future", shown("twilio_taskrouter_teleporter.a", values(WA)), "has no such kind"],
    [
      "a voice queue of a Workflow",
      shown("twilio_voice_queue.a", { id: sid("QU"), friendly_name: WW }),
      "declare a VoiceQueue",
    ],
  ])("%s is not taken", (_, resource, reason) => {
    const { objects: all, untaken } = read(terraformShow([resource]));
    expect(all).toEqual([]);
    expect(untaken).toEqual([expect.objectContaining({ reason: expect.stringContaining(reason) })]);
  });

  test("another voice queue, and another product, stay", () => {
    const state = terraformShow([
      shown("twilio_voice_queue.hold", { id: sid("QU"), friendly_name: "Hold" }),
      shown("twilio_flex_flow.chat", { id: sid("FO") }),
    ]);
    expect(read(state).stays.map(({ type }) => type)).toEqual(["twilio_voice_queue", "twilio_flex_flow"]);
  });

  test.each<[Json, readonly string[] | "all"]>([
    [{ event_callback_url: true, friendly_name: false }, ["event_callback_url"]],
    [{ event_filters: [false, true] }, ["events_filter"]],
    [{ event_filters: [{}] }, []],
    [true, "all"],
    [null, []],
  ])("sensitive_values %j", (marks, expected) => {
    const resource = shown("twilio_taskrouter_workspace.main", values(WS), { sensitive_values: marks });
    expect(read(terraformShow([resource])).objects[0]?.secret).toEqual(expected);
  });

  test.each(["NONE", "", 5, null, { a: 1 }, "LIFO"])("template %j says nothing", (template) => {
    const [workspace] = read(terraformShow([shown("twilio_taskrouter_workspace.a", { id: WS, template })])).objects;
    expect(workspace?.told).toEqual({});
  });

  test("OpenTofu's state is recognised by its registry", () => {
    const resource = shown("twilio_taskrouter_workspace.main", values(WS), {
      provider_name: "registry.opentofu.org/rjpearson94/twilio",
    });
    expect(read(terraformShow([resource])).tool).toBe("tofu");
  });
});

describe("Terraform with twilio/twilio", () => {
  test("ids of two SIDs, and a Workspace that always holds its activities", () => {
    const types = ["activities", "task_queues", "workflows", "task_channels", "workers"];
    const sids = [WA, WQ, WW, TC, WK];
    const state = terraformShow([
      shown("twilio_taskrouter_workspaces_v1.main", {
        id: WS,
        sid: WS,
        default_activity_sid: WA,
        timeout_activity_sid: WA,
      }),
      ...types.map((type, index) => shown(`twilio_taskrouter_workspaces_${type}_v1.x`, { id: `${WS}/${sids[index]}` })),
    ]);
    expect(objects(state).map(({ kind, sid: id, workspaceSid }) => [kind, id, workspaceSid])).toEqual([
      ["Workspace", WS, WS],
      ["WorkspaceDefaults", WS, WS],
      ["Activity", WA, WS],
      ["TaskQueue", WQ, WS],
      ["Workflow", WW, WS],
      ["TaskChannel", TC, WS],
      ["Worker", WK, WS],
    ]);
    expect(read(state).objects.map(({ unasked }) => unasked)).toEqual([undefined, true, ...Array(5).fill(undefined)]);
  });

  test("a Workspace without a SID is told once", () => {
    expect(read(terraformShow([shown("twilio_taskrouter_workspaces_v1.main", { id: null })])).untaken).toHaveLength(1);
  });
});

describe("Pulumi with twilio-pulumi-provider", () => {
  const home = { workspaces: WS };

  test("every kind, under its name; what an older provider's other resources and everything else are stays", () => {
    const state = stackExport([
      dynamic(
        "flex-workspace",
        WS,
        ["taskrouter", "workspaces"],
        { sid: WS, defaultActivitySid: WA, template: "FIFO" },
        {
          info: { accountSid: AC },
        },
      ),
      dynamic("Ready: now", WA, ["taskrouter", home, "activities"], { friendlyName: "Ready" }),
      dynamic("q", WQ, ["taskrouter", "v1", home, "taskQueues"], {}),
      dynamic("w", WW, ["taskrouter", home, "workflows"], {}),
      dynamic("c", TC, ["taskrouter", home, "taskChannels"], {}),
      dynamic("ann", WK, ["taskrouter", home, "workers"], {}),
      dynamic("ann-voice", sid("WC"), ["taskrouter", home, { workers: WK }, "workerChannels"], {
        sid: sid("WC"),
        capacity: 3,
      }),
      dynamic("flow", sid("FW"), ["studio", "flows"], {}),
      dynamic("functions", sid("ZS"), null, { cwd: "." }),
    ]);
    expect(objects(state).map(({ kind, name, workspaceSid }) => [kind, name, workspaceSid])).toEqual([
      ["Workspace", "flex-workspace", WS],
      ["WorkspaceDefaults", "flex-workspace", WS],
      ["Activity", "Ready: now", WS],
      ["TaskQueue", "q", WS],
      ["Workflow", "w", WS],
      ["TaskChannel", "c", WS],
      ["Worker", "ann", WS],
      ["WorkerChannel", "ann-voice", WS],
    ]);
    const { objects: all, stays, stack, tool } = read(state);
    expect({ stack, tool }).toEqual({ stack: "dev", tool: "pulumi" });
    expect(all[0]).toMatchObject({ accountSid: AC, told: { template: "FIFO" } });
    expect(all[7]?.told).toEqual({ workerSid: WK });
    expect(stays).toEqual([
      { type: "pulumi-nodejs:dynamic:Resource", addresses: [oldUrn("flow"), oldUrn("functions")] },
    ]);
  });

  test.each<[string, Json, Json, readonly string[] | "all", string | undefined]>([
    ["none", home, { friendlyName: "a" }, [], WS],
    ["a property", home, { eventCallbackUrl: secret() }, ["event_callback_url"], WS],
    ["a part of one", home, { attributes: { pin: secret() } }, ["attributes"], WS],
    ["all of them", home, secret(), "all", WS],
    ["the Workspace", { workspaces: secret() }, {}, ["workspace_sid"], undefined],
  ])("secrets: %s", (_, first, attributes, expected, workspaceSid) => {
    const [object] = read(stackExport([dynamic("a", WA, ["taskrouter", first, "activities"], attributes)])).objects;
    expect([object?.secret, object?.workspaceSid]).toEqual([expected, workspaceSid]);
  });

  test("a secret way there is not followed, and what Twilio answered says the Workspace where the way does not", () => {
    const way = ["taskrouter", { workspaces: secret() }, "activities"];
    const state = stackExport([
      dynamic("hidden", WA, secret(), {}),
      dynamic("a", sid("WA", "1"), way, {}, { info: { workspaceSid: WS } }),
    ]);
    expect(read(state).untaken).toMatchObject([
      { address: oldUrn("hidden"), reason: expect.stringContaining("is secret") },
    ]);
    expect(objects(state)).toMatchObject([{ sid: sid("WA", "1"), workspaceSid: WS }]);
  });

  test.each<[string, JsonObject, string]>([
    [
      "a kind that is none here",
      dynamic("t", sid("WT"), ["taskrouter", home, "tasks"], {}),
      "has no kind for taskrouter.workspaces.tasks",
    ],
    ["a way to nowhere", dynamic("t", WA, ["taskrouter", home], {}), "has no kind for taskrouter.workspaces"],
    ["an id of another kind", dynamic("t", WQ, ["taskrouter", home, "activities"], {}), "no SID of an Activity"],
    [
      "what waits for its delete",
      dynamic("t", WA, ["taskrouter", home, "activities"], {}, { delete: true }),
      "yet to be deleted",
    ],
    [
      "what waits to be made anew",
      dynamic("t", WA, ["taskrouter", home, "activities"], {}, { pendingReplacement: true }),
      "yet to be made",
    ],
    [
      "another provider's",
      { urn: oldUrn("x"), type: "twilio:index/taskrouterWorkspacesV1:TaskrouterWorkspacesV1", id: WS },
      "is neither's",
    ],
  ])("%s is not taken", (_, resource, reason) => {
    const { objects: all, untaken } = read(stackExport([resource]));
    expect(all).toEqual([]);
    expect(untaken).toEqual([expect.objectContaining({ reason: expect.stringContaining(reason) })]);
  });

  test("notes: what never ended, what is below a component, and what depends on what goes", () => {
    const desk = "urn:pulumi:dev::old::acme:index:Desk::desk";
    const way = ["taskrouter", home, "activities"];
    const state = stackExport(
      [
        { urn: desk, custom: false, type: "acme:index:Desk" },
        dynamic("a", WA, way, {}, { parent: desk, protect: true }),
        dynamic("flow", sid("FW"), ["studio", "flows"], {}, { dependencies: [oldUrn("a")] }),
      ],
      { pending_operations: [{ type: "creating", resource: dynamic("b", WA, way, {}) }] },
    );
    const { notes, guarded } = read(state);
    expect(notes).toEqual([
      expect.stringContaining("never ended"),
      expect.stringContaining("a is below desk"),
      expect.stringContaining(`${oldUrn("flow")} stays and depends on what goes`),
    ]);
    expect([...guarded]).toEqual([oldUrn("a")]);
  });
});

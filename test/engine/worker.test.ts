import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { byHand, type Scene, scene } from "../support/scene";
import { workspaces, writes } from "../support/truth";

const SECRET = "badge-4711-of-ann";

const pathOf = (here: Scene): string => {
  const [workspace] = workspaces(here.emulator);
  return `/v1/Workspaces/${workspace?.sid}/Workers/${here.stack.resource("ann").id}`;
};
const live = async (here: Scene): Promise<JsonObject> =>
  JSON.parse(String((await byHand(here.emulator, "GET", pathOf(here))).body["attributes"])) as JsonObject;
const edit = (here: Scene, attributes: JsonObject) =>
  byHand(here.emulator, "POST", pathOf(here), { Attributes: JSON.stringify(attributes) });

describe("a worker that supervisors write to as well", () => {
  const here = scene({
    stack: (emulator) => ({
      config: { "taskrouter:baseUrl": emulator.url, "taskrouter:accountSid": emulator.accountSid },
      secrets: { "engine-test:badge": SECRET },
    }),
    secrets: [SECRET],
  });
  /** Attributes with everything that may be in them: an id that is not known yet, a promise, a secret, null. */
  const program = (attributes: string, more = "", options = ""): string => `
    const config = new pulumi.Config("engine-test");
    const main = new taskrouter.Workspace("main");
    const ready = new taskrouter.Activity("ready", { workspaceSid: main, available: true });
    const sales = new taskrouter.TaskQueue("sales", { workspaceSid: main });
    new taskrouter.Worker("ann", { workspaceSid: main, friendlyName: "Ann", activitySid: ready, attributes: ${attributes}${more} }${options});`;
  const first = `{ team: sales.id, skills: Promise.resolve(["a"]), badge: config.requireSecret("badge"), routing: { level: 1, none: {} }, nothing: null, "skill-level": 3 }`;

  test("the preview checks what is known, shows the rest as unknown and warns beside the resource; nothing is sent", async () => {
    const run = await here.stack.program(program(first)).preview("--diff");
    expect(run.code, run.output).toBe(0);
    expect(run.output).toMatch(/attributes\s*: \{/);
    // Something in them is a secret, so the rule alone is said.
    expect(run.output).toContain('warning: attributes["skill-level"]: an attribute that no expression can read');
    expect(here.emulator.requests()).toEqual([]);
  });

  test("up makes it, a preview and a refresh after that find nothing", async () => {
    const run = await here.stack.up();
    expect(run.code, run.output).toBe(0);
    const sales = here.stack.resource("sales").id ?? "";
    expect(await live(here)).toEqual({
      team: sales,
      skills: ["a"],
      badge: SECRET,
      routing: { level: 1, none: {} },
      nothing: null,
      "skill-level": 3,
    });
    for (const again of [
      await here.stack.refresh("--expect-no-changes"),
      await here.stack.preview("--expect-no-changes"),
    ]) {
      expect(again.code, again.output).toBe(0);
    }
  });

  test("what supervisors set is no drift; what they change of ours is shown property by property, and is repaired", async () => {
    const there = await live(here);
    await edit(here, { ...there, skills: ["a", "b"], routing: { level: 1, none: {}, x: 1 }, theirs: true });
    await byHand(here.emulator, "POST", pathOf(here), {
      ActivitySid: workspaces(here.emulator)[0]?.activities[0]?.sid ?? "",
    });
    const refresh = await here.stack.refresh("--diff");
    expect(refresh.code, refresh.output).toBe(0);
    expect(refresh.output).toMatch(/~ attributes: \{\n\s+~ skills: \[\n\s+\+ \[1\]: "b"\n/);
    expect(refresh.output).not.toContain("theirs");
    here.emulator.clearRequests();
    const run = await here.stack.up("--diff");
    expect(run.code, run.output).toBe(0);
    expect(await live(here)).toEqual({ ...there, routing: { level: 1, none: {}, x: 1 }, theirs: true });
    expect(writes(here.emulator)).toHaveLength(1);
  });

  test("ignoreChanges takes paths inside, of an object and of JSON text", async () => {
    const text = `pulumi.jsonStringify({ team: sales.id, skills: ["z"], badge: config.requireSecret("badge"), routing: { level: 1, none: {} }, nothing: null, "skill-level": 3 })`;
    for (const written of [first.replace('["a"]', '["z"]'), text]) {
      here.stack.program(program(written, "", ', { ignoreChanges: ["attributes.skills"] }'));
      const run = await here.stack.preview("--expect-no-changes");
      expect(run.code, run.output).toBe(0);
    }
  });

  test("a path taken out and one put in: the preview shows both, and nothing of theirs goes", async () => {
    const second = `{ team: sales.id, skills: ["a"], badge: config.requireSecret("badge"), routing: { max: 2 } }`;
    const preview = await here.stack.program(program(second)).preview("--diff");
    expect(preview.output).toMatch(/- level\s*: 1/);
    expect(preview.output).toMatch(/\+ max\s*: 2/);
    const run = await here.stack.up();
    expect(run.code, run.output).toBe(0);
    expect(await live(here)).toEqual({
      team: here.stack.resource("sales").id,
      skills: ["a"],
      badge: SECRET,
      routing: { max: 2, x: 1 },
      theirs: true,
    });
    expect((await here.stack.refresh("--expect-no-changes")).code).toBe(0);
  });

  test('attributesMode: "exact" is shown as a change, and removes the rest', async () => {
    const mode = ', attributesMode: "exact"';
    const written = `{ team: sales.id, skills: ["a"], badge: config.requireSecret("badge"), routing: { max: 2 } }`;
    const preview = await here.stack.program(program(written, mode)).preview("--diff");
    expect(preview.output).toMatch(/\+ attributesMode\s*: "exact"/);
    expect((await here.stack.up()).code).toBe(0);
    expect(Object.keys(await live(here)).sort()).toEqual(["badge", "routing", "skills", "team"]);
    await edit(here, { ...(await live(here)), theirs: 1 });
    const refresh = await here.stack.refresh("--diff");
    expect(refresh.output).toMatch(/\+ theirs\s*: 1/);
    expect((await here.stack.up()).code).toBe(0);
    expect(await live(here)).not.toHaveProperty("theirs");
  });

  test("destroy moves a worker that is available, and deletes it", async () => {
    await byHand(here.emulator, "POST", pathOf(here), { ActivitySid: here.stack.resource("ready").id ?? "" });
    const run = await here.stack.destroy();
    expect(run.code, run.output).toBe(0);
    expect(workspaces(here.emulator)).toEqual([]);
  });
});

describe("mistakes are told at preview", () => {
  const here = scene();
  const sid = `WS${"1".repeat(32)}`;

  test.each<[what: string, program: string, said: readonly RegExp[]]>([
    [
      "attributes that are too long whatever is not known yet, no object, or hold a number that is lost, each in one run",
      `new taskrouter.Worker("ann", { workspaceSid: main, attributes: { notes: "x".repeat(5000), team: main.id } });
       new taskrouter.Worker("bea", { workspaceSid: main, attributes: "[1]" });
       new taskrouter.Worker("cia", { workspaceSid: main, attributes: '{"n": 1e999}' });`,
      [
        /Worker "ann": attributes: is 5,012 characters of JSON, more than Twilio's limit of 4,096/,
        /Worker "bea": attributes: must be a JSON object, not a list/,
        /Worker "cia": attributes: holds the number 1e999/,
      ],
    ],
    [
      "two workers whose names differ in case only",
      `new taskrouter.Worker("ann", { workspaceSid: main, friendlyName: "Ann" });
       new taskrouter.Worker("other", { workspaceSid: main.id, friendlyName: "ANN" });`,
      [
        /Worker "other": friendlyName: is "ANN", the same as that of Worker "ann" in the same workspace, where Twilio takes such a name once, whatever the case/,
      ],
    ],
    [
      "two queues of one name, where the name or the workspace is there only later",
      `new taskrouter.TaskQueue("a", { workspaceSid: main, friendlyName: Promise.resolve("Sales") });
       new taskrouter.TaskQueue("b", { workspaceSid: main, friendlyName: pulumi.output("Sales") });
       new taskrouter.TaskQueue("c", { workspaceSid: "${sid}", friendlyName: "Calls" });
       new taskrouter.TaskQueue("d", { workspaceSid: pulumi.output("${sid}"), friendlyName: "Calls" });`,
      [
        /TaskQueue "b": friendlyName: is "Sales", the same as that of TaskQueue "a"/,
        /TaskQueue "d": friendlyName: is "Calls", the same as that of TaskQueue "c"/,
      ],
    ],
  ])("%s", async (_, program, said) => {
    const run = await here.stack.program(`const main = new taskrouter.Workspace("main");\n${program}`).preview();
    expect(run.code).not.toBe(0);
    for (const reason of said) expect(run.output).toMatch(reason);
    expect(here.emulator.requests()).toEqual([]);
  });

  test("but no names that are none: other workspaces, other kinds, a queue in another case", async () => {
    const run = await here.stack
      .program(
        `const [one, two] = ["one", "two"].map((name) => new taskrouter.Workspace(name));
         for (const [at, workspaceSid] of [one, two].entries()) new taskrouter.Worker("w" + at, { workspaceSid, friendlyName: "Ann" });
         new taskrouter.TaskQueue("a", { workspaceSid: one, friendlyName: "Ann" });
         new taskrouter.TaskQueue("b", { workspaceSid: one, friendlyName: "ANN" });`,
      )
      .preview();
    expect(run.code, run.output).toBe(0);
  });
});

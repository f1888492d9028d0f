import { describe, expect, test } from "vitest";
import { type Declared, programOf, ref } from "../support/program";
import { byHand, scene } from "../support/scene";
import { workspaces } from "../support/truth";

const inMain = { workspaceSid: ref("main") };
const ACTIVITIES: readonly Declared[] = [
  { kind: "Workspace", name: "main" },
  { kind: "Activity", name: "a", args: inMain },
  { kind: "Activity", name: "b", args: inMain },
];
const defaults = (name: string, activity: string): Declared => ({
  kind: "WorkspaceDefaults",
  name,
  args: { ...inMain, defaultActivitySid: ref(activity) },
});

describe("WorkspaceDefaults", () => {
  const here = scene();
  const live = async (): Promise<unknown> => {
    const { body } = await byHand(here.emulator, "GET", `/v1/Workspaces/${here.stack.resource("main").id}`);
    return body["default_activity_name"];
  };

  test("under another Pulumi name, with the same value: the old one's delete does not undo the new one", async () => {
    expect((await here.stack.program(programOf([...ACTIVITIES, defaults("old", "a")])).up()).code).toBe(0);
    const run = await here.stack.program(programOf([...ACTIVITIES, defaults("new", "a")])).up();
    expect(run.code, run.output).toBe(0);
    expect(await live()).toBe("a");
    expect((await here.stack.refresh("--expect-no-changes")).code).toBe(0);
  });

  test("under another Pulumi name, with another value: destroy still gets through", async () => {
    const run = await here.stack.program(programOf([...ACTIVITIES, defaults("third", "b")])).up();
    expect(run.code, run.output).toBe(0);
    expect(await live()).toBe("b");
    const destroyed = await here.stack.destroy();
    expect(destroyed.code, destroyed.output).toBe(0);
    expect(workspaces(here.emulator)).toEqual([]);
  });

  test("what was there before may be an activity that the same destroy deletes", async () => {
    expect((await here.stack.program(programOf(ACTIVITIES)).up()).code).toBe(0);
    const [main, a] = [here.stack.resource("main").id, here.stack.resource("a").id ?? ""];
    await byHand(here.emulator, "POST", `/v1/Workspaces/${main}`, { DefaultActivitySid: a, TimeoutActivitySid: a });
    const program = programOf([
      ...ACTIVITIES,
      {
        kind: "WorkspaceDefaults",
        name: "d",
        args: { ...inMain, defaultActivitySid: ref("b"), timeoutActivitySid: ref("b") },
      },
    ]);
    const made = await here.stack.program(program).up();
    expect(made.code, made.output).toBe(0);
    const kept = programOf([{ kind: "Workspace", name: "main" }]);
    const run = await here.stack.program(kept).up();
    expect(run.code, run.output).toBe(0);
    expect(await live()).toBe("Offline");
    expect((await here.stack.destroy()).code).toBe(0);
  });
});

import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import { TaskQueue, Workspace } from "../../src";
import { taskQueue } from "../../src/resources/descriptors/task-queue";
import { workspaceDefaults } from "../../src/resources/descriptors/workspace-defaults";
import { registration } from "../../src/resources/register";

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs, id }) => ({ id: id || `${name}-id`, state: inputs as Record<string, unknown> }),
    call: ({ inputs }) => inputs as Record<string, unknown>,
  }),
);

const retained = (adopt: unknown, opts?: pulumi.CustomResourceOptions): boolean | undefined =>
  registration(taskQueue, "q", { workspaceSid: "WS1", adopt }, opts).opts.retainOnDelete;

describe("retainOnDelete", () => {
  test.each<[string, unknown, boolean | undefined]>([
    ["true", true, true],
    ["a SID", { sid: "WQ1" }, true],
    ["the SID of an Output", { sid: pulumi.output("WQ1") }, true],
    ["an Output, whatever it will be", pulumi.output(false), true],
    ["a promise", Promise.resolve(true), true],
    ["false", false, undefined],
    ["null", null, undefined],
    ["left out", undefined, undefined],
  ])("adopt is %s", (_what, adopt, expected) => {
    expect(retained(adopt)).toBe(expected);
  });

  test("what the options say goes first", () => {
    expect(retained(true, { retainOnDelete: false })).toBe(false);
    expect(retained(true, { retainOnDelete: true })).toBe(true);
    expect(retained(undefined, { retainOnDelete: true })).toBe(true);
    expect(retained(true, { retainOnDelete: undefined as never })).toBe(true);
  });

  test("neither what is only looked up nor what has no adopt is touched", () => {
    expect(retained(true, { id: "WQ1" })).toBeUndefined();
    expect(
      registration(workspaceDefaults, "d", { workspaceSid: "WS1", adopt: true }).opts.retainOnDelete,
    ).toBeUndefined();
  });
});

describe("the adopt property", () => {
  const resolved = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

  test("is sent as it is, Outputs inside it included, and is undefined where it is left out", async () => {
    const queue = new TaskQueue("q", { workspaceSid: "WS1", adopt: { sid: pulumi.output("WQ1") } });
    expect(await resolved(queue.adopt)).toEqual({ sid: "WQ1" });
    expect(await resolved(new Workspace("w").adopt)).toBeUndefined();
  });

  test("a resource in its place is refused: its id is what is meant", () => {
    const other = new TaskQueue("other", { workspaceSid: "WS1" });
    expect(() => new TaskQueue("q", { workspaceSid: "WS1", adopt: { sid: other as never } })).toThrow(
      'TaskQueue "q": adopt.sid: takes no resource; pass one of its properties',
    );
  });
});

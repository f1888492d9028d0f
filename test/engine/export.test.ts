import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../src/core/json";
import { createEmulator, type Emulator, type EmulatorOptions } from "../../src/emulator";
import { taskrouter } from "../support/command-line";
import { foundWorkflows } from "../support/corpus";
import { corpusWorkspace } from "../support/corpus-account";
import { Stack } from "../support/engine";
import { accounts, populate } from "../support/random-account";
import { byHand } from "../support/scene";
import { writes } from "../support/truth";

const FOLDER = mkdtempSync(join(tmpdir(), "taskrouter-export-"));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const sent = (emulator: Emulator) => async (path: string, form?: Record<string, string>) => {
  const { status, body } = await byHand(emulator, form === undefined ? "GET" : "POST", path, form);
  return status < 300 ? (body as JsonObject) : undefined;
};

/** Everything that the corpus has, in one workspace. */
const corpus = (emulator: Emulator): Promise<unknown> => corpusWorkspace(sent(emulator), "Corpus", foundWorkflows());

/** An emulator whose data file was edited: the API takes no such documents any more, and accounts hold them. */
async function withOldDocuments(options: EmulatorOptions): Promise<Emulator> {
  const dataFile = join(mkdtempSync(join(FOLDER, "data-")), "data.json");
  const before = await createEmulator({ ...options, dataFile });
  const send = sent(before);
  const home = `/v1/Workspaces/${String((await send("/v1/Workspaces", { FriendlyName: "Old" }))?.["sid"])}`;
  const queue = String((await send(`${home}/TaskQueues`, { FriendlyName: "Sample Queue" }))?.["sid"]);
  const texts = [
    `task-routing:\n  - filter: \n      - 1 == 1\n    target:\n      - queue: ${queue}\n        set-priority: 0\n`,
    `{"task_routing": {"filters": [{"expression": "1==1" "targets": [{"queue": "${queue}"}]}]}}`,
    `"{}"`,
  ];
  for (const [index] of texts.entries()) {
    await send(`${home}/Workflows`, {
      FriendlyName: `Old ${index}`,
      Configuration: JSON.stringify({ task_routing: { default_filter: { queue } }, mark: index }),
    });
  }
  await before.close();
  const edited = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(edited);
    if (!isJsonObject(value)) {
      const mark = typeof value === "string" ? /"mark":(\d)/.exec(value)?.[1] : undefined;
      return mark === undefined ? value : (texts[Number(mark)] ?? "");
    }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, edited(each)]));
  };
  writeFileSync(dataFile, JSON.stringify(edited(JSON.parse(readFileSync(dataFile, "utf8")))));
  return createEmulator({ ...options, dataFile });
}

/** A stack whose program is what was exported. */
function stackOf(emulator: Emulator, project: string): Stack {
  // The state is written at the end only: these are many resources, and the file backend writes all of them at every step.
  const env = { TWILIO_AUTH_TOKEN: emulator.authToken, PULUMI_EXPERIMENTAL: "1", PULUMI_SKIP_CHECKPOINTS: "1" };
  const stack = new Stack(emulator, { project, env });
  onTestFinished(() => stack.dispose());
  return stack;
}

describe("export, import, preview", () => {
  test("random accounts and the whole corpus: nothing to change, nothing sent, and a destroy leaves all of it", async () => {
    const emulator = await withOldDocuments({ lenientExpressions: true });
    onTestFinished(() => emulator.close());
    for (const plan of fc.sample(accounts, { numRuns: 3, seed: 11 })) {
      await populate(plan, sent(emulator), emulator.accountSid);
    }
    await corpus(emulator);
    const before = JSON.stringify(emulator.dump());
    emulator.clearRequests();

    const folder = join(FOLDER, "whole");
    const exported = await taskrouter(emulator, "export", "--all", folder);
    expect(exported.code, exported.err).toBeLessThan(2);
    const [, left = ""] = /Left out[^\n]*\n((?: {2}.*\n)*)/.exec(exported.out) ?? [];
    for (const line of left.split("\n").slice(0, -1))
      expect(line).toContain("configuration holds what Pulumi cannot carry");

    const stack = stackOf(emulator, folder);
    const imported = await stack.run("import", "--file", "import.json", "--generate-code=false", "--yes");
    expect(imported.code, imported.output.slice(-3000)).toBe(0);
    const preview = await stack.preview("--expect-no-changes", "--diff");
    expect(preview.code, preview.output.slice(-3000)).toBe(0);
    const up = await stack.up("--expect-no-changes");
    expect(up.code, up.output.slice(-3000)).toBe(0);
    const refreshed = await stack.refresh("--expect-no-changes");
    expect(refreshed.code, refreshed.output.slice(-3000)).toBe(0);
    expect((await stack.preview("--expect-no-changes")).code).toBe(0);

    expect((await stack.destroy()).output).toContain("protected");
    expect((await stack.run("state", "unprotect", "--all", "--yes")).code).toBe(0);
    const destroyed = await stack.destroy();
    expect(destroyed.code, destroyed.output.slice(-3000)).toBe(0);
    expect(stack.resources().filter(({ custom }) => custom)).toEqual([]);
    expect(writes(emulator)).toEqual([]);
    expect(JSON.stringify(emulator.dump())).toBe(before);
  });
});

/** A plan that another account can be made from: nothing in it that no program says, or that a new workspace has by itself. */
const portable = accounts.map((plan) =>
  plan.map((workspace) => ({
    ...workspace,
    form: { ...workspace.form, EventCallbackUrl: "http://localhost:3000/" as const },
    renames: false,
    activities: workspace.activities.filter(({ FriendlyName: name }) => name !== "Offline"),
    workflows: workspace.workflows.map((each) => ({
      ...each,
      AssignmentCallbackUrl: "" as const,
      FallbackAssignmentCallbackUrl: "" as const,
    })),
    workers: workspace.workers.filter(({ attributes }) => !JSON.stringify(attributes).includes('"":')),
  })),
);

/**
 * What is in an account, with names in place of SIDs, without what changes by itself, and without the queues of calls that
 * are as Twilio makes them.
 */
function essence(emulator: Emulator): string[] {
  const [account] = Object.values(JSON.parse(JSON.stringify(emulator.dump())).accounts as Record<string, JsonObject>);
  const names = new Map<string, string>([[emulator.accountSid, "the account"]]);
  const name = (value: Json, within: string): void => {
    if (Array.isArray(value)) for (const each of value) name(each, within);
    if (!isJsonObject(value)) return;
    const own = `${within}/${String(value["unique_name"] ?? value["task_channel_unique_name"] ?? value["friendly_name"])}`;
    if (typeof value["sid"] === "string")
      names.set(value["sid"], `${value["sid"].slice(0, 2)} ${own.replace(/[A-Z]{2}[0-9a-f]{32}/, "its SID")}`);
    for (const each of Object.values(value)) name(each, own);
  };
  name(account ?? {}, "");
  const plain = (value: Json): Json => {
    if (typeof value === "string") return value.replace(/[A-Z]{2}[0-9a-f]{32}/g, (sid) => names.get(sid) ?? sid);
    if (Array.isArray(value)) {
      const made = value.filter((each) => !isJsonObject(each) || each["max_size"] !== 100).map(plain);
      return made.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
    if (!isJsonObject(value)) return value ?? "";
    const runs = "attributes" in value ? /date|^url$|^links$|^activity_|^available$/ : /date|^ur[il]$|^links$/;
    const entries = Object.entries(value).filter(([key]) => !runs.test(key));
    return Object.fromEntries(
      entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, plain(parsed(each))]),
    );
  };
  return JSON.stringify(plain(account ?? {}), null, 1).split("\n");
}

/** Documents and attributes by what they say. */
function parsed(value: Json): Json {
  if (typeof value !== "string" || !value.startsWith("{")) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

describe("faults", () => {
  test("an import that ended half-way is completed by the same command, which does no harm where all is there", async () => {
    const emulator = await createEmulator({ lenientExpressions: true });
    onTestFinished(() => emulator.close());
    await corpus(emulator);
    const folder = join(FOLDER, "killed");
    expect((await taskrouter(emulator, "export", folder)).code).toBe(0);
    const before = JSON.stringify(emulator.dump());
    emulator.clearRequests();
    const stack = stackOf(emulator, folder);
    const whole = JSON.parse(readFileSync(join(folder, "import.json"), "utf8"));
    // What a state holds after an import that ended half-way: the engine records each resource by itself.
    const half = { resources: whole.resources.slice(0, whole.resources.length / 2) };
    writeFileSync(join(stack.folder, "project", "half.json"), JSON.stringify(half));
    for (const file of ["half.json", "import.json", "import.json"]) {
      const run = await stack.run("import", "--file", file, "--generate-code=false", "--yes");
      expect(run.code, run.output.slice(-3000)).toBe(0);
    }
    expect(stack.resources()).toHaveLength(whole.resources.length);
    const preview = await stack.preview("--expect-no-changes");
    expect(preview.code, preview.output.slice(-3000)).toBe(0);
    expect(writes(emulator)).toEqual([]);
    expect(JSON.stringify(emulator.dump())).toBe(before);
  });
});

describe("export --without-sids", () => {
  test("makes an account that is the same but for SIDs and dates", async () => {
    const first = await createEmulator({ lenientExpressions: true });
    const second = await createEmulator({ lenientExpressions: true, accountSid: `AC${"2".repeat(32)}` });
    for (const emulator of [first, second]) onTestFinished(() => emulator.close());
    for (const plan of fc.sample(portable, { numRuns: 3, seed: 5 }))
      await populate(plan, sent(first), first.accountSid);

    const folder = join(FOLDER, "portable");
    const exported = await taskrouter(first, "export", "--all", "--without-sids", folder);
    expect(exported.code, exported.err + exported.out).toBe(0);
    const stack = stackOf(second, folder);
    const up = await stack.up();
    expect(up.code, up.output.slice(-3000)).toBe(0);
    expect((await stack.preview("--expect-no-changes")).code).toBe(0);
    expect(essence(second)).toEqual(essence(first));
  });
});

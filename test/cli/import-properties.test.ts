import fc from "fast-check";
import { expect, test } from "vitest";
import { equal } from "../../src/core/equal";
import type { JsonObject } from "../../src/core/json";
import { provider } from "../../src/dynamic";
import type { Handlers } from "../../src/lifecycle/handlers";
import { writes } from "../support/truth";
import { create, type ImportBench, idOf, importBench, there, verdicts } from "./import-support";

const KINDS = {
  Activity: { path: "Activities", form: {} },
  TaskQueue: { path: "TaskQueues", form: {} },
  Workflow: { path: "Workflows", form: { Configuration: '{"task_routing":{}}' } },
  Worker: { path: "Workers", form: {} },
} as const;
type Kind = keyof typeof KINDS;

const kind = fc.constantFrom<Kind>("Activity", "TaskQueue", "Workflow", "Worker");
const name = fc.constantFrom("a", "A", "b", "Offline", "Ünï 客");
const place = fc.nat(2);

const fate = fc.constantFrom("free", "free", "free", "same", "delete");

/** Workspaces of the account, of which some have one name, and what is in them; the fate says what the state has of it. */
const account = fc.record({
  workspaces: fc.array(fc.record({ name: fc.constantFrom("one", "two"), fate }), { minLength: 1, maxLength: 3 }),
  objects: fc.array(fc.record({ kind, name, place, fate }), { maxLength: 8 }),
});

/** Resources of a program, in workspaces of the program or by their SIDs. */
const program = fc.record({
  workspaces: fc.array(fc.constantFrom("one", "two", "none"), { maxLength: 3 }),
  resources: fc.array(fc.record({ kind, name, place, literal: fc.boolean() }), { maxLength: 8 }),
});

interface There {
  readonly kind: string;
  readonly name: string;
  readonly sid: string;
  readonly workspace: string;
  readonly fate: string;
}

/** Says the same name, as Twilio takes it. */
function sameName(of: string, a: string, b: string): boolean {
  return of === "Worker" ? a.toLowerCase() === b.toLowerCase() : a === b;
}

test("whatever the account and the program are: an entry is the only candidate, and every only candidate is one", async () => {
  const here = await importBench();
  await fc.assert(
    fc.asyncProperty(account, program, async (lived, declared) => {
      here.emulator.reset();
      const objects: There[] = [];
      for (const { name, fate } of lived.workspaces) {
        const sid = await here.make("/v1/Workspaces", { FriendlyName: name });
        objects.push({ kind: "Workspace", name, sid, workspace: "", fate });
        objects.push(...(await bornWith(here, sid)));
      }
      const homes = objects.filter((object) => object.kind === "Workspace");
      for (const { kind, name, place, fate } of lived.objects) {
        const workspace = homes[place % homes.length]?.sid ?? "";
        const path = `/v1/Workspaces/${workspace}/${KINDS[kind].path}`;
        // A name that is taken is refused.
        const sid = await here.make(path, { FriendlyName: name, ...KINDS[kind].form }).catch(() => undefined);
        if (sid !== undefined) objects.push({ kind, name, sid, workspace, fate });
      }
      const inState = objects
        .filter(({ fate }) => fate !== "free")
        .map((object) => there(object.fate, object.kind, `held ${object.sid}`, object.sid));
      const wanted = wantedOf(declared, homes);
      here.emulator.clearRequests();
      const report = await here.told([...inState, ...wanted.map(({ step }) => step)]);
      const expected = oracle(wanted, objects);
      const told = verdicts(report);
      const matched = Object.entries(told).filter(([, verdict]) => /^[A-Z]{2}[0-9a-f]{32}$/.test(verdict));
      expect(Object.fromEntries(matched)).toEqual(Object.fromEntries(expected));
      expect(report.importFile?.resources.map(({ id }) => id) ?? []).toEqual(report.matched.map(({ sid }) => sid));
      expect(Object.keys(told)).toHaveLength(wanted.length);
      expect(writes(here.emulator)).toEqual([]);
    }),
    { numRuns: 80 },
  );
});

interface Wanted {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  /** Of the workspace: a SID, or the key of a resource of the program. */
  readonly workspace: string;
  readonly step: JsonObject;
}

function wantedOf(
  { workspaces, resources }: (typeof program)["generate"] extends (...args: never[]) => { value: infer T } ? T : never,
  homes: readonly There[],
): Wanted[] {
  const spaces = workspaces.map((name, index): Wanted => {
    const step = create("Workspace", `w${index}`, { friendlyName: name });
    return { key: `Workspace w${index}`, kind: "Workspace", name, workspace: "", step };
  });
  const inside = resources.flatMap(({ kind, name, place, literal }, index): Wanted[] => {
    const home = homes[place % homes.length]?.sid ?? "";
    const space = place % Math.max(spaces.length, 1);
    if (!literal && spaces.length === 0) return [];
    const workspaceSid = literal ? home : idOf("Workspace", `w${space}`);
    const more = kind === "Workflow" ? { configuration: {} } : {};
    const step = create(kind, `r${index}`, { friendlyName: name, workspaceSid, ...more });
    return [{ key: `${kind} r${index}`, kind, name, workspace: literal ? home : `Workspace w${space}`, step }];
  });
  return [...spaces, ...inside];
}

/** By hand: of each resource, the objects that it may be, and who else may be them. */
function oracle(wanted: readonly Wanted[], objects: readonly There[]): Map<string, string> {
  const sure = new Map<string, string>();
  for (const round of [
    wanted.filter(({ kind }) => kind === "Workspace"),
    wanted.filter(({ kind }) => kind !== "Workspace"),
  ]) {
    const located = round.flatMap((one) => {
      const workspace = one.workspace.startsWith("Workspace ") ? sure.get(one.workspace) : one.workspace;
      return workspace === undefined ? [] : [{ ...one, workspace }];
    });
    for (const one of located) {
      const may = objects.filter(
        (object) =>
          object.kind === one.kind &&
          object.workspace === one.workspace &&
          sameName(one.kind, object.name, one.name) &&
          object.fate !== "same",
      );
      const rivals = located.filter(
        (other) =>
          other !== one &&
          other.kind === one.kind &&
          other.workspace === one.workspace &&
          sameName(one.kind, other.name, one.name),
      );
      const [only] = may;
      if (may.length === 1 && rivals.length === 0 && only?.fate === "free") sure.set(one.key, only.sid);
    }
  }
  return sure;
}

async function bornWith({ emulator }: ImportBench, workspace: string): Promise<There[]> {
  const headers = {
    authorization: `Basic ${Buffer.from(`${emulator.accountSid}:${emulator.authToken}`).toString("base64")}`,
  };
  const answer = await fetch(`${emulator.url}/v1/Workspaces/${workspace}/Activities`, { headers });
  const { activities } = (await answer.json()) as { activities: { sid: string; friendly_name: string }[] };
  return activities.map(({ sid, friendly_name: name }) => ({ kind: "Activity", name, sid, workspace, fate: "free" }));
}

/** Something of a kind as somebody made it, and as a program says it. */
const json = fc.dictionary(
  fc.constantFrom("a", "b", "c"),
  fc.oneof(fc.nat(3), fc.constantFrom("x", ""), fc.constant([1])),
  {
    maxKeys: 3,
    noNullPrototype: true,
  },
);
const attributes = fc.dictionary(fc.constantFrom("a", "b", "d"), fc.oneof(fc.nat(3), json), {
  maxKeys: 3,
  noNullPrototype: true,
});
const optional = { requiredKeys: [] as never[] };
const TWINS = {
  TaskQueue: {
    form: fc.record(
      {
        TargetWorkers: fc.constantFrom("1==1", "a == 1"),
        MaxReservedWorkers: fc.constantFrom("1", "5"),
        TaskOrder: fc.constantFrom("FIFO", "LIFO"),
      },
      optional,
    ),
    inputs: fc.record(
      {
        targetWorkers: fc.constantFrom("1==1", "a == 1"),
        maxReservedWorkers: fc.constantFrom(1, 5),
        taskOrder: fc.constantFrom("FIFO", "LIFO"),
      },
      optional,
    ),
  },
  Activity: {
    form: fc.record({ Available: fc.constantFrom("true", "false") }, optional),
    inputs: fc.record({ available: fc.boolean() }, optional),
  },
  Workflow: {
    form: fc.record({
      Configuration: fc.constantFrom(
        '{"task_routing":{}}',
        '{ "task_routing": {"filters": []} }',
        '{"task_routing":{"note":"x"}}',
      ),
      TaskReservationTimeout: fc.constantFrom("120", "30"),
    }),
    inputs: fc.record(
      {
        configuration: fc.constantFrom<JsonObject>({ task_routing: {} }, { task_routing: { note: "x" } }),
        taskReservationTimeout: fc.constantFrom(120, 30),
        assignmentCallbackUrl: fc.constantFrom("", "https://example.com/"),
        whenTasksPending: fc.constantFrom("wait", "fail"),
      },
      { requiredKeys: ["configuration"] },
    ),
  },
  Worker: {
    form: fc.record({ Attributes: attributes.map((value) => JSON.stringify(value)) }, optional),
    inputs: fc.record({ attributes, attributesMode: fc.constantFrom("merge", "exact") }, optional),
  },
} as const;

const twin = fc.constantFrom<Kind>("Activity", "TaskQueue", "Workflow", "Worker").chain((of) =>
  fc.record({
    kind: fc.constant(of),
    form: TWINS[of].form as fc.Arbitrary<Record<string, string>>,
    inputs: TWINS[of].inputs as fc.Arbitrary<JsonObject>,
  }),
);

test("whatever differs: a refresh finds the imported state true, and the next preview shows what was told, nothing else", async () => {
  const here = await importBench();
  await fc.assert(
    fc.asyncProperty(twin, async ({ kind: of, form, inputs: said }) => {
      here.emulator.reset();
      const ws = await here.make("/v1/Workspaces", { FriendlyName: "Main" });
      const sid = await here.make(`/v1/Workspaces/${ws}/${KINDS[of].path}`, { FriendlyName: "it", ...form });
      const handlers = handlersOf(here, of);
      const program = handlers.check({}, { ...said, friendlyName: "it", workspaceSid: ws });
      expect(program.failures).toEqual([]);
      const report = await here.told([create(of, "it", program.inputs as Record<string, never>)]);
      const entry = report.importFile?.resources[0] ?? {};
      const { __provider: _text, ...written } = entry["inputs"] as JsonObject;
      const outputs = entry["outputs"] as JsonObject;
      expect(entry["id"]).toBe(sid);
      // Importing runs check, which must leave it as it is.
      expect(handlers.check({}, written)).toEqual({ inputs: written, failures: [] });
      const read = await handlers.read(sid, outputs);
      expect(read.inputs).toEqual(written);
      const { __provider: _too, ...kept } = outputs;
      expect(read.props).toEqual(kept);
      const { changes } = handlers.diff(sid, outputs, program.inputs);
      expect(changes !== false).toBe((report.matched[0]?.differs.length ?? 0) > 0);
      const differing = Object.keys({ ...written, ...program.inputs }).filter(
        (key) => !equal(written[key], program.inputs[key]),
      );
      expect([...(report.matched[0]?.differs ?? [])].sort()).toEqual(differing.sort());
    }),
    { numRuns: 150 },
  );
});

function handlersOf({ emulator }: ImportBench, of: string): Handlers {
  const made = provider(of, { env: { TWILIO_AUTH_TOKEN: emulator.authToken } });
  const config: Record<string, string> = {
    "taskrouter:accountSid": emulator.accountSid,
    "taskrouter:baseUrl": emulator.url,
  };
  made.configure({ config: { get: (key) => config[key] } });
  return made;
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../src/core/json";
import type { LoggedRequest } from "../../src/emulator";
import type { Handlers } from "../../src/lifecycle/handlers";
import { ownedPart } from "../../src/lifecycle/owned-paths";
import { FAULTS } from "../faults/faults";
import { OneStack } from "../faults/one-stack";
import { checkAndCreate, failure, type Workbench, workbench } from "../support/handlers";
import { byHand } from "../support/scene";
import { testClock } from "../support/tasks";
import { writes } from "../support/truth";

const ONE = "/v1/Workspaces/{WorkspaceSid}/Workers/{Sid}";

/** A worker of ours, and what the console and Flex do to it. */
class Shared {
  private constructor(
    readonly bench: Workbench,
    readonly workspaceSid: string,
    readonly id: string,
    readonly outs: JsonObject,
  ) {}

  static async made(bench: Workbench, inputs: JsonObject, theirs?: JsonObject): Promise<Shared> {
    const workspaceSid = await bench.workspace();
    const { id, outs } = await checkAndCreate(bench.handlers("Worker"), {
      workspaceSid,
      friendlyName: "Ann",
      ...inputs,
    });
    const shared = new Shared(bench, workspaceSid, id, outs);
    if (theirs !== undefined) await shared.edit(theirs);
    bench.emulator.clearRequests();
    return shared;
  }

  get path(): string {
    return `/v1/Workspaces/${this.workspaceSid}/Workers/${this.id}`;
  }

  /** Overwrites the attributes, as the console does. */
  async edit(attributes: JsonObject): Promise<void> {
    await byHand(this.bench.emulator, "POST", this.path, { Attributes: JSON.stringify(attributes) });
  }

  async live(): Promise<JsonObject> {
    const { body } = await byHand(this.bench.emulator, "GET", this.path);
    return JSON.parse(String(body["attributes"])) as JsonObject;
  }

  /** Checks and updates, as the engine does; answers the new state. */
  async update(
    inputs: JsonObject,
    handlers: Handlers = this.bench.handlers("Worker"),
    olds = this.outs,
  ): Promise<JsonObject> {
    const { inputs: news, failures } = handlers.check(
      {},
      { workspaceSid: this.workspaceSid, friendlyName: "Ann", ...inputs },
    );
    expect(failures).toEqual([]);
    return (await handlers.update(this.id, olds, news)).outs;
  }

  read(olds = this.outs) {
    return this.bench.handlers("Worker").read(this.id, olds);
  }

  /** What the provider has sent that writes. */
  get sent(): Record<string, string>[] {
    return forms(writes(this.bench.emulator));
  }
}

const forms = (requests: readonly LoggedRequest[]): Record<string, string>[] => requests.map(({ form }) => form);
const attributes = (value: JsonObject): JsonObject => ({ attributes: value });

describe("attributes that others write to as well", () => {
  const bench = workbench();

  test("what supervisors set survives an update, is no drift and is not in the state", async () => {
    const ours = { skills: ["a"], routing: { level: 1 } };
    const worker = await Shared.made(bench, attributes(ours), { ...ours, routing: { level: 1, x: 1 }, team: "theirs" });
    expect((await worker.read()).props).toEqual(worker.outs);
    const outs = await worker.update(attributes({ skills: ["a", "b"], routing: { level: 1 } }));
    expect(outs["attributes"]).toEqual({ skills: ["a", "b"], routing: { level: 1 } });
    expect(await worker.live()).toEqual({ skills: ["a", "b"], routing: { level: 1, x: 1 }, team: "theirs" });
    expect((await worker.read(outs)).props).toEqual(outs);
  });

  test("a path that is taken out of the program is removed, alone or with other changes", async () => {
    const worker = await Shared.made(bench, attributes({ a: 1, r: { b: 1, c: 1 } }), {
      a: 1,
      r: { b: 1, c: 1, x: 1 },
      y: 1,
    });
    const outs = await worker.update({ ...attributes({ r: { c: 2 } }), friendlyName: "Bea" });
    expect(await worker.live()).toEqual({ r: { c: 2, x: 1 }, y: 1 });
    expect(worker.sent).toHaveLength(1);
    expect(Object.keys(worker.sent[0] ?? {})).toEqual(["FriendlyName", "Attributes"]);
    await worker.update({ friendlyName: "Bea" }, undefined, outs);
    expect(await worker.live()).toEqual({ r: { x: 1 }, y: 1 });
  });

  test("drift is told path by path, and the next update repairs exactly that", async () => {
    const ours = { a: 1, r: { b: 1 }, s: [1] };
    const worker = await Shared.made(bench, attributes(ours), { a: 2, r: 5, x: 1 });
    const { props, inputs } = await worker.read();
    expect(props?.["attributes"]).toEqual({ a: 2, r: 5 });
    expect(inputs?.["attributes"]).toEqual({ a: 2, r: 5 });
    const handlers = bench.handlers("Worker");
    expect(handlers.diff(worker.id, props ?? {}, worker.outs)).toEqual({ changes: undefined, replaces: [] });
    bench.emulator.clearRequests();
    await worker.update(attributes(ours), handlers, props ?? {});
    expect(await worker.live()).toEqual({ ...ours, x: 1 });
    expect(worker.sent).toEqual([{ Attributes: JSON.stringify({ a: 1, r: { b: 1 }, x: 1, s: [1] }) }]);
  });

  test("an empty key of theirs is named in what is owned whole, and stays where nobody owns it", async () => {
    const worker = await Shared.made(bench, attributes({ a: 1 }), { a: { "": 1 }, "": 2 });
    const { props = {} } = await worker.read();
    expect(props["attributes"]).toEqual({ a: { "(empty key)": 1 } });
    await worker.update(attributes({ a: 1 }), undefined, props);
    expect(await worker.live()).toEqual({ a: 1, "": 2 });
  });

  test("a worker without attributes in the program owns none", async () => {
    const worker = await Shared.made(bench, {}, { x: 1 });
    expect(worker.outs).not.toHaveProperty("attributes");
    expect((await worker.read()).props).toEqual(worker.outs);
    await worker.update({ friendlyName: "Bea" });
    expect(await worker.live()).toEqual({ x: 1 });
  });

  test("a change of the name alone sends the name alone, without a look", async () => {
    const worker = await Shared.made(bench, attributes({ a: 1 }), { a: 1, x: 1 });
    await worker.update({ ...attributes({ a: 1 }), friendlyName: "ANN" });
    expect(bench.emulator.requests().map(({ method, form }) => [method, form])).toEqual([
      ["POST", { FriendlyName: "ANN" }],
    ]);
  });

  test("what is there already is not sent", async () => {
    const worker = await Shared.made(bench, attributes({ a: 1 }), { b: 2, a: 1 });
    await worker.update(attributes({ a: 1, b: 2 }));
    expect(worker.sent).toEqual([]);
  });

  test("spacing and the order of keys are nothing; JSON text is what it says", async () => {
    const worker = await Shared.made(bench, attributes({ b: 1, a: { d: 1, c: 2 } }));
    const handlers = bench.handlers("Worker");
    const { inputs } = handlers.check({}, { ...worker.outs, attributes: '{"a": {"c":2, "d":1},\n "b":1.0}' });
    expect(handlers.diff(worker.id, worker.outs, inputs)).toEqual({ changes: false, replaces: [] });
    expect((await worker.read()).props).toEqual(worker.outs);
  });

  test("null, keys of JavaScript's own and lists of lists come back as they were sent", async () => {
    const odd = { nothing: null, list: [null, [{}]], constructor: 1, toString: { valueOf: "x" } };
    const worker = await Shared.made(bench, attributes(odd));
    expect(await worker.live()).toEqual(odd);
    expect((await worker.read()).props?.["attributes"]).toEqual(odd);
  });
});

describe('attributesMode: "exact"', () => {
  const bench = workbench();
  const exact = (value: JsonObject): JsonObject => ({ attributes: value, attributesMode: "exact" });

  test("everything else is drift, and is removed", async () => {
    const worker = await Shared.made(bench, exact({ a: 1, r: { b: 1 } }), { a: 1, r: { b: 1, x: 1 }, y: 1 });
    const { props = {} } = await worker.read();
    expect(props["attributes"]).toEqual({ a: 1, r: { b: 1, x: 1 }, y: 1 });
    await worker.update(exact({ a: 1, r: { b: 1 } }), undefined, props);
    expect(await worker.live()).toEqual({ a: 1, r: { b: 1 } });
  });

  test("an empty key of theirs, at which the engine would stop, has a name in the state, and is removed like any other", async () => {
    const worker = await Shared.made(bench, exact({ a: [1] }), { a: [{ "": 1 }], "": { "": 2 } });
    const { props = {}, inputs = {} } = await worker.read();
    const named = { a: [{ "(empty key)": 1 }], "(empty key)": { "(empty key)": 2 } };
    expect([props["attributes"], inputs["attributes"]]).toEqual([named, named]);
    await worker.update(exact({ a: [1] }), undefined, props);
    expect(await worker.live()).toEqual({ a: [1] });
  });

  test("none in the program: all of them are drift", async () => {
    const worker = await Shared.made(bench, { attributesMode: "exact" }, { x: 1 });
    const { props = {} } = await worker.read();
    expect(props["attributes"]).toEqual({ x: 1 });
    await worker.update({ attributesMode: "exact" }, undefined, props);
    expect(await worker.live()).toEqual({});
  });

  test("turned on, it is a change that removes the rest; where there is no rest, nothing is sent", async () => {
    const worker = await Shared.made(bench, attributes({ a: 1 }), { a: 1, x: 1 });
    const handlers = bench.handlers("Worker");
    expect(handlers.diff(worker.id, worker.outs, { ...worker.outs, attributesMode: "exact" }).changes).toBe(undefined);
    const outs = await worker.update(exact({ a: 1 }), handlers);
    expect(await worker.live()).toEqual({ a: 1 });
    expect(worker.sent).toHaveLength(1);
    const back = await worker.update(attributes({ a: 1 }), handlers, outs);
    await worker.update(exact({ a: 1 }), handlers, back);
    expect(worker.sent).toHaveLength(1);
  });

  test("turned off, what nobody named stays, and what was named and is not any more is removed", async () => {
    const worker = await Shared.made(bench, exact({ a: 1, b: 1 }), { a: 1, b: 1, x: 1 });
    const outs = await worker.update(attributes({ a: 1 }));
    expect(await worker.live()).toEqual({ a: 1, x: 1 });
    expect(outs).not.toHaveProperty("attributesMode");
    expect((await worker.read(outs)).props).toEqual(outs);
  });
});

describe("writes wait for nobody and overwrite nobody", () => {
  const bench = workbench();
  /** Handlers in front of whose writes somebody else is quicker, so many times. */
  const raced = (
    worker: () => Shared,
    times: number,
    edit: (nth: number) => JsonObject,
  ): { handlers: Handlers; tries: () => number; slept: readonly number[] } => {
    let tries = 0;
    const { slept, ...clock } = testClock();
    const beforeWrite = async (): Promise<void> => {
      if (tries++ < times) await worker().edit(edit(tries));
    };
    return { handlers: bench.handlers("Worker", { ...clock, beforeWrite }), tries: () => tries, slept };
  };

  test.each([1, 4])("somebody who is quicker %i times: both changes are there in the end", async (times) => {
    const worker = await Shared.made(bench, attributes({ a: 1 }));
    const { handlers, tries } = raced(
      () => worker,
      times,
      (nth) => ({ a: 1, x: nth }),
    );
    await worker.update(attributes({ a: 2 }), handlers);
    expect(await worker.live()).toEqual({ a: 2, x: times });
    expect(tries()).toBe(times + 1);
  });

  test("somebody who is always quicker: an error that names the worker, and nothing is overwritten", async () => {
    const worker = await Shared.made(bench, attributes({ a: 1 }));
    const { handlers, tries, slept } = raced(
      () => worker,
      99,
      (nth) => ({ a: 1, x: nth }),
    );
    const { code, message } = await failure(worker.update(attributes({ a: 2 }), handlers));
    expect(code).toBe("TR5140");
    expect(message).toMatch(
      /^updating Worker WK#1 "Ann" failed: Twilio 412[\s\S]*WK#1 was read, merged and sent 5 times, and each time/,
    );
    expect(tries()).toBe(5);
    expect(slept).toEqual([200, 400, 600, 800]);
    expect(await worker.live()).toEqual({ a: 1, x: 5 });
  });

  test("somebody who is quicker with the same change: done, and nothing is sent any more", async () => {
    const worker = await Shared.made(bench, attributes({ a: 1 }));
    const { handlers, tries } = raced(
      () => worker,
      99,
      () => ({ a: 2, x: 1 }),
    );
    await worker.update(attributes({ a: 2 }), handlers);
    expect(tries()).toBe(1);
  });

  test.each(FAULTS.flatMap(({ name, fault }) => [1, 3].map((times) => ({ name, fault, times }))))(
    "$name, $times times, at the write: whoever edits meanwhile, no false success and no lost change",
    async ({ fault, times }) => {
      const worker = await Shared.made(bench, attributes({ a: 1 }), { a: 1, x: 0 });
      bench.emulator.fault({ ...fault, method: "POST", route: ONE, times });
      const error = await worker.update({ ...attributes({ a: 2 }), friendlyName: "Bea" }).then(
        () => undefined,
        (reason: Error) => reason,
      );
      const { body } = await byHand(bench.emulator, "GET", worker.path);
      const done = { name: body["friendly_name"], attributes: await worker.live() };
      if (error === undefined) expect(done).toEqual({ name: "Bea", attributes: { a: 2, x: 0 } });
      else {
        expect(["401", "404"].some((status) => error.message.includes(`Twilio ${status}`))).toBe(true);
        expect(done).toEqual({ name: "Ann", attributes: { a: 1, x: 0 } });
      }
    },
  );

  test("a lost answer of a write that worked is not sent again", async () => {
    const worker = await Shared.made(bench, attributes({ a: 1 }));
    bench.emulator.fault({ method: "POST", route: ONE, kind: "close-after" });
    await worker.update(attributes({ a: 2 }));
    expect(worker.sent).toHaveLength(1);
  });

  test("the last answer is lost, and the write worked: no error", async () => {
    const worker = await Shared.made(bench, attributes({ a: 1 }));
    bench.emulator.fault({ method: "POST", route: ONE, kind: "close-before", times: 4 });
    bench.emulator.fault({ method: "POST", route: ONE, kind: "close-after", nth: 5 });
    await worker.update(attributes({ a: 2 }));
    expect(await worker.live()).toEqual({ a: 2 });
  });

  test("a worker that is gone is explained", async () => {
    const worker = await Shared.made(bench, attributes({ a: 1 }));
    await byHand(bench.emulator, "DELETE", worker.path);
    const { code, message } = await failure(worker.update(attributes({ a: 2 })));
    expect(code).toBe("TR5111");
    expect(message).toContain("Run pulumi refresh, then pulumi up makes it anew.");
  });

  test("an answer that is not the worker's is not merged with", async () => {
    const worker = await Shared.made(bench, attributes({ a: 1 }));
    bench.emulator.fault({ method: "GET", route: ONE, kind: "status", status: 200, body: "{}" });
    expect((await failure(worker.update(attributes({ a: 2 })))).code).toBe("TR5112");
    expect(worker.sent).toEqual([]);
  });
});

describe("what cannot be merged is not written", () => {
  const bench = workbench();
  const answering = (worker: Shared, text: string): void => {
    const body = JSON.stringify({ sid: worker.id, account_sid: bench.emulator.accountSid, attributes: text });
    bench.emulator.fault({ method: "GET", route: ONE, kind: "status", status: 200, body });
  };

  test("more than 4,096 characters after merging: said before anything is sent, with whose they are", async () => {
    const worker = await Shared.made(bench, attributes({ a: 1 }), { a: 1, notes: "x".repeat(4_000) });
    const { code, message } = await failure(worker.update(attributes({ a: 1, more: "y".repeat(100) })));
    expect(code).toBe("TR5141");
    expect(message).toMatch(
      /attributes is 4,\d{3} characters of JSON, more than Twilio's limit of 4,096, so nothing was sent\. 117 of them are the program's, the rest was there\./,
    );
    expect(worker.sent).toEqual([]);
  });

  test("exactly 4,096 characters after merging are written", async () => {
    const theirs = { a: 1, notes: "x".repeat(4_000) };
    const room = 4_096 - JSON.stringify({ ...theirs, more: "" }).length;
    const worker = await Shared.made(bench, attributes({ a: 1 }), theirs);
    const more = "y".repeat(room);
    expect((await failure(worker.update(attributes({ a: 1, more: `${more}y` })))).code).toBe("TR5141");
    await worker.update(attributes({ a: 1, more }));
    expect(await worker.live()).toEqual({ ...theirs, more });
  });

  test("text that is no JSON object", async () => {
    const worker = await Shared.made(bench, attributes({ a: 1 }));
    for (const text of ["[1]", "oops", "null", "7"]) {
      answering(worker, text);
      expect((await failure(worker.update(attributes({ a: 2 })))).code).toBe("TR5143");
    }
    expect(worker.sent).toEqual([]);
    answering(worker, "oops");
    await worker.update({ ...attributes({ a: 2 }), attributesMode: "exact" });
    expect(await worker.live()).toEqual({ a: 2 });
  });

  test("a number of theirs that would become another one", async () => {
    const worker = await Shared.made(bench, attributes({ a: 1 }));
    answering(worker, '{"a":1,"employee":12345678901234567890}');
    const { code, message } = await failure(worker.update(attributes({ a: 2 })));
    expect(code).toBe("TR5144");
    expect(message).toContain("holds the number 12345678901234567890, which would become another one");
    expect(worker.sent).toEqual([]);
  });

  test("a list that tells no attributes (documented) is not taken for an empty object", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Worker");
    const made = [];
    for (const friendlyName of ["a", "b", "c", "d"]) {
      made.push(await checkAndCreate(handlers, { workspaceSid, friendlyName, attributes: { name: friendlyName } }));
    }
    const listed = (await byHand(bench.emulator, "GET", `/v1/Workspaces/${workspaceSid}/Workers`)).body;
    const workers = (listed["workers"] as JsonObject[]).map((one) => ({ ...one, attributes: null }));
    const route = "/v1/Workspaces/{WorkspaceSid}/Workers";
    bench.emulator.fault({
      method: "GET",
      route,
      kind: "status",
      status: 200,
      body: JSON.stringify({ ...listed, workers }),
    });
    const reading = bench.handlers("Worker");
    for (const { id, outs } of made) expect((await reading.read(id, outs)).props).toEqual(outs);
  });
});

const key = fc.constantFrom("a", "b", "c");
const { tree } = fc.letrec<{ tree: Json; object: JsonObject }>((tie) => ({
  object: fc.dictionary(key, tie("tree"), { maxKeys: 3, noNullPrototype: true }),
  tree: fc.oneof({ maxDepth: 3, depthSize: "small" }, fc.constantFrom<Json>(0, 1, "x", [], ["y"]), tie("object")),
}));
const ours = tree.filter(isJsonObject) as fc.Arbitrary<JsonObject>;
/** Nobody else's keys are ours, so that whose a path is can be told: they begin with `x`. */
const theirs = fc.dictionary(fc.constantFrom("xa", "xb"), fc.constantFrom<Json>(1, "x", { xc: 1 }, [2]), {
  maxKeys: 2,
  noNullPrototype: true,
});
const edits = fc.array(
  fc.oneof(
    fc.record({ does: fc.constant("program" as const), ours }),
    fc.record({ does: fc.constant("foreign" as const), theirs, inside: fc.boolean() }),
    fc.record({ does: fc.constant("drift" as const), ours }),
    fc.record({ does: fc.constant("refresh" as const) }),
    fc.record({ does: fc.constant("up" as const) }),
  ),
  { maxLength: 10 },
);

/** The part whose keys begin with `x`, at any depth. */
function foreignPart(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, below]): [string, Json][] => {
      if (name.startsWith("x")) return [[name, below]];
      if (!isJsonObject(below)) return [];
      const inside = foreignPart(below);
      return Object.keys(inside).length === 0 ? [] : [[name, inside]];
    }),
  );
}

/** The rest, without objects that only lead to what is foreign. */
function ownPart(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, below]): [string, Json][] => {
      if (name.startsWith("x")) return [];
      if (!isJsonObject(below)) return [[name, below]];
      const inside = ownPart(below);
      const onlyTheirs = Object.keys(below).length > 0 && Object.keys(inside).length === 0;
      return onlyTheirs ? [] : [[name, inside]];
    }),
  );
}

describe("any history of program edits and edits of others", () => {
  const bench = workbench();

  test("after up: theirs untouched, ours as the program says, and nothing left to do", {
    timeout: 120_000,
  }, async () => {
    const workspaceSid = await bench.workspace();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(ours, edits, async (first, history) => {
        const friendlyName = `w${count++}`;
        const stack = new OneStack(() => bench.handlers("Worker"), { workspaceSid, friendlyName });
        let program = first;
        let drifted = false;
        await stack.up({ attributes: program });
        const path = `/v1/Workspaces/${workspaceSid}/Workers/${stack.held?.id}`;
        const live = async (): Promise<JsonObject> =>
          JSON.parse(String((await byHand(bench.emulator, "GET", path)).body["attributes"])) as JsonObject;
        const write = (value: JsonObject) =>
          byHand(bench.emulator, "POST", path, { Attributes: JSON.stringify(value) });
        for (const edit of history) {
          if (edit.does === "program") program = edit.ours;
          else if (edit.does === "refresh") await stack.refresh();
          else if (edit.does === "drift") {
            drifted = true;
            await write({ ...(await live()), ...edit.ours });
          } else if (edit.does === "up") {
            const before = foreignPart(await live());
            await stack.up({ attributes: program });
            // Theirs goes only where the program puts something else in the place of the object that holds it.
            if (!drifted) expect(foreignPart(await live())).toEqual(surviving(before, program));
          } else {
            const now = await live();
            const [at] = Object.keys(now).filter((name) => isJsonObject(now[name]));
            const below = at === undefined || !edit.inside ? undefined : now[at];
            await write(
              at !== undefined && isJsonObject(below)
                ? { ...now, [at]: { ...below, ...edit.theirs } }
                : { ...now, ...edit.theirs },
            );
          }
        }
        await stack.refresh();
        const before = foreignPart(await live());
        await stack.up({ attributes: program });
        const end = await live();
        expect(ownedPart(end, program)).toEqual(program);
        // What others put in the place of something of ours counts as ours, so whose it is can be told without that only.
        if (!drifted) {
          expect(foreignPart(end)).toEqual(surviving(before, program));
          expect(ownPart(end)).toEqual(ownPart(overlaid(program, before)));
        }
        bench.emulator.clearRequests();
        await stack.up({ attributes: program });
        expect(bench.emulator.requests()).toEqual([]);
        const { held } = stack;
        await stack.refresh();
        expect(stack.held).toEqual(held);
        await stack.up({ attributes: program });
        expect(writes(bench.emulator)).toEqual([]);
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  /** The foreign part without what stands where the program has a leaf. */
  function surviving(foreign: JsonObject, program: JsonObject): JsonObject {
    return Object.fromEntries(
      Object.entries(foreign).flatMap(([name, below]): [string, Json][] => {
        if (name.startsWith("x") || program[name] === undefined) return [[name, below]];
        const own = program[name];
        if (!isJsonObject(own) || !isJsonObject(below)) return [];
        const inside = surviving(below, own);
        return Object.keys(inside).length === 0 ? [] : [[name, inside]];
      }),
    );
  }

  /** The program's value; an empty object of it that holds something of theirs is no object of its own any more. */
  function overlaid(program: JsonObject, foreign: JsonObject): JsonObject {
    return Object.fromEntries(
      Object.entries(program).map(([name, own]): [string, Json] => {
        const below = foreign[name];
        if (!isJsonObject(own) || !isJsonObject(below)) return [name, own];
        return [
          name,
          {
            ...overlaid(own, below),
            ...Object.fromEntries(Object.entries(below).filter(([key]) => key.startsWith("x"))),
          },
        ];
      }),
    );
  }
});

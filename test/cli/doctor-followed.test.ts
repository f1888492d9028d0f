import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isJsonObject, type JsonObject } from "../../src/core/json";
import { byHand } from "../support/scene";
import { type Bench, bench, exported, inState, interrupted, type Report, urn } from "./doctor-support";

/** An Activity as a program declares it, or as the account has it. */
interface Tea {
  readonly friendlyName: string;
  readonly available: boolean;
}

/** What a user does who cannot tell which of the candidates it is. */
type Choice = "delete" | "adopt" | "forget";

/** More looks than anybody should need: each makes a create or an object less. */
const MAX_LOOKS = 12;

/** A stack of Activities of one Workspace as Pulumi, the provider and its user treat it. */
class Followed {
  readonly state = new Map<string, JsonObject>();
  readonly deleted: string[] = [];
  pending: JsonObject[] = [];

  constructor(
    readonly here: Bench,
    readonly ws: string,
    readonly program: ReadonlyMap<string, Tea>,
  ) {
    this.state.set(urn("Workspace", "Main"), inState("Workspace", "Main", ws));
  }

  make({ friendlyName, available }: Tea): Promise<string> {
    const form = { FriendlyName: friendlyName, Available: String(available) };
    return this.here.make(`/v1/Workspaces/${this.ws}/Activities`, form);
  }

  hold(name: string, id: string, tea: Tea | JsonObject): void {
    this.state.set(urn("Activity", name), inState("Activity", name, id, { workspaceSid: this.ws, ...tea }));
  }

  interrupt(name: string, tea: Tea): void {
    this.pending.push(interrupted("creating", inState("Activity", name, undefined, { workspaceSid: this.ws, ...tea })));
  }

  async delete(sid: string): Promise<void> {
    this.deleted.push(sid);
    await byHand(this.here.emulator, "DELETE", `/v1/Workspaces/${this.ws}/Activities/${sid}`);
  }

  look(): Promise<Report> {
    return this.here.report(exported([...this.state.values()], this.pending));
  }

  /** Does what doctor says until it is content; answers how many looks that took. */
  async follow(choice: Choice): Promise<number> {
    for (let looks = 1; looks <= MAX_LOOKS; looks++) {
      const found = await this.look();
      if (found.agrees) return looks;
      if (found.commands.length > 0) await this.obey(found);
      else await this.decide(found, choice);
    }
    throw new Error(`never content: ${JSON.stringify((await this.look()).pending)}`);
  }

  async obey({ commands, importFile, pending }: Report): Promise<void> {
    const does = (words: string): boolean => commands.some((command) => command.includes(words));
    expect(does("--clear-pending-creates")).toBe(true);
    this.pending = [];
    if (does("pulumi import")) for (const entry of importFile?.resources ?? []) this.import(entry, pending);
    if (!does("pulumi up")) return;
    for (const [name, tea] of this.program) {
      if (!this.state.has(urn("Activity", name))) this.hold(name, await this.make(tea), tea);
    }
  }

  /** An entry that the program does not have gets the name of its rival which the program has, or is left out. */
  import({ name, id, inputs }: JsonObject, pending: Report["pending"]): void {
    const its = pending.find((operation) => operation["name"] === name && operation["outcome"] === "found");
    const rivals = its?.["rivals"] as { name: string }[];
    const [called] = [String(name), ...rivals.map((rival) => rival.name)].filter((one) => this.program.has(one));
    if (called === undefined) return;
    expect(this.state.has(urn("Activity", called)), "an import of what the state has").toBe(false);
    if (!isJsonObject(inputs)) throw new Error(`an import without inputs: ${JSON.stringify(inputs)}`);
    this.hold(called, String(id), inputs);
  }

  /** Takes over what is as the create was to make it; the adopt of what the state has already would do nothing. */
  adopt({ name, candidates }: Report["pending"][number]): boolean {
    const tea = this.program.get(String(name));
    const right = candidates.find(({ differs }) => Array.isArray(differs) && differs.length === 0);
    if (tea === undefined || right === undefined || this.state.has(urn("Activity", String(name)))) return false;
    this.hold(String(name), String(right["sid"]), tea);
    return true;
  }

  async decide({ pending, unknown }: Report, choice: Choice): Promise<void> {
    const undecided = pending.filter(({ outcome }) => outcome === "unsure" || outcome === "twice");
    const strangers = [...undecided.flatMap(({ candidates }) => candidates), ...unknown];
    expect(strangers, "something to decide").not.toEqual([]);
    if (choice === "forget" && undecided.some(({ outcome }) => outcome === "unsure")) {
      this.pending = [];
      return;
    }
    for (const operation of choice === "adopt" ? undecided : []) if (this.adopt(operation)) return;
    await this.delete(String(strangers[0]?.["sid"]));
  }
}

const RED: Tea = { friendlyName: "tea", available: true };
const GREEN: Tea = { friendlyName: "tea", available: false };

async function followed(program: Readonly<Record<string, Tea>>): Promise<Followed> {
  const here = await bench();
  const ws = await here.make("/v1/Workspaces", { FriendlyName: "Main" });
  return new Followed(here, ws, new Map(Object.entries(program)));
}

describe("what doctor says is followed until it is content", () => {
  const idOf = (stack: Followed, name: string): unknown => stack.state.get(urn("Activity", name))?.["id"];
  const outcomes = async (stack: Followed): Promise<unknown[]> =>
    (await stack.look()).pending.map(({ outcome }) => outcome);

  test("two creates of the very same, one object: one gets it, the other is made", async () => {
    const stack = await followed({ one: RED, other: RED });
    const made = await stack.make(RED);
    for (const name of ["one", "other"]) stack.interrupt(name, RED);
    expect(await outcomes(stack)).toEqual(["found", "absent"]);
    const { out } = await stack.here.doctor(exported([...stack.state.values()], stack.pending));
    expect(out).toContain(
      'Activity "other" was to be made just like it: if the program has that and not this, write its name into the import file',
    );
    expect(out).toContain('not found beside what Activity "one" made; pulumi up makes it if the program has it');
    expect(await stack.follow("delete")).toBe(2);
    expect([idOf(stack, "one"), stack.deleted]).toEqual([made, []]);
    expect(idOf(stack, "other")).not.toBe(made);
  });

  test("the first of them is no longer in the program: the other gets it, under its own name", async () => {
    const stack = await followed({ other: RED });
    const made = await stack.make(RED);
    for (const name of ["one", "other"]) stack.interrupt(name, RED);
    expect(await stack.follow("delete")).toBe(2);
    expect([idOf(stack, "other"), stack.deleted]).toEqual([made, []]);
  });

  test("two creates and two objects of one name: each gets one, and its own where they differ", async () => {
    for (const [first, second] of [
      [RED, RED],
      [RED, GREEN],
    ] as const) {
      const stack = await followed({ one: first, other: second });
      const made = [await stack.make(second), await stack.make(first)];
      stack.interrupt("one", first);
      stack.interrupt("other", second);
      expect(await outcomes(stack)).toEqual(["found", "found"]);
      expect(await stack.follow("delete")).toBe(2);
      expect([idOf(stack, "one"), idOf(stack, "other")].sort()).toEqual([...made].sort());
      expect(stack.deleted).toEqual([]);
      if (first !== second) expect(idOf(stack, "one")).toBe(made[1]);
    }
  });

  test("two creates and three objects: one has to be deleted first, nobody guesses which", async () => {
    const stack = await followed({ one: RED, other: RED });
    for (const name of ["one", "other"]) stack.interrupt(name, RED);
    for (const tea of [RED, RED, RED]) await stack.make(tea);
    expect(await outcomes(stack)).toEqual(["unsure", "unsure"]);
    await stack.follow("delete");
    expect(stack.deleted).toHaveLength(1);
  });

  test("one that the state has by now yields to one that it has not", async () => {
    const stack = await followed({ one: RED, other: RED });
    for (const name of ["one", "other"]) stack.interrupt(name, RED);
    stack.hold("one", await stack.make(RED), RED);
    const made = await stack.make(RED);
    expect(await outcomes(stack)).toEqual(["absent", "found"]);
    const { out } = await stack.here.doctor(exported([...stack.state.values()], stack.pending));
    expect(out).toMatch(
      /the state has Activity "one" \(WA\w+\) by now, and there is no other one: this is only forgotten/,
    );
    await stack.follow("delete");
    expect([idOf(stack, "other"), stack.deleted]).toEqual([made, []]);
  });

  test("nor to one that gets an object of its own", async () => {
    const cup: Tea = { friendlyName: "cup", available: true };
    const stack = await followed({ a: cup });
    for (const name of ["c", "a"]) {
      stack.interrupt(name, cup);
      await stack.make(cup);
    }
    expect((await stack.look()).pending).toMatchObject([
      { name: "c", outcome: "found", rivals: [] },
      { name: "a", outcome: "found", rivals: [] },
    ]);
    await stack.follow("forget");
  });

  test("its object goes to nobody whom the state has already: that name is not offered", async () => {
    const cup: Tea = { friendlyName: "cup", available: true };
    const stack = await followed({ b: GREEN });
    await stack.make(cup);
    stack.hold("b", await stack.make(GREEN), GREEN);
    for (const name of ["b", "a"]) stack.interrupt(name, cup);
    expect((await stack.look()).pending).toMatchObject([
      { name: "b", outcome: "absent" },
      { name: "a", outcome: "found", rivals: [] },
    ]);
    await stack.follow("delete");
  });

  test("what it made is in the state under another resource: that is told, and nothing is imported twice", async () => {
    const stack = await followed({ other: RED });
    const made = await stack.make(RED);
    stack.hold("other", made, RED);
    stack.interrupt("one", RED);
    expect(await stack.look()).toMatchObject({
      pending: [{ outcome: "absent", known: [{ name: "other", sid: made }] }],
    });
    const { out } = await stack.here.doctor(exported([...stack.state.values()], stack.pending));
    expect(out).toContain(
      `not found, unless it is Activity "other" (${made}), which the state has; otherwise pulumi up makes it`,
    );
    expect(await stack.follow("delete")).toBe(2);
    expect([idOf(stack, "other"), stack.deleted]).toEqual([made, []]);
  });

  test("a create that was tried twice, the second time with other properties: the first one's object is found", async () => {
    const stack = await followed({ one: GREEN });
    const made = await stack.make(RED);
    stack.interrupt("one", RED);
    stack.interrupt("one", GREEN);
    expect(await outcomes(stack)).toEqual(["found", "absent"]);
    expect(await stack.follow("delete")).toBe(2);
    expect([idOf(stack, "one"), stack.deleted]).toEqual([made, []]);
  });

  const tea = fc.record({ friendlyName: fc.constantFrom("tea", "cup"), available: fc.boolean() });
  const history = fc.record({
    choice: fc.constantFrom<Choice>("delete", "adopt", "forget"),
    program: fc.dictionary(fc.constantFrom("a", "b", "c"), tea),
    interrupted: fc.array(fc.record({ name: fc.constantFrom("a", "b", "c"), tea }), { maxLength: 4 }),
    objects: fc.array(fc.record({ holder: fc.constantFrom(undefined, "a", "b", "d"), tea }), { maxLength: 4 }),
  });

  test("whatever is there, and whatever they choose; nothing is then in the state twice", async () => {
    const here = await bench();
    await fc.assert(
      fc.asyncProperty(history, async ({ choice, program, interrupted: creates, objects }) => {
        here.emulator.reset();
        const ws = await here.make("/v1/Workspaces", { FriendlyName: "Main" });
        const stack = new Followed(here, ws, new Map(Object.entries(program)));
        for (const { holder, tea: made } of objects) {
          const sid = await stack.make(made);
          if (holder !== undefined && !stack.state.has(urn("Activity", holder))) stack.hold(holder, sid, made);
        }
        const held = [...stack.state.values()].map(({ id }) => id);
        for (const { name, tea: meant } of creates) stack.interrupt(name, meant);
        await stack.follow(choice);
        const ids = [...stack.state.values()].map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual(expect.arrayContaining(held));
        expect(stack.deleted.filter((sid) => held.includes(sid))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

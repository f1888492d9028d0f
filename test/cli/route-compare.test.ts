import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile, type Setup, type Simulation, type TaskSetup, type WorkflowSetup } from "../../src/routing/simulate";
import { asSetup, situations } from "../support/situations";
import { type Ran, RouteFolder, sid, state } from "./route-support";

let folder: RouteFolder;
beforeAll(() => {
  folder = new RouteFolder();
});
afterAll(() => folder.remove());

const flow = (expression: string, target: object = {}, fallback = "everyone") => ({
  filters: [
    {
      filter_friendly_name: "Gold",
      expression,
      targets: [{ queue: "gold", timeout: 30, ...target }, { queue: "all" }],
    },
  ],
  default_filter: { queue: fallback },
});
const OLD = flow("tier == 'gold'");

const lines = (...tasks: readonly unknown[]): string =>
  tasks.map((task) => `${typeof task === "string" ? task : JSON.stringify(task)}\n`).join("");

async function compare(old: unknown, now: unknown, tasks: string | Uint8Array, ...more: string[]): Promise<Ran> {
  const files = [folder.file("old.json", old), folder.file("new.json", now)];
  return folder.run(["--compare", ...files, "--tasks", folder.file("tasks.jsonl", tasks), ...more]);
}

const report = async (...args: Parameters<typeof compare>) => {
  const [old, now, tasks, ...more] = args;
  const { code, out } = await compare(old, now, tasks, "--format", "json", ...more);
  return { code, ...JSON.parse(out) };
};

describe("which tasks go elsewhere", () => {
  const TASKS = lines({ tier: "gold" }, { tier: "silver" }, { attributes: { tier: "gold" }, priority: 3 });

  test.each<[string, unknown, number, object]>([
    ["nothing changed", OLD, 0, { elsewhere: 0, otherwise: 0, same: 3 }],
    ["another spelling", { task_routing: flow('tier=="gold"') }, 0, { elsewhere: 0, otherwise: 0 }],
    [
      "another name of the filter",
      { ...OLD, filters: [{ ...OLD.filters[0], filter_friendly_name: "X" }] },
      0,
      { elsewhere: 0 },
    ],
    ["another filter", flow("tier == 'silver'"), 1, { elsewhere: 3, otherwise: 0 }],
    ["another queue", flow("tier == 'gold'", { queue: "new" }), 1, { elsewhere: 2, otherwise: 0 }],
    ["another default filter", flow("tier == 'gold'", {}, "x"), 1, { elsewhere: 1, otherwise: 0 }],
    ["another timeout", flow("tier == 'gold'", { timeout: 31 }), 1, { elsewhere: 0, otherwise: 2 }],
    ["a priority", flow("tier == 'gold'", { priority: 3 }), 1, { elsewhere: 0, otherwise: 1 }],
    [
      "another expression of a target",
      flow("tier == 'gold'", { expression: "worker.x == 1" }),
      1,
      { elsewhere: 0, otherwise: 2 },
    ],
    ["a skip_if", flow("tier == 'gold'", { skip_if: "1==1" }), 1, { elsewhere: 0, otherwise: 2 }],
    ["no way for some", { filters: OLD.filters }, 1, { elsewhere: 1 }],
  ])("%s", async (_, now, code, summary) => {
    expect(await report(OLD, now, TASKS)).toMatchObject({ code, summary: { tasks: 3, unreadable: 0, ...summary } });
  });

  test("target expressions are compared in their one spelling", async () => {
    const [a, b] = ["worker.x=='1'", 'worker.x  ==  "1"'].map((expression) => flow("1==1", { expression }));
    expect((await report(a, b, TASKS)).code).toBe(0);
  });

  test("grouped, with the lines, the most of them first", async () => {
    const now = flow("tier == 'silver'");
    const { moves } = await report(
      OLD,
      now,
      lines({ tier: "gold" }, { tier: "silver" }, { tier: "silver" }, { tier: "x" }),
    );
    expect(moves).toMatchObject([
      {
        kind: "elsewhere",
        count: 2,
        lines: [2, 3],
        from: { filter: { index: null } },
        to: { filter: { name: "Gold" } },
      },
      { count: 1, lines: [1], examples: [{ line: 1, attributes: '{"tier":"gold"}' }] },
    ]);
  });

  test("with workers known, by who takes the task", async () => {
    const setup = folder.file("setup.json", {
      queues: [{ name: "gold", targetWorkers: "g == true" }, { name: "all" }, { name: "everyone" }],
      workers: [
        { name: "ann", attributes: { g: true, level: 1 } },
        { name: "bob", attributes: { g: true, level: 2 } },
      ],
    });
    const people = ["--workers", setup];
    expect(
      (await report(OLD, flow("tier == 'gold'", { timeout: 31 }), lines({ tier: "gold" }), ...people)).summary,
    ).toMatchObject({ otherwise: 1 });
    expect(
      (await report(OLD, flow("tier == 'gold'", { expression: "1==1" }), lines({ tier: "gold" }), ...people)).code,
    ).toBe(0);
    const other = await report(
      OLD,
      flow("tier == 'gold'", { order_by: "worker.level DESC" }),
      lines({ tier: "gold" }),
      ...people,
    );
    expect(other).toMatchObject({
      code: 1,
      moves: [{ kind: "elsewhere", from: { end: { worker: "ann" } }, to: { end: { worker: "bob" } } }],
    });
    const unknown = await report(OLD, OLD, lines({ attributes: {}, channel: "fax" }), ...people);
    expect(unknown).toMatchObject({ code: 2, unreadable: [{ line: 1, message: expect.stringContaining("fax") }] });
  });

  test("states with other SIDs are compared by the names of their queues; a document takes them from the other file", async () => {
    const staging = JSON.parse(
      JSON.stringify(state(false))
        .replaceAll(sid("WQ", "1"), sid("WQ", "8"))
        .replaceAll(sid("WS", "1"), sid("WS", "8")),
    );
    const tasks = lines({ type: "billing" }, {});
    expect((await report(state(false), staging, tasks)).code).toBe(0);
    const document = state().deployment.resources.at(-1)?.inputs;
    expect(
      (
        await report(
          state(false),
          { configuration: JSON.stringify(Reflect.get(document ?? {}, "configuration")) },
          tasks,
        )
      ).code,
    ).toBe(0);
  });
});

describe("a file of tasks", () => {
  test("bad lines are told by their number, and the rest goes on", async () => {
    const tasks = lines(
      "{tier}",
      { tier: "gold" },
      "",
      "[]",
      '{"attributes": "{"}',
      { attributes: {}, priority: "x" },
      { tier: "gold" },
    );
    const { code, out, err } = await compare(OLD, flow("1==0"), tasks);
    expect(code).toBe(2);
    expect(out).toContain("2 of 2 tasks go elsewhere; 4 lines hold no task");
    expect(err).toMatch(
      /tasks\.jsonl:1: is not JSON[^\n]*\n[^\n]*:4: is no task[^\n]*\n[^\n]*:5: [^\n]*TR6009[^\n]*\n[^\n]*:6: [^\n]*TR6000/,
    );
  });

  test("of many, twenty are told and the rest is counted", async () => {
    const { err } = await compare(OLD, OLD, "x\n".repeat(50));
    expect(err.match(/:\d+: is not JSON/g)).toHaveLength(20);
    expect(err).toContain("and 30 more lines that hold no task");
  });

  test.each<[string, string | Uint8Array, string]>([
    ["of nothing", "\n \r\n\n", "no task is in tasks.jsonl, so nothing was compared"],
    ["that is a list", JSON.stringify([{ a: 1 }], null, 1), "jq -c '.[]'"],
    ["with bytes that are no text", Uint8Array.of(0x7b, 0xff, 0x7d), "is no UTF-8"],
    ["of one endless line", `{"a":"${"x".repeat(1_100_000)}"}`, "is longer than 1,000,000 bytes"],
    ["nested without end", "[".repeat(500_000), "is nested deeper"],
  ])("%s", async (_, tasks, message) => {
    const { code, err } = await compare(OLD, OLD, tasks);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err.length).toBeLessThan(5_000);
  });

  test.each<[string, Uint8Array]>([
    ["UTF-16, as shells on Windows write it", Buffer.from(`\ufeff${lines({ tier: "gold" })}`, "utf16le")],
    ["with a byte order mark", Buffer.from(`\ufeff${lines({ tier: "gold" })}`)],
    ["with CRLF, and no line break at the end", Buffer.from('{"tier":"x"}\r\n{"tier":"gold"}')],
  ])("%s", async (_, tasks) => {
    expect(await report(OLD, flow("1==0"), tasks)).toMatchObject({ code: 1, summary: { elsewhere: 1, unreadable: 0 } });
  });

  test("what the API answers of tasks", async () => {
    const task = {
      sid: "WT1",
      assignment_status: "pending",
      attributes: '{"tier":"gold"}',
      task_channel_unique_name: "fax",
      age: 3,
      priority: 1,
    };
    expect(await report(OLD, flow("1==0"), lines(task))).toMatchObject({
      code: 1,
      moves: [{ examples: [{ attributes: '{"tier":"gold"}' }] }],
    });
  });

  test("is taken piece by piece, whatever is cut where, and never all at once", async () => {
    const bytes = Buffer.from(lines({ tier: "gold", name: "ä😀" }, { tier: "x" }));
    const files = [folder.file("old.json", OLD), folder.file("new.json", flow("1==0"))];
    const seen: string[] = [];
    let given = 0;
    const { out } = await folder.run(["--compare", ...files, "--tasks", "-", "--format", "json"], {
      stdin: () => Promise.reject(new Error("all at once")),
      input: async function* () {
        for (const byte of bytes) {
          given++;
          yield Uint8Array.of(byte);
        }
      },
      progress: (text) => void seen.push(`${text} ${given === bytes.length}`),
    });
    expect(JSON.parse(out)).toMatchObject({
      summary: { tasks: 2, elsewhere: 1 },
      moves: [{ examples: [{ attributes: '{"tier":"gold","name":"ä😀"}' }] }],
    });
    expect(seen[0]).toBe("taskrouter route: 1 tasks false");
    expect(seen.at(-1)).toMatch(/^ /);
  });

  test("memory is bounded: kinds of moves beyond a number are only counted", async () => {
    const tasks = Array.from({ length: 2_050 }, (_, priority) => ({ attributes: { tier: "gold" }, priority }));
    const { summary, moves, movesLeftOut } = await report(OLD, flow("1==0"), lines(...tasks));
    expect({ summary, kinds: moves.length, movesLeftOut }).toMatchObject({
      summary: { elsewhere: 2_050 },
      kinds: 2_000,
      movesLeftOut: 50,
    });
  });
});

describe("markdown", () => {
  const HOSTILE = "a|b`c``d <img src=x> @octocat [x](y) **z** \\ \u202e";

  test("everything foreign stands in code", async () => {
    const { out } = await compare(
      OLD,
      flow("1==1", { queue: HOSTILE }),
      lines({ tier: "gold", note: HOSTILE }),
      "--format",
      "markdown",
    );
    const outside = out.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "");
    expect(outside).not.toMatch(/[<@[|\\]|\*\*z/);
    expect(out).not.toContain("\u202e");
    expect(out).toContain("- **1 task** from `gold (30 s) → all` to ```");
    expect(out.startsWith("### Routing: 1 of 1 task goes elsewhere\n")).toBe(true);
  });

  test("a comment never gets too long, and says what is left out", async () => {
    const tasks = Array.from({ length: 1_000 }, (_, priority) => ({
      attributes: { tier: "gold", text: "x".repeat(500) },
      priority,
    }));
    const { out } = await compare(OLD, flow("1==0", {}, "q".repeat(3_000)), lines(...tasks), "--format", "markdown");
    expect(out.length).toBeLessThan(62_500);
    const listed = out.match(/^- \*\*1 task\*\*/gm)?.length ?? 0;
    expect(out).toContain(`… and ${1_000 - listed} tasks more: too long for a comment.`);
  });

  test("where nothing moves", async () => {
    const { out } = await compare(OLD, OLD, lines({}), "--format", "markdown");
    expect(out).toContain("### Routing: 1 task, none goes another way");
  });
});

describe("random workflows", () => {
  /** What the command reads, and what the simulator is asked, of one situation. */
  const sideOf = (workflow: WorkflowSetup, { queues, workers, workspace }: Setup) => ({
    file: workflow,
    staff: { queues, workers, workspace },
    ask: (task: TaskSetup): Simulation => compile(workflow, { queues, workers, workspace }).simulate(task),
  });
  const seen = ({ targets, outcome }: Simulation) => ({
    targets: targets.map(({ queue, priority, timeout }) => [queue, priority, timeout]),
    end: [outcome.status, outcome.status === "assigned" ? [outcome.worker, outcome.queue, outcome.waited] : null],
  });

  test("a workflow beside itself never moves a task", async () => {
    await fc.assert(
      fc.asyncProperty(situations, fc.boolean(), async (situation, withPeople) => {
        const { workflow, setup, tasks } = asSetup(situation);
        const { file, staff } = sideOf(workflow, setup);
        const people = withPeople ? ["--workers", folder.file("staff.json", staff)] : [];
        expect((await report(file, file, lines(...tasks), ...people)).code).toBe(0);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test("the tasks that move are those that the simulator sends another way", async () => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(situations, situations, async (one, two) => {
        const { workflow, setup, tasks } = asSetup(one);
        const old = sideOf(workflow, setup);
        const now = sideOf(asSetup(two).workflow, setup);
        const people = ["--workers", folder.file("staff.json", old.staff)];
        const { moves, summary } = await report(old.file, now.file, lines(...tasks), ...people);
        const told = new Set(moves.flatMap(({ lines: numbers }: { lines: number[] }) => numbers));
        expect(summary.tasks).toBe(tasks.length);
        for (const [index, task] of tasks.entries()) {
          const [from, to] = [seen(old.ask(task)), seen(now.ask(task))];
          const canceled = [old, now]
            .map(({ ask }) => ask(task).outcome)
            .map((end) => (end.status === "canceled" ? end.waited : null));
          const differs = JSON.stringify(from) !== JSON.stringify(to) || canceled[0] !== canceled[1];
          expect([index + 1, told.has(index + 1)]).toEqual([index + 1, differs]);
          if (differs) moved++;
        }
      }),
      { numRuns: 150 },
    );
    expect(moved).toBeGreaterThan(50);
  }, 60_000);
});

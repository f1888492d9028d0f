import { describe, expect, test } from "vitest";
import { RoutingMismatch, route, routes, SimulationError } from "../../src/testing";
import { AROUND, GOLD, WORKFLOW } from "./support";

const failed = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return "nothing was thrown";
};

describe("route", () => {
  test("is plain data: nothing but what is listed is compared", () => {
    const went = route(WORKFLOW, { task: GOLD, ...AROUND });
    expect(went).toStrictEqual({
      filter: "Gold",
      filters: ["Gold"],
      queue: "Billing",
      reached: ["Billing"],
      priority: 5,
      offeredTo: ["ann"],
      worker: "ann",
      ends: "assigned",
      waits: 0,
    });
    expect(JSON.parse(JSON.stringify(went))).toStrictEqual(went);
    expect(went.simulation.outcome).toMatchObject({ status: "assigned", worker: "ann" });
  });

  test.each([
    ["nobody of the level", ["ann"], { reached: ["Billing", "Billing"], worker: "bob", waits: 30 }],
    ["nobody of the team", ["ann", "bob"], { reached: ["Billing", "Billing", "everyone"], worker: "cyd", waits: 60 }],
    ["nobody", ["ann", "bob", "cyd"], { queue: "everyone", worker: null, ends: "waiting", waits: null, offeredTo: [] }],
  ])("with %s there", (_what, away, expected) => {
    expect(route({ ...WORKFLOW, ...AROUND }, { task: GOLD, away })).toMatchObject(expected);
  });

  test("a workflow brings along what is around it, and what is given stands in its place", () => {
    const whole = { ...WORKFLOW, ...AROUND };
    expect(route(whole, GOLD).worker).toBe("ann");
    expect(route(whole, { task: GOLD, workers: [{ name: "dan" }] })).toMatchObject({ worker: "dan", waits: 60 });
  });

  test("names what has no name: filters by their place, the default filter, no filter at all", () => {
    const whole = routes(WORKFLOW, AROUND);
    expect(whole.route({ attributes: { topic: "spam" } })).toMatchObject({
      filter: "filters[1]",
      filters: ["filters[1]", "Sales"],
      reached: ["nobody", "everyone"],
    });
    expect(whole.route({})).toMatchObject({ filter: "default filter", queue: "rest", worker: "bob" });
    const none = route({ filters: [] }, { task: {} });
    expect(none).toMatchObject({
      filter: null,
      filters: [],
      queue: null,
      priority: null,
      ends: "canceled",
      waits: null,
    });
  });

  test("tells its story", () => {
    expect(String(route(WORKFLOW, { task: { ...GOLD, name: "t" }, ...AROUND, away: ["ann"] }))).toBe(
      [
        '"Gold" takes it: tier == \'gold\' AND topic == \'billing\': tier is "gold", topic is "billing"',
        'at 0 s in "Billing", priority 5: nobody can be asked; until its timeout at 30 s',
        "    ann: activity Offline is not available",
        "    bob: the target does not ask: worker.level >= 2 is false: worker.level is 1",
        "    cyd: is not in queue \"Billing\": skills HAS 'billing' is false: skills is []",
        'at 30 s in "Billing", priority 5: bob asked at 30 s, accepted at 30 s',
        "assigned to bob after 30 s",
      ].join("\n"),
    );
  });

  test.each([
    ["TR6003", () => route(WORKFLOW, { task: GOLD, queues: AROUND.queues.slice(1) })],
    ["TR6001", () => route(WORKFLOW, { task: { tier: "gold" } as object, ...AROUND })],
    ["TR6014", () => routes(WORKFLOW, { ...AROUND, away: ["anne"] })],
    ["TR2001", () => route("{", { task: {} })],
    ["TR6008", () => route({ configuration: Promise.resolve({}) }, { task: {} })],
    ["TR2003", () => route(null as never, { task: {} })],
    ["TR6003", () => route(WORKFLOW, null as never)],
    ["TR6000", () => route(WORKFLOW, { task: GOLD, ...AROUND, workers: "ann" as never })],
    ["TR6000", () => route(WORKFLOW, { task: GOLD, ...AROUND, workers: [null] as never, away: ["ann"] })],
    ["TR6000", () => routes(WORKFLOW, AROUND).route(5 as never)],
    ["TR6016", () => route(WORKFLOW, { task: GOLD, ...AROUND, away: "ann" as never })],
  ])("bad input is an error with a code: %s", (code, act) => {
    const error = failed(act);
    expect(error).toBeInstanceOf(SimulationError);
    expect(error).toMatchObject({ code });
  });
});

describe("a table of tasks", () => {
  const calls = routes(WORKFLOW, AROUND);

  test("holds, with what is different around a task in its row", () => {
    calls.check([
      { task: GOLD, filter: "Gold", worker: "ann", waits: 0 },
      { task: GOLD, away: ["ann", "bob"], queue: "everyone", worker: "cyd", waits: 60 },
      { task: GOLD, at: 100, filters: ["Gold"], offeredTo: ["ann"] },
      { task: { attributes: { topic: "spam" } }, reached: ["nobody", "everyone"], priority: 0 },
      { task: {}, workers: [], ends: "waiting" },
    ]);
  });

  test("says of all rows that do not hold where the task goes, and why", () => {
    const error = failed(() =>
      calls.check([
        { task: GOLD, worker: "ann" },
        { task: { ...GOLD, name: "a gold one" }, worker: "bob", waits: 30 },
        { task: { attributes: { topic: "sales" } }, filter: "Gold" },
      ]),
    );
    expect(error).toBeInstanceOf(RoutingMismatch);
    expect(error).toMatchObject({ rows: [1, 2] });
    expect((error as Error).message).toBe(
      [
        "2 of 3 tasks go elsewhere:",
        'row 1, a gold one: worker is "ann", not "bob"; waits is 0, not 30',
        '    "Gold" takes it: tier == \'gold\' AND topic == \'billing\': tier is "gold", topic is "billing"',
        '    at 0 s in "Billing", priority 5: ann asked at 0 s, accepted at 0 s',
        "    assigned to ann after 0 s",
        'row 2, {"topic":"sales"}: filter is "Sales", not "Gold"',
        "    not \"Gold\": tier == 'gold' is false: tier is not there",
        '    not "filters[1]": topic == \'spam\' is false: topic is "sales"',
        "    \"Sales\" takes it: topic IN ['sales', 'spam']: topic is \"sales\"",
        '    at 0 s in "everyone", priority 0: ann asked at 0 s, accepted at 0 s',
        "    assigned to ann after 0 s",
      ].join("\n"),
    );
  });

  test.each([
    [
      "a misspelt key",
      { task: GOLD, wroker: "ann" },
      'rows[0].wroker: there is no key "wroker", did you mean "worker"?',
    ],
    ["nothing expected", { task: GOLD }, "rows[0]: expects nothing"],
    ["no row", null, "rows[0]: must be an object"],
  ])("%s is told", (_what, row, message) => {
    const error = failed(() => calls.check([row as never]));
    expect(error).toMatchObject({ code: "TR6016", message: expect.stringContaining(message) });
  });

  test("a row without a task is told", () => {
    expect(failed(() => calls.check([{ filter: "Gold" } as never]))).toMatchObject({ code: "TR6002" });
  });
});

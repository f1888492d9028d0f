import { describe, expect, test } from "vitest";
import { refusal, startWorkspace } from "./support";

const OBSERVED = "extraneous input 'evel' expecting OPERATOR";

/** An expression, and what the parser says of it. */
const BROKEN: [string, string][] = [
  ["skill-level > 3", OBSERVED],
  ["a ==", "no viable alternative at input '<EOF>'"],
  ["a == 1 b AND c == 2", "mismatched input 'b' expecting <EOF>"],
  ["a == 1 b", "extraneous input 'b' expecting <EOF>"],
  ["type 'sales'", "missing OPERATOR at ''sales''"],
  ["urgent", "mismatched input '<EOF>' expecting OPERATOR"],
  ["skills HSA 'x'", "missing OPERATOR at 'HSA'"],
  ["type === 'a'", "no viable alternative at input '='"],
  ["(a == 1 OR b == 2", "missing ')' at '<EOF>'"],
  ["a == 1)", "extraneous input ')' expecting <EOF>"],
  ["a IN ['x' 'y']", "extraneous input ''y'' expecting ']'"],
  ["a == 1 AND", "no viable alternative at input '<EOF>'"],
  ["NOT a == 1", "no viable alternative at input 'NOT'"],
  [" ", "no viable alternative at input '<EOF>'"],
  ["a == 'x", "the text that begins with ' here is never closed"],
  [
    "skill-x > 3",
    "skill-x has a hyphen, and names consist of letters, digits and _; an attribute of that name cannot be used (skill_x could)",
  ],
];

/** In the forms of deployed configurations. */
const SOUND = [
  "1==1",
  "1 == 0",
  "routing.skills HAS 'support'",
  "(a HAS 'x' OR a HAS 'y') AND b HAS 'z'",
  "email=='x+y@example.org'",
  "lang = \"en\" AND tier == 'gold'",
  "kind IN ['web','voice'] OR flag == true",
  "kind IN []",
  "helpline IN ['A', '']",
  'name CONTAINS "en-CA"',
  "callback.attempts > 1",
  "target != null AND queue == null",
  "t.transfer != ''",
  'worker.roles HAS "agent" AND worker.channel.voice.assigned_tasks == 0',
  "'Chat' IN worker.routing.skills",
  "worker.sid NOT IN task.rejectedWorkerSids",
  "(task.mode == 'worker' AND task.sid2 == worker.sid) OR (task.mode != 'worker' AND worker.sid != task.ignore)",
  "worker.skills has 'x' AND (worker.skills has \"y\")",
  "a == 1\n  AND\n\tb == 2",
  "level HAS 5",
];

/** With characters that the lexer drops. */
const TOLERATED = ["*(a == 1)", "a! = 1"];

const routing = (target: object, expression: unknown = "1==1") =>
  JSON.stringify({ task_routing: { filters: [{ expression, targets: [{}, target] }] } });

describe("TargetWorkers", () => {
  test.each(BROKEN)("%j is refused: %s", async (TargetWorkers, message) => {
    const { api, home } = await startWorkspace();
    const assumptions = message === OBSERVED ? [] : ["A-39"];
    const reply = await api.post(`${home}/TaskQueues`, { FriendlyName: "Q", TargetWorkers });
    expect(reply).toMatchObject({ status: 400, body: refusal(message), assumptions });
    const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "Q", TargetWorkers: "a == 1" });
    expect(await api.post(queue.url, { TargetWorkers })).toMatchObject({ status: 400, body: refusal(message) });
    expect((await api.get(queue.url)).body.target_workers).toBe("a == 1");
  });

  test("what parses is taken, whatever it means, and what the lexer drops is an assumption", async () => {
    const { api, home } = await startWorkspace();
    for (const [index, TargetWorkers] of [...SOUND, ...TOLERATED].entries()) {
      const reply = await api.post(`${home}/TaskQueues`, { FriendlyName: `Q${index}`, TargetWorkers });
      expect([TargetWorkers, reply.status, reply.body.target_workers]).toEqual([TargetWorkers, 201, TargetWorkers]);
      expect([TargetWorkers, reply.assumptions]).toEqual([
        TargetWorkers,
        TOLERATED.includes(TargetWorkers) ? ["A-22"] : [],
      ]);
    }
  });
});

describe("inside a Configuration", () => {
  test.each([
    ["a filter", routing({}, "skill-level > 3"), `filters[0].expression: ${OBSERVED}`],
    ["an empty filter", routing({}, ""), "filters[0].expression: no viable alternative at input '<EOF>'"],
    [
      "a target",
      routing({ expression: "a ==" }),
      "filters[0].targets[1].expression: no viable alternative at input '<EOF>'",
    ],
    [
      "skip_if",
      routing({ skip_if: "workers.available" }),
      "filters[0].targets[1].skip_if: mismatched input '<EOF>' expecting OPERATOR",
    ],
    [
      "order_by",
      routing({ order_by: "worker.a DOWN" }),
      "filters[0].targets[1].order_by: the direction is ASC or DESC",
    ],
  ])("%s that does not parse is refused with its place, and the old one stays", async (_what, Configuration, why) => {
    const { api, home } = await startWorkspace();
    const refused = { status: 400, body: refusal(`Invalid Configuration: ${why}`), assumptions: ["A-22", "A-39"] };
    expect(await api.post(`${home}/Workflows`, { FriendlyName: "W", Configuration })).toMatchObject(refused);
    const workflow = await api.make(`${home}/Workflows`, { FriendlyName: "W", Configuration: routing({}) });
    expect(await api.post(workflow.url, { Configuration })).toMatchObject(refused);
    expect((await api.get(workflow.url)).body.configuration).toBe(routing({}));
  });

  test("what may be left out may be empty; what the lexer drops is taken", async () => {
    const { api, home } = await startWorkspace();
    const empty = { expression: "", skip_if: " ", order_by: "" };
    const plain = await api.post(`${home}/Workflows`, { FriendlyName: "W", Configuration: routing(empty) });
    expect(plain).toMatchObject({ status: 201, assumptions: [] });
    const tolerated = await api.post(`${home}/Workflows`, { FriendlyName: "V", Configuration: routing({}, "a! = 1") });
    expect(tolerated).toMatchObject({ status: 201, assumptions: ["A-22"] });
  });

  test("a text of parentheses only is refused, not the end of the emulator", async () => {
    const { api, home } = await startWorkspace();
    const Configuration = routing({}, "(".repeat(500_000));
    expect((await api.post(`${home}/Workflows`, { FriendlyName: "W", Configuration })).status).toBe(400);
  });
});

test.each([
  ["Workers", "TargetWorkersExpression"],
  ["Tasks", "EvaluateTaskAttributes"],
])("a list of %s by an %s that does not parse is refused", async (list, filter) => {
  const { api, home } = await startWorkspace();
  const asked = `${home}/${list}?${filter}=${encodeURIComponent("skill-level > 3")}`;
  expect(await api.get(asked)).toMatchObject({ status: 400, body: refusal(OBSERVED) });
});

test("with lenientExpressions all of it is taken, and true of nobody", async () => {
  const { api, home } = await startWorkspace({ lenientExpressions: true });
  await api.make(`${home}/Workers`, { FriendlyName: "Ann", Attributes: '{"level":5,"skill":5}' });
  for (const [index, [TargetWorkers]] of BROKEN.entries()) {
    await api.make(`${home}/TaskQueues`, { FriendlyName: `Q${index}`, TargetWorkers });
    const Configuration = routing(
      { expression: TargetWorkers, skip_if: TargetWorkers, order_by: TargetWorkers },
      TargetWorkers,
    );
    await api.make(`${home}/Workflows`, { FriendlyName: `W${index}`, Configuration });
    const asked = `${home}/Workers?TargetWorkersExpression=${encodeURIComponent(TargetWorkers)}`;
    expect((await api.get(asked)).body.workers).toEqual([]);
  }
});

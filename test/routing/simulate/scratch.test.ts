import { test } from "vitest";
import { compile, explain, simulate } from "../../../src/routing/simulate";

test("x", () => {
  const workflow = {
    task_routing: {
      filters: [
        {
          filter_friendly_name: "Gold",
          expression: "tier == 'gold' AND n > 2",
          targets: [{ queue: "billing", timeout: 30, order_by: "worker.level DESC" }, { queue: "Everyone" }],
        },
        {
          filter_friendly_name: "All",
          expression: "1==1",
          targets: [{ queue: "billing", timeout: 30, skip_if: "workers.available == 0" }, { timeout: 10 }],
        },
      ],
      default_filter: { queue: "Everyone" },
    },
  };
  const setup = {
    queues: [
      { name: "billing", targetWorkers: "skills HAS 'billing'" },
      { sid: "WQx", name: "Everyone" },
    ],
    workers: [
      { name: "ann", attributes: { skills: ["billing"], level: 2 }, answers: "ignore" as const },
      { name: "bob", activity: "Offline", events: [{ at: 40, available: true }] },
    ],
  };
  console.log(JSON.stringify(simulate(workflow, { task: { attributes: { tier: "gold", n: 3 } }, ...setup }), null, 1));
  console.log(
    JSON.stringify(simulate(workflow, { task: { attributes: '{"tier":"silver"}' }, ...setup }).outcome, null, 1),
  );
  console.log(JSON.stringify(explain("a == 1 AND (b == 'x' OR c.d IN ['a', e]) OR f != 1", { a: 1, b: "y" }), null, 1));
  for (const f of [
    () => simulate("{", { task: {} }),
    () =>
      simulate(
        { filters: [{ expression: "a = = 1", targets: [{ queue: "biling" }, { order_by: "x y z" }] }] },
        { task: { tier: 1 } as never, ...setup },
      ),
    () =>
      simulate(workflow, {
        ...setup,
        task: { attributes: "{a" },
        workers: [{ name: "a", activity: "Lunch" }, { name: "A" }, {}] as never,
        queues: [{ name: "billing", targetWorkers: "skills HSA 'x'", maxReservedWorkers: 77 }],
      }),
  ])
    try {
      f();
      console.log("NO ERROR");
    } catch (e) {
      console.log(String(e));
    }
  const big = {
    filters: Array.from({ length: 112 }, (_, i) => ({
      expression: `kind == 'k${i}' AND lang IN ['de','en'] AND n > ${i}`,
      targets: [{ queue: "billing", timeout: 20 }, { queue: "Everyone" }],
    })),
  };
  const c = compile(big, {
    ...setup,
    workers: Array.from({ length: 50 }, (_, i) => ({
      name: `w${i}`,
      attributes: { skills: i % 2 ? ["billing"] : [], level: i },
    })),
  });
  console.time("10k");
  let n = 0;
  for (let i = 0; i < 10000; i++)
    if (c.simulate({ attributes: { kind: `k${i % 120}`, lang: "de", n: 500 } }).outcome.status === "assigned") n++;
  console.timeEnd("10k");
  console.log(n);
});

import type { RoutesOptions } from "../../src/testing";

/** Two teams: gold customers get the one that knows, everybody else whoever is there. */
export const WORKFLOW = {
  name: "calls",
  taskReservationTimeout: 20,
  configuration: {
    task_routing: {
      filters: [
        {
          filter_friendly_name: "Gold",
          expression: "tier == 'gold' AND topic == 'billing'",
          targets: [
            { queue: "billing", timeout: 30, priority: 5, expression: "worker.level >= 2" },
            { timeout: 30 },
            { queue: "everyone" },
          ],
        },
        { expression: "topic == 'spam'", targets: [{ queue: "nobody", timeout: 10 }] },
        { filter_friendly_name: "Sales", expression: "topic IN ['sales', 'spam']", targets: [{ queue: "everyone" }] },
      ],
      default_filter: { queue: "rest" },
    },
  },
};

export const AROUND = {
  queues: [
    { name: "billing", friendlyName: "Billing", targetWorkers: "skills HAS 'billing'" },
    { name: "everyone" },
    { name: "nobody", targetWorkers: "" },
    { name: "rest", targetWorkers: "level == 1" },
    { name: "unused" },
  ],
  workers: [
    { name: "ann", attributes: { skills: ["billing"], level: 3 } },
    { name: "bob", attributes: { skills: ["billing"], level: 1 }, idleSince: 10 },
    { name: "cyd", attributes: { skills: [], level: 2 } },
  ],
} satisfies RoutesOptions;

export const GOLD = { attributes: { tier: "gold", topic: "billing" } };

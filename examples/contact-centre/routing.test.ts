// Where contacts go, and why; without an account, an engine or a network. npx vitest run
import * as pulumi from "@pulumi/pulumi";
import {
  coverage,
  fromProgram,
  matchers,
  type Routes,
  type RoutingMatchers,
  recordCoverage,
  routes,
  uncovered,
} from "pulumi-taskrouter/testing";
import { beforeAll, describe, expect, test } from "vitest";

declare module "vitest" {
  interface Matchers<R, T> extends RoutingMatchers<R> {}
}

expect.extend(matchers);

let contacts: Routes;

beforeAll(async () => {
  recordCoverage();
  const program = await fromProgram(pulumi, () => import("./index.js"));
  contacts = routes(program.workflow("contacts"));
});

const gold = { attributes: { topic: "billing", tier: "gold", language: "de" } };

test("a gold customer gets the most experienced who speaks the language", () => {
  expect(contacts.route(gold)).toMatchFilter("Gold billing");
  expect(contacts.route(gold)).toBeAssignedTo("ann");
  expect(contacts.route(gold)).toWaitAtMost(0);
});

test("nobody else is asked about French but who speaks it", () => {
  const french = contacts.route({
    attributes: { topic: "technical", product: "phone", language: "fr" },
    channel: "chat",
  });
  expect(french).toBeAssignedTo("cleo");
  expect(french).not.toBeOfferedTo("dan");
});

describe("escalation", () => {
  test("of everything, in a table", () => {
    const billing = { attributes: { topic: "billing", language: "en" } };
    const router = { attributes: { topic: "technical", product: "router", language: "fr" } };
    const known = { attributes: { preferred_agent: "dan", topic: "billing" } };
    contacts.check([
      { task: gold, away: ["ann"], worker: "bob", waits: 60, priority: 20 },
      { task: gold, away: ["ann", "bob"], queue: "Everyone", waits: 180, priority: 30 },
      { task: billing, filter: "Billing", queue: "Billing", waits: 0 },
      { task: billing, away: ["ann", "bob"], queue: "Everyone", waits: 120, priority: 5 },
      { task: router, filter: "Technical", worker: "cleo", waits: 0 },
      { task: router, away: ["cleo"], worker: "dan", waits: 300 },
      { task: known, filter: "Preferred agent", worker: "dan", waits: 0 },
      { task: known, away: ["dan"], queue: "Everyone", waits: 30 },
    ]);
  });
});

test("what fits no filter is for everyone", () => {
  expect(contacts.route({ attributes: { topic: "something else" }, channel: "email" })).toMatchFilter("default filter");
});

test("no filter and no target is left without a test", () => {
  expect(uncovered()).toEqual([]);
  expect(coverage().total).toMatchObject({ percent: 100 });
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { nodeProblem } from "../../src/cli/node-version";

test.each(["22.19.0", "22.20.1", "24.0.0", "30.0.0-nightly"])("Node.js %s is new enough", (version) => {
  expect(nodeProblem(version)).toBeUndefined();
});

test.each(["20.20.2", "22.18.0", "8.1.0"])("Node.js %s is too old", (version) => {
  expect(nodeProblem(version)).toBe(
    `pulumi-taskrouter needs Node.js 22.19 or newer, this is ${version}: install a newer one and put it first on PATH (\`node --version\` tells which)`,
  );
});

test("the oldest one is the package's", () => {
  const { engines }: { engines: { node: string } } = JSON.parse(readFileSync("package.json", "utf8"));
  const oldest = engines.node.replace(">=", "");
  expect(nodeProblem(oldest)).toBeUndefined();
  expect(nodeProblem("1.0.0")).toContain(`needs Node.js ${oldest} or newer`);
});

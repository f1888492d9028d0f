import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import * as taskrouter from "../../src";

const page = readFileSync(resolve(__dirname, "../../docs/look-ups.md"), "utf8");

test("the page names every look-up, and each has its form as an Output", () => {
  const names = Object.keys(taskrouter).filter((name) => name.startsWith("get"));
  const promised = names.filter((name) => !name.endsWith("Output"));
  expect(promised).toHaveLength(12);
  expect(names.filter((name) => name.endsWith("Output"))).toEqual(promised.map((name) => `${name}Output`));
  const rows = page.split("\n").filter((line) => line.startsWith("| `get"));
  const listed = rows.flatMap((row) => [...row.matchAll(/`(get\w+)`/g)].map(([, name]) => name ?? ""));
  expect(listed.sort()).toEqual(promised.sort());
});

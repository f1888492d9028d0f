import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { diff, raw } from "../cli/diff-support";

const page = readFileSync(resolve(__dirname, "../../docs/diff.md"), "utf8");
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, block]) => block ?? "");

test("the example says what the command says", async () => {
  const [old = "", now = ""] = blocks("json");
  const [shown] = blocks("console");
  const { code, out, err } = await diff([raw(old), raw(now)]);
  expect(`$ taskrouter diff old.json new.json\n${out}`).toBe(shown);
  expect({ code, err }).toEqual({ code: 1, err: "" });
});

test("the JSON on the page has the keys that it has", async () => {
  const [old = "", now = "", report = ""] = blocks("json");
  const { out } = await diff([raw(old), raw(now)], "--format", "json");
  const [made, written] = [JSON.parse(out), JSON.parse(report)];
  expect(Object.keys(made)).toEqual(Object.keys(written));
  expect(Object.keys(made.workflows[0])).toEqual(Object.keys(written.workflows[0]));
  const changed = made.workflows[0].differences.find(({ kind }: { kind: string }) => kind === "changed");
  expect(Object.keys(changed)).toEqual(Object.keys(written.workflows[0].differences[0]));
});

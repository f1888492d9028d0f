import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandLine } from "../support/command-line";

const page = readFileSync(join(__dirname, "../../docs/route.md"), "utf8");
const [, calls = "", staff = "", tasks = ""] = page.split("```json\n").map((text) => text.split("```")[0] ?? "");
const FILES = {
  "calls.json": calls,
  "staff.json": staff,
  "tasks.jsonl": tasks,
  "new.json": calls.replace("vip == true AND ", ""),
};
const shown = [...page.matchAll(/```sh\nnpx taskrouter (.*)\n```\n\n```\n([\s\S]*?)```/g)].map(
  ([, line = "", out = ""]) => ({
    line,
    out,
  }),
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "taskrouter-route-docs-"));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("docs/route.md", () => {
  test("shows three runs", () => expect(shown).toHaveLength(3));

  test.each(shown)("$line", async ({ line, out }) => {
    const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
    const { out: printed } = await commandLine(
      words.map((word) => (Object.hasOwn(FILES, word) ? join(folder, word) : word)),
    );
    expect(printed.replaceAll(`${folder}/`, "")).toBe(out);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandLine } from "../support/command-line";

const page = readFileSync(resolve(__dirname, "../../docs/equivalence.md"), "utf8");
const blocks = [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
  language,
  text: text ?? "",
}));
const [before, after] = blocks.filter(({ language }) => language === "json").map(({ text }) => text);
const [different, same] = blocks.filter(({ language }) => language === "").map(({ text }) => text);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "taskrouter-equivalence-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function compare(old: string, now: string): Promise<{ code: number; out: string }> {
  const files = [["before.json", old] as const, ["after.json", now] as const].map(([name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  });
  const { code, out, err } = await commandLine(["equivalent", ...files]);
  return { code, out: `${out}${err}`.replaceAll(`${folder}/`, "") };
}

describe("docs/equivalence.md", () => {
  test("the example is told apart as it says", async () => {
    expect(await compare(before ?? "", after ?? "")).toEqual({ code: 1, out: different });
  });

  test("and is mended as it says", async () => {
    const mended = [before, after].map((text) =>
      (text ?? "").replace("tier != 'gold'", "tier NOT IN ['gold', 'platinum']"),
    );
    expect(await compare(mended[0] ?? "", mended[1] ?? "")).toEqual({ code: 0, out: same });
  });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

const PROGRAM = resolve("dist/cli/main.js");
const Q = `WQ${"0".repeat(32)}`;
const GOOD = `{"filters":[{"expression":"a IN ['b']","targets":[{"queue":"${Q}"}]}],"default_filter":{"queue":"${Q}"}}`;

/** Runs Node with some standard input until it ends. */
async function run(args: readonly string[], input: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, args, { stdio: "pipe" });
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: Number(code), stdout, stderr };
}

test("the built program loads nothing but its own files and Node's", async () => {
  const script = `process.argv.splice(1, 0, ${JSON.stringify(PROGRAM)});
    process.on("exit", () => process.stderr.write(JSON.stringify(Object.keys(require.cache))));
    const { main } = require(${JSON.stringify(PROGRAM)});
    main(["validate", "-"], {
      stdout: (text) => process.stdout.write(text), stderr: () => undefined, color: false,
      stdin: () => require("node:stream/consumers").buffer(process.stdin), stop: new AbortController().signal,
    });`;
  const { stdout, stderr } = await run(["-e", script], GOOD);
  expect(stdout).toBe("1 workflow, no findings\n");
  const loaded = JSON.parse(stderr) as string[];
  expect(loaded).toContain(join(PROGRAM, "../validate.js"));
  expect(loaded.filter((path) => path.includes("node_modules"))).toEqual([]);
  const rooms = new Set(loaded.map((path) => path.split("/dist/")[1]?.split("/")[0]));
  expect([...rooms].sort()).toEqual(["cli", "core", "expression", "routing", "validation"]);
});

test("it reads standard input, and its exit code says what was found", async () => {
  expect(await run([PROGRAM, "validate", "-"], GOOD)).toEqual({
    code: 0,
    stdout: "1 workflow, no findings\n",
    stderr: "",
  });
  expect((await run([PROGRAM, "validate", "-"], "{")).code).toBe(1);
  expect((await run([PROGRAM, "validate"], "")).code).toBe(2);
});

test("a reader who stops reading ends it quietly", async () => {
  const child = spawn(process.execPath, [PROGRAM, "validate", "-"], { stdio: "pipe" });
  const filter = `{"expression":"a HSA 'b'","targets":[]}`;
  child.stdin.end(`{"filters":[${Array.from({ length: 4000 }, () => filter).join(",")}]}`);
  const stderr = text(child.stderr);
  await once(child.stdout, "data");
  child.stdout.destroy();
  const [code] = await once(child, "close");
  expect({ code, stderr: await stderr }).toEqual({ code: 1, stderr: "" });
});

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";

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
      stdin: () => require("node:stream/consumers").buffer(process.stdin), stop: () => new AbortController().signal,
    });`;
  const { stdout, stderr } = await run(["-e", script], GOOD);
  expect(stdout).toBe("1 workflow, no findings\n");
  const loaded = JSON.parse(stderr) as string[];
  expect(loaded).toContain(join(PROGRAM, "../validate.js"));
  expect(loaded.filter((path) => path.includes("node_modules"))).toEqual([]);
  const files = loaded.map((path) => path.split("/dist/")[1]?.split("/") ?? []);
  expect([...new Set(files.map(([room]) => room))].sort()).toEqual([
    "cli",
    "core",
    "expression",
    "resources",
    "routing",
    "validation",
  ]);
  // Type tokens are all that it needs to know of resources.
  expect(files.filter(([room]) => room === "resources")).toEqual([["resources", "state-contract.js"]]);
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

/** The exit code and the signal of a run that gets one a second after it started. */
async function endOf(args: readonly string[], signal: "SIGINT" | "SIGTERM"): Promise<unknown> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: "pipe" });
  onTestFinished(() => void child.kill("SIGKILL"));
  const exit = once(child, "exit");
  await new Promise((resolve) => setTimeout(resolve, 1000));
  child.kill(signal);
  const late = new Promise((resolve) => setTimeout(resolve, 5000, "it does not end"));
  return Promise.race([exit, late]);
}

test.skipIf(process.platform === "win32").each(["SIGINT", "SIGTERM"] as const)(
  "%s ends it while it waits, for standard input or for a pipe",
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), "taskrouter-pipe-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const ends = await Promise.all([endOf(["validate", "-"], signal), endOf(["validate", pipe], signal)]);
    expect(ends).toEqual([
      [null, signal],
      [null, signal],
    ]);
  },
);

test.skipIf(!existsSync("/dev/full"))("output that cannot be written: one line, exit 2", async () => {
  for (const args of [["validate", "-"], ["--help"]]) {
    const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ["pipe", openSync("/dev/full", "w"), "pipe"] });
    child.stdin?.end(GOOD);
    const [stderr, [code]] = await Promise.all([child.stderr ? text(child.stderr) : "", once(child, "close")]);
    const line = "taskrouter: cannot write to standard output: no space is left (ENOSPC)\n";
    expect({ code, stderr }).toEqual({ code: 2, stderr: line });
  }
});

test("a Node.js that is too old: one line, exit 2, and nothing is loaded that it does not have", async () => {
  const script = `Object.defineProperty(process.versions, "node", { value: "20.1.0" });
    process.on("exit", () => process.stdout.write(JSON.stringify(Object.keys(require.cache))));
    process.argv[1] = ${JSON.stringify(PROGRAM)};
    require("node:module").runMain();`;
  const { code, stdout, stderr } = await run(["-e", script, "x", "validate", "x*.json"], "");
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      "taskrouter: pulumi-taskrouter needs Node.js 22.19 or newer, this is 20.1.0: install a newer one and put it first on PATH (`node --version` tells which)\n",
  });
  expect(stdout).toContain("main.js");
  expect(stdout).not.toContain("validate");
});

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../src/cli/main";
import { createEmulator, DEFAULT_ACCOUNT_SID } from "../../src/emulator";

let out: string;
let err: string;
let stop: AbortController;
let ready: Promise<string>;
let io: Parameters<typeof main>[1];

beforeEach(() => {
  [out, err, stop] = ["", "", new AbortController()];
  let firstLine: (text: string) => void = () => undefined;
  ready = new Promise((resolve) => {
    firstLine = resolve;
  });
  io = {
    stdout: (text) => {
      out += text;
      firstLine(text);
    },
    stderr: (text) => {
      err += text;
    },
    stop: stop.signal,
  };
});

describe("taskrouter", () => {
  test("--help lists the commands on standard output", async () => {
    expect(await main(["--help"], io)).toBe(0);
    expect(out).toContain("emulate");
    expect(err).toBe("");
  });

  test("without a command: the help on standard error, exit 2", async () => {
    expect(await main([], io)).toBe(2);
    expect(err).toContain("Usage: taskrouter COMMAND");
    expect(out).toBe("");
  });

  test("--version is the package's", async () => {
    const { version }: { version: string } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(await main(["--version"], io)).toBe(0);
    expect(out).toBe(`${version}\n`);
  });

  test.each([
    ["emualte", "taskrouter: unknown command emualte, did you mean emulate?\n"],
    ["frobnicate", "taskrouter: unknown command frobnicate; `taskrouter --help` lists them\n"],
    ["constructor", "taskrouter: unknown command constructor; `taskrouter --help` lists them\n"],
  ])("an unknown command %s: exit 2", async (name, message) => {
    expect(await main([name], io)).toBe(2);
    expect(err).toBe(message);
    expect(out).toBe("");
  });
});

describe("taskrouter emulate", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  test("--help", async () => {
    expect(await main(["emulate", "--help"], io)).toBe(0);
    expect(out).toContain("--strict-names");
  });

  test("prints one line with its URL when it is ready, and ends with 0 when it is stopped", async () => {
    const ended = main(["emulate"], io);
    const [, url = ""] = /^TaskRouter emulator listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(await ready) ?? [];
    expect((await fetch(`${url}/v1/Workspaces`)).status).toBe(401);
    stop.abort();
    expect(await ended).toBe(0);
    expect(out.split("\n")).toHaveLength(2);
    expect(err).toBe("");
  });

  test("stops, too, when it was told so before it was ready", async () => {
    stop.abort();
    expect(await main(["emulate"], io)).toBe(0);
  });

  test("takes credentials, a data file and strict names", async () => {
    const folder = mkdtempSync(join(tmpdir(), "taskrouter-cli-"));
    folders.push(folder);
    const sid = `AC${"1".repeat(32)}`;
    const data = join(folder, "state.json");
    const ended = main(
      ["emulate", "--account-sid", sid, "--auth-token", "t", "--data", data, "--strict-names", "--port", "0"],
      io,
    );
    const url = (await ready).trim().split(" ").at(-1) ?? "";
    const create = () =>
      fetch(`${url}/v1/Workspaces`, {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${sid}:t`)}` },
        body: new URLSearchParams({ FriendlyName: "Kept" }),
      });
    expect((await create()).status).toBe(201);
    expect((await create()).status).toBe(400);
    stop.abort();
    expect(await ended).toBe(0);
    expect(readFileSync(data, "utf8")).toContain("Kept");
    expect(readFileSync(data, "utf8")).not.toContain('"t"');
  });

  test.each([
    [["--port", "x"], 2, "--port takes a number from 0 to 65535"],
    [["--port", "70000"], 2, "--port takes a number from 0 to 65535"],
    [["--account-sid", "AC1"], 2, "--account-sid takes AC and 32 hexadecimal digits"],
    [["--prot", "1"], 2, "Unknown option '--prot'"],
    [["now"], 2, "Unexpected argument 'now'"],
    [["--data", "/nowhere/at/all/../x.json"], 1, "ENOENT"],
  ])("%j: exit %i", async (args, code, message) => {
    stop.abort();
    expect(await main(["emulate", ...args], io)).toBe(code);
    expect(err).toContain(message);
    expect(err.startsWith("taskrouter emulate: ")).toBe(true);
  });

  test("a port that is taken: exit 1, in words", async () => {
    const other = await createEmulator();
    expect(await main(["emulate", "--port", new URL(other.url).port], io)).toBe(1);
    expect(err).toContain("EADDRINUSE");
    await other.close();
  });

  test("the default account is the one in the help", async () => {
    await main(["emulate", "--help"], io);
    expect(out).toContain(DEFAULT_ACCOUNT_SID);
  });
});

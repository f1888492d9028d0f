import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listenProblem } from "../../src/cli/listen-problem";
import { main } from "../../src/cli/main";
import { createEmulator, DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN } from "../../src/emulator";

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
    stdin: async () => new Uint8Array(),
    color: false,
    stop: () => stop.signal,
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
    ["\u001b[2J", "taskrouter: unknown command \ufffd[2J; `taskrouter --help` lists them\n"],
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

  test("limits writes when it is told to", async () => {
    const ended = main(["emulate", "--max-writes-per-second", "0.01"], io);
    const url = (await ready).trim().split(" ").at(-1) ?? "";
    const create = async () => {
      const authorization = `Basic ${btoa(`${DEFAULT_ACCOUNT_SID}:${DEFAULT_AUTH_TOKEN}`)}`;
      const body = new URLSearchParams({ FriendlyName: "x" });
      return (await fetch(`${url}/v1/Workspaces`, { method: "POST", headers: { authorization }, body })).status;
    };
    expect([await create(), await create()]).toEqual([201, 429]);
    stop.abort();
    expect(await ended).toBe(0);
  });

  test.each([
    [["--port", "x"], 2, "--port takes a number from 0 to 65535"],
    [["--max-writes-per-second", "0"], 2, "--max-writes-per-second takes a positive number, such as 20 or 0.5"],
    [["--max-writes-per-second", "20/s"], 2, "--max-writes-per-second takes a positive number"],
    [["--port", "70000"], 2, "--port takes a number from 0 to 65535"],
    [["--account-sid", "AC1"], 2, "--account-sid takes AC and 32 hexadecimal digits"],
    [["--prot", "1"], 2, "unknown option --prot, did you mean --port?"],
    [["--port"], 2, "--port takes a number from 0 to 65535, but nothing follows it"],
    [["--strict-names=no"], 2, "--strict-names takes no value"],
    [["now"], 2, "unexpected argument now; it takes options only"],
    [["--callbacks", "local"], 2, "--callbacks takes loopback, any or off"],
    [["--verbose=yes"], 2, "--verbose takes no value"],
    [["--host", ""], 2, "--host takes an address"],
    [["--data", ""], 2, "--data takes the name of a file"],
  ])("%j: exit %i", async (args, code, message) => {
    stop.abort();
    expect(await main(["emulate", ...args], io)).toBe(code);
    expect(err).toContain(message);
    expect(err.startsWith("taskrouter emulate: ")).toBe(true);
  });

  test("a value that may be a token is not repeated", async () => {
    stop.abort();
    expect(await main(["emulate", "--auth-token", "-hush"], io)).toBe(2);
    expect(err).toBe(
      "taskrouter emulate: --auth-token takes a token, but what follows it looks like an option; if it is the value, write --auth-token=VALUE\n",
    );
    expect(await main(["emulate", "--auth-token=-hush"], io)).toBe(0);
  });

  test("a port that is taken: exit 1, in words", async () => {
    const other = await createEmulator();
    const { port } = new URL(other.url);
    expect(await main(["emulate", "--port", port], io)).toBe(1);
    expect(err).toBe(
      `taskrouter emulate: --port ${port}: something, perhaps another emulator, listens on it already at 127.0.0.1 (EADDRINUSE). Stop that, or give another port; --port 0 takes a free one.\n`,
    );
    await other.close();
  });

  test.each([
    ["192.0.2.1", "no network interface of this machine has that address (EADDRNOTAVAIL). Give 127.0.0.1"],
    ["no such host", "this name has no address (E"],
  ])("the host %s: exit 1, in words", async (host, message) => {
    expect(await main(["emulate", "--host", host], io)).toBe(1);
    expect(err).toContain(`taskrouter emulate: --host ${host}: ${message}`);
    expect(out).toBe("");
  });

  test("a port that this user may not have, in words; an error of anything else is not put into those", () => {
    const denied = Object.assign(new Error("listen EACCES"), { code: "EACCES", syscall: "listen" });
    expect(listenProblem(denied, "127.0.0.1", 80)).toBe(
      "--port 80: this user may not listen on it at 127.0.0.1 (EACCES). Ports below 1024 are usually kept for the system: give a higher one; --port 0 takes a free one.",
    );
    expect(listenProblem(Object.assign(denied, { syscall: "open" }), "127.0.0.1", 80)).toBeUndefined();
    expect(listenProblem(new Error("x"), "127.0.0.1", 80)).toBeUndefined();
  });

  test("a data file that cannot be used: exit 1, in words, without a word of what is in it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "taskrouter-cli-"));
    folders.push(folder);
    const [missing, env, theirs] = ["no/state.json", ".env", "package.json"].map((name) => join(folder, name));
    writeFileSync(env as string, "TWILIO_AUTH_TOKEN=hush");
    writeFileSync(theirs as string, '{"name":"hush"}');
    for (const path of [missing, folder, env, theirs]) {
      expect(await main(["emulate", "--data", path as string], io)).toBe(1);
    }
    const left = "It was left as it is. Name another file, or move this one away to start empty.";
    expect(err.split("\n")).toEqual([
      `taskrouter emulate: cannot keep the state in ${missing}: the folder ${folder}/no does not exist (ENOENT). Create it, or name a file in another folder.`,
      `taskrouter emulate: cannot keep the state in ${folder}: it is a folder (EISDIR). Name a file, such as ${folder}/taskrouter-data.json.`,
      `taskrouter emulate: ${env} is not a data file of this emulator: it is not JSON. ${left}`,
      `taskrouter emulate: ${theirs} is not a data file of this emulator: it has not the keys "version": 1 and "accounts". ${left}`,
      "",
    ]);
    expect(readFileSync(env as string, "utf8")).toBe("TWILIO_AUTH_TOKEN=hush");
  });

  test("a data file in a folder that goes away: exit 1 at the end, in words", async () => {
    const folder = mkdtempSync(join(tmpdir(), "taskrouter-cli-"));
    const ended = main(["emulate", "--data", join(folder, "state.json")], io);
    const url = (await ready).trim().split(" ").at(-1) ?? "";
    rmSync(folder, { recursive: true });
    const { status } = await fetch(`${url}/v1/Workspaces`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${DEFAULT_ACCOUNT_SID}:emulator-auth-token`)}` },
      body: new URLSearchParams({ FriendlyName: "Lost" }),
    });
    expect(status).toBe(500);
    stop.abort();
    expect(await ended).toBe(1);
    expect(err).toContain(`the folder ${folder} does not exist (ENOENT)`);
  });

  test("the default account is the one in the help", async () => {
    await main(["emulate", "--help"], io);
    expect(out).toContain(DEFAULT_ACCOUNT_SID);
  });
});

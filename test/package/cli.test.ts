import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";

test("taskrouter emulate: one line when ready, a clean end on SIGTERM though a request hangs", async () => {
  const child = spawn(process.execPath, ["dist/cli/main.js", "emulate", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const lines: string[] = [];
    const output = createInterface({ input: child.stdout });
    output.on("line", (line) => lines.push(line));
    await once(output, "line");
    const url = lines[0]?.replace("TaskRouter emulator listening on ", "") ?? "";
    const set = await fetch(`${url}/_emulator/faults`, {
      method: "POST",
      body: JSON.stringify({ route: "*", kind: "hang" }),
    });
    expect(set.status).toBe(201);
    const hanging = fetch(`${url}/v1/Workspaces`).catch((error: unknown) => error);
    // The control API answers only after the hanging request has arrived, once it is logged.
    const logged = async () => ((await (await fetch(`${url}/_emulator/requests`)).json()) as unknown[]).length;
    while ((await logged()) === 0);
    child.kill("SIGTERM");
    const [code, signal] = await once(child, "exit");
    expect({ code, signal }).toEqual({ code: 0, signal: null });
    expect(await hanging).toBeInstanceOf(Error);
    expect(lines).toHaveLength(1);
  } finally {
    child.kill("SIGKILL");
  }
});

test("taskrouter emulate --data: what was answered is kept though SIGKILL comes with the answer", async () => {
  const folder = mkdtempSync(join(tmpdir(), "taskrouter-kill-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const authorization = `Basic ${btoa(`AC${"0".repeat(32)}:emulator-auth-token`)}`;
  const start = async () => {
    const child = spawn(process.execPath, ["dist/cli/main.js", "emulate", "--data", join(folder, "state.json")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const call = (init: RequestInit) =>
      fetch(`${line.split(" ").at(-1)}/v1/Workspaces`, { ...init, headers: { authorization } });
    const end = async (signal: "SIGKILL" | "SIGTERM") => {
      child.kill(signal);
      await once(child, "exit");
    };
    return { call, end };
  };
  const rounds = ["One", "Two", "Three", "Four", "Five"];
  for (const FriendlyName of rounds) {
    const { call, end } = await start();
    const made = await call({ method: "POST", body: new URLSearchParams({ FriendlyName }) });
    expect(made.status).toBe(201);
    await end("SIGKILL");
  }
  const last = await start();
  const { workspaces } = (await (await last.call({})).json()) as { workspaces: { friendly_name: string }[] };
  expect(workspaces.map(({ friendly_name }) => friendly_name)).toEqual(rounds);
  await last.end("SIGTERM");
  expect(readdirSync(folder)).toEqual(["state.json"]);
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";

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

import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { startWorkspace } from "../emulator/support";

/** The application of docs/emulator.md, on a free port. */
async function startDocumented() {
  const page = readFileSync("docs/emulator.md", "utf8");
  const [, program = ""] = /^```js\n([\s\S]*?)^```$/m.exec(page) ?? [];
  const listen = '.listen(3000, "127.0.0.1");';
  expect(program).toContain(listen);
  expect(program.trim().split("\n").length).toBeLessThanOrEqual(18);
  const folder = mkdtempSync(join(tmpdir(), "taskrouter-docs-"));
  const file = join(folder, "app.mjs");
  const anywhere = '.listen(0, "127.0.0.1", function () { process.send(this.address().port); });';
  writeFileSync(file, program.replace(listen, anywhere));
  const child = fork(file, { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  onTestFinished(() => {
    child.kill();
    rmSync(folder, { recursive: true });
  });
  const [port] = await once(child, "message");
  const printed = child.stdout === null ? Promise.resolve("") : text(child.stdout);
  return { url: `http://127.0.0.1:${port}`, child, printed };
}

test("the application of docs/emulator.md does what it says, with the emulator", async () => {
  const app = await startDocumented();
  const { api, home } = await startWorkspace({}, { EventCallbackUrl: `${app.url}/events` });
  const activities = (await api.get(`${home}/Activities?Available=true`)).body.activities;
  const { sid: queue } = await api.make(`${home}/TaskQueues`, { FriendlyName: "Billing" });
  await api.make(`${home}/Workflows`, {
    FriendlyName: "Calls",
    Configuration: JSON.stringify({ task_routing: { default_filter: { queue } } }),
    AssignmentCallbackUrl: `${app.url}/assign`,
  });
  await api.make(`${home}/Workers`, { FriendlyName: "ann", ActivitySid: activities[0].sid });
  const { url } = await api.make(`${home}/Tasks`, { Attributes: '{"tier":"gold"}' });
  await api.emulator.idle();
  expect((await api.get(url)).body.assignment_status).toBe("assigned");
  app.child.kill();
  expect(await app.printed).toMatch(/^task\.created Task WT[0-9a-f]{32} created$/m);
});

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createEmulator } from "../../src/emulator";
import { Api, NOON, routingTo } from "./support";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "taskrouter-emulator-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const withoutOrigin = (value: unknown, origin: string) => JSON.parse(JSON.stringify(value).replaceAll(origin, ""));

test("what one emulator kept, the next one has, down to the version a task follows", async () => {
  const dataFile = join(folder(), "state.json");
  const options = { dataFile, authToken: "hush-hush", now: () => NOON };
  const first = await createEmulator(options);
  const api = new Api(first);
  const { sid } = await api.make("/Workspaces", { FriendlyName: "Support", Template: "FIFO" });
  const home = `/Workspaces/${sid}`;
  const [old] = (await api.get(`${home}/TaskQueues`)).body.task_queues;
  const [workflow] = (await api.get(`${home}/Workflows`)).body.workflows;
  const ann = await api.make(`${home}/Workers`, { FriendlyName: "Ann" });
  await api.post(`${ann.url}/Channels/voice`, { Capacity: "4" });
  const task = await api.make(`${home}/Tasks`, {});
  const current = await api.make(`${home}/TaskQueues`, { FriendlyName: "New" });
  await api.post(`${home}/Workflows/${workflow.sid}`, { Configuration: routingTo(current.sid) });
  const before = withoutOrigin(first.dump(), first.url);
  await first.close();
  expect(readFileSync(dataFile, "utf8")).not.toContain("hush");

  const second = new Api(await createEmulator(options));
  onTestFinished(() => second.emulator.close());
  expect(withoutOrigin(second.emulator.dump(), second.emulator.url)).toEqual(before);
  expect((await second.delete(`${home}/TaskQueues/${old.sid}`)).body.message).toContain(task.sid);
  expect((await second.post(`${home}/Workers`, { FriendlyName: "ANN" })).status).toBe(400);
  expect((await second.get(`${home}/Workers/${ann.sid}/Channels/voice`)).body.configured_capacity).toBe(4);
});

test("is written after changes, by a file moved into place, and read by its owner only", async () => {
  const home = folder();
  const dataFile = join(home, "state.json");
  const emulator = await createEmulator({ dataFile });
  await new Api(emulator).make("/Workspaces", { FriendlyName: "Kept" });
  emulator.reset();
  await new Api(emulator).make("/Workspaces", { FriendlyName: "Later" });
  await emulator.close();
  expect(readdirSync(home)).toEqual(["state.json"]);
  expect(statSync(dataFile).mode & 0o777).toBe(0o600);
  const text = readFileSync(dataFile, "utf8");
  expect([text.includes("Kept"), text.includes("Later")]).toEqual([false, true]);
});

test("is written while the emulator runs, too", async () => {
  const dataFile = join(folder(), "state.json");
  const emulator = await createEmulator({ dataFile });
  onTestFinished(() => emulator.close());
  const api = new Api(emulator);
  for (const FriendlyName of ["First", "Second"]) {
    await api.make("/Workspaces", { FriendlyName });
    while (!existsSync(dataFile) || !readFileSync(dataFile, "utf8").includes(FriendlyName))
      await api.get("/Workspaces");
  }
});

test.each([
  ["", "is not a data file of this emulator"],
  ["{}", '"version": 1'],
  ['{"version":2,"accounts":[]}', '"version": 1'],
  ['{"version":1,"accounts":[{}]}', "is not a data file of this emulator"],
])("a file that says %j is refused and left alone", async (content, message) => {
  const dataFile = join(folder(), "state.json");
  writeFileSync(dataFile, content);
  await expect(createEmulator({ dataFile })).rejects.toThrow(message);
  expect(readFileSync(dataFile, "utf8")).toBe(content);
});

test("a folder that is not there is told at once", async () => {
  await expect(createEmulator({ dataFile: join(folder(), "no", "state.json") })).rejects.toThrow("ENOENT");
});

test("accounts of the file that are not configured now are kept", async () => {
  const dataFile = join(folder(), "state.json");
  const other = { accountSid: `AC${"3".repeat(32)}`, authToken: "t" };
  const first = await createEmulator({ dataFile, ...other });
  await new Api(first).make("/Workspaces", { FriendlyName: "Theirs" });
  await first.close();
  await (await createEmulator({ dataFile })).close();
  const third = await createEmulator({ dataFile, ...other });
  expect(third.dump().accounts[other.accountSid]?.workspaces).toHaveLength(1);
  await third.close();
});

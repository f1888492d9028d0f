import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createEmulator } from "../../src/emulator";
import { unusable } from "../../src/emulator/data-file-error";
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

test("a clock that was moved on does not go back: what was due then is due then", async () => {
  const dataFile = join(folder(), "state.json");
  const first = await createEmulator({ dataFile, now: () => NOON });
  const api = new Api(first);
  const { sid } = await api.make("/Workspaces", { FriendlyName: "Support", Template: "FIFO" });
  first.advance(6 * 3_600_000);
  const task = await api.make(`/Workspaces/${sid}/Tasks`, { Timeout: "60" });
  first.advance(30_000);
  await first.close();

  const second = new Api(await createEmulator({ dataFile, now: () => NOON }));
  onTestFinished(() => second.emulator.close());
  const path = `/Workspaces/${sid}/Tasks/${task.sid}`;
  expect((await second.get(path)).body).toMatchObject({ age: 30, assignment_status: "pending" });
  second.emulator.advance(30_000);
  expect((await second.get(path)).body).toMatchObject({ assignment_status: "canceled", reason: "Task TTL Exceeded" });
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

test("a write is in the file when its answer comes, whatever fault is played on it; so is a reset", async () => {
  const dataFile = join(folder(), "state.json");
  const emulator = await createEmulator({ dataFile });
  onTestFinished(() => emulator.close());
  const api = new Api(emulator);
  const kept = () => readFileSync(dataFile, "utf8");
  const { url } = await api.make("/Workspaces", { FriendlyName: "First" });
  expect(kept()).toContain("First");
  await api.post(url, { FriendlyName: "Renamed" });
  expect(kept()).toContain("Renamed");
  await api.delete(url);
  expect(kept()).not.toContain("Renamed");
  for (const kind of ["close-after", "truncate", "status", "html"] as const) {
    emulator.fault({ route: "*", kind, afterWork: true });
    await api.post("/Workspaces", { FriendlyName: kind }).catch(() => undefined);
    expect(kept()).toContain(kind);
  }
  expect((await fetch(`${emulator.url}/_emulator/reset`, { method: "POST" })).status).toBe(204);
  expect(kept()).not.toContain("truncate");
});

test("requests at once are all in the file; reads and refusals write nothing", async () => {
  const home = folder();
  const dataFile = join(home, "state.json");
  const emulator = await createEmulator({ dataFile });
  const api = new Api(emulator);
  const names = Array.from({ length: 40 }, (_, i) => `Number ${i}.`);
  await Promise.all(names.map((FriendlyName) => api.make("/Workspaces", { FriendlyName })));
  const text = readFileSync(dataFile, "utf8");
  expect(names.filter((name) => !text.includes(name))).toEqual([]);
  rmSync(dataFile);
  expect((await api.post("/Workspaces")).status).toBe(400);
  expect((await api.get("/Workspaces")).status).toBe(200);
  await emulator.close();
  expect(readdirSync(home)).toEqual([]);
});

test("a write that cannot be kept is a 500 in words, and in the file as soon as it can be", async () => {
  const home = join(folder(), "data");
  mkdirSync(home);
  const dataFile = join(home, "state.json");
  const emulator = await createEmulator({ dataFile });
  const api = new Api(emulator);
  rmSync(home, { recursive: true });
  const { status, body } = await api.post("/Workspaces", { FriendlyName: "First" });
  expect(status).toBe(500);
  expect(body).toEqual({
    code: 20500,
    message: `The emulator did this, but it is lost when the emulator ends, unless a later write succeeds: cannot keep the state in ${dataFile}: the folder ${home} does not exist (ENOENT). Create it, or name a file in another folder.`,
    more_info: "https://www.twilio.com/docs/errors/20500",
    status: 500,
  });
  expect(emulator.requests()[0]?.status).toBe(500);
  expect((await api.get("/Workspaces")).status).toBe(200);
  mkdirSync(home);
  await api.make("/Workspaces", { FriendlyName: "Second" });
  expect(readFileSync(dataFile, "utf8")).toMatch(/First.*Second/s);
  rmSync(home, { recursive: true });
  await api.post("/Workspaces", { FriendlyName: "Third" });
  await expect(emulator.close()).rejects.toMatchObject({ name: "DataFileError", code: "ENOENT", path: dataFile });
});

test.each([
  ["EACCES", "this user may not read it, or not write to the folder /data (EACCES). Change the permissions"],
  ["ENOSPC", "the disk is full (ENOSPC). Make room"],
  ["EROFS", "/data can only be read (EROFS). Name a file on a disk that can be written to."],
  ["EIO", "i/o error. Name another file."],
])("%s is told in words", (code, words) => {
  const error = unusable("/data/state.json", Object.assign(new Error("i/o error"), { code }));
  expect(error).toMatchObject({ code, path: "/data/state.json" });
  expect(error.message).toContain(`cannot keep the state in /data/state.json: ${words}`);
});

describe("the lock beside it", () => {
  test("keeps a second emulator out, by any name of the file, until the first is closed", async () => {
    const home = folder();
    const dataFile = join(home, "state.json");
    const link = join(home, "link.json");
    const first = await createEmulator({ dataFile });
    await new Api(first).make("/Workspaces", { FriendlyName: "Kept" });
    symlinkSync(dataFile, link);
    for (const path of [dataFile, link]) {
      await expect(createEmulator({ dataFile: path })).rejects.toThrow(
        `${path} is in use by another emulator (process ${process.pid})`,
      );
    }
    await first.close();
    const second = await createEmulator({ dataFile: link });
    expect(second.dump().accounts[second.accountSid]?.workspaces).toHaveLength(1);
    await second.close();
    expect(readdirSync(home).sort()).toEqual(["link.json", "state.json"]);
  });

  test("of another process that runs is respected, and so is one that cannot be read", async () => {
    const dataFile = join(folder(), "state.json");
    for (const [text, who] of [
      [`${process.ppid}\n`, ` (process ${process.ppid})`],
      ["", ""],
    ]) {
      writeFileSync(`${dataFile}.lock`, text as string);
      await expect(createEmulator({ dataFile })).rejects.toThrow(
        `${dataFile} is in use by another emulator${who}: two of them would overwrite each other's changes. Stop that one or name another file; if none is running, delete ${dataFile}.lock.`,
      );
      expect(readFileSync(`${dataFile}.lock`, "utf8")).toBe(text);
    }
  });

  test("of a process that ended is taken over, also one of our own number, and what it left is removed", async () => {
    const home = folder();
    const dataFile = join(home, "state.json");
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    for (const dead of [pid, process.pid]) {
      writeFileSync(`${dataFile}.lock`, `${dead}\n`);
      writeFileSync(`${dataFile}.${dead}.tmp`, "half");
      writeFileSync(`${dataFile}.bak.tmp`, "somebody's");
      const emulator = await createEmulator({ dataFile });
      expect(readFileSync(`${dataFile}.lock`, "utf8")).toBe(`${process.pid}\n`);
      expect(readdirSync(home).sort()).toEqual(["state.json.bak.tmp", "state.json.lock"]);
      await emulator.close();
    }
  });

  test("is given back when the emulator does not come up", async () => {
    const home = folder();
    const dataFile = join(home, "state.json");
    const other = await createEmulator();
    onTestFinished(() => other.close());
    await expect(createEmulator({ dataFile, port: Number(new URL(other.url).port) })).rejects.toThrow("EADDRINUSE");
    writeFileSync(dataFile, "{}");
    await expect(createEmulator({ dataFile })).rejects.toThrow("not a data file");
    expect(readdirSync(home)).toEqual(["state.json"]);
  });
});

test.each([
  ["", "is not a data file of this emulator: it is empty. It was left as it is."],
  ["TWILIO_AUTH_TOKEN=x", "is not a data file of this emulator: it is not JSON. It was left as it is."],
  ["{}", '"version": 1'],
  ['{"version":2,"accounts":[]}', '"version": 1'],
  ['{"version":1,"accounts":[{}]}', "it is incomplete, or was changed by something else"],
])("a file that says %j is refused and left alone", async (content, message) => {
  const dataFile = join(folder(), "state.json");
  writeFileSync(dataFile, content);
  await expect(createEmulator({ dataFile })).rejects.toThrow(message);
  expect(readFileSync(dataFile, "utf8")).toBe(content);
});

test("a folder that is not there is told at once", async () => {
  await expect(createEmulator({ dataFile: join(folder(), "no", "state.json") })).rejects.toThrow("ENOENT");
});

test("a folder or a device in its place is told at once", async () => {
  const home = folder();
  await expect(createEmulator({ dataFile: home })).rejects.toThrow(
    `cannot keep the state in ${home}: it is a folder (EISDIR). Name a file, such as ${home}/taskrouter-data.json.`,
  );
  await expect(createEmulator({ dataFile: "/dev/null" })).rejects.toThrow("it is a device or a pipe, not a file");
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

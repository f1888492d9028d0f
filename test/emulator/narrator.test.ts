import { expect, test } from "vitest";
import type { Narration } from "../../src/emulator";
import { ShortSids } from "../../src/emulator/short-sids";
import { NOON, startWorkspace } from "./support";

test("short SIDs of different things are never alike, and stay as they were", () => {
  const short = new ShortSids();
  const sids = ["0a1", "0b1", "1a1", "c"].map((end) => `WT${end.padStart(32, "0")}`);
  const shown = sids.map((sid) => short.of(sid));
  expect(shown).toEqual(["WT…a1", "WT…b1", "WT…1a1", "WT…0c"]);
  expect(sids.map((sid) => short.of(sid))).toEqual(shown);
  expect(short.of(`WK${"0a1".padStart(32, "0")}`)).toBe("WK…a1");
  expect(short.within(`/v1/Tasks/${sids[2]} and WTf`)).toBe("/v1/Tasks/WT…1a1 and WTf");
});

test("every write is a line, with what was refused and why; reads are none", async () => {
  const lines: Narration[] = [];
  const { api, home, workspace } = await startWorkspace({ narrate: (line) => lines.push(line) });
  lines.length = 0;
  await api.post(`${home}/Workers`, { FriendlyName: "ann\u001b[31m" });
  await api.post(`${home}/Workers`, { FriendlyName: "ANN\u001b[31m" });
  await api.get(`${home}/Workers`);
  api.emulator.fault({ route: "*", method: "DELETE", kind: "close-before" });
  await expect(api.delete(home)).rejects.toThrow();
  const place = `/v1/Workspaces/WS…${workspace.sid.slice(-2)}`;
  expect(lines).toEqual([
    { kind: "request", time: NOON, text: `POST ${place}/Workers: 201` },
    { kind: "event", time: NOON, workspace: "Support", text: "worker ann\u001b[31m created" },
    {
      kind: "request",
      time: NOON,
      text: `POST ${place}/Workers: 400 Worker with the same friendly name already exists`,
    },
    { kind: "request", time: NOON, text: `DELETE ${place}: no answer (fault close-before)` },
  ]);
});

test("without a listener a warning is one of the process", async () => {
  const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
  await startWorkspace({}, { EventCallbackUrl: "http://callbacks.example/x" });
  expect((await warned).message).toContain("callbacks to callbacks.example are not sent");
});

test("a task that nobody is asked about says why, and why a target was skipped", async () => {
  const lines: Narration[] = [];
  const { api, home } = await startWorkspace({ narrate: (line) => lines.push(line) });
  const { activities } = (await api.get(`${home}/Activities`)).body;
  const sidOf = (name: string) => activities.find((row: { friendly_name: string }) => row.friendly_name === name).sid;
  const queue = async (FriendlyName: string, TargetWorkers: string) =>
    (await api.make(`${home}/TaskQueues`, { FriendlyName, TargetWorkers })).sid;
  const [none, team] = [await queue("Nobody", "level > 9"), await queue("Team", "level > 0")];
  const filters = [
    { expression: "k == 'none'", targets: [{ queue: none }] },
    { expression: "k == 'high'", targets: [{ queue: team, expression: "worker.level > 5" }] },
    { expression: "k == 'known'", targets: [{ queue: team, known_worker_sid: "task.agent" }] },
    { expression: "k == 'skip'", targets: [{ queue: none, skip_if: "workers.available == 0" }, { queue: team }] },
  ];
  const Configuration = JSON.stringify({ task_routing: { filters, default_filter: { queue: team } } });
  await api.make(`${home}/Workflows`, { FriendlyName: "W", Configuration });
  const worker = { Attributes: '{"level":1}', ActivitySid: sidOf("Available") };
  const ann = await api.make(`${home}/Workers`, { FriendlyName: "Ann", ...worker });
  await api.make(`${home}/Workers`, { FriendlyName: "Bob", ...worker, ActivitySid: sidOf("Offline") });
  const told = async (attributes: object) => {
    lines.length = 0;
    await api.make(`${home}/Tasks`, { Attributes: JSON.stringify(attributes) });
    return lines.map(({ text }) => text.replace(/W[TR]….\w+/g, "X")).filter((text) => /waits|skipped/.test(text));
  };
  expect(await told({ k: "none" })).toEqual(['task X waits: no worker matches queue "Nobody" (level > 9)']);
  expect(await told({ k: "high" })).toEqual([
    'task X waits: queue "Team" has 2 workers, none of which the target asks (worker.level > 5)',
  ]);
  expect(await told({ k: "known", agent: "WK" })).toEqual([
    'task X waits: queue "Team" has 2 workers, none of which the target asks (the known worker of task.agent)',
  ]);
  expect(await told({ k: "skip" })).toEqual([
    expect.stringMatching(
      /target 1; target 0 was skipped: nobody could be asked at once, and skip_if is true: workers.available == 0$/,
    ),
  ]);
  const nobody = 'task X waits: queue "Team" asks 2 workers, none free: ';
  expect(await told({})).toEqual([
    `${nobody}1 in an activity that is not available, 1 without room on channel default`,
  ]);
  lines.length = 0;
  const rejected = { ActivitySid: sidOf("Offline"), RejectPendingReservations: "true" };
  await api.post(ann.url, rejected);
  expect(lines.at(-1)?.text).toContain("2 in an activity that is not available");
  expect(await told({})).toEqual([`${nobody}2 in an activity that is not available`]);
});

test("the clock is said to be moved before what falls due on the way", async () => {
  const lines: Narration[] = [];
  const { api, home } = await startWorkspace({ narrate: (line) => lines.push(line) }, { Template: "FIFO" });
  await api.make(`${home}/Tasks`, { Timeout: "60" });
  lines.length = 0;
  api.emulator.advance(90_000);
  expect(lines.map(({ time, text }) => [time - NOON, text.replace(/WT…\w+/, "X")])).toEqual([
    [0, "the clock was moved on by 90 s"],
    [60_000, "task X canceled: Task TTL Exceeded"],
  ]);
});

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

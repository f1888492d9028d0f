import { expect } from "vitest";
import type { Emulator, LoggedRequest } from "../../src/emulator";
import type { Stack } from "./engine";

/** What a workspace is born with, and what `Template=FIFO` adds (facts 2.1). */
const BORN_WITH = new Set(["Offline", "Available", "Unavailable", "Sample Queue", "Default Fifo Workflow"]);

interface Named {
  readonly sid: string;
  readonly friendly_name: string;
}

/** And the unique names of its channels. */
const CHANNELS_BORN_WITH = new Set(["default", "voice", "chat", "sms", "video"]);

interface DumpedWorkspace extends Named {
  readonly task_channels: readonly (Named & { readonly unique_name: string })[];
  readonly activities: readonly Named[];
  readonly task_queues: readonly Named[];
  readonly workflows: readonly (Named & { readonly configuration: string })[];
  readonly workers: readonly (Named & { readonly attributes: string; readonly activity_sid: string })[];
}

interface DumpedAccount {
  readonly workspaces: readonly DumpedWorkspace[];
  readonly voice_queues: readonly Named[];
}

/** An account as the emulator holds it. */
export function accountOf(emulator: Emulator, accountSid = emulator.accountSid): DumpedAccount {
  const dump = JSON.parse(JSON.stringify(emulator.dump())) as { accounts: Record<string, DumpedAccount> };
  return dump.accounts[accountSid] ?? { workspaces: [], voice_queues: [] };
}

/** Its workspaces. */
export function workspaces(emulator: Emulator, accountSid?: string): readonly DumpedWorkspace[] {
  return accountOf(emulator, accountSid).workspaces;
}

/** The SIDs of all that exists, what a workspace is born with left out. */
export function existing(emulator: Emulator): string[] {
  const { accounts } = emulator.dump();
  return Object.entries(accounts).flatMap(([account, { voice_queues: queues }]) => [
    ...queues.map(({ sid }) => sid),
    ...workspaces(emulator, account).flatMap((workspace) => [
      workspace.sid,
      ...workspace.task_channels.filter(({ unique_name: name }) => !CHANNELS_BORN_WITH.has(name)).map(({ sid }) => sid),
      ...[...workspace.activities, ...workspace.task_queues, ...workspace.workflows, ...workspace.workers]
        .filter(({ friendly_name: name }) => !BORN_WITH.has(name))
        .map(({ sid }) => sid),
    ]),
  ]);
}

/**
 * What holds after every engine test: state and account agree (but for what is somebody else's, adopted or not), no secret has been printed or stored, and the provider's
 * text is short.
 */
export function expectTruth(
  stack: Stack,
  secrets: readonly string[] = [],
  strangers: ReadonlySet<string> = new Set(),
): void {
  const owned = stack.resources().filter(({ external }) => external !== true);
  const known = owned
    .filter(({ type }) => !/:(?:WorkspaceDefaults|WorkerChannel)$/.test(type))
    .map(({ id }) => id ?? "");
  const ours = (sids: readonly string[]): string[] => sids.filter((sid) => !strangers.has(sid)).sort();
  expect(ours(known), "state and account hold the same objects").toEqual(ours(existing(stack.emulator)));
  for (const secret of [stack.emulator.authToken, ...secrets]) {
    expect(stack.stateText()).not.toContain(secret);
    expect(stack.printed.join("\n")).not.toContain(secret);
    expect(stack.printed.join("\n")).not.toContain(
      Buffer.from(`${stack.emulator.accountSid}:${secret}`).toString("base64"),
    );
  }
  for (const { inputs, outputs } of owned) {
    for (const side of [inputs, outputs]) expect(String(side?.["__provider"]).length).toBeLessThanOrEqual(100);
  }
}

/** The requests that write. */
export function writes(emulator: Emulator): LoggedRequest[] {
  return emulator.requests().filter(({ method }) => method !== "GET");
}

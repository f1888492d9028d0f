import { expect } from "vitest";
import type { Emulator, LoggedRequest } from "../../src/emulator";
import type { Stack } from "./engine";

/** What a workspace is born with, and what `Template=FIFO` adds (facts 2.1). */
const BORN_WITH = new Set(["Offline", "Available", "Unavailable", "Sample Queue", "Default Fifo Workflow"]);

interface Named {
  readonly sid: string;
  readonly friendly_name: string;
}

interface DumpedWorkspace extends Named {
  readonly activities: readonly Named[];
  readonly task_queues: readonly Named[];
  readonly workflows: readonly (Named & { readonly configuration: string })[];
  readonly workers: readonly (Named & { readonly attributes: string; readonly activity_sid: string })[];
}

/** The workspaces of an account as the emulator holds them. */
export function workspaces(emulator: Emulator, accountSid = emulator.accountSid): readonly DumpedWorkspace[] {
  const dump = JSON.parse(JSON.stringify(emulator.dump())) as {
    accounts: Record<string, { workspaces: readonly DumpedWorkspace[] }>;
  };
  return dump.accounts[accountSid]?.workspaces ?? [];
}

/** The SIDs of all that exists, what a workspace is born with left out. */
export function existing(emulator: Emulator): string[] {
  return Object.keys(emulator.dump().accounts).flatMap((account) =>
    workspaces(emulator, account).flatMap((workspace) => [
      workspace.sid,
      ...[...workspace.activities, ...workspace.task_queues, ...workspace.workflows, ...workspace.workers]
        .filter(({ friendly_name: name }) => !BORN_WITH.has(name))
        .map(({ sid }) => sid),
    ]),
  );
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
  const known = owned.filter(({ type }) => !type.endsWith("WorkspaceDefaults")).map(({ id }) => id ?? "");
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

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Json, JsonObject } from "../../../src/core/json";
import { createEmulator, type Emulator } from "../../../src/emulator";
import { commandLine, credentialsOf, type Ran } from "../../support/command-line";
import { byHand } from "../../support/scene";
import { writes } from "../../support/truth";

/** What `--format json` printed. */
export interface Report {
  readonly tool: string;
  readonly format: string;
  readonly complete: boolean;
  readonly taken: readonly {
    readonly kind: string;
    readonly name: string;
    readonly sid: string;
    readonly addresses: readonly string[];
    readonly readableSecrets: readonly string[];
  }[];
  readonly notTaken: readonly { readonly addresses: readonly string[]; readonly reason: string }[];
  readonly stays: readonly { readonly type: string; readonly addresses: readonly string[] }[];
  readonly commands: readonly string[];
  readonly undo: readonly string[];
  readonly importFile: {
    readonly resources: readonly { readonly inputs: JsonObject; readonly outputs: JsonObject; readonly id: string }[];
  } | null;
  readonly written: string | null;
  readonly notes: readonly string[];
}

/** Runs the command on a state, which comes in on standard input unless a file is named. */
export async function migrate(
  emulator: Emulator,
  state: Json | string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Ran> {
  const before = writes(emulator).length;
  const ran = await commandLine(["migrate", "--base-url", emulator.url, ...args, "-"], {
    reads: state,
    env: { ...credentialsOf(emulator), ...env },
  });
  if (writes(emulator).length !== before) throw new Error("taskrouter migrate has written to the account");
  return ran;
}

/** A Workspace with one of each kind, an emulator and a folder, for one test. */
export async function bench() {
  const emulator = await createEmulator({ callbacks: "off" });
  const folder = mkdtempSync(join(tmpdir(), "taskrouter-migrate-"));
  onTestFinished(async () => {
    rmSync(folder, { recursive: true });
    await emulator.close();
  });
  const make = async (path: string, form: Record<string, string>): Promise<string> => {
    const { status, body } = await byHand(emulator, "POST", path, form);
    if (status >= 300) throw new Error(`POST ${path}: ${status} ${String(body["message"])}`);
    return String(body["sid"]);
  };
  const ws = await make("/v1/Workspaces", { FriendlyName: "Main", EventCallbackUrl: "https://user:hush@example.com/" });
  const home = `/v1/Workspaces/${ws}`;
  const wa = await make(`${home}/Activities`, { FriendlyName: "Ready", Available: "true" });
  const wq = await make(`${home}/TaskQueues`, { FriendlyName: "Billing", TargetWorkers: "skills HAS 'billing'" });
  const document = JSON.stringify({ task_routing: { filters: [], default_filter: { queue: wq } } });
  const ww = await make(`${home}/Workflows`, { FriendlyName: "Calls", Configuration: document });
  const tc = await make(`${home}/TaskChannels`, { FriendlyName: "Fax", UniqueName: "fax" });
  const wk = await make(`${home}/Workers`, { FriendlyName: "Ann", Attributes: '{"skills":["billing"]}' });
  const run = (state: Json | string, args: readonly string[] = [], env: Record<string, string> = {}): Promise<Ran> =>
    migrate(emulator, state, args, env);
  return {
    ...{ emulator, folder, make, ws, home, wa, wq, ww, tc, wk, run },
    report: async (state: Json, args: readonly string[] = [], env: Record<string, string> = {}): Promise<Report> => {
      const { out, err } = await run(state, ["--format", "json", ...args], env);
      if (out === "") throw new Error(err);
      return JSON.parse(out) as Report;
    },
  };
}

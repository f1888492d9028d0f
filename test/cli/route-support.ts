import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CliIo } from "../../src/cli/command";
import { commandLine } from "../support/command-line";

/** What a run of the command printed, without the folder of the test. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder with files, in which the command is run. */
export class RouteFolder {
  readonly path = mkdtempSync(join(tmpdir(), "taskrouter-route-"));

  /** Writes a file, and answers its path. */
  file(name: string, content: unknown): string {
    const path = join(this.path, name);
    writeFileSync(
      path,
      typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content),
    );
    return path;
  }

  async run(args: readonly string[], more: Partial<CliIo> = {}): Promise<Ran> {
    const { code, out, err } = await commandLine(["route", ...args], more);
    const [shown, told] = [out, err].map((text) => text.replaceAll(`${this.path}/`, ""));
    return { code, out: shown ?? "", err: told ?? "" };
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

/** A SID of the tests. */
export const sid = (prefix: string, digit: string): string => `${prefix}${digit.repeat(32)}`;

const resource = (kind: string, name: string, id: string, inputs: object) => ({
  urn: `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/taskrouter:${kind}::${name}`,
  custom: true,
  id,
  type: `pulumi-nodejs:dynamic/taskrouter:${kind}`,
  inputs,
  outputs: inputs,
});

const WORKSPACE = { workspaceSid: sid("WS", "1") };

/** Resources of a stack with a Workflow "calls" in one Workspace, and one of the same queue's name in another one. */
export const resources = (people: boolean) => [
  resource("Workspace", "support", sid("WS", "1"), { friendlyName: "support", multiTaskEnabled: false }),
  resource("TaskQueue", "billing", sid("WQ", "1"), {
    ...WORKSPACE,
    friendlyName: "Billing",
    targetWorkers: "skills HAS 'billing'",
  }),
  resource("TaskQueue", "all", sid("WQ", "2"), { ...WORKSPACE, friendlyName: "Everyone" }),
  resource("TaskQueue", "other", sid("WQ", "3"), { workspaceSid: sid("WS", "2"), friendlyName: "Billing" }),
  resource("Activity", "lunch", sid("WA", "1"), { ...WORKSPACE, friendlyName: "Lunch", available: false }),
  resource("WorkspaceDefaults", "d", sid("WS", "1"), { ...WORKSPACE, timeoutActivitySid: sid("WA", "1") }),
  resource("TaskChannel", "fax", sid("TC", "1"), { ...WORKSPACE, uniqueName: "fax", friendlyName: "Fax" }),
  ...(people
    ? [
        resource("Worker", "ann", sid("WK", "1"), {
          ...WORKSPACE,
          friendlyName: "Ann",
          attributes: { skills: ["billing"] },
        }),
        resource("Worker", "bob", sid("WK", "2"), { ...WORKSPACE, friendlyName: "Bob", attributes: { skills: ["x"] } }),
        resource("Worker", "eve", sid("WK", "3"), {
          workspaceSid: sid("WS", "2"),
          friendlyName: "Eve",
          attributes: {},
        }),
        resource("WorkerChannel", "c", sid("WC", "1"), {
          ...WORKSPACE,
          workerSid: sid("WK", "1"),
          taskChannel: "fax",
          capacity: 0,
        }),
      ]
    : []),
  resource("Workflow", "calls", sid("WW", "1"), {
    ...WORKSPACE,
    friendlyName: "Calls",
    taskReservationTimeout: 20,
    configuration: {
      task_routing: {
        filters: [
          {
            filter_friendly_name: "Billing",
            expression: "type == 'billing'",
            targets: [{ queue: sid("WQ", "1"), timeout: 30 }, { queue: sid("WQ", "2") }],
          },
        ],
        default_filter: { queue: sid("WQ", "2") },
      },
    },
  }),
];

/** As `pulumi stack export` prints them. */
export const state = (people = true) => ({ version: 3, deployment: { manifest: {}, resources: resources(people) } });

/** As `pulumi preview --json --show-sames` prints them. */
export const preview = (people = true) => ({
  config: {},
  steps: resources(people).map((newState) => ({ op: "same", urn: newState.urn, newState, oldState: newState })),
  duration: 1,
  changeSummary: { same: 1 },
});

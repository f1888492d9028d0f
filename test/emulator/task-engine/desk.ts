import { NOBODY } from "../../../src/emulator/engine/moment";
import { handle } from "../../../src/emulator/handle";
import type { Assignment, Happening } from "../../../src/emulator/happenings";
import type { Account } from "../../../src/emulator/store";
import { World } from "../../../src/emulator/world";
import { type Body, NOON } from "../support";

/** The emulator without its server: a clock, what happened, and requests by plain calls. */
export class Desk {
  now = NOON;
  readonly happened: Happening[] = [];
  readonly assigned: Assignment[] = [];
  readonly world = new World([]);
  readonly account: Account = this.world.account(`AC${"0".repeat(32)}`);
  readonly host = {
    ...NOBODY,
    watcher: {
      happened: (happening: Happening) => void this.happened.push(happening),
      assign: (assignment: Assignment) => void this.assigned.push(assignment),
    },
  };
  readonly home: string;
  readonly #activities = new Map<string, string>();

  constructor(workspace: Record<string, string> = {}) {
    this.home = `/v1/Workspaces/${this.make("/v1/Workspaces", { FriendlyName: "Support", ...workspace }).sid}`;
    for (const row of this.get("/Activities").activities) this.#activities.set(row.friendly_name, row.sid);
  }

  ask(method: string, path: string, form: Record<string, string> = {}): { status: number; body: Body } {
    const [pathname = "", search = ""] = path.replace("http://x", "").split("?");
    const answer = handle({
      method,
      path: pathname,
      query: new URLSearchParams(search),
      form: new URLSearchParams(form),
      foreignBody: false,
      ifMatch: undefined,
      account: this.account,
      origin: "http://x",
      now: this.now,
      strictNames: false,
      lenientExpressions: false,
      host: this.host,
      allowance: undefined,
    });
    return { status: answer.status, body: answer.body === "" ? undefined : JSON.parse(answer.body) };
  }

  make(path: string, form: Record<string, string>): Body {
    const { status, body } = this.ask("POST", path, form);
    if (status !== 201) throw new Error(`POST ${path}: ${status} ${body?.message}`);
    return body;
  }

  /** What is below the workspace. */
  get = (path: string): Body => this.ask("GET", `${this.home}${path}`).body;
  post = (path: string, form: Record<string, string>): Body => this.ask("POST", `${this.home}${path}`, form).body;
  create = (path: string, form: Record<string, string>): string => this.make(`${this.home}${path}`, form).sid;
  activity = (name: string): string => this.#activities.get(name) ?? "";

  /** Lets seconds pass, as the emulator's `advance` does. */
  pass(seconds: number): void {
    this.now += seconds * 1000;
    this.world.passTime(this.now, this.host);
  }

  queue = (FriendlyName: string, TargetWorkers = "1==1", more: Record<string, string> = {}): string =>
    this.create("/TaskQueues", { FriendlyName, TargetWorkers, ...more });
  workflow = (task_routing: object, more: Record<string, string> = {}): string =>
    this.create("/Workflows", { FriendlyName: "Calls", Configuration: JSON.stringify({ task_routing }), ...more });
  worker = (FriendlyName: string, attributes: object = {}, more: Record<string, string> = {}): string =>
    this.create("/Workers", {
      FriendlyName,
      Attributes: JSON.stringify(attributes),
      ActivitySid: this.activity("Available"),
      ...more,
    });
  task = (attributes: object = {}, more: Record<string, string> = {}): string =>
    this.create("/Tasks", { Attributes: JSON.stringify(attributes), ...more });

  /** The workspace's own records. */
  get records() {
    const [workspace] = this.account.workspaces.rows;
    if (workspace === undefined) throw new Error("the workspace is gone");
    return workspace;
  }
}

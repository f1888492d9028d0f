import type { JsonObject } from "../../src/core/json";
import { provider } from "../../src/dynamic";
import { createEmulator, type Emulator } from "../../src/emulator";
import type { Handlers } from "../../src/lifecycle/handlers";
import { byHand } from "../support/scene";
import { accountOf } from "../support/truth";
import { Gate } from "./gate";
import { type Held, OneStack } from "./one-stack";

/** An account with a workspace, a queue and an activity in it, and a stack for one more object. */
export class Ground {
  readonly stack: OneStack;

  private constructor(
    readonly emulator: Emulator,
    readonly kind: KindRow,
    readonly parents: Parents,
    /** The objects that were there before the stack. */
    readonly before: ReadonlySet<string>,
    /** What the provider's requests go through, where connections are to be refused. */
    readonly gate: Gate | undefined,
  ) {
    this.stack = new OneStack(() => this.process(), kind.inputs(parents));
  }

  static async open(kind: KindRow, gate?: "gate"): Promise<Ground> {
    const emulator = await createEmulator();
    const make = async (path: string, form: Record<string, string>): Promise<string> =>
      String((await byHand(emulator, "POST", path, form)).body["sid"]);
    const workspaceSid = await make("/v1/Workspaces", { FriendlyName: "home" });
    const inside = `/v1/Workspaces/${workspaceSid}`;
    const queue = await make(`${inside}/TaskQueues`, { FriendlyName: "everyone" });
    const activity = await make(`${inside}/Activities`, { FriendlyName: "lunch" });
    const ready = await make(`${inside}/Activities`, { FriendlyName: "ready", Available: "true" });
    const worker = await make(`${inside}/Workers`, { FriendlyName: "Ann" });
    const ground = new Ground(
      emulator,
      kind,
      { workspaceSid, queue, activity, ready, worker },
      new Set(sidsOf(emulator, workspaceSid)),
      gate && (await Gate.before(emulator.url)),
    );
    emulator.clearRequests();
    return ground;
  }

  /** Handlers of a new process, which gives up soon and waits for nothing. */
  process(): Handlers {
    const handlers = provider(this.kind.kind, {
      env: { TWILIO_AUTH_TOKEN: this.emulator.authToken },
      client: {
        timeouts: { connect: 1_000, headers: 60, body: 60 },
        sleep: async () => this.gate?.waited(),
        maxRetries: 3,
      },
    });
    const config: Record<string, string> = {
      "taskrouter:accountSid": this.emulator.accountSid,
      "taskrouter:baseUrl": (this.gate ?? this.emulator).url,
    };
    handlers.configure({ config: { get: (key) => config[key] } });
    return handlers;
  }

  async close(): Promise<void> {
    this.gate?.close();
    await this.emulator.close();
  }

  /** The SIDs of what has come to the account since the ground was laid. */
  added(): string[] {
    return sidsOf(this.emulator, this.parents.workspaceSid).filter((sid) => !this.before.has(sid));
  }

  /** Three objects of the same collection, as a state would hold them. */
  async others(): Promise<Held[]> {
    const made: Held[] = [];
    const { inputs: ofOurs, naming = (name: string) => ({ friendlyName: name }) } = this.kind;
    for (const name of ["one", "two", "three"]) {
      const handlers = this.process();
      const { inputs } = handlers.check({}, { ...ofOurs(this.parents), ...naming(name) });
      const { id, outs } = await handlers.create(inputs);
      made.push({ id, outs });
      (this.before as Set<string>).add(id);
    }
    return made;
  }

  /** Is everything in the account as the state says? */
  async agrees(): Promise<boolean> {
    const held = this.stack.held;
    const settings = this.kind.settings === true;
    if (held === undefined) return settings || this.added().length === 0;
    if (!settings && this.added().join() !== held.id) return false;
    const { props } = await this.process().read(held.id, held.outs);
    return JSON.stringify(props) === JSON.stringify(held.outs);
  }
}

/** All workspaces, and what is in the one that was there; what another is born with is no object of a stack. */
function sidsOf(emulator: Emulator, home: string): string[] {
  const { workspaces, voice_queues: queues } = accountOf(emulator);
  const inside = workspaces.flatMap(({ sid, activities, task_queues, workflows, task_channels, workers }) => [
    sid,
    ...(sid === home ? [...activities, ...task_queues, ...workflows, ...task_channels, ...workers] : []).map(
      (child) => child.sid,
    ),
  ]);
  return [...inside, ...queues.map(({ sid }) => sid)];
}

interface Parents {
  readonly workspaceSid: string;
  readonly queue: string;
  readonly activity: string;
  /** An activity that is available. */
  readonly ready: string;
  readonly worker: string;
}

/** What is made of a kind, and how it is changed. */
export interface KindRow {
  readonly kind: string;
  /** Settings of something else: nothing is created or deleted. */
  readonly settings?: true;
  /** A create takes what is there, so that what an earlier one has left behind needs no words. */
  readonly takes?: true;
  readonly inputs: (parents: Parents) => JsonObject;
  /** What tells others of the collection apart; their friendly name unless said otherwise. */
  readonly naming?: (name: string) => JsonObject;
  readonly change: JsonObject;
}

export const KINDS: readonly KindRow[] = [
  { kind: "Workspace", inputs: () => ({ friendlyName: "New" }), change: { prioritizeQueueOrder: "LIFO" } },
  {
    kind: "WorkspaceDefaults",
    settings: true,
    inputs: ({ workspaceSid, activity }) => ({ workspaceSid, timeoutActivitySid: activity }),
    change: { timeoutActivitySid: null },
  },
  {
    kind: "Activity",
    inputs: ({ workspaceSid }) => ({ workspaceSid, friendlyName: "New" }),
    change: { friendlyName: "Newer" },
  },
  {
    kind: "TaskQueue",
    inputs: ({ workspaceSid }) => ({ workspaceSid, friendlyName: "New" }),
    change: { maxReservedWorkers: 2 },
  },
  {
    kind: "Workflow",
    inputs: ({ workspaceSid, queue }) => ({
      workspaceSid,
      friendlyName: "New",
      configuration: { default_filter: { queue } },
    }),
    change: { taskReservationTimeout: 30 },
  },
  {
    kind: "Worker",
    inputs: ({ workspaceSid, ready }) => ({
      workspaceSid,
      friendlyName: "New",
      attributes: { skills: ["a"], routing: { level: 1 } },
      // It is available, so that a delete has to move it first.
      activitySid: ready,
    }),
    change: { friendlyName: "Newer", attributes: { skills: ["b"], team: "x" } },
  },
  {
    kind: "TaskChannel",
    inputs: ({ workspaceSid }) => ({ workspaceSid, uniqueName: "new", friendlyName: "New" }),
    naming: (name) => ({ uniqueName: name, friendlyName: name }),
    change: { channelOptimizedRouting: true },
  },
  {
    kind: "WorkerChannel",
    settings: true,
    inputs: ({ workspaceSid, worker }) => ({ workspaceSid, workerSid: worker, taskChannel: "voice", capacity: 3 }),
    change: { available: false },
  },
  {
    kind: "VoiceQueue",
    takes: true,
    inputs: () => ({ workflowSid: `WW${"a".repeat(32)}`, maxSize: 500 }),
    naming: (name) => ({ workflowSid: `WW${Buffer.from(name).toString("hex").padStart(32, "0")}` }),
    change: { maxSize: 600 },
  },
];

/** Something that the engine asks for, and what must be true in the end. */
export interface Operation {
  readonly name: string;
  readonly arrange?: (ground: Ground) => Promise<void>;
  readonly act: (ground: Ground) => Promise<void>;
  /** The run that comes after it, and makes everything agree. */
  readonly again: (ground: Ground) => Promise<void>;
  readonly fits?: (kind: KindRow) => boolean;
}

const made = async ({ stack }: Ground): Promise<void> => stack.up();
const isObject = ({ settings }: KindRow): boolean => settings !== true;
const siblings = new WeakMap<Ground, readonly Held[]>();

/** The operations; each of their requests is a row. */
export const OPERATIONS: readonly Operation[] = [
  { name: "create", act: made, again: made },
  {
    name: "create, its answer lost",
    fits: isObject,
    // The first POST works and its answer breaks off; what is tried on top of that are the requests that look for it.
    arrange: async ({ emulator, kind }) => {
      emulator.fault({ method: "POST", route: routeOf(kind), kind: "close-after" });
    },
    act: made,
    again: made,
  },
  { name: "read", arrange: made, act: ({ stack }) => stack.refresh(), again: made },
  {
    name: "read of many",
    fits: isObject,
    arrange: async (ground) => {
      siblings.set(ground, await ground.others());
      await ground.stack.up();
    },
    act: (ground) => ground.stack.refresh(siblings.get(ground)),
    again: made,
  },
  {
    name: "update",
    arrange: made,
    act: ({ stack, kind }) => stack.up(kind.change),
    again: ({ stack, kind }) => stack.up(kind.change),
  },
  { name: "delete", arrange: made, act: ({ stack }) => stack.destroy(), again: ({ stack }) => stack.destroy() },
];

/** The route of a kind's collection. */
export function routeOf({ kind }: KindRow): string {
  const collections: Readonly<Record<string, string>> = {
    Activity: "/v1/Workspaces/{WorkspaceSid}/Activities",
    TaskQueue: "/v1/Workspaces/{WorkspaceSid}/TaskQueues",
    Workflow: "/v1/Workspaces/{WorkspaceSid}/Workflows",
    TaskChannel: "/v1/Workspaces/{WorkspaceSid}/TaskChannels",
    Worker: "/v1/Workspaces/{WorkspaceSid}/Workers",
    VoiceQueue: "/2010-04-01/Accounts/{AccountSid}/Queues.json",
  };
  return collections[kind] ?? "/v1/Workspaces";
}

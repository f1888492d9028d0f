import type { CallbackPolicy } from "./callbacks/destination";
import type { RateLimit } from "./rate-limit";
import type {
  WireActivity,
  WireReservation,
  WireTask,
  WireTaskChannel,
  WireTaskQueue,
  WireVoiceQueue,
  WireWorker,
  WireWorkerChannel,
  WireWorkflow,
  WireWorkspace,
} from "./wire";

/** An API key of an account: Twilio's other kind of credentials. */
export interface ApiKey {
  /** Its SID, `SK…`: the user name of Basic authentication. */
  sid: string;
  secret: string;
}

/** One account that the emulator knows. Accounts see nothing of one another. */
export interface EmulatorAccount {
  accountSid: string;
  authToken: string;
  apiKeys?: ApiKey[];
}

/** How to start an emulator; all of it is optional. */
export interface EmulatorOptions {
  /** TCP port; default 0, which takes a free one. */
  port?: number;
  /** Address to listen on; default `127.0.0.1`. Anything wider lets others in: the credentials are no secret. */
  host?: string;
  /** SID of the first account; default {@link DEFAULT_ACCOUNT_SID}. */
  accountSid?: string;
  /** Its token; default {@link DEFAULT_AUTH_TOKEN}. */
  authToken?: string;
  /** API keys of the first account; default none. */
  apiKeys?: ApiKey[];
  /** Further accounts; default none. */
  accounts?: EmulatorAccount[];
  /**
   * Loaded at start when present. A request that changes something is answered after the file has the change; should the file
   * not be writable, with 500. `FILE.lock` beside it keeps a second emulator out. Holds no credential.
   */
  dataFile?: string;
  /** Refuse a second Activity, Workflow or Workspace of the same name; default false. */
  strictNames?: boolean;
  /**
   * Take expressions that do not parse: a TargetWorkers, or one inside a workflow's Configuration, which is then never true.
   * Default false: they are refused with 400/20001, as Twilio does for TargetWorkers (observed) and supposedly in workflows.
   */
  lenientExpressions?: boolean;
  /**
   * Requests that an account may send a second; what is over is answered 429/20429 with `Retry-After: 1`, and every answer
   * under a limit, but those of faults, carries `X-Rate-Limit-*`. What one second allows may be used at once. Default: no limit.
   */
  rateLimit?: RateLimit;
  /** The clock, in milliseconds since 1970; default `Date.now`. `advance` adds to it. */
  now?: () => number;
  /**
   * Where assignment and event callbacks go: `loopback` (the default; `localhost`, 127.0.0.0/8 and ::1, all others count as
   * failed), `any` host, or `off`, which sends none: reservations then wait for somebody to update them.
   */
  callbacks?: CallbackPolicy;
  /** Milliseconds that a callback may take; default 5,000 for assignments and 15,000 for events, as at Twilio. */
  callbackTimeout?: number;
  /**
   * Told, line by line, what happens; must not throw. Without it warnings (a callback to a host that is not called) go to
   * `process.emitWarning`, and the rest is told to nobody.
   */
  narrate?: (line: Narration) => void;
}

/** Something that happened, in words. */
export interface Narration {
  /** An event, a callback that ended, a request that writes, or something that somebody should know of. */
  readonly kind: "event" | "callback" | "request" | "warning";
  /** By the emulator's clock, in milliseconds since 1970. */
  readonly time: number;
  /** Name of the workspace, where it belongs to one. */
  readonly workspace?: string;
  /** SIDs are shortened, so that they can be told apart. Names are as they were given: escape them before they reach a terminal. */
  readonly text: string;
}

/** A running emulator. Two of them in one process share nothing. */
export interface Emulator {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** The first account. */
  readonly accountSid: string;
  readonly authToken: string;
  /** The requests so far, in order of arrival; those to the control API are left out. Copies. */
  requests(): LoggedRequest[];
  clearRequests(): void;
  /** Everything stored, as the API would answer it, in order of creation. */
  dump(): EmulatorState;
  /** Empties all accounts, the request log and the faults, abandons callbacks, and refills rate limits. The clock stays. */
  reset(): void;
  /**
   * Makes a later request fail.
   * @throws RangeError when the fault is not one that could be carried out.
   */
  fault(f: Fault): void;
  clearFaults(): void;
  /** Faults that have not run out, with `nth` and `times` counted down. */
  pendingFaults(): Fault[];
  /**
   * Says how many calls are in the voice Queue of this name. Where there is none it is made first, as the first
   * `<Enqueue workflowSid>` makes it: for 100 calls.
   * @param name - the Workflow's SID
   * @param accountSid - default: the first account
   * @throws RangeError for an account that is none, and for a number that is none or more than the queue takes.
   */
  putCalls(name: string, calls: number, accountSid?: string): void;
  /** Moves the clock on: whatever falls due on the way (timeouts of targets, reservations and tasks) happens, one after the other. */
  advance(ms: number): void;
  /**
   * Resolves when no callback is under way or waiting for its turn: what they answered has been carried out. Callbacks of a
   * workflow whose last ones failed pause for some seconds first; those are not waited for.
   */
  idle(): Promise<void>;
  /** Stops listening, abandons callbacks, ends every connection (also hanging ones), writes what the data file lacks and frees it. May be called twice. */
  close(): Promise<void>;
}

/** A request as it arrived. Headers are not kept: they hold credentials. */
export interface LoggedRequest {
  method: string;
  /** `/v1/Workspaces/WS…/TaskQueues`, without the query. */
  path: string;
  /** `/v1/Workspaces/{WorkspaceSid}/TaskQueues`; the path itself when no route matches. */
  route: string;
  /** Repeated parameters are joined by a comma. */
  query: Record<string, string>;
  form: Record<string, string>;
  /** The status that was sent; `null` when none was (yet). */
  status: number | null;
  /** Kind of the fault that was played on it. */
  fault?: string;
  /** Whose credentials it carried, when they were right. */
  accountSid?: string;
  /** When it arrived, by the emulator's clock. */
  time: number;
}

/** Kinds of failure that can be asked for. */
export type FaultKind = "status" | "hang" | "close-before" | "close-after" | "truncate" | "html" | "delay";

/** A failure to come. When several are due, the one set first is played; the next waits for the next request. */
export interface Fault {
  /** Default: any. */
  method?: string;
  /** `/v1/Workspaces/{WorkspaceSid}/TaskQueues`, or `*`. */
  route: string;
  /** Which matching request, counted from when the fault was set; default 1, the next one. */
  nth?: number;
  /** How many matching requests from then on; default 1. `Infinity` is allowed. */
  times?: number;
  kind: FaultKind;
  /** For `status` (default 500) and `html` (default 502). */
  status?: number;
  /** Value of a `Retry-After` header; none by default, as Twilio documents none. */
  retryAfter?: string;
  /** Replaces the body of `status` or `html`. */
  body?: string;
  /** For `status`, `html` and `hang`: do the work first. Default false. */
  afterWork?: boolean;
  /** For `delay`: how long, in real milliseconds. */
  ms?: number;
}

/** A worker with its channels, in a dump. */
export type WorkerState = WireWorker & { channels: WireWorkerChannel[] };

/** A workspace with everything in it, in a dump. */
export type WorkspaceState = WireWorkspace & {
  activities: WireActivity[];
  task_queues: WireTaskQueue[];
  workflows: WireWorkflow[];
  task_channels: WireTaskChannel[];
  workers: WorkerState[];
  tasks: WireTask[];
  reservations: WireReservation[];
};

/** An account, in a dump. */
export interface AccountState {
  workspaces: WorkspaceState[];
  voice_queues: WireVoiceQueue[];
}

/** Everything stored. */
export interface EmulatorState {
  /** By account SID. */
  accounts: Record<string, AccountState>;
}

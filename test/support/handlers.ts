import { afterEach, beforeEach } from "vitest";
import type { ClientOptions } from "../../src/client";
import type { JsonObject } from "../../src/core/json";
import { provider } from "../../src/dynamic";
import { createEmulator, type Emulator, type EmulatorOptions } from "../../src/emulator";
import type { Handlers } from "../../src/lifecycle/handlers";
import { byHand } from "./scene";

/** What a test may change of the client; waits take no time, and answers are waited for only briefly. */
type Tuning = Omit<ClientOptions, "settings">;

/** What else a test may change. */
interface Around {
  /** Further configuration, such as `taskrouter:region`. */
  readonly config?: Readonly<Record<string, string>>;
  /** Hears what is said to whoever watches the run; `said` collects it by default. */
  readonly say?: (line: string) => void;
}

/** An emulator, and handlers that talk to it in this process. */
export interface Workbench {
  readonly emulator: Emulator;
  /** The handlers of one kind in a process of its own: what one of them remembers, another does not know. */
  handlers(kind: string, tuning?: Tuning, around?: Around): Handlers;
  /** What the provider has told the user. */
  readonly said: string[];
  /** A workspace that somebody else made, by hand. */
  workspace(): Promise<string>;
  /** Creates an object by hand and answers its SID. */
  make(path: string, form: Record<string, string>): Promise<string>;
}

/** A new emulator for every test of a `describe`. */
export function workbench(options: EmulatorOptions = {}): Workbench {
  let emulator: Emulator | undefined;
  const said: string[] = [];
  beforeEach(async () => {
    said.length = 0;
    emulator = await createEmulator(options);
  });
  afterEach(() => emulator?.close());
  const current = (): Emulator => {
    if (emulator === undefined) throw new Error("no emulator outside a test");
    return emulator;
  };
  const make = async (path: string, form: Record<string, string>): Promise<string> =>
    String((await byHand(current(), "POST", path, form)).body["sid"]);
  return {
    get emulator() {
      return current();
    },
    handlers: (kind, tuning, { config: more = {}, say } = {}) => {
      const made = provider(kind, {
        env: { TWILIO_AUTH_TOKEN: current().authToken },
        client: { timeouts: { connect: 2_000, headers: 300, body: 300 }, sleep: () => Promise.resolve(), ...tuning },
        say: say ?? ((line) => said.push(line)),
      });
      const config: Record<string, string> = {
        "taskrouter:accountSid": current().accountSid,
        "taskrouter:baseUrl": current().url,
        ...more,
      };
      made.configure({ config: { get: (key) => config[key] } });
      return made;
    },
    said,
    workspace: () => make("/v1/Workspaces", { FriendlyName: "made by hand" }),
    make,
  };
}

/** Checks and creates, as the engine does. */
export async function checkAndCreate(
  handlers: Handlers,
  inputs: JsonObject,
): Promise<{ id: string; outs: JsonObject }> {
  const { inputs: checked, failures } = handlers.check({}, inputs);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
  return handlers.create(checked);
}

/** What a handler throws, with SIDs that are the same in every run. */
export async function failure(of: Promise<unknown>): Promise<{ code: unknown; message: string }> {
  const error = await of.then(
    () => new Error("nothing was thrown"),
    (thrown: Error) => thrown,
  );
  const known = new Map<string, string>();
  const message = error.message
    .replace(/\b(W[A-Z]|AC)[0-9a-f]{32}\b/g, (sid, prefix: string) => {
      if (!known.has(sid)) known.set(sid, `${prefix}#${known.size + 1}`);
      return known.get(sid) ?? "";
    })
    .replace(/http:\/\/127\.0\.0\.1:\d+/, "https://taskrouter")
    .replace(/RQ\w+/, "RQ#");
  return { code: (error.cause as { code?: unknown } | undefined)?.code, message };
}

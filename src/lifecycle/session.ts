import { setTimeout as pause } from "node:timers/promises";
import {
  type ClientOptions,
  type ConfigKey,
  type ConfigSource,
  resolveIdentity,
  resolveSettings,
  TaskRouterClient,
} from "../client";
import { oneLine } from "../client/text";
import type { JsonObject } from "../core/json";
import { Account } from "./account";
import { accountOf } from "./accounts";
import { assertEngine } from "./engine";
import { UserError } from "./errors";
import { isOn } from "./task-policy";

/** What a test may put in place of the process's own surroundings. */
export interface Surroundings {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly client?: Omit<ClientOptions, "settings">;
  /** Says a line to whoever watches the run. Standard output by default, which the engine shows beside the stack. */
  readonly say?: (line: string) => void;
}

/** Time, as handlers see it: that of the client's options. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** What the dynamic host hands to `configure`. */
export interface ConfigureRequest {
  readonly config: { get(key: string): string | undefined };
}

/** Said where the configuration does not fit the state: which one the engine reads is not obvious (run on 3.259). */
const WHICH_CONFIGURATION =
  "Refresh and destroy go by the configuration of the last run of the program; pulumi refresh --run-program makes them read it anew.";

/** Twilio's first region; state leaves it out. */
const DEFAULT_REGION = "us1";

/** What state holds beside a resource's inputs: whose it is, and where when that is not us1. */
export function homeOf({ accountSid, region }: { readonly accountSid: string; readonly region: string }): JsonObject {
  return region === DEFAULT_REGION ? { accountSid } : { accountSid, region };
}

/**
 * The configuration of one kind's handlers. `configure` only keeps what it was given: the host may call handlers while
 * it still runs, and goes on unconfigured after it has thrown (pulumi-facts 1.5). What is missing is reported when it is
 * first needed, so that a preview can still report mistakes to someone who has no account.
 */
export class Session {
  #config: ConfigSource = () => undefined;
  #account: Account | undefined;

  constructor(private readonly surroundings: Surroundings = {}) {}

  configure(request: ConfigureRequest): void {
    this.#config = (key: ConfigKey) => {
      // A JavaScript program may have given a Provider a number; what is wrong with its text is said like anything else.
      const value: unknown = request.config.get(`taskrouter:${key}`);
      return value === undefined || value === null ? undefined : String(value);
    };
    this.#account = undefined;
  }

  /** What waits go by. */
  get clock(): Clock {
    const { now = Date.now, sleep = (ms: number) => pause(ms) } = this.surroundings.client ?? {};
    return { now, sleep };
  }

  /** One line for whoever watches the run. Names from the account may hold control characters. */
  say(line: string): void {
    if (this.surroundings.say === undefined) process.stdout.write(`${oneLine(line)}\n`);
    else this.surroundings.say(oneLine(line));
  }

  /** Is this switch of the configuration on? */
  isSet(key: ConfigKey): boolean {
    return isOn(this.#config(key));
  }

  /** The account that the configuration names. @throws ConfigurationError, naming every line that is missing */
  account(): Account {
    this.#account ??= this.#open();
    return this.#account;
  }

  /** The same, or undefined while the configuration is not complete: comparing goes on without. */
  accountIfConfigured(): Account | undefined {
    try {
      return this.account();
    } catch {
      return undefined;
    }
  }

  #open(): Account {
    const settings = resolveSettings(this.#config, this.#env);
    // Surroundings of a test get an account of their own.
    if (this.surroundings.client !== undefined) {
      const { client } = this.surroundings;
      return new Account(new TaskRouterClient({ beforeWrite: assertEngine, ...client, settings }), client.now);
    }
    return accountOf(settings);
  }

  get #env(): Readonly<Record<string, string | undefined>> {
    return this.surroundings.env ?? process.env;
  }

  /** What state holds beside a resource's inputs: whose it is, and where when that is not us1. */
  home(): JsonObject {
    return homeOf(this.account().client);
  }

  /**
   * Stops when a resource in state belongs to another account or region than the configured one: everything would
   * answer 404 there, and a refresh or destroy would empty the state. Does no I/O; silent where nothing is configured.
   */
  assertHome(state: JsonObject): void {
    const { accountSid, region } = resolveIdentity(this.#config, this.#env);
    const theirs = state["accountSid"];
    if (typeof theirs === "string" && accountSid !== undefined && theirs !== accountSid) {
      throw new UserError(
        "TR5107",
        `it belongs to account ${theirs}, but the configured account is ${accountSid}; nothing was changed. ` +
          `Use that account's credentials (pulumi config set taskrouter:accountSid ${theirs}), or a stack of its own for the other account. ${WHICH_CONFIGURATION}`,
      );
    }
    const home = typeof state["region"] === "string" ? state["region"] : DEFAULT_REGION;
    if (typeof theirs === "string" && home !== region) {
      throw new UserError(
        "TR5108",
        `it is in region ${home}, but the configured region is ${region}; nothing was changed. ` +
          `Set it back (pulumi config set taskrouter:region ${home}), or use a stack of its own for the other region. ${WHICH_CONFIGURATION}`,
      );
    }
  }
}

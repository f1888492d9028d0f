import { afterAll, afterEach, beforeAll } from "vitest";
import { createEmulator, type Emulator, type EmulatorOptions } from "../../src/emulator";
import { Stack, type StackOptions } from "./engine";
import { expectTruth } from "./truth";

/** An emulator and a stack, for all tests of one `describe`. */
export interface Scene {
  readonly emulator: Emulator;
  readonly stack: Stack;
  /** SIDs of what a test made in somebody else's place: it may be in the state or not. */
  readonly strangers: Set<string>;
}

/** What a scene is made of. */
export interface SceneOptions {
  readonly emulator?: EmulatorOptions;
  readonly stack?: (emulator: Emulator) => StackOptions;
  /** Secrets beside the emulator's token that must not be seen anywhere. */
  readonly secrets?: readonly string[];
}

/**
 * Starts an emulator and makes a stack before the tests of a `describe`, and removes both after them. After every single
 * test, state and account must agree, and no secret may have been shown.
 */
export function scene(options: SceneOptions = {}): Scene {
  let emulator: Emulator | undefined;
  let stack: Stack | undefined;
  const strangers = new Set<string>();
  beforeAll(async () => {
    emulator = await createEmulator(options.emulator);
    stack = new Stack(emulator, options.stack?.(emulator));
  });
  afterEach(() => {
    if (stack !== undefined) expectTruth(stack, options.secrets, strangers);
  });
  afterAll(async () => {
    stack?.dispose();
    await emulator?.close();
  });
  return {
    strangers,
    get emulator() {
      if (emulator === undefined) throw new Error("no emulator before the first test");
      return emulator;
    },
    get stack() {
      if (stack === undefined) throw new Error("no stack before the first test");
      return stack;
    },
  };
}

/** A request to the emulator as the console, or anybody else, would send it. */
export async function byHand(
  emulator: Emulator,
  method: string,
  path: string,
  form: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(emulator.url + path, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${emulator.accountSid}:${emulator.authToken}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    ...(method === "POST" ? { body: new URLSearchParams(form) } : {}),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

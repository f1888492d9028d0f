import { onTestFinished } from "vitest";
import { type ClientOptions, resolveSettings, type Settings, TaskRouterClient } from "../../src/client";
import { type ScriptedServer, type Step, scriptedServer } from "../support/scripted-server";

export const ACCOUNT = `AC${"a".repeat(32)}`;
export const SECRET = "s3cret+token/with=signs";
export const ENCODED = Buffer.from(`${ACCOUNT}:${SECRET}`).toString("base64");

/** A configuration written down as an object. */
export function configOf(values: Record<string, string>): (key: string) => string | undefined {
  return (key) => values[key];
}

export function settingsFor(baseUrl: string, more: Record<string, string> = {}): Settings {
  return resolveSettings(configOf({ accountSid: ACCOUNT, authToken: SECRET, baseUrl, ...more }), {});
}

/** A moment at which the clock stands still. */
const BEGIN = Date.UTC(2026, 10, 26);

/** A client whose waits are written down, not waited for. */
export function clientFor(baseUrl: string, options: Partial<ClientOptions> = {}) {
  const delays: number[] = [];
  const client = new TaskRouterClient({
    settings: settingsFor(baseUrl),
    random: () => 0.5,
    sleep: async (ms) => void delays.push(ms),
    now: () => BEGIN,
    ...options,
  });
  return { client, delays };
}

/** A scripted server with a client for it; the server closes with the test. */
export async function stage(
  script: Step[],
  options: Partial<ClientOptions> = {},
): Promise<ReturnType<typeof clientFor> & { server: ScriptedServer }> {
  const server = await scriptedServer(...script);
  onTestFinished(() => server.close());
  return { server, ...clientFor(server.origin, options) };
}

/** The error that a promise fails with. */
export async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    (value) => {
      throw new Error(`it did not fail but gave ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

import { onTestFinished } from "vitest";
import { createEmulator, type Emulator, type EmulatorOptions } from "../../src/emulator";

export type Form = Record<string, string> | [string, string][];

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever JSON came back
export type Body = any;

export interface Reply {
  status: number;
  body: Body;
  headers: Headers;
  /** `["A-03", "A-33"]` */
  assumptions: string[];
}

export const basic = (user: string, password: string): string => `Basic ${btoa(`${user}:${password}`)}`;

/** A bare HTTP client for one emulator: no client of ours, no SDK. */
export class Api {
  constructor(
    readonly emulator: Emulator,
    readonly authorization = basic(emulator.accountSid, emulator.authToken),
  ) {}

  async call(method: string, path: string, form?: Form, headers: Record<string, string> = {}): Promise<Reply> {
    const response = await fetch(path.startsWith("http") ? path : `${this.emulator.url}/v1${path}`, {
      method,
      headers: { authorization: this.authorization, ...headers },
      ...(form !== undefined && { body: new URLSearchParams(form) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === "" ? undefined : JSON.parse(text),
      headers: response.headers,
      assumptions: response.headers.get("x-emulator-assumption")?.split(", ") ?? [],
    };
  }

  get = (path: string, headers?: Record<string, string>) => this.call("GET", path, undefined, headers);
  post = (path: string, form: Form = {}, headers?: Record<string, string>) => this.call("POST", path, form, headers);
  delete = (path: string, headers?: Record<string, string>) => this.call("DELETE", path, undefined, headers);

  /** Creates something and insists that it worked. */
  async make(path: string, form: Form): Promise<Body> {
    const { status, body } = await this.post(path, form);
    if (status !== 201) throw new Error(`POST ${path}: ${status} ${body?.message}`);
    return body;
  }
}

/** 23 Nov 2026, 10:00:00.5 UTC: half a second, so that a date which keeps its fraction shows. */
export const NOON = Date.UTC(2026, 10, 23, 10, 0, 0, 500);

/** An emulator for one test, with its clock standing still. */
export async function start(options: EmulatorOptions = {}): Promise<Api> {
  const emulator = await createEmulator({ now: () => NOON, ...options });
  onTestFinished(() => emulator.close());
  return new Api(emulator);
}

/** An emulator with a workspace in it. */
export async function startWorkspace(options: EmulatorOptions = {}, form: Record<string, string> = {}) {
  const api = await start(options);
  const workspace = await api.make("/Workspaces", { FriendlyName: "Support", ...form });
  return { api, workspace, home: `/Workspaces/${workspace.sid}` };
}

export const refusal = (message: string) => ({
  code: 20001,
  message,
  more_info: "https://www.twilio.com/docs/errors/20001",
  status: 400,
});

/** A routing document that sends everything to these queues, one filter each. */
export const routingTo = (...queues: string[]) =>
  JSON.stringify({ task_routing: { filters: queues.map((queue) => ({ expression: "1==1", targets: [{ queue }] })) } });

/** A SID of nobody. */
export const nobody = (prefix: string): string => `${prefix}${"f".repeat(32)}`;

import { expect } from "vitest";
import type { JsonObject } from "../../../src/core/json";
import { createEmulator, type Emulator, type LoggedRequest } from "../../../src/emulator";
import { DynamicHost, type Sdk, UserFolder } from "../../support/dynamic-host";

/** What the engine sends in place of a value that a preview does not know. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const TOKEN = "a-token-that-nobody-may-see";

/** What every state file holds for a resource of this kind. `program.test.ts` proves that the classes send it. */
export function providerText(kind: string): string {
  return `exports.handler=()=>require("pulumi-taskrouter/dynamic").provider("${kind}");`;
}

/** Properties as the engine hands them to the host: with the provider's text among them. */
export function ofKind(kind: string, properties: JsonObject): JsonObject {
  return { ...properties, __provider: providerText(kind) };
}

/** An emulator, a user's folder and dynamic hosts in it. */
export class Contract {
  readonly #hosts: DynamicHost[] = [];

  private constructor(
    readonly emulator: Emulator,
    readonly folder: UserFolder,
  ) {}

  static async open(sdk: Sdk): Promise<Contract> {
    return new Contract(await createEmulator({ authToken: TOKEN }), new UserFolder(sdk));
  }

  /** A host that the engine has not configured yet. */
  async host(env?: Record<string, string>): Promise<DynamicHost> {
    const host = await DynamicHost.start(this.folder, env);
    this.#hosts.push(host);
    return host;
  }

  /** A host that knows the emulator. Its token is marked as a secret, as the engine marks it for a host that says so. */
  async configured(): Promise<DynamicHost> {
    const host = await this.host();
    await host.configure(this.configuration);
    return host;
  }

  get configuration(): JsonObject {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: TOKEN };
    const { url, accountSid } = this.emulator;
    return { "taskrouter:baseUrl": url, "taskrouter:accountSid": accountSid, "taskrouter:authToken": secret };
  }

  /** What happens behind the provider's back; undefined for what is not there. */
  async behind(method: "GET" | "POST" | "DELETE", path: string, form?: Record<string, string>): Promise<JsonObject> {
    const { url, accountSid } = this.emulator;
    const authorization = `Basic ${Buffer.from(`${accountSid}:${TOKEN}`).toString("base64")}`;
    const body = form === undefined ? null : new URLSearchParams(form);
    const answer = await fetch(url + path, { method, headers: { authorization }, body });
    const text = await answer.text();
    return { status: answer.status, ...(text === "" ? {} : (JSON.parse(text) as JsonObject)) };
  }

  /** The SID of a new object. */
  async made(path: string, form: Record<string, string>): Promise<string> {
    const { sid } = await this.behind("POST", path, form);
    expect(sid).toMatch(/^W\w[0-9a-f]{32}$/);
    return String(sid);
  }

  /** The requests that this causes. */
  async requestsOf(work: () => Promise<unknown>): Promise<LoggedRequest[]> {
    this.emulator.clearRequests();
    await work();
    return this.emulator.requests();
  }

  /** Ends everything. What all the hosts have said in their lives holds no secret. */
  async close(): Promise<void> {
    await Promise.all(this.#hosts.map((host) => host.stop()));
    await this.emulator.close();
    this.folder.dispose();
    const said = this.#hosts.flatMap((host) => [host.printed, ...host.errors]).join("\n");
    expect(said).not.toContain(TOKEN);
    expect(said).not.toContain(Buffer.from(`${this.emulator.accountSid}:${TOKEN}`).toString("base64"));
  }
}

/** Of what a host printed, the lines that show a stack. */
export function stackLines(host: DynamicHost): string[] {
  return host.printed.split("\n").filter((line) => /^\s+at /.test(line));
}

import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach } from "vitest";
import { createEmulator, type Emulator, type EmulatorOptions } from "../../src/emulator";
import { byHand } from "../support/scene";

/** An emulator that the stack's configuration names, and a deployment, for every test of a `describe`. */
export interface Bench {
  readonly emulator: Emulator;
  /** Creates an object by hand and answers its SID. */
  make(path: string, form: Record<string, string>): Promise<string>;
  /** What has been asked since the last call: paths in the collection, with their filters. */
  asked(): string[];
}

export function bench(options: EmulatorOptions = {}): Bench {
  let emulator: Emulator | undefined;
  const current = (): Emulator => {
    if (emulator === undefined) throw new Error("no emulator outside a test");
    return emulator;
  };
  beforeEach(async () => {
    emulator = await createEmulator(options);
    configure(emulator);
    deploy();
  });
  afterEach(() => emulator?.close());
  return {
    get emulator() {
      return current();
    },
    make: async (path, form) => String((await byHand(current(), "POST", path, form)).body["sid"]),
    asked: () => {
      const gets = current()
        .requests()
        .filter(({ method }) => method === "GET");
      current().clearRequests();
      return gets.map(({ path, query }) => {
        const { PageSize: _size, PageToken: _token, Page: page, ...filters } = query;
        const text = new URLSearchParams({ ...filters, ...(page === undefined ? {} : { Page: page }) }).toString();
        return `${path.replace(/^\/v1\/Workspaces\/WS\w{32}\//, "")}${text === "" ? "" : `?${text}`}`;
      });
    },
  };
}

/** The stack's configuration names this emulator, its token as a secret. */
export function configure({ url, accountSid, authToken }: Emulator): void {
  pulumi.runtime.setAllConfig(
    {
      "taskrouter:baseUrl": url,
      "taskrouter:accountSid": accountSid,
      "taskrouter:authToken": authToken,
      // A test of what fails does not wait for it to fail again.
      "taskrouter:maxRetries": "0",
    },
    ["taskrouter:authToken"],
  );
}

/** A deployment begins: a preview, by an engine that nothing is sent to. */
export function deploy(): void {
  pulumi.runtime.resetOptions("project", "stack", -1, "", "127.0.0.1:9", true, "");
}

/** An Output that a preview does not know, as that of a resource that is yet to be made. */
export function unknown(): pulumi.Output<string> {
  return pulumi.output(pulumi.unknown).apply(() => "known");
}

/** What is inside an Output. */
export async function inside<T>(output: pulumi.Output<T>): Promise<{ value: T; known: boolean; secret: boolean }> {
  const parts = output as pulumi.Output<T> & { promise(): Promise<T>; readonly isKnown: Promise<boolean> };
  const [value, known, secret] = await Promise.all([parts.promise(), parts.isKnown, pulumi.isSecret(output)]);
  return { value, known, secret };
}

/** Why something failed, with SIDs that are the same in every run. */
export async function failure(of: Promise<unknown>): Promise<{ code: unknown; message: string; run: boolean }> {
  const error = await of.then(
    () => new Error("nothing was thrown"),
    (thrown: Error & { code?: unknown }) => thrown,
  );
  const names = new Map<string, string>();
  const message = error.message
    .replace(/\b(W[A-Z]|TC|AC)[0-9a-f]{32}\b/g, (sid, prefix: string) => {
      if (!names.has(sid)) names.set(sid, `${prefix}#${names.size + 1}`);
      return names.get(sid) ?? "";
    })
    .replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, "DATE");
  return { code: "code" in error ? error.code : undefined, message, run: pulumi.RunError.isInstance(error) };
}

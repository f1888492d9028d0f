import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Json, JsonObject } from "../../src/core/json";
import { createEmulator, type Emulator, type EmulatorOptions } from "../../src/emulator";
import { commandLine, credentialsOf } from "../support/command-line";
import { byHand } from "../support/scene";

/** What one run of the command printed, and how it ended. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What `--format json` printed. */
export interface Report {
  readonly agrees: boolean;
  readonly stack: string;
  readonly project: string;
  readonly pending: readonly (JsonObject & { readonly candidates: readonly JsonObject[] })[];
  readonly missing: readonly JsonObject[];
  readonly unknown: readonly JsonObject[];
  readonly builtIn: readonly JsonObject[];
  readonly leftOver: readonly JsonObject[];
  readonly otherWorkspaces: readonly JsonObject[];
  readonly commands: readonly string[];
  readonly importFile: { readonly nameTable?: JsonObject; readonly resources: readonly JsonObject[] } | null;
  readonly written: string | null;
  readonly notes: readonly string[];
}

/** An emulator, a folder, and the command. */
export interface Bench {
  readonly emulator: Emulator;
  readonly folder: string;
  /** Makes an object by hand and answers its SID. */
  make(path: string, form: Record<string, string>): Promise<string>;
  /** Runs a command on what comes in on standard input. */
  run(command: string, input: Json | string, args?: readonly string[], env?: Record<string, string>): Promise<Run>;
  /** Runs `taskrouter doctor` on a state. */
  doctor(state: Json | string, args?: readonly string[], env?: Record<string, string>): Promise<Run>;
  report(state: Json, args?: readonly string[], env?: Record<string, string>): Promise<Report>;
}

/** Everything for one test. */
export async function bench(options: EmulatorOptions = {}): Promise<Bench> {
  const emulator = await createEmulator(options);
  const folder = mkdtempSync(join(tmpdir(), "taskrouter-doctor-"));
  onTestFinished(async () => {
    rmSync(folder, { recursive: true });
    await emulator.close();
  });
  const run: Bench["run"] = (command, input, args = [], env = {}) =>
    commandLine([command, "--base-url", emulator.url, ...args, "-"], {
      reads: input,
      env: { ...credentialsOf(emulator), ...env },
    });
  const doctor: Bench["doctor"] = (state, args, env) => run("doctor", state, args, env);
  return {
    emulator,
    folder,
    run,
    doctor,
    make: async (path, form) => {
      const { status, body } = await byHand(emulator, "POST", path, form);
      if (status !== 201) throw new Error(`POST ${path}: ${status} ${String(body["message"])}`);
      return String(body["sid"]);
    },
    report: async (state, args = [], env = {}) => {
      const { out, err } = await doctor(state, ["--format", "json", ...args], env);
      if (out === "") throw new Error(err);
      return JSON.parse(out) as Report;
    },
  };
}

/** Writes a file and answers its name. */
export function file(folder: string, name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
const ACCOUNT = `AC${"0".repeat(32)}`;

/** The URN of a resource of ours. */
export function urn(kind: string, name: string): string {
  return `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/taskrouter:${kind}::${name}`;
}

/** A resource as a state holds it. */
export function inState(
  kind: string,
  name: string,
  id: string | undefined,
  inputs: JsonObject = {},
  rest: JsonObject = {},
): JsonObject {
  const own = { __provider: "exports.handler=…", friendlyName: name, ...inputs };
  return {
    urn: urn(kind, name),
    custom: true,
    type: `pulumi-nodejs:dynamic/taskrouter:${kind}`,
    ...(id !== undefined && { id, outputs: { ...own, accountSid: ACCOUNT } }),
    inputs: own,
    parent: STACK,
    provider: "urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::default::1b671a64",
    ...rest,
  };
}

/** An operation that never ended. */
export function interrupted(type: string, resource: JsonObject): JsonObject {
  return { type, resource };
}

/** What `pulumi stack export` prints. */
export function exported(resources: readonly JsonObject[], pending: readonly JsonObject[] = []): JsonObject {
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-11-26T00:00:00Z", magic: "m", version: "v3.259.0" },
      resources: [
        { urn: STACK, custom: false, type: "pulumi:pulumi:Stack" },
        {
          urn: "urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::default",
          custom: true,
          id: "1b671a64",
          type: "pulumi:providers:pulumi-nodejs",
          inputs: {},
          outputs: {},
        },
        ...resources,
      ],
      ...(pending.length > 0 && { pending_operations: [...pending] }),
    },
  };
}

import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import type { JsonObject } from "../../src/core/json";
import type { Emulator } from "../../src/emulator";

const ROOT = resolve(__dirname, "../..");
const VERSION = (
  JSON.parse(readFileSync(join(ROOT, "node_modules/pulumi/package.json"), "utf8")) as { version: string }
).version;

/** The CLI that `npm run pulumi:install` leaves; it is called directly, so that no home of the user's is used. */
export const PULUMI = join(
  process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"),
  "versions",
  VERSION,
  "bin",
  "pulumi",
);

/** What one run of the CLI printed, and how it ended. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in that order. */
  readonly output: string;
}

/** A resource as the state holds it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom: boolean;
  readonly external?: boolean;
  readonly inputs?: JsonObject;
  readonly outputs?: JsonObject;
}

/** What a stack is made with. */
export interface StackOptions {
  /** Configuration in plain text; the emulator's address and account by default. */
  readonly config?: Record<string, string>;
  /** Configuration to be encrypted. */
  readonly secrets?: Record<string, string>;
  /** Further environment; the emulator's auth token by default. */
  readonly env?: Record<string, string>;
  /** Folder whose node_modules the program sees; this repository by default. */
  readonly modules?: string;
  /** Folder of a project to copy; by default one whose program `Stack.program` writes. */
  readonly project?: string;
}

function writeProject(folder: string): void {
  const manifest = { name: "engine-test", version: "0.0.0", private: true };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  const options = "runtime:\n  name: nodejs\n  options: { typescript: false }\n";
  writeFileSync(join(folder, "Pulumi.yaml"), `name: engine-test\n${options}`);
}

/**
 * A Pulumi project and stack of its own, in a temporary folder with its own state, passphrase and Pulumi home, driven by
 * the real CLI. Everything that it printed is kept, so that a test can look for secrets at the end.
 */
export class Stack {
  readonly folder = mkdtempSync(join(tmpdir(), "taskrouter-engine-"));
  readonly printed: string[] = [];
  readonly env: Record<string, string>;
  #made = false;
  #config: Record<string, string>;

  constructor(
    readonly emulator: Emulator,
    readonly options: StackOptions = {},
  ) {
    this.#config = options.config ?? {
      "taskrouter:baseUrl": emulator.url,
      "taskrouter:accountSid": emulator.accountSid,
    };
    const project = join(this.folder, "project");
    for (const name of ["project", "state", "home"]) mkdirSync(join(this.folder, name));
    if (options.project === undefined) writeProject(project);
    else cpSync(options.project, project, { recursive: true, filter: (file) => !file.endsWith("node_modules") });
    symlinkSync(join(options.modules ?? ROOT, "node_modules"), join(project, "node_modules"));
    this.env = {
      PATH: [join(ROOT, "node_modules/.bin"), dirname(PULUMI), process.env["PATH"] ?? ""].join(delimiter),
      HOME: join(this.folder, "home"),
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(this.folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "only-for-tests",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      ...(options.env ?? { TWILIO_AUTH_TOKEN: emulator.authToken }),
    };
  }

  /** The program that the next run runs: the body of an index.js in which `taskrouter` and `pulumi` are there. */
  program(body: string): this {
    const head = 'const pulumi = require("@pulumi/pulumi");\nconst taskrouter = require("pulumi-taskrouter");\n';
    writeFileSync(join(this.folder, "project", "index.js"), head + body);
    return this;
  }

  up(...args: string[]): Promise<Run> {
    return this.run("up", "--yes", "--skip-preview", ...args);
  }

  preview(...args: string[]): Promise<Run> {
    return this.run("preview", ...args);
  }

  refresh(...args: string[]): Promise<Run> {
    return this.run("refresh", "--yes", "--skip-preview", ...args);
  }

  destroy(...args: string[]): Promise<Run> {
    return this.run("destroy", "--yes", "--skip-preview", ...args);
  }

  /** Runs one command of the CLI on the stack, which is made first if need be. */
  async run(command: string, ...args: string[]): Promise<Run> {
    if (!this.#made) await this.#make();
    return this.cli(command, "--stack", "test", ...args);
  }

  async #make(): Promise<void> {
    this.#made = true;
    const made = await this.cli("stack", "init", "test");
    if (made.code !== 0) throw new Error(made.output);
    for (const [key, value] of Object.entries(this.options.secrets ?? {})) {
      await this.cli("config", "set", "--stack", "test", "--secret", key, value);
    }
    this.configure(this.#config);
  }

  /** Sets configuration in plain text, as `pulumi config set` would. */
  configure(values: Record<string, string>): void {
    this.#config = { ...this.#config, ...values };
    if (!this.#made) return;
    const file = join(this.folder, "project", "Pulumi.test.yaml");
    const [head = "", old = ""] = (existsSync(file) ? readFileSync(file, "utf8") : "").split("config:\n");
    const keys = Object.keys(values);
    const kept = old
      .split("\n")
      .filter((line) => line.trim() !== "" && !keys.some((key) => line.trim().startsWith(`${key}:`)));
    const lines = Object.entries(values).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
    writeFileSync(file, `${head}config:\n${[...kept, ...lines].join("\n")}\n`);
  }

  /** Runs the CLI in the project's folder. */
  cli(...args: string[]): Promise<Run> {
    return this.start(...args).ended;
  }

  /** The same, with a way to kill the CLI in the middle: its provider lives on, as it does in truth. */
  start(...args: string[]): { readonly kill: () => void; readonly ended: Promise<Run> } {
    const child = spawn(PULUMI, [...args, "--non-interactive", "--color", "never"], {
      cwd: join(this.folder, "project"),
      env: this.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    const ended = new Promise<Run>((done, fail) => {
      child.on("error", fail);
      child.on("exit", (code) => {
        // A provider that outlives a killed CLI holds on to its output.
        if (code === null) for (const stream of [child.stdout, child.stderr]) stream.destroy();
      });
      child.on("close", (code) => {
        const stdout = Buffer.concat(out).toString();
        const stderr = Buffer.concat(err).toString();
        this.printed.push(stdout, stderr);
        done({ code, stdout, stderr, output: stdout + stderr });
      });
    });
    return { kill: () => child.kill("SIGKILL"), ended };
  }

  /** The state file as it is, secrets encrypted. */
  stateText(): string {
    const stacks = join(this.folder, "state/.pulumi/stacks");
    // A project, of which there is one, has a folder of its own.
    const [file] = existsSync(stacks) ? readdirSync(stacks).map((project) => join(stacks, project, "test.json")) : [];
    return file !== undefined && existsSync(file) ? readFileSync(file, "utf8") : "{}";
  }

  /** The resources in the state, stack and providers left out. */
  resources(): StateResource[] {
    const { checkpoint } = JSON.parse(this.stateText()) as {
      checkpoint?: { latest?: { resources?: StateResource[] } };
    };
    return (checkpoint?.latest?.resources ?? []).filter(({ type }) =>
      type.startsWith("pulumi-nodejs:dynamic/taskrouter:"),
    );
  }

  /** One resource of the state by its Pulumi name. */
  resource(name: string): StateResource {
    const found = this.resources().find(({ urn }) => urn.endsWith(`::${name}`));
    if (found === undefined) throw new Error(`no resource ${name} in the state`);
    return found;
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

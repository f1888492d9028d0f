import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { JsonObject } from "../../src/core/json";

const ROOT = resolve(__dirname, "../..");

/** Longer than this no answer takes here: the host has lost the call. */
const DEADLINE = 20_000;

/** A Pulumi SDK that is installed here. */
export interface Sdk {
  readonly version: string;
  /** Its folder below node_modules. */
  readonly folder: string;
}

/** The ends of the range of SDKs that we promise to work with. */
export const SDKS: readonly Sdk[] = ["pulumi-sdk-minimum", "@pulumi/pulumi"].map((folder) => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "node_modules", folder, "package.json"), "utf8")) as Sdk;
  return { version, folder };
});

/**
 * A user's folder with the built package and one SDK installed, as pnpm would: nothing else can be required from it. The
 * package is a copy, since a link would find the SDK of this repository beside it.
 */
export class UserFolder {
  readonly path = mkdtempSync(join(tmpdir(), "taskrouter-user-"));
  /** What a program in this folder gets when it requires something. */
  readonly require = createRequire(join(this.path, "index.js"));

  constructor({ folder }: Sdk) {
    const modules = join(this.path, "node_modules");
    mkdirSync(join(modules, "@pulumi"), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", folder), join(modules, "@pulumi/pulumi"));
    const own = join(modules, "pulumi-taskrouter");
    for (const part of ["package.json", "dist"]) cpSync(join(ROOT, part), join(own, part), { recursive: true });
    mkdirSync(join(own, "node_modules"));
    for (const name of ["ajv", "undici"])
      symlinkSync(join(ROOT, "node_modules", name), join(own, "node_modules", name));
  }

  dispose(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A gRPC error with what Pulumi packs into it. */
export interface RpcError extends Error {
  readonly code: number;
  readonly details: string;
}

/** An answer to Diff. */
export interface Difference {
  readonly changes: "unknown" | "none" | "some";
  readonly replaces: string[];
}

type Struct = NonNullable<ReturnType<messages.CheckRequest["getNews"]>>;
type Method = "configure" | "check" | "diff" | "create" | "read" | "update" | "delete";
type Callback = (error: RpcError | null, answer: unknown) => void;
type Client = { close(): void } & Record<
  Method,
  (request: object, metadata: object, options: { deadline: number }, done: Callback) => void
>;

/** What is used of the SDK's own copies of gRPC and its messages. */
interface Protocol {
  readonly messages: typeof messages;
  readonly Metadata: new () => object;
  readonly Struct: { fromJavaScript(value: object): Struct };
}

/**
 * Pulumi's dynamic host as the engine starts it: a process of the SDK's, in the user's folder, spoken to with gRPC. What
 * it prints, and every error that it answers, is kept for a test to look through.
 */
export class DynamicHost {
  /** All that the process has printed so far. */
  printed = "";
  /** The text of every error that came back. */
  readonly errors: string[] = [];
  readonly #client: Client;
  readonly #protocol: Protocol;

  private constructor(
    private readonly child: ChildProcess,
    private readonly engine: Server,
    folder: UserFolder,
    port: string,
  ) {
    const sdk = createRequire(folder.require.resolve("@pulumi/pulumi/package.json"));
    const { ResourceProviderClient } = sdk("./proto/provider_grpc_pb") as {
      ResourceProviderClient: new (address: string, credentials: unknown) => Client;
    };
    const { credentials, Metadata } = sdk("@grpc/grpc-js") as {
      credentials: { createInsecure(): unknown };
      Metadata: new () => object;
    };
    const { Struct } = sdk("google-protobuf/google/protobuf/struct_pb") as Pick<Protocol, "Struct">;
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    this.#protocol = { messages: sdk("./proto/provider_pb") as typeof messages, Metadata, Struct };
  }

  /** Starts a host in a user's folder. Only the given environment is handed on, so that no account of a developer's is. */
  static async start(folder: UserFolder, env: Readonly<Record<string, string>> = {}): Promise<DynamicHost> {
    // The host is told where the engine is; something has to listen there.
    const engine = createServer((socket) => socket.destroy());
    await new Promise<void>((done) => engine.listen(0, "127.0.0.1", done));
    const address = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
    const script = folder.require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const child = spawn(process.execPath, [script, address], {
      cwd: folder.path,
      env: { PATH: process.env["PATH"] ?? "", PULUMI_NODEJS_PROJECT: "contract", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    const port = await new Promise<string>((done, fail) => {
      child.on("error", fail);
      child.on("exit", (code) => fail(new Error(`the host ended with ${code}: ${printed}`)));
      child.stderr.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
      });
      child.stdout.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
        const line = /^(\d+)\n/.exec(printed);
        if (line?.[1] !== undefined) done(line[1]);
      });
    });
    const host = new DynamicHost(child, engine, folder, port);
    host.printed = printed;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        host.printed += chunk.toString();
      });
    }
    return host;
  }

  /** The engine is killed: nothing listens at its address any more. The host lives on, as it does in truth. */
  async killEngine(): Promise<void> {
    await new Promise((done) => this.engine.close(done));
  }

  /** Ends the process, unless that has been done; afterwards `printed` is complete. */
  async stop(): Promise<void> {
    if (this.child.killed) return;
    this.#client.close();
    this.child.removeAllListeners("exit");
    const closed = new Promise((done) => this.child.on("close", done));
    this.child.kill("SIGKILL");
    await closed;
    if (this.engine.listening) await this.killEngine();
  }

  async configure(config: JsonObject): Promise<void> {
    const request = new this.#protocol.messages.ConfigureRequest();
    request.setArgs(this.#struct(config));
    await this.#call<messages.ConfigureResponse>("configure", request);
  }

  async check(
    olds: JsonObject,
    news: JsonObject,
  ): Promise<{ inputs: JsonObject; failures: { property: string; reason: string }[] }> {
    const request = new this.#protocol.messages.CheckRequest();
    request.setOlds(this.#struct(olds));
    request.setNews(this.#struct(news));
    const answer = await this.#call<messages.CheckResponse>("check", request);
    return {
      inputs: values(answer.getInputs()),
      failures: answer.getFailuresList().map((failure) => failure.toObject()),
    };
  }

  async diff(id: string, olds: JsonObject, news: JsonObject): Promise<Difference> {
    const request = new this.#protocol.messages.DiffRequest();
    request.setId(id);
    request.setOlds(this.#struct(olds));
    request.setNews(this.#struct(news));
    const answer = await this.#call<messages.DiffResponse>("diff", request);
    const { DIFF_UNKNOWN, DIFF_NONE, DIFF_SOME } = this.#protocol.messages.DiffResponse.DiffChanges;
    const changes = { [DIFF_UNKNOWN]: "unknown", [DIFF_NONE]: "none", [DIFF_SOME]: "some" } as const;
    return { changes: changes[answer.getChanges()], replaces: answer.getReplacesList() };
  }

  async create(inputs: JsonObject): Promise<{ id: string; outs: JsonObject }> {
    const request = new this.#protocol.messages.CreateRequest();
    request.setProperties(this.#struct(inputs));
    const answer = await this.#call<messages.CreateResponse>("create", request);
    return { id: answer.getId(), outs: values(answer.getProperties()) };
  }

  /** `state` is what the engine sends at a refresh. For `X.get` it sends the inputs, as both until CLI 3.259 (and beyond). */
  async read(
    id: string,
    { state, inputs }: { state?: JsonObject; inputs?: JsonObject },
  ): Promise<{ id: string; props: JsonObject; inputs: JsonObject | undefined }> {
    const request = new this.#protocol.messages.ReadRequest();
    request.setId(id);
    if (state !== undefined) request.setProperties(this.#struct(state));
    if (inputs !== undefined) request.setInputs(this.#struct(inputs));
    const answer = await this.#call<messages.ReadResponse>("read", request);
    return {
      id: answer.getId(),
      props: values(answer.getProperties()),
      inputs: answer.hasInputs() ? values(answer.getInputs()) : undefined,
    };
  }

  async update(id: string, olds: JsonObject, news: JsonObject): Promise<JsonObject> {
    const request = new this.#protocol.messages.UpdateRequest();
    request.setId(id);
    request.setOlds(this.#struct(olds));
    request.setNews(this.#struct(news));
    const answer = await this.#call<messages.UpdateResponse>("update", request);
    return values(answer.getProperties());
  }

  async delete(id: string, state: JsonObject): Promise<void> {
    const request = new this.#protocol.messages.DeleteRequest();
    request.setId(id);
    request.setProperties(this.#struct(state));
    await this.#call("delete", request);
  }

  #struct(value: JsonObject): Struct {
    return this.#protocol.Struct.fromJavaScript(value);
  }

  #call<T>(method: Method, request: object): Promise<T> {
    return new Promise((done, fail) => {
      this.#client[method](
        request,
        new this.#protocol.Metadata(),
        { deadline: Date.now() + DEADLINE },
        (error, answer) => {
          if (error === null) return done(answer as T);
          this.errors.push(`${error.message}\n${error.details}\n${error.stack}`);
          fail(error);
        },
      );
    });
  }
}

function values(struct: Struct | undefined): JsonObject {
  return (struct?.toJavaScript() ?? {}) as JsonObject;
}

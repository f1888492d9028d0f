import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { ConfigurationError, ConnectionError } from "../../src/client";
import { proxyVariable } from "../../src/client/proxy";
import { undici } from "../../src/client/undici";
import { empty, json, scriptedServer } from "../support/scripted-server";
import { ACCOUNT, clientFor, failure, SECRET } from "./fixture";

const PATH = "/v1/Workspaces";
const ROOT = resolve(__dirname, "../..");
const NO_PROXIES = Object.fromEntries(
  ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"].map((name) => [name, undefined]),
);

// An agent reads the proxy variables when it is made, and agents are kept by connect timeout: each test takes one of its own.
let connect = 5_000;
const proxied = (baseUrl: string) => clientFor(baseUrl, { maxRetries: 1, timeouts: { connect: connect++ } });

function setProxies(values: Record<string, string>): void {
  for (const [name, value] of Object.entries({ ...NO_PROXIES, ...values })) vi.stubEnv(name, value);
}

async function listen(server: Server, scheme: string): Promise<string> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => vi.unstubAllEnvs());

describe("behind a proxy", () => {
  test("requests go through it, but never those to this machine", async () => {
    const proxy = await scriptedServer(json(200, { through: "proxy" }));
    const direct = await scriptedServer(json(200, { through: "nothing" }), json(200, { through: "nothing" }));
    setProxies({ HTTP_PROXY: proxy.origin });
    expect(await proxied("http://taskrouter.invalid").client.get(PATH)).toEqual({ through: "proxy" });
    expect(await proxied(direct.origin).client.get(PATH)).toEqual({ through: "nothing" });
    const byName = direct.origin.replace("127.0.0.1", "localhost");
    expect(await proxied(byName).client.get(PATH)).toEqual({ through: "nothing" });
    expect(proxy.requests).toHaveLength(1);
    await Promise.all([proxy.close(), direct.close()]);
  });

  test("NO_PROXY is honoured", async () => {
    const proxy = await scriptedServer();
    setProxies({ http_proxy: proxy.origin, NO_PROXY: "taskrouter.invalid" });
    expect(await failure(proxied("http://taskrouter.invalid").client.get(PATH))).toMatchObject({
      kind: "dns",
      message: expect.stringMatching(/^http:\/\/taskrouter\.invalid has no address/),
    });
    expect(proxy.requests).toEqual([]);
    await proxy.close();
  });

  test("that refuses (407), the request was not sent, and the message names the variable", async () => {
    const proxy = await scriptedServer(empty(407), empty(407));
    setProxies({ HTTP_PROXY: proxy.origin.replace("http://", "http://me:hunter2@") });
    const { client, delays } = proxied("http://taskrouter.invalid");
    const error = (await failure(client.create(PATH, {}))) as Error;
    expect(error).toMatchObject({ name: "ConnectionError", kind: "proxy" });
    expect(error.message).toMatch(
      /^the proxy in HTTP_PROXY did not let the request through to http:\/\/taskrouter.invalid/,
    );
    expect(error.message).not.toContain("hunter2");
    expect(delays).toEqual([]);
    await proxy.close();
  });

  test("that refuses the tunnel for https://, the request was not sent either", async () => {
    const proxy = createServer((socket) => {
      socket
        .on("error", () => undefined)
        .once("data", () => socket.end("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n"));
    });
    setProxies({ HTTPS_PROXY: await listen(proxy, "http") });
    const error = await failure(proxied("https://taskrouter.invalid").client.create(PATH, {}));
    expect(error).toMatchObject({ name: "ConnectionError", kind: "proxy" });
    proxy.close();
  });

  test("that is not there, the message begins with it", async () => {
    const proxy = await scriptedServer();
    await proxy.close();
    setProxies({ HTTPS_PROXY: proxy.origin });
    const error = (await failure(proxied("https://taskrouter.invalid").client.create(PATH, {}))) as Error;
    expect(error).toMatchObject({ kind: "refused" });
    expect(error.message).toMatchInlineSnapshot(`
      "the proxy in HTTPS_PROXY refused the connection: nothing listens there (ECONNREFUSED)
        POST https://taskrouter.invalid/v1/Workspaces   nothing was sent, tried 2 times
        Check the address in HTTPS_PROXY, and that this machine's network reaches the proxy; NO_PROXY lists the hosts to reach without it."
    `);
  });

  test.each([
    ["https://a.example", {}, undefined],
    ["https://a.example", { HTTPS_PROXY: "p" }, "HTTPS_PROXY"],
    ["https://a.example", { HTTPS_PROXY: "p", https_proxy: "q" }, "https_proxy"],
    ["https://a.example", { HTTPS_PROXY: "p", https_proxy: "" }, undefined],
    ["https://a.example", { HTTP_PROXY: "p" }, "HTTP_PROXY"],
    ["http://a.example", { HTTPS_PROXY: "p" }, undefined],
    ["http://a.example", { http_proxy: "p", HTTPS_PROXY: "q" }, "http_proxy"],
    ["https://a.example", { HTTPS_PROXY: "p", NO_PROXY: "b.example, *" }, undefined],
    ["https://a.example", { HTTPS_PROXY: "p", NO_PROXY: "*:80" }, "HTTPS_PROXY"],
    ["https://a.example", { HTTPS_PROXY: "p", NO_PROXY: "A.example:443" }, undefined],
    ["https://a.example:8443", { HTTPS_PROXY: "p", NO_PROXY: "a.example:443" }, "HTTPS_PROXY"],
    ["https://x.a.example.", { HTTPS_PROXY: "p", NO_PROXY: ".a.example" }, undefined],
    ["https://a.example", { HTTPS_PROXY: "p", NO_PROXY: "*.a.example" }, "HTTPS_PROXY"],
    ["https://x.a.example", { HTTPS_PROXY: "p", NO_PROXY: "*.a.example." }, undefined],
    ["https://xa.example", { HTTPS_PROXY: "p", NO_PROXY: "a.example" }, "HTTPS_PROXY"],
    ["https://[fd00::1]", { HTTPS_PROXY: "p", NO_PROXY: "fd00::1" }, undefined],
    ["https://[fd00::1]", { HTTPS_PROXY: "p", NO_PROXY: "[fd00::1]:443" }, undefined],
    ["https://[fd00::1]", { HTTPS_PROXY: "p", NO_PROXY: "[fd00::1]" }, undefined],
    ["https://[fd00::1]", { HTTPS_PROXY: "p", NO_PROXY: "[fd00::1]:80" }, "HTTPS_PROXY"],
    ["https://[fd00::1]", { HTTPS_PROXY: "p", no_proxy: "", NO_PROXY: "fd00::1" }, "HTTPS_PROXY"],
  ])("for %s and %j it is the one in %s", (origin, env, name) => {
    expect(proxyVariable(origin, env)).toBe(name);
  });

  test("whose variable holds no URL, the value is not shown", async () => {
    setProxies({ HTTPS_PROXY: "::me:hunter2@" });
    const error = await failure(proxied("https://taskrouter.invalid").client.get(PATH));
    expect(error).toMatchObject({ name: "ConnectionError", kind: "proxy" });
    expect((error as Error).message).toMatch(/^HTTPS_PROXY is not the URL of a proxy/);
    expect(String(error) + JSON.stringify(error) + (error as Error).stack).not.toContain("hunter2");
  });
});

test.each([
  ["refused", "ECONNREFUSED", "the proxy in HTTPS_PROXY refused the connection: nothing listens there (ECONNREFUSED)"],
  ["dns", "ENOTFOUND", "the proxy in HTTPS_PROXY has no address: the name could not be resolved (ENOTFOUND)"],
  ["unreachable", undefined, "the proxy in HTTPS_PROXY could not be reached"],
  ["tls", "EPROTO", "the proxy in HTTPS_PROXY, or https://a.example behind it, could not be trusted"],
] as const)("%s behind a proxy begins with the proxy", (kind, systemCode, headline) => {
  const request = { method: "GET", url: "https://a.example/v1/Workspaces" } as const;
  const { message } = new ConnectionError(request, { kind, systemCode, proxy: "HTTPS_PROXY" }, 1);
  expect(message.startsWith(headline)).toBe(true);
  expect(message).toContain("NO_PROXY lists the hosts to reach without it.");
});

describe("the version of Node.js", () => {
  test.each(["18.20.8", "20.20.2", "22.18.9"])("%s is too old, in words", (version) => {
    expect(() => undici(version)).toThrow(ConfigurationError);
    expect(() => undici(version)).toThrow(
      `pulumi-taskrouter needs Node.js 22.19 or newer, this is ${version}: install a newer one and put it first on PATH (Pulumi runs the \`node\` that it finds there; \`node --version\` tells which)`,
    );
  });

  test.each(["22.19.0", "22.20.1", "23.0.0", "24.0.0-nightly"])("%s will do", (version) => {
    expect(undici(version).Agent).toBeTypeOf("function");
  });

  test("is the one in package.json", () => {
    const { engines }: { engines: { node: string } } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect(() => undici("1.0.0")).toThrow(`needs Node.js ${engines.node.replace(">=", "")} or newer`);
  });
});

test("a server that takes connections and then says nothing: not sent while TLS waits", async () => {
  const silent = createServer((socket) => socket.on("error", () => undefined));
  const { client } = clientFor(await listen(silent, "https"), { maxRetries: 0, timeouts: { connect: 30 } });
  expect(await failure(client.create(PATH, {}))).toMatchObject({ name: "ConnectionError", kind: "connect-timeout" });
  silent.close();
});

test("what does not speak HTTP is a broken connection", async () => {
  const ssh = createServer((socket) => socket.on("error", () => undefined).end("SSH-2.0-OpenSSH\r\n"));
  const { client } = clientFor(await listen(ssh, "http"), { maxRetries: 0 });
  expect(await failure(client.create(PATH, {}))).toMatchObject({ name: "LostAnswerError", kind: "reset" });
  ssh.close();
});

describe("in a process of its own", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "taskrouter-client-"));
    for (const part of ["client", "core"]) {
      const files = readdirSync(join(ROOT, "src", part), { recursive: true, encoding: "utf8" });
      for (const file of files.filter((name) => name.endsWith(".ts"))) {
        mkdirSync(dirname(join(folder, part, file)), { recursive: true });
        const source = readFileSync(join(ROOT, "src", part, file), "utf8");
        const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
        writeFileSync(
          join(folder, part, file.replace(/ts$/, "js")),
          ts.transpileModule(source, { compilerOptions: options }).outputText,
        );
      }
    }
    // undici is found from where the package lies; the copy lies elsewhere.
    const loader = join(folder, "client/undici.js");
    writeFileSync(
      loader,
      readFileSync(loader, "utf8").replaceAll("__filename", JSON.stringify(join(ROOT, "package.json"))),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The status is null for a process that does not end by itself. */
  async function run(
    program: string,
    env: Record<string, string> = {},
  ): Promise<{ out: string; status: number | null }> {
    const child = spawn(
      process.execPath,
      ["-e", `const { TaskRouterClient, resolveSettings } = require("./client");\n${program}`],
      {
        cwd: folder,
        timeout: 15_000,
        env: { PATH: process.env["PATH"], TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: SECRET, ...env },
      },
    );
    let out = "";
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (out += chunk));
    const status = await new Promise<number | null>((done) => child.on("close", done));
    return { out, status };
  }

  const loaded = `Object.keys(require.cache).filter((file) => /node_modules.undici/.test(file)).length`;

  test("undici is loaded by the first request, and not before", async () => {
    const { out, status } = await run(
      `new TaskRouterClient({ settings: resolveSettings(() => undefined, process.env) }); console.log(${loaded});`,
    );
    expect([out.trim(), status]).toEqual(["0", 0]);
  });

  test("an idle connection does not keep the process alive", async () => {
    // Neither side ends the connection for as long as this test may take.
    const forLong = { "keep-alive": "timeout=600" };
    const server = await scriptedServer(json(200, { a: 1 }, forLong), json(201, { sid: "WS1" }, forLong));
    const { out, status } = await run(
      `const settings = resolveSettings((key) => (key === "baseUrl" ? "${server.origin}" : undefined), process.env);
       const client = new TaskRouterClient({ settings });
       client.get("/v1/a").then(() => client.create("/v1/a", {})).then((made) => console.log(made.sid, ${loaded} > 0));`,
    );
    expect([out.trim(), status]).toEqual(["WS1 true", 0]);
    await server.close();
  });
});

// `npm run pulumi:install` against a fake download and a fake go: no network, no build, no Pulumi home of the user's.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { version } from "pulumi/package.json";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Installation } from "../../scripts/pulumi-install/install.mjs" with { "resolution-mode": "import" };

/** What is tested is ESM, which a test that is CommonJS to the compiler imports like this. */
async function load() {
  return {
    ...(await import("../../scripts/pulumi-install/download.mjs")),
    ...(await import("../../scripts/pulumi-install/go-module.mjs")),
    ...(await import("../../scripts/pulumi-install/install.mjs")),
    ...(await import("../../scripts/pulumi-install/paths.mjs")),
    ...(await import("../../scripts/pulumi-install/run.mjs")),
  };
}

const cli = "pulumi";
const host = "pulumi-language-nodejs";
const script = "pulumi-resource-pulumi-nodejs";
const repository = join(__dirname, "../..");
const mainModule = pathToFileURL(join(repository, "scripts/pulumi-install/main.mjs")).href;

const goodCli = `#!/bin/sh\necho v${version}\n`;
const goodHost = "#!/bin/sh\nexit 0\n";

let home: string;
let root: string;
let bin: string;
let goCalls: string;
let env: NodeJS.ProcessEnv;
let lines: string[];
const started: ChildProcess[] = [];

// The fakes are shell scripts.
describe.skipIf(process.platform === "win32")("npm run pulumi:install", async () => {
  const { downloadRelease, dynamicProviderScript, goModule, install, modules, pulumiBinary, run } = await load();

  function installation(seams: Partial<Installation>): Installation {
    const { signal } = new AbortController();
    return { version, root, modules, dynamicProviderScript, env, signal, log: (line) => lines.push(line), ...seams };
  }

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "pulumi-install-"));
    root = join(home, "versions", version);
    bin = join(root, "bin");
    goCalls = join(home, "go-calls");
    lines = [];
    env = { ...process.env, GOFLAGS: "-mod=mod", GO_CALLS: goCalls, PATH: fakeGo() };
  });

  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
    rmSync(home, { recursive: true, force: true });
  });

  describe("what is there already", () => {
    test("is left alone, in one line", async () => {
      put(cli, goodCli);
      put(host, goodHost);
      put(script, goodHost);
      const before = inode(cli);

      await install(installation({ download: unexpected }));

      expect(lines).toEqual([`pulumi ${version} is there: ${bin}`]);
      expect(inode(cli)).toBe(before);
      expect(calls()).toEqual([]);
    });

    test("is not replaced when the language host is missing", async () => {
      put(cli, goodCli);
      put(script, goodHost);
      const before = [inode(cli), inode(script)];

      await install(installation({ download: noNetwork }));

      expectComplete();
      expect([inode(cli), inode(script)]).toEqual(before);
      expect(builds()).toEqual([goModule(join(modules, "language-nodejs")).tool]);
    });

    test("needs no road when only the script is missing", async () => {
      put(cli, goodCli);
      put(host, goodHost);

      await install(installation({ download: unexpected }));

      expectComplete();
      expect(readFileSync(join(bin, script), "utf8")).toBe(readFileSync(dynamicProviderScript, "utf8"));
      expect(calls()).toEqual([]);
    });

    test.each([
      ["answers another version", "#!/bin/sh\necho v3.258.0\n"],
      ["does not run", "\u007fELF half a file"],
      ["is empty", ""],
    ])("is repaired when the CLI %s", async (_, content) => {
      put(cli, content);
      put(host, goodHost);
      put(script, goodHost);

      await install(installation({ download: noNetwork }));

      expectComplete();
      expect(builds()).toEqual([goModule(join(modules, "cli")).tool]);
    });
  });

  describe("the official download", () => {
    test("comes first, and brings the other languages' hosts", async () => {
      await install(installation({ download: release({ "pulumi-language-python": goodHost }) }));

      expectComplete("pulumi-language-python");
      expect(calls()).toEqual([]);
      expect(readdirSync(root)).toEqual(["bin"]);
    });

    test("is not taken when its CLI is not the one asked for", async () => {
      await install(installation({ download: release({ [cli]: "#!/bin/sh\necho v3.0.0\n" }) }));

      expectComplete();
      expect(lines).toContainEqual(expect.stringContaining(`failed: the CLI it brought does not answer v${version}`));
      expect(builds()).toHaveLength(2);
    });

    test("is made by the library of the npm package", async () => {
      const place = join(home, "place");
      // As the script is called: --no-edit-path --install-root <place> --version <version>
      await downloadRelease(
        fetched(`mkdir -p "$3/bin"; echo "v$5" > "$3/bin/pulumi"; test "$TMPDIR" = "$3/tmp"`, place),
      );

      expect(readFileSync(join(place, "bin", "pulumi"), "utf8")).toBe(`v${version}\n`);
      expect(readdirSync(join(place, "tmp"))).toEqual([]);
    });

    test.each([
      [
        "the script's own error",
        `printf '\\033[31merror: failed to download it\\033[0m\\n' >&2; exit 1`,
        "failed to download it",
      ],
      ["a script that says nothing", "exit 1", /^Command failed: \/bin\/sh /],
      ["no script at all", undefined, /^HTTP 503 fetching /],
    ])("tells %s", async (_, text, message) => {
      await expect(downloadRelease(fetched(text, join(home, "place")))).rejects.toMatchObject({
        name: "InstallError",
        message: typeof message === "string" ? message : expect.stringMatching(message),
      });
    });
  });

  describe("the build with Go", () => {
    test("follows a failed download, prints its steps, and is pinned", async () => {
      await install(installation({ download: noNetwork }));

      expectComplete();
      expect(lines.map((line) => line.replace(/\d:\d\d/, "0:00"))).toEqual([
        `pulumi ${version}: missing or broken in ${bin}: ${cli}, ${host}, ${script}`,
        "  0:00  downloading the official release …",
        "  0:00  failed: fetch failed: no such host",
        "  0:00  building it with go 1.26.8; the first time, that takes about 5 minutes on 2 cores …",
        `  0:00  ${host}: reading its modules …`,
        `  0:00  ${host}: 1 modules fetched, compiling up to 2 packages …`,
        `  0:00  ${host}: built`,
        `  0:00  ${cli}: reading its modules …`,
        `  0:00  ${cli}: 1 modules fetched, compiling up to 2 packages …`,
        `  0:00  ${cli}: built`,
        `pulumi ${version} is ready: ${bin}`,
      ]);
      const build = calls().find((call) => call.includes("build -v") && call.endsWith("/cmd/pulumi"));
      expect(build).toContain("CGO_ENABLED=0 GOFLAGS=-mod=readonly GOTOOLCHAIN=local ");
      expect(build).toContain(` -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version} `);
      expect(build).toContain(" -trimpath ");
    });

    test.each([
      [
        "there is no go",
        () => ({ PATH: join(home, "nothing") }),
        "the build with Go failed: no go on the PATH (1.26 or newer is needed)",
      ],
      [
        "go is too old",
        () => ({ GO_VERSION: "go1.25.9" }),
        "the build with Go failed: go is 1.25.9, 1.26 or newer is needed",
      ],
      ["go fails", () => ({ GO_FAILS: "yes" }), "b.go:1: undefined: x"],
    ])("when %s, both reasons are told and nothing is left", async (_, change, words) => {
      const { code, errors } = await command({ env: { ...env, ...change() } });

      expect(code).toBe(1);
      expect(errors).toContain(`pulumi ${version} could not be installed.\n`);
      expect(errors).toContain("the official download failed: no network here");
      expect(errors).toContain(words);
      expect(errors).toContain(`put its files into\n  ${bin}\n`);
      expect(existsSync(join(home, "versions"))).toBe(false);
    });

    test("is refused when the npm package and go.mod name different versions", async () => {
      await expect(install(installation({ version: "3.260.0", download: unexpected }))).rejects.toThrow(
        `the npm package pulumi is 3.260.0, but tools/pulumi/cli/go.mod pins v${version}.`,
      );
      expect(existsSync(join(home, "versions"))).toBe(false);
    });
  });

  describe("two at once", () => {
    test("build once, and the second says for whom it waits", async () => {
      const slow = { env: { ...env, GO_SLEEP: "1" } };
      const both = await Promise.all([command(slow), command(slow)]);

      expect(both.map(({ code }) => code)).toEqual([0, 0]);
      expect(builds()).toHaveLength(2); // of two programs
      const waited = both.find(({ output }) => output.includes("waiting for"));
      const other = both.find((one) => one !== waited);
      expect(waited?.output).toMatch(
        new RegExp(`^pulumi: waiting for process ${other?.pid}, which has been installing it for 0:0\\d …\n`),
      );
      expect(waited?.output).toContain(`pulumi ${version} is there: ${bin}`);
      expectComplete();
      expect(readdirSync(root)).toEqual(["bin"]);
    });

    test("one that was killed leaves nothing that holds up or outlives the next", async () => {
      const first = command({ env: { ...env, GO_HANGS: "yes" } });
      await vi.waitFor(() => expect(existsSync(join(home, "go-pid"))).toBe(true), 10_000);
      process.kill(first.pid, "SIGKILL");
      await first;
      process.kill(goPid(), "SIGKILL");
      expect(readdirSync(root)).toEqual([".installing"]);

      await install(installation({ download: noNetwork }));

      expectComplete();
      expect(readdirSync(root)).toEqual(["bin"]);
      expect(lines.join()).not.toContain("waiting");
    });

    test("one on another host is waited for as long as it gives signs of life", async () => {
      const turn = join(root, ".installing", `${Date.now()}-4711-abc123@elsewhere`);
      mkdirSync(join(turn, "half-built"), { recursive: true });

      await install(installation({ download: noNetwork, patience: 1_300 }));

      expect(lines[0]).toBe("pulumi: waiting for process 4711 on elsewhere, which has been installing it for 0:01 …");
      expectComplete();
      expect(readdirSync(root)).toEqual(["bin"]);
    });

    test("one whose number another process has now does not hold up the next for ever", async () => {
      mkdirSync(join(root, ".installing", `${Date.now()}-${process.ppid}-abc123@${encodeURIComponent(hostname())}`), {
        recursive: true,
      });

      await install(installation({ download: noNetwork, patience: 1_300 }));

      expectComplete();
    });

    test("many at once, one after the other", async () => {
      let inside = 0;
      const download = async ({ place }: { place: string }) => {
        inside++;
        expect(inside).toBe(1);
        await sleep(20);
        inside--;
        throw new Error(`not from ${place}`);
      };
      const all = Array.from({ length: 6 }, () =>
        install(installation({ download, env: { ...env, PATH: home } })).catch((error: Error) => error.message),
      );
      for (const message of await Promise.all(all)) expect(message).toContain("not from");
      expect(existsSync(join(home, "versions"))).toBe(false);
    });
  });

  describe("an interruption", () => {
    test.each([
      ["SIGTERM", 143],
      ["SIGINT", 130],
    ] as const)("by %s ends go and leaves nothing", async (name, code) => {
      const running = command({ env: { ...env, GO_HANGS: "yes" } });
      await vi.waitFor(() => expect(existsSync(join(home, "go-pid"))).toBe(true), 10_000);
      process.kill(running.pid, name);

      expect(await running).toMatchObject({ code, errors: `interrupted by ${name}\n` });
      expect(() => process.kill(goPid(), 0)).toThrow("ESRCH");
      expect(existsSync(join(home, "versions"))).toBe(false);
    });

    test("ends even a program that does not listen, with what it started", async () => {
      const stop = new AbortController();
      const pid = new Promise<string>((resolve) => {
        const stubborn = "trap '' INT; sh -c 'echo $$; exec sleep 60'";
        run("/bin/sh", ["-c", stubborn], { env, signal: stop.signal, onLine: resolve }).catch(() => {});
      });
      const child = Number(await pid);
      stop.abort(new Error("enough"));
      await vi.waitFor(() => expect(() => process.kill(child, 0)).toThrow("ESRCH"), 10_000);
    });
  });

  test("a program that says nothing, or takes too long, is ended", async () => {
    const { signal } = new AbortController();
    const hang = ["-c", "echo hello; exec sleep 60"];
    await expect(run("/bin/sh", hang, { env, signal, silence: 300 })).rejects.toThrow("/bin/sh said nothing for 0:00");
    await expect(run("/bin/sh", hang, { env, signal, limit: 300 })).rejects.toMatchObject({ output: ["hello"] });
  });

  test("pulumiBinary is where the launcher of the npm package looks", () => {
    vi.stubEnv("PULUMI_HOME", home);
    put(cli, goodCli);
    const launcher = join(repository, "node_modules/pulumi/run.js");
    expect(pulumiBinary()).toBe(join(bin, cli));
    expect(spawnSync(process.execPath, [launcher, "version"], { encoding: "utf8" }).stdout).toBe(`v${version}\n`);
    vi.unstubAllEnvs();
  });
});

type Download = NonNullable<Installation["download"]>;

const unexpected: Download = () => Promise.reject(new Error("nothing should be downloaded"));
const noNetwork: Download = () => Promise.reject(new Error("fetch failed", { cause: new Error("no such host") }));

function release(more: Record<string, string>): Download {
  return async ({ place }) => {
    mkdirSync(join(place, "bin"));
    for (const [name, content] of Object.entries({ [cli]: goodCli, [host]: goodHost, [script]: goodHost, ...more })) {
      writeFileSync(join(place, "bin", name), content, { mode: 0o755 });
    }
  };
}

/** Options of a real download whose `fetch` answers with a shell script; with none, 503. */
function fetched(text: string | undefined, place: string): Parameters<Download>[0] {
  const body = text === undefined ? `"", { status: 503 }` : JSON.stringify(`#!/bin/sh\n${text}\n`);
  const stub = join(home, "stub.mjs");
  writeFileSync(stub, `globalThis.fetch = async () => new Response(${body});`);
  const { signal } = new AbortController();
  return { version, place, env: { ...env, NODE_OPTIONS: `--import=${stub}` }, signal, log: () => {} };
}

interface Ended {
  pid: number;
  code: number | null;
  output: string;
  errors: string;
}

/** Runs the command in a process of its own; `pid` is there at once. */
function command(seams: { env: NodeJS.ProcessEnv }): Promise<Ended> & { pid: number } {
  const text = `
    import { main } from ${JSON.stringify(mainModule)};
    const download = async () => { throw new Error("no network here"); };
    await main({ root: ${JSON.stringify(root)}, download });`;
  // The fake go needs no more of the PATH than a shell; node is called by its path.
  const child = spawn(process.execPath, ["--input-type=module", "-e", text], seams);
  started.push(child);
  const pid = child.pid ?? 0;
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ pid, code, output, errors }));
  });
  return Object.assign(ended, { pid });
}

/** Makes a `go` that notes how it is called and "builds" what it is asked for; returns a PATH. */
function fakeGo(): string {
  const folder = join(home, "go");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "go"),
    `#!/bin/sh
    echo "CGO_ENABLED=$CGO_ENABLED GOFLAGS=$GOFLAGS GOTOOLCHAIN=$GOTOOLCHAIN go $*" >> "$GO_CALLS"
    case "$1" in
      version)
        echo "go version \${GO_VERSION:-go1.26.8} linux/amd64" ;;
      list)
        echo "go: downloading example.com/a v1.0.0" >&2
        echo example.com/a
        echo example.com/a/b ;;
      build)
        if [ -n "$GO_HANGS" ]; then exec sh -c 'echo $$ > ${join(home, "go-pid")}.new; mv ${join(home, "go-pid")}.new ${join(home, "go-pid")}; exec sleep 60'; fi
        if [ -n "$GO_FAILS" ]; then echo "b.go:1: undefined: x" >&2; exit 1; fi
        sleep "\${GO_SLEEP:-0}"
        echo example.com/a >&2
        while [ "$1" != -o ]; do shift; done
        printf '#!/bin/sh\\necho v${version}\\n' > "$2"
        chmod +x "$2" ;;
    esac\n`,
    { mode: 0o755 },
  );
  return [folder, "/usr/bin", "/bin"].join(delimiter);
}

function calls(): string[] {
  return existsSync(goCalls) ? readFileSync(goCalls, "utf8").trim().split("\n") : [];
}

/** The packages that go was asked to build. */
function builds(): (string | undefined)[] {
  return calls()
    .filter((call) => call.includes(" go build "))
    .map((call) => call.split(" ").at(-1));
}

function goPid(): number {
  return Number(readFileSync(join(home, "go-pid"), "utf8"));
}

function put(name: string, content: string): void {
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, name), content, { mode: 0o755 });
}

function inode(name: string): number {
  return statSync(join(bin, name)).ino;
}

function expectComplete(...more: string[]): void {
  expect(readdirSync(bin).sort()).toEqual([cli, host, script, ...more].sort());
  for (const name of readdirSync(bin)) expect(statSync(join(bin, name)).mode & 0o111).toBe(0o111);
  expect(spawnSync(join(bin, cli), ["version"], { encoding: "utf8" }).stdout).toBe(`v${version}\n`);
}

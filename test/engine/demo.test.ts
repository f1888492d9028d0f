import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PULUMI } from "../support/engine";

const ROOT = resolve(__dirname, "../..");

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "taskrouter-demo-test-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the demo from another folder, among settings of a user's that it must not use. */
function startDemo(): { waitFor: (text: string) => Promise<void>; stop: () => void; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [join(ROOT, "scripts/demo.mjs")], {
    cwd: folder,
    env: {
      ...process.env,
      TMPDIR: folder,
      PULUMI_BACKEND_URL: "file:///there/is/no/such/folder",
      PULUMI_STACK: "production",
      PULUMI_CONFIG_PASSPHRASE: "the user's own",
      TWILIO_ACCOUNT_SID: `AC${"9".repeat(32)}`,
      TWILIO_AUTH_TOKEN: "the user's own",
      TWILIO_REGION: "ie1",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const waiting: { text: string; found: () => void }[] = [];
  const take = (chunk: string): void => {
    output += chunk;
    for (const { text, found } of waiting) if (output.includes(text)) found();
  };
  child.stdout.setEncoding("utf8").on("data", take);
  child.stderr.setEncoding("utf8").on("data", take);
  return {
    waitFor: (text) =>
      new Promise((found, failed) => {
        waiting.push({ text, found });
        child.on("close", () => failed(new Error(`the demo ended without printing "${text}":\n${output}`)));
      }),
    stop: () => child.kill("SIGINT"),
    ended: new Promise((done, failed) => {
      child.on("error", failed);
      child.on("close", (code) => done({ code, output }));
    }),
  };
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** What the demo might have left in the repository or in the user's Pulumi home. */
function surroundings(): unknown {
  const args = ["status", "--porcelain", "--ignored", "--untracked-files=all", "--", "examples", "Pulumi.*"];
  const home = resolve(dirname(PULUMI), "../../..");
  return { repository: spawnSync("git", args, { cwd: ROOT, encoding: "utf8" }).stdout, home: readdirSync(home).sort() };
}

/** The processes whose environment names the folder. */
function processesOf(name: string): string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, "utf8").includes(name);
    } catch {
      return false;
    }
  });
}

describe("npm run demo", () => {
  it("makes, shows, catches, repairs and destroys, and leaves nothing", async () => {
    const before = surroundings();
    const { code, output } = await startDemo().ended;

    expect(code, output).toBe(0);
    const story = [
      "$ npx taskrouter emulate",
      "$ pulumi stack init demo",
      "$ pulumi config set --secret taskrouter:authToken <<< $TOKEN",
      "$ pulumi up",
      "+ 8 created",
      "skills HAS 'billing'",
      "$ pulumi preview --expect-no-changes",
      "8 unchanged",
      "$ pulumi preview",
      "is the SID of a Workspace",
      "1 errored",
      "All three are caught, with exit code",
      "$ pulumi preview --refresh --diff",
      `~ targetWorkers: "skills HAS 'sales'" => "skills HAS 'billing'"`,
      "$ pulumi up --refresh",
      "~ 1 updated",
      "$ pulumi destroy",
      "- 8 deleted",
      "The account is empty.",
      "Done in",
    ];
    let place = 0;
    for (const line of story) {
      const next = output.indexOf(line, place);
      expect(next, `"${line}" after:\n${output.slice(0, place)}`).toBeGreaterThanOrEqual(0);
      place = next + line.length;
    }
    expect(readdirSync(folder)).toEqual([]);
    expect(processesOf(folder)).toEqual([]);
    expect(surroundings()).toEqual(before);
  });

  it("cleans up when it is interrupted in the middle of an up", async () => {
    const before = surroundings();
    const demo = startDemo();
    await demo.waitFor("Workspace support creat");
    demo.stop();
    const { code, output } = await demo.ended;

    expect(code, output).toBe(130);
    expect(output).toContain("demo: interrupted by SIGINT");
    expect(output).not.toContain("The account is empty.");
    expect(readdirSync(folder)).toEqual([]);
    expect(processesOf(folder)).toEqual([]);
    const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
    await expect(fetch(url)).rejects.toThrow("fetch failed");
    expect(surroundings()).toEqual(before);
  });
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { main } from "../../src/cli/main";
import type { JsonObject } from "../../src/core/json";
import { type Api, start } from "../emulator/support";
import { accounts, populate } from "../support/random-account";

const ROOT = resolve(__dirname, "../..");
const FOLDER = mkdtempSync(join(tmpdir(), "taskrouter-export-"));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** Runs `taskrouter export`; the folder is one in the temporary one. */
async function exportTo(api: Api, folder: string, ...args: string[]) {
  const printed = { out: "", err: "" };
  const code = await main(["export", "--base-url", api.emulator.url, ...args, join(FOLDER, folder)], {
    stdout: (text) => {
      printed.out += text;
    },
    stderr: (text) => {
      printed.err += text;
    },
    stdin: () => Promise.reject(new Error("nothing is read")),
    color: false,
    env: { TWILIO_ACCOUNT_SID: api.emulator.accountSid, TWILIO_AUTH_TOKEN: api.emulator.authToken },
    stop: () => new AbortController().signal,
  });
  return { code, ...printed };
}

const sent = (api: Api) => async (path: string, form?: Record<string, string>) => {
  const answer = await api.call(form === undefined ? "GET" : "POST", `${api.emulator.url}${path}`, form);
  return answer.status < 300 ? (answer.body as JsonObject) : undefined;
};

describe("random accounts", () => {
  test("the programs type-check and are as Biome would write them, in one file or several, with and without SIDs", async () => {
    const plans = fc.sample(accounts, { numRuns: 24, seed: 7 });
    for (const [index, plan] of plans.entries()) {
      const api = await start();
      await populate(plan, sent(api), api.emulator.accountSid);
      const before = JSON.stringify(api.emulator.dump());
      api.emulator.clearRequests();
      const how = [...(index % 2 === 0 ? [] : ["--split"]), ...(index % 3 === 0 ? ["--without-sids"] : [])];
      const run = await exportTo(api, `random/${index}`, "--all", ...how);
      expect(run.code, run.err).toBeLessThan(2);
      expect(api.emulator.requests().filter(({ method }) => method !== "GET")).toEqual([]);
      expect(JSON.stringify(api.emulator.dump())).toBe(before);
    }
    expect(biome("random")).toBe("");
    expect(types("random")).toBe("");
  }, 120_000);
});

/** What Biome says of the projects in a folder. */
function biome(folder: string): string {
  const { $schema: _schema, vcs: _vcs, ...config } = JSON.parse(readFileSync(join(ROOT, "biome.json"), "utf8"));
  writeFileSync(join(FOLDER, "biome.json"), JSON.stringify({ ...config, root: true }));
  const args = ["check", "--error-on-warnings", "--max-diagnostics=20", `--config-path=${FOLDER}`, "."];
  const run = spawnSync(join(ROOT, "node_modules/.bin/biome"), args, { cwd: join(FOLDER, folder), encoding: "utf8" });
  return run.status === 0 ? "" : `${run.stdout}${run.stderr}`;
}

/** What the compiler says of them. */
function types(folder: string): string {
  symlinkSync(join(ROOT, "node_modules"), join(FOLDER, folder, "node_modules"));
  const projects = readdirSync(join(FOLDER, folder)).filter((name) => /^\d+$/.test(name));
  const options = JSON.parse(
    readFileSync(join(FOLDER, folder, projects[0] ?? "", "tsconfig.json"), "utf8"),
  ).compilerOptions;
  const all = { compilerOptions: { ...options, rootDir: "." }, include: ["*/*.ts"] };
  writeFileSync(join(FOLDER, folder, "tsconfig.json"), JSON.stringify(all));
  const run = spawnSync(join(ROOT, "node_modules/.bin/tsc"), ["-p", "."], {
    cwd: join(FOLDER, folder),
    encoding: "utf8",
  });
  return run.stdout;
}

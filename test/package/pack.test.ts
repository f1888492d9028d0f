// What a user gets: the packed package, installed into an empty project with the lowest SDK and compiler, and used there.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEmulator } from "../../src/emulator";
import { Stack } from "../support/engine";
import { InstalledPackage, ROOT } from "../support/installed";
import { expectTruth, workspaces } from "../support/truth";
import { PROGRAM, USES } from "./user-program";

/** tsconfig.json as `pulumi new typescript` writes it. */
const TEMPLATE = {
  compilerOptions: {
    strict: true,
    outDir: "bin",
    target: "es2020",
    module: "commonjs",
    moduleResolution: "node",
    sourceMap: true,
    experimentalDecorators: true,
    pretty: true,
    noFallthroughCasesInSwitch: true,
    noImplicitReturns: true,
    forceConsistentCasingInFileNames: true,
  },
  files: ["index.ts"],
};

/** What a user may add, and what a sloppy declaration file would not stand. */
const STRICTEST = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };

let installed: InstalledPackage;

beforeAll(() => {
  installed = new InstalledPackage();
});

afterAll(() => installed.dispose());

describe("the tarball", () => {
  test("holds what is used and what is read, and nothing else", () => {
    const known = [
      /^dist\/[\w/-]+\.(?:js|d\.ts)$/,
      /^schema\/[\w-]+\.json$/,
      /^docs\/[\w/-]+\.md$/,
      /^(?:README|CHANGELOG)\.md$/,
      /^LICENSE$/,
      /^package\.json$/,
    ];
    expect(installed.files.filter((file) => !known.some((pattern) => pattern.test(file)))).toEqual([]);
    expect(installed.files.filter((file) => /\btests?\b|fixture|bench\./i.test(file))).toEqual([]);
  });

  test("holds all of it", () => {
    const wanted = [
      "README.md",
      "LICENSE",
      "CHANGELOG.md",
      ...readdirSync(join(ROOT, "schema")).map((name) => `schema/${name}`),
    ];
    expect(installed.files).toEqual(expect.arrayContaining(wanted.filter((file) => existsSync(join(ROOT, file)))));
  });

  test("brings undici and ajv, and what ajv brings", () => {
    const { packages } = JSON.parse(installed.read("package-lock.json")) as {
      packages: Record<string, { dependencies?: Record<string, string> }>;
    };
    const brought = (name: string): string[] => {
      const needs = Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {});
      return [...needs, ...needs.flatMap(brought)];
    };
    expect([...new Set(brought("pulumi-taskrouter"))].sort()).toEqual([
      "ajv",
      "fast-deep-equal",
      "fast-uri",
      "json-schema-traverse",
      "require-from-string",
      "undici",
    ]);
  });
});

describe("an entry", () => {
  const entries = {
    "pulumi-taskrouter": [
      "Activity",
      "Provider",
      "TaskChannel",
      "TaskQueue",
      "VoiceQueue",
      "WorkerChannel",
      "Workflow",
      "Workspace",
      "WorkspaceDefaults",
    ],
    "pulumi-taskrouter/dynamic": ["provider"],
    "pulumi-taskrouter/client": ["ApiError", "ArgumentsError", "TaskRouter", "TaskRouterClient", "resolveSettings"],
    "pulumi-taskrouter/emulator": ["DEFAULT_ACCOUNT_SID", "DEFAULT_AUTH_TOKEN", "createEmulator"],
    "pulumi-taskrouter/testing": [
      "SimulationError",
      "coverage",
      "fromState",
      "matchers",
      "route",
      "routes",
      "simulate",
    ],
  };
  const names = JSON.stringify(Object.keys(entries));

  test("is required and imported under the same names", () => {
    const required = installed.run(
      "commonjs",
      `say(Object.fromEntries(${names}.map((entry) => [entry, Object.keys(require(entry)).sort()])));`,
    );
    for (const [entry, exports] of Object.entries(entries)) {
      expect(required).toHaveProperty([entry], expect.arrayContaining(exports));
    }
    const imported = installed.run(
      "module",
      `const names = {};
       for (const entry of ${names}) {
         const { default: whole, "module.exports": same, __esModule, ...named } = await import(entry);
         names[entry] = Object.keys(named).sort();
       }
       say(names);`,
    );
    expect(imported).toEqual(required);
  });

  test("for data is there too", () => {
    const schemas = installed.files.filter((file) => file.startsWith("schema/"));
    const seen = installed.run(
      "commonjs",
      `const schemas = ${JSON.stringify(schemas)}.map((file) => typeof require("pulumi-taskrouter/" + file));
       say([require("pulumi-taskrouter/package.json").name, ...schemas]);`,
    );
    expect(seen).toEqual(["pulumi-taskrouter", ...schemas.map(() => "object")]);
  });

  test("that is none stays closed", () => {
    const closed = [
      "dist/index.js",
      "dist/dynamic.js",
      "lifecycle/resource",
      "cli",
      "cli/main",
      "core/json",
      "src/index",
      "docs",
    ];
    const codes = installed.run(
      "commonjs",
      `const code = (entry) => { try { require(entry); } catch (error) { return error.code; } };
       say(${JSON.stringify(closed)}.map((entry) => code("pulumi-taskrouter/" + entry)));`,
    );
    expect(codes).toEqual(closed.map(() => "ERR_PACKAGE_PATH_NOT_EXPORTED"));
  });

  test.each(["pulumi-taskrouter", "pulumi-taskrouter/dynamic"])(
    "%s loads no emulator, CLI, HTTP client or validator",
    (entry) => {
      const loaded = installed.run(
        "commonjs",
        `require("@pulumi/pulumi");
       const before = new Set(Object.keys(require.cache));
       require("${entry}");
       say(Object.keys(require.cache).filter((file) => !before.has(file)));`,
      ) as string[];
      const own = join("node_modules", "pulumi-taskrouter", "dist");
      expect(loaded.filter((file) => !file.includes(own))).toEqual([]);
      expect(loaded.filter((file) => /dist\/(?:emulator|cli)\//.test(file))).toEqual([]);
      expect(loaded.length).toBeGreaterThan(5);
    },
  );
});

test("the client loads nothing but its own files, Pulumi least of all", () => {
  const loaded = installed.run(
    "commonjs",
    `new (require("pulumi-taskrouter/client").TaskRouter)({ accountSid: "AC" + "0".repeat(32), authToken: "x" });
     say(Object.keys(require.cache));`,
  ) as string[];
  const own = join("node_modules", "pulumi-taskrouter", "dist");
  expect(loaded.filter((file) => !file.includes(own))).toEqual([]);
  expect(loaded.filter((file) => !/dist\/(?:client|core)\//.test(file))).toEqual([]);
  expect(loaded.length).toBeGreaterThan(20);
});

describe("TypeScript 5", () => {
  beforeAll(() => {
    installed.write("index.ts", PROGRAM);
    installed.write("uses.ts", USES);
    installed.write("module.mts", USES);
  });

  test.each([
    ["node10", TEMPLATE.compilerOptions, []],
    // A file of each kind, as a module in Node's sense and as none.
    ["Node16", { module: "Node16", moduleResolution: "Node16", skipLibCheck: true }, ["module.mts"]],
    ["Bundler", { module: "ESNext", moduleResolution: "Bundler", skipLibCheck: true }, []],
  ])("compiles a program under %s", (name, options, more) => {
    const compilerOptions = { target: "es2022", ...options, ...STRICTEST, noEmit: true, pretty: false };
    const project = `tsconfig.${name}.json`;
    installed.write(project, JSON.stringify({ compilerOptions, files: ["index.ts", "uses.ts", ...more] }));
    expect(complaints(project)).toBe("");
  });

  function complaints(project: string): string {
    const tsc = join(installed.path, "node_modules/typescript/bin/tsc");
    try {
      return execFileSync(process.execPath, [tsc, "-p", project], { cwd: installed.path, encoding: "utf8" });
    } catch (error) {
      return String((error as { stdout?: unknown }).stdout ?? error);
    }
  }
});

test("Pulumi runs the program as it is: up, again without a change, refresh, destroy", async () => {
  const emulator = await createEmulator();
  const stack = new Stack(emulator, { modules: installed.path });
  try {
    const file = (name: string): string => join(stack.folder, "project", name);
    writeFileSync(file("Pulumi.yaml"), "name: engine-test\nruntime: nodejs\n");
    writeFileSync(file("tsconfig.json"), JSON.stringify(TEMPLATE));
    writeFileSync(file("index.ts"), PROGRAM);
    writeFileSync(file("package.json"), installed.read("package.json"));

    const up = await stack.up();
    expect(up.code, up.output).toBe(0);
    expect(new Set(workspaces(emulator).map(({ friendly_name: name }) => name))).toEqual(
      new Set(["Support", "elsewhere"]),
    );
    const outputs = await stack.run("stack", "output", "--json");
    expect(JSON.parse(outputs.stdout)).toMatchObject({ sdk: "3.216.0", name: "Support", order: "LIFO" });
    expectTruth(stack);

    const again = await stack.up("--expect-no-changes");
    expect(again.code, again.output).toBe(0);
    const refresh = await stack.refresh("--expect-no-changes");
    expect(refresh.code, refresh.output).toBe(0);

    const destroy = await stack.destroy();
    expect(destroy.code, destroy.output).toBe(0);
    expect(workspaces(emulator)).toEqual([]);
    expectTruth(stack);
  } finally {
    stack.dispose();
    await emulator.close();
  }
});

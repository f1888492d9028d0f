import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/**
 * Which rooms of src/ each room may import (docs/design: "Imports point one way"), types included. A room that is not
 * listed is a mistake, so that a new one says where it stands.
 */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  expression: ["core"],
  routing: ["core", "expression"],
  validation: ["core", "expression", "routing"],
  client: ["core"],
  lifecycle: ["core", "expression", "routing", "validation", "client"],
  resources: ["core", "expression", "routing", "validation", "client", "lifecycle"],
  lookup: ["core", "expression", "routing", "validation", "client", "lifecycle", "resources"],
  emulator: ["core", "expression", "routing"],
  testing: ["core", "expression", "routing"],
  cli: [
    ...["core", "expression", "routing", "validation", "client", "lifecycle", "resources", "lookup", "emulator"],
    "testing",
  ],
  "index.ts": ["core", "expression", "routing", "validation", "client", "lifecycle", "resources", "lookup"],
  "dynamic.ts": ["core", "client", "lifecycle", "resources"],
};

/** Packages that a room may import at run time, beside Node's own modules. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  validation: ["ajv"],
  client: ["undici"],
  emulator: ["undici"],
  resources: ["@pulumi/pulumi"],
  lookup: ["@pulumi/pulumi"],
  "index.ts": ["@pulumi/pulumi"],
};

/** Packages whose types a room may import. */
const TYPES: Readonly<Record<string, readonly string[]>> = { ...PACKAGES, lifecycle: ["@pulumi/pulumi"] };

/** Rooms that use nothing of the machine that they run on. */
const PURE = ["core", "expression", "routing"];

interface Edge {
  readonly from: string;
  readonly to: string;
  /** Nothing is loaded because of it. */
  readonly typeOnly: boolean;
  /** Loaded when a function is called, not with the file. */
  readonly lazy: boolean;
}

/** Every import of a file: static, exported on, of a type, dynamic, by require. */
function importsOf(file: string, text: string): Omit<Edge, "from">[] {
  const found: Omit<Edge, "from">[] = [];
  let functions = 0;
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) {
      found.push({ to: specifier.text, typeOnly, lazy: functions > 0 });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      const named = clause?.namedBindings;
      const onlyTypes =
        clause !== undefined &&
        (clause.phaseModifier === ts.SyntaxKind.TypeKeyword ||
          (clause.name === undefined &&
            named !== undefined &&
            ts.isNamedImports(named) &&
            named.elements.length > 0 &&
            named.elements.every((element) => element.isTypeOnly)));
      add(node.moduleSpecifier, onlyTypes);
    } else if (ts.isExportDeclaration(node)) {
      const named = node.exportClause;
      const onlyTypes =
        node.isTypeOnly ||
        (named !== undefined && ts.isNamedExports(named) && named.elements.every((element) => element.isTypeOnly));
      add(node.moduleSpecifier, onlyTypes);
    } else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      add(node.moduleReference.expression, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    } else if (ts.isCallExpression(node)) {
      const name = node.expression.getText();
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword || name === "require" || name === "require.resolve") {
        add(node.arguments[0], false);
      }
    }
    const inside = ts.isFunctionLike(node) ? 1 : 0;
    functions += inside;
    ts.forEachChild(node, visit);
    functions -= inside;
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
  return found;
}

const ROOT = join(__dirname, "..");
const SRC = join(ROOT, "src");
const FILES = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

/** Edges between files of src/ by their path in it, and to packages by their name. */
const EDGES: Edge[] = FILES.flatMap((from) =>
  importsOf(from, readFileSync(join(SRC, from), "utf8")).map(({ to, ...how }) => ({
    from,
    to: to.startsWith(".") ? resolved(from, to) : packageName(to),
    ...how,
  })),
);

function resolved(from: string, to: string): string {
  const path = relative(SRC, join(SRC, dirname(from), to)).replace(/\.js$/, "");
  return [`${path}.ts`, join(path, "index.ts"), path].find((file) => FILES.includes(file)) ?? `outside src: ${path}`;
}

function packageName(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function roomOf(file: string): string {
  return file.split("/")[0] ?? file;
}

function isLocal(name: string): boolean {
  return FILES.includes(name) || name.startsWith("outside src");
}

const shown = (edges: readonly Edge[]): string[] =>
  edges.map(({ from, to, typeOnly }) => `src/${from} -> ${to}${typeOnly ? " (types)" : ""}`);

describe("imports under src/ point one way", () => {
  test("every room is listed", () => {
    expect([...new Set(FILES.map(roomOf))].filter((room) => ROOMS[room] === undefined)).toEqual([]);
  });

  test("between rooms", () => {
    const wrong = EDGES.filter(({ to }) => isLocal(to)).filter(({ from, to }) => {
      const allowed = ROOMS[roomOf(from)] ?? [];
      return roomOf(from) !== roomOf(to) && !allowed.includes(roomOf(to));
    });
    expect(shown(wrong)).toEqual([]);
  });

  test("and those that are listed have no cycle", () => {
    const reach = (room: string, seen: readonly string[]): string[] =>
      (ROOMS[room] ?? []).flatMap((next) =>
        seen.includes(next) ? [`${room} -> ${next}`] : reach(next, [...seen, next]),
      );
    expect(Object.keys(ROOMS).flatMap((room) => reach(room, [room]))).toEqual([]);
  });

  test("of packages, each in its own room", () => {
    const wrong = EDGES.filter(({ to }) => !isLocal(to) && !to.startsWith("node:")).filter(
      ({ from, to, typeOnly }) => !((typeOnly ? TYPES : PACKAGES)[roomOf(from)] ?? []).includes(to),
    );
    expect(shown(wrong)).toEqual([]);
  });

  test("of Node's modules, by their full name, and not in what is pure", () => {
    const builtin = EDGES.filter(({ to }) => to.startsWith("node:"));
    expect(shown(builtin.filter(({ from }) => PURE.includes(roomOf(from))))).toEqual([]);
  });

  test("the tests see every kind of import", () => {
    const text = `import a from "a"; import type b from "b"; import { type c } from "c"; import { type d, e } from "d";
      import "e"; export * from "f"; export type { g } from "g"; import h = require("h"); let i: import("i").I;
      const j = require("j") as typeof import("k"); const l = await import("l"); require.resolve("m");`;
    expect(
      importsOf("x.ts", text)
        .map(({ to, typeOnly }) => (typeOnly ? `${to}*` : to))
        .sort(),
    ).toEqual(["a", "b*", "c*", "d", "e", "f", "g*", "h", "i*", "j", "k*", "l", "m"]);
    expect(EDGES.length).toBeGreaterThan(100);
    expect(shown(EDGES.filter(({ to }) => to.startsWith("outside src")))).toEqual([]);
  });
});

describe("what a program or a state file loads", () => {
  /** Every file and package that is loaded with an entry, with the way to it. */
  function loaded(entry: string, edges: readonly Edge[]): Map<string, string> {
    const ways = new Map([[entry, entry]]);
    for (const [file, way] of ways) {
      for (const { to } of edges.filter(({ from, typeOnly }) => from === file && !typeOnly)) {
        if (!ways.has(to)) ways.set(to, `${way} -> ${to}`);
      }
    }
    return ways;
  }

  test.each(["index.ts", "dynamic.ts"])("%s never loads the emulator or the command line", (entry) => {
    const ways = [...loaded(entry, EDGES)];
    expect(ways.length).toBeGreaterThan(20);
    expect(ways.filter(([file]) => ["emulator", "cli"].includes(roomOf(file))).map(([, way]) => way)).toEqual([]);
  });

  test("the commands never load Pulumi", () => {
    const commands = FILES.filter((file) => /^cli\/\w+\.ts$/.test(file));
    expect(commands).toContain("cli/doctor.ts");
    expect(
      commands.map((entry) => loaded(entry, EDGES).get("@pulumi/pulumi")).filter((way) => way !== undefined),
    ).toEqual([]);
  });

  test("a simulation loads no package and nothing of this machine", () => {
    const ways = loaded("routing/simulate/index.ts", EDGES);
    expect(ways.size).toBeGreaterThan(40);
    expect([...ways].filter(([file]) => !["core", "expression", "routing"].includes(roomOf(file)))).toEqual([]);
  });

  test("the tests of users load no package", () => {
    const ways = loaded("testing/index.ts", EDGES);
    expect(ways.size).toBeGreaterThan(50);
    expect([...ways.keys()].filter((to) => !isLocal(to) && !to.startsWith("node:"))).toEqual([]);
  });

  test("the client never loads Pulumi", () => {
    const ways = loaded("client/index.ts", EDGES);
    expect(ways.size).toBeGreaterThan(30);
    expect(ways.get("@pulumi/pulumi")).toBeUndefined();
  });

  test.each([
    "index.ts",
    "dynamic.ts",
    "client/index.ts",
    "cli/doctor.ts",
    "cli/emulate.ts",
    "cli/graph.ts",
    "cli/migrate.ts",
  ])("%s loads ajv and undici only once they are needed", (entry) => {
    const atOnce = loaded(
      entry,
      EDGES.filter(({ lazy }) => !lazy),
    );
    expect(["ajv", "undici"].map((name) => atOnce.get(name))).toEqual([undefined, undefined]);
  });
});

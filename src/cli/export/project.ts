import type { Json } from "../../core/json";
import type { ImportFile } from "../account/import-entry";
import { laidOut, widthOf } from "./layout";
import { KEEP, keepText, type Statement, sectionText } from "./program";
import { comment, jsonDoc } from "./source-text";
import { ORDER, WORDS } from "./words";

/** A file of the project: its name, and what is in it. */
export interface ProjectFile {
  readonly name: string;
  readonly text: string;
}

/** What a project is written from. */
export interface Project {
  /** Of the project, and its stack. */
  readonly name: string;
  readonly description: string;
  readonly statements: readonly Statement[];
  /** What stands at the top of the program, as sentences. */
  readonly head: readonly string[];
  /** Whether each kind has a file of its own. */
  readonly split: boolean;
  readonly keeps: boolean;
  /** Absent where everything is made anew. */
  readonly imports: ImportFile | undefined;
  /** How it depends on this package. */
  readonly dependency: string;
}

const PACKAGE = 'import * as taskrouter from "pulumi-taskrouter";\n';

/** The files of a project, in the order in which one reads them. */
export function projectFiles(project: Project): ProjectFile[] {
  const { name, description, imports, dependency } = project;
  return [
    ...programFiles(project),
    { name: "Pulumi.yaml", text: `name: ${name}\ndescription: ${yamlText(description)}\nruntime: nodejs\n` },
    {
      name: "package.json",
      text: json({
        name,
        version: "0.0.0",
        private: true,
        main: "index.ts",
        dependencies: { "@pulumi/pulumi": "^3.216.0", "pulumi-taskrouter": dependency },
        // Without a compiler of its own Pulumi takes one that is older than these settings.
        devDependencies: { "@types/node": "^22.19.0", typescript: "~6.0.0" },
      }),
    },
    {
      name: "tsconfig.json",
      text: json({
        compilerOptions: {
          target: "ES2022",
          module: "Node16",
          moduleResolution: "Node16",
          strict: true,
          skipLibCheck: true,
          noEmit: true,
          rootDir: ".",
          types: ["node"],
        },
        files: ["index.ts"],
      }),
    },
    ...(imports === undefined ? [] : [{ name: "import.json", text: json(imports) }]),
  ];
}

function programFiles({ statements, head, split, keeps }: Project): ProjectFile[] {
  const sections = ORDER.map((kind) => ({
    kind,
    own: statements.filter((statement) => statement.kind === kind),
  })).filter(({ own }) => own.length > 0);
  const top = head.map((sentence) => `${comment(sentence)}\n`).join("");
  if (!split) {
    const parts = [
      `${PACKAGE}${top === "" ? "" : `\n${top}`}`,
      ...(keeps ? [keepText()] : []),
      ...sections.map(({ kind, own }) => sectionText(WORDS[kind]?.heading, own)),
    ];
    return [{ name: "index.ts", text: parts.join("\n") }];
  }
  const homes = new Map<string, string>(keeps ? [[KEEP, "options"]] : []);
  for (const { variable, kind } of statements) if (variable !== undefined) homes.set(variable, fileOf(kind));
  const index = sections.map(({ kind }) => `import "./${fileOf(kind)}";\n`).join("");
  return [
    { name: "index.ts", text: `${top}${top === "" ? "" : "\n"}${index}` },
    ...(keeps ? [{ name: "options.ts", text: keepText().replace(/^const /m, "export const ") }] : []),
    ...sections.map(({ kind, own }) => ({
      name: `${fileOf(kind)}.ts`,
      text: `${PACKAGE}${importsOf(own, fileOf(kind), homes)}\n${sectionText(undefined, own)}`,
    })),
  ];
}

function fileOf(kind: string): string {
  return WORDS[kind]?.file ?? kind;
}

/** What a file takes from the others. */
function importsOf(statements: readonly Statement[], own: string, homes: ReadonlyMap<string, string>): string {
  const from = new Map<string, Set<string>>();
  for (const variable of statements.flatMap(({ uses }) => [...uses])) {
    const home = homes.get(variable);
    if (home === undefined || home === own) continue;
    from.set(home, (from.get(home) ?? new Set()).add(variable));
  }
  return [...from]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([home, variables]) => importText([...variables].sort(byLetters), home))
    .join("");
}

/** As Biome sorts the names of an import: whatever their case, and numbers by their digits. */
function byLetters(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const [one, two] = [/^\d/.test(part), /^\d/.test(other)];
    const longer = one && two ? part.length - other.length : 0;
    const order = longer === 0 ? Number(part > other) - Number(part < other) : longer;
    if (order !== 0) return order;
  }
  return left.length === right.length ? Number(a > b) - Number(a < b) : -1;
}

/** Numbers and single characters. */
function partsOf(name: string): string[] {
  return name.toLowerCase().match(/\d+|[^\d]/gu) ?? [];
}

function importText(names: readonly string[], file: string): string {
  const flat = `import { ${names.join(", ")} } from "./${file}";\n`;
  return widthOf(flat) <= 121 ? flat : `import {\n${names.map((name) => `  ${name},\n`).join("")}} from "./${file}";\n`;
}

/** Laid out as Biome does, so that the first commit is also the last that touches it. */
function json(value: object): string {
  const plain: Json = JSON.parse(JSON.stringify(value));
  return `${laidOut(jsonDoc(plain, { json: true }))}\n`;
}

function yamlText(text: string): string {
  return JSON.stringify(text);
}

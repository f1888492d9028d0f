import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../src/core/json";
import { publishedSchema } from "../../src/lifecycle/schema";
import { descriptors } from "../../src/resources/kinds";
import { configurationSchema } from "../../src/routing/configuration-schema";
import { isHttpUrl } from "../../src/validation/http-url";
import { foundWorkflows, withQueueSids } from "../support/corpus";
import { minimal, PROPERTIES, VALUES } from "./planning-values";

const FOLDER = join(__dirname, "../../schema");
const NAMES = readdirSync(FOLDER);
const read = (file: string): JsonObject => JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as JsonObject;

/** ajv as strict as it gets, with the files beside each other as an editor finds them. */
const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
ajv.addFormat("uri", { type: "string", validate: isHttpUrl });
for (const file of NAMES) ajv.addSchema(read(file), file);

const accepts = (file: string, value: Json): boolean => ajv.validate(file, value);
const FILES: Readonly<Record<string, string>> = {
  Workspace: "workspace.json",
  WorkspaceDefaults: "workspace-defaults.json",
  Activity: "activity.json",
  TaskQueue: "task-queue.json",
  Workflow: "workflow.json",
  Worker: "worker.json",
  TaskChannel: "task-channel.json",
  WorkerChannel: "worker-channel.json",
  VoiceQueue: "voice-queue.json",
};

describe("schema/ is what the descriptors say (npm run generate mends it)", () => {
  test("file by file", async () => {
    const { schemaFiles } = await import("../../scripts/generate.mjs");
    const made = schemaFiles({ descriptors, publishedSchema, configurationSchema });
    const text = (files: Readonly<Record<string, object>>): Record<string, string> =>
      Object.fromEntries(Object.entries(files).map(([file, schema]) => [file, JSON.stringify(schema, null, 2)]));
    expect(text(Object.fromEntries(NAMES.map((file) => [file, read(file)])))).toEqual(text(made));
    expect(Object.values(FILES).concat("workflow-configuration.json").sort()).toEqual([...NAMES].sort());
  });
});

describe("the published schemas", () => {
  test.each(NAMES)("%s is a valid schema, and says of every property what it is", (file) => {
    expect(ajv.validateSchema(read(file))).toBe(true);
    expect(ajv.getSchema(file)).toBeTypeOf("function");
    for (const { schema, at } of subschemas(read(file))) {
      if (/\/properties\/[^/]+$/.test(at))
        expect({ at, schema }).toMatchObject({ schema: { description: expect.any(String) } });
    }
  });

  test("every example and default in them is valid where it stands", () => {
    const found = NAMES.flatMap((file) =>
      subschemas(read(file)).flatMap(({ schema, at }) => {
        const examples = Array.isArray(schema["examples"]) ? schema["examples"] : [];
        const defaults = schema["default"] === undefined ? [] : [schema["default"]];
        return [...examples, ...defaults].map((value) => ({ file, at, value, valid: accepts(`${file}#${at}`, value) }));
      }),
    );
    expect(found.filter(({ valid }) => !valid)).toEqual([]);
    expect(found.length).toBeGreaterThan(10);
  });

  test.each(PROPERTIES)(
    "take what check takes: $kind: $name",
    ({ kind, name, values: { a, b, spellings = [], unset = [], wrong } }) => {
      const file = FILES[kind] ?? "";
      const set = (value: Json): JsonObject => ({ ...minimal(kind), [name]: value });
      for (const value of [a, b]) expect({ value, valid: accepts(file, set(value)) }).toEqual({ value, valid: true });
      for (const value of unset.filter((nothing) => nothing !== null)) {
        expect({ value, valid: accepts(file, set(value)) }).toEqual({ value, valid: true });
      }
      // Text may be anything for a schema, and digits in text and legacy names are what it advises against.
      const structured = (value: Json): boolean =>
        name !== "ignoreDiagnostics" &&
        (!["configuration", "targetWorkers", "attributes"].includes(name) || typeof value !== "string");
      for (const value of name === "eventsFilter" ? spellings : []) expect(accepts(file, set(value))).toBe(true);
      for (const [value] of wrong.filter(([value]) => structured(value) && !isTooLong(value))) {
        expect({ value, valid: accepts(file, set(value)) }).toEqual({ value, valid: false });
      }
    },
  );

  test("a name may be left out, since the program's name takes its place; nothing else that is required may", () => {
    for (const { kind } of descriptors) {
      const { friendlyName: _, uniqueName: __, ...rest } = minimal(kind);
      expect(accepts(FILES[kind] ?? "", rest)).toBe(true);
      for (const name of Object.keys(rest)) {
        const { [name]: ___, ...less } = rest;
        expect({ kind, name, valid: accepts(FILES[kind] ?? "", less) }).toEqual({ kind, name, valid: false });
      }
      expect(accepts(FILES[kind] ?? "", { ...rest, frendlyName: "x" })).toBe(false);
    }
  });

  test("a routing document with and without task_routing, and as text", () => {
    const workflow = (configuration: Json): boolean =>
      accepts("workflow.json", { ...minimal("Workflow"), configuration });
    const routing = { filters: [], default_filter: { queue: `WQ${"0".repeat(32)}` } };
    expect([routing, { task_routing: routing }, "{}", { task_routing: {} }, { filters: [] }].map(workflow)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    const wrong = { default_filter: { queue: "WQ1" } };
    expect(
      [wrong, { task_routing: wrong }, {}, { other: 1 }, { ...routing, task_routing: 1 }, 3].map(workflow),
    ).toEqual([false, false, false, false, false, false]);
  });

  test.each(
    foundWorkflows()
      .filter(({ config, evidence }) => config !== null && evidence === "iac")
      .map((found) => [found.id, found] as const),
  )("found %s", (_, { config }) => {
    expect(accepts("workflow-configuration.json", withQueueSids(config))).toBe(true);
  });

  test("no property of a resource is missing", () => {
    for (const [kind, values] of Object.entries(VALUES)) {
      expect(Object.keys(read(FILES[kind] ?? "")["properties"] as object).sort()).toEqual(Object.keys(values).sort());
    }
  });
});

function isTooLong(value: Json): boolean {
  return JSON.stringify(value).length > 1_000_000;
}

/** A schema and all that stand inside it, with their JSON pointers. */
function subschemas(schema: JsonObject, at = ""): { schema: JsonObject; at: string }[] {
  const inside = (value: Json | undefined, path: string): { schema: JsonObject; at: string }[] =>
    isJsonObject(value) ? subschemas(value, path) : [];
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const branches = Array.isArray(schema["anyOf"]) ? schema["anyOf"] : [];
  return [
    { schema, at },
    ...Object.entries(properties).flatMap(([name, value]) => inside(value, `${at}/properties/${name}`)),
    ...inside(schema["items"], `${at}/items`),
    ...branches.flatMap((branch, index) => inside(branch, `${at}/anyOf/${index}`)),
  ];
}

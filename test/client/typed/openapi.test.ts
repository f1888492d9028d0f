import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { wireName } from "../../../src/client/typed/request";
import openapi from "../../emulator/openapi.json";
import { OPERATIONS } from "./resources";

interface Described {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly string[];
  readonly required: readonly string[];
  readonly fields: Readonly<Record<string, string | undefined>>;
}

const QUEUES = "/2010-04-01/Accounts/{AccountSid}/Queues";
const QUEUE = {
  date_updated: "string?",
  current_size: "integer",
  friendly_name: "string?",
  uri: "string?",
  account_sid: "string?",
  average_wait_time: "integer",
  sid: "string?",
  date_created: "string?",
  max_size: "integer",
  subresource_uris: "object?",
};

/** From twilio/twilio-oai, spec/json/twilio_api_v2010.json: names and types only. */
const VOICE_QUEUES: readonly Described[] = [
  { id: "FetchQueue", method: "GET", path: `${QUEUES}/{Sid}.json`, parameters: [], required: [], fields: QUEUE },
  {
    id: "UpdateQueue",
    method: "POST",
    path: `${QUEUES}/{Sid}.json`,
    parameters: ["FriendlyName", "MaxSize"],
    required: [],
    fields: QUEUE,
  },
  { id: "DeleteQueue", method: "DELETE", path: `${QUEUES}/{Sid}.json`, parameters: [], required: [], fields: {} },
  {
    id: "ListQueue",
    method: "GET",
    path: `${QUEUES}.json`,
    parameters: ["PageSize", "Page", "PageToken"],
    required: [],
    fields: { queues: "array" },
  },
  {
    id: "CreateQueue",
    method: "POST",
    path: `${QUEUES}.json`,
    parameters: ["FriendlyName", "MaxSize"],
    required: ["FriendlyName"],
    fields: QUEUE,
  },
];

// Statistics are not part of the typed client.
const described: readonly Described[] = [
  ...openapi.operations.filter(({ path }) => !/Statistics$/.test(path)),
  ...VOICE_QUEUES,
];

/** Pages are followed by the address that the API gives, never asked for. */
const FOLLOWED = ["Page", "PageToken"];

describe("the typed client and Twilio's description", () => {
  test("have the same verbs", () => {
    expect(OPERATIONS.map(({ id }) => id).sort()).toEqual(described.map(({ id }) => id).sort());
  });

  test.each(described)("$id: method, path, parameters, which of them are needed", (theirs) => {
    const ours = OPERATIONS.find(({ id }) => id === theirs.id);
    expect(ours?.method).toBe(theirs.method);
    expect(ours?.path.replace(/\{(\w+)\}/g, (_, name: string) => `{${wireName(name)}}`)).toBe(theirs.path);
    const parameters = Object.entries(ours?.parameters ?? {}).filter(([, { where }]) => where !== "path");
    const wire = ([name, { where }]: (typeof parameters)[number]) =>
      where === "if-match" ? "If-Match" : wireName(name);
    expect(parameters.map(wire).sort()).toEqual(theirs.parameters.filter((name) => !FOLLOWED.includes(name)).sort());
    expect(parameters.filter(([, { required }]) => required).map(wire)).toEqual(theirs.required);
  });

  test.each(OPERATIONS)("$id takes what its path needs", ({ path, parameters }) => {
    const needed = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).filter((name) => name !== "accountSid");
    const inPath = Object.entries(parameters).filter(([, { where }]) => where === "path");
    expect(inPath.map(([name]) => name)).toEqual(needed);
    expect(inPath.every(([, { required }]) => required)).toBe(true);
  });

  test.each(OPERATIONS.filter(({ verb }) => verb === "list"))("$id finds its items under $resource.listKey", (ours) => {
    expect(described.find(({ id }) => id === ours.id)?.fields[ours.resource.listKey]).toBe("array");
  });
});

const FOLDER = join(__dirname, "../../../src/client");

/** The members of an interface and their types without `null`, those of the interfaces that it extends included. */
function membersOf(name: string): Record<string, string> {
  const files = ["collections", "typed"].flatMap((room) =>
    readdirSync(join(FOLDER, room)).map((file) => join(FOLDER, room, file)),
  );
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
    for (const node of source.statements) {
      if (!ts.isInterfaceDeclaration(node) || node.name.text !== name) continue;
      const inherited = (node.heritageClauses ?? [])
        .flatMap(({ types }) => types)
        .map(({ expression }) => membersOf(expression.getText()));
      const own = node.members
        .filter(ts.isPropertySignature)
        .map((member) => [member.name.getText(), member.type?.getText().replace(/ \| (?:null|undefined)$/, "") ?? "?"]);
      return Object.assign({}, ...inherited, Object.fromEntries(own));
    }
  }
  throw new Error(`there is no interface ${name}`);
}

/** How the description names the types of records. */
function typeOf(type: string): string {
  if (type === "number") return "integer";
  if (type.startsWith("Readonly<Record<") || type === "Links") return "object";
  return type === "boolean" ? "boolean" : "string";
}

const camel = (key: string): string => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

test.each(described.filter(({ id }) => id.startsWith("Fetch")))(
  "the record of $id has its fields",
  ({ id, fields }) => {
    const name = id
      .replace("Fetch", "")
      .replace(/^(?:Task|Worker)Reservation$/, "Reservation")
      .replace(/^Queue$/, "VoiceQueue");
    const { etag: _, ...ours } = membersOf(`${name}Record`);
    const theirs = Object.entries(fields).map(([key, type]) => [camel(key), (type ?? "").replace("?", "")]);
    expect(Object.fromEntries(Object.entries(ours).map(([key, type]) => [key, typeOf(type)]))).toEqual(
      Object.fromEntries(theirs),
    );
  },
);

import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json";
import { UNKNOWN } from "../../src/core/unknown";
import { attributesFindings } from "../../src/validation/attributes";

const said = (value: Json): string[] =>
  attributesFindings(value).map(
    ({ code, severity, path, message }) => `${code} ${severity} ${path.join(".")}: ${message}`,
  );

function nested(depth: number): Json {
  let value: Json = 1;
  for (let level = 0; level < depth; level++) value = { a: value };
  return value;
}

describe("the length is that of the JSON text which is sent", () => {
  // {"a":"…"} is 8 characters around the text.
  test.each<[what: string, value: Json, codes: string[]]>([
    ["exactly 4,096", { a: "x".repeat(4_088) }, []],
    ["4,097", { a: "x".repeat(4_089) }, ["TR4141"]],
    ["white space of a text that is sent without it", `{ "a" :\n ${" ".repeat(5_000)} 1 }`, []],
    ["escapes count as they are sent", { a: '"'.repeat(2_045) }, ["TR4141"]],
    ["characters outside the basic plane are two", { a: "😀".repeat(2_045) }, ["TR4141"]],
    ["a megabyte", { a: "x".repeat(1_000_000) }, ["TR4141"]],
    ["what is not known yet counts as nothing", { a: "x".repeat(4_088), b: UNKNOWN, c: { d: UNKNOWN } }, ["TR4141"]],
    [
      "what is not known yet counts as nothing, and the rest fits",
      { a: "x".repeat(4_000), b: UNKNOWN, c: [UNKNOWN] },
      [],
    ],
  ])("%s", (_, value, codes) => {
    expect(attributesFindings(value).map(({ code }) => code)).toEqual(codes);
  });

  test("it is said in numbers", () => {
    expect(said({ a: "x".repeat(5_000) })).toEqual([
      "TR4141 error : is 5,008 characters of JSON, more than Twilio's limit of 4,096",
    ]);
  });
});

describe("keys that no expression can read are a warning", () => {
  test.each<[value: Json, paths: string[]]>([
    [{ skills: [], _x: 1, a1: 1, $a: 1, routing: { level_2: 1 } }, ["$a"]],
    [
      { "skill-level": 3, routing: { "max calls": 1, ok: { "1st": 1 } } },
      ["skill-level", "routing.max calls", "routing.ok.1st"],
    ],
    [{ list: [{ "a-b": 1 }] }, []],
    [{ "a-b": UNKNOWN }, ["a-b"]],
  ])("%j", (value, paths) => {
    expect(attributesFindings(value).map(({ code, severity, path }) => [code, severity, path.join(".")])).toEqual(
      paths.map((path) => ["TR4142", "warning", path]),
    );
  });

  test("it says what could be written", () => {
    expect(said({ "skill-level": 3, "1st": 1, "-": 1 })).toEqual([
      "TR4142 warning skill-level: no expression can read this key; as skill_level it could be used to select workers",
      "TR4142 warning 1st: no expression can read this key; as _1st it could be used to select workers",
      "TR4142 warning -: no expression can read this key",
    ]);
  });
});

test("JSON text with a key twice is a warning with the place, and the rest is checked", () => {
  expect(said('{"a":{"b":1,"b":2},"c-d":1}')).toEqual([
    "TR4144 warning a.b: stands here more than once, and only the last one counts; remove the others",
    "TR4142 warning c-d: no expression can read this key; as c_d it could be used to select workers",
  ]);
});

test("an object that is nested too deep is an error, without walking all of it", () => {
  expect(said(nested(100))).toEqual([]);
  expect(said(nested(101))).toEqual(["TR4140 error : is nested deeper than 100 levels"]);
  expect(said(nested(100_000))).toEqual(["TR4140 error : is nested deeper than 100 levels"]);
});

test("a broken text that is far too long is not shown", () => {
  expect(attributesFindings(`{ "a": ${"x".repeat(100_000)}`)[0]).not.toHaveProperty("excerpt");
  expect(attributesFindings("{ a }")[0]).toHaveProperty("excerpt");
});

test.each<[JsonObject, string]>([
  [{ "": 1 }, ""],
  [{ a: { "": {} } }, "a."],
  [{ list: [[{ "": 1 }]] }, "list.0.0."],
])("an empty key is an error wherever it stands: %j", (value, path) => {
  const message = `TR4145 error ${path}: is an empty key, at which Pulumi's engine stops; give it another name`;
  expect(said(value)).toEqual([message]);
  expect(said(JSON.stringify(value))).toEqual([message]);
});

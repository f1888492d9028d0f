import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../src/core/json";
import { merged, ownedPart } from "../../src/lifecycle/owned-paths";

describe("what becomes of what is there when the program goes from one value to the next", () => {
  test.each<[what: string, live: JsonObject, old: JsonObject, wanted: JsonObject, then: JsonObject]>([
    ["a new path beside others", { x: 1 }, {}, { a: 1 }, { x: 1, a: 1 }],
    ["a path below an object of theirs", { r: { x: 1 } }, {}, { r: { a: 1 } }, { r: { x: 1, a: 1 } }],
    ["lists are owned whole", { s: ["theirs"] }, {}, { s: ["a"] }, { s: ["a"] }],
    ["a value that somebody changed", { a: 9, x: 1 }, { a: 1 }, { a: 1 }, { a: 1, x: 1 }],
    ["a removed path", { a: 1, x: 1 }, { a: 1 }, {}, { x: 1 }],
    ["a removed path inside what others use too", { r: { a: 1, x: 1 } }, { r: { a: 1 } }, {}, { r: { x: 1 } }],
    ["an object that a removal leaves empty", { r: { q: { a: 1 } } }, { r: { q: { a: 1 } } }, {}, {}],
    ["not the objects that the program still names", { r: { a: 1 } }, { r: { a: 1 } }, { r: {} }, { r: {} }],
    ["not the empty objects of others", { r: { a: 1, x: {} } }, { r: { a: 1 } }, {}, { r: { x: {} } }],
    ["a path that is gone already", { x: 1 }, { a: 1 }, {}, { x: 1 }],
    ["a removal and other changes at once", { a: 1, b: 1, x: 1 }, { a: 1, b: 1 }, { b: 2, c: 3 }, { b: 2, c: 3, x: 1 }],
    ["an empty object says only that there is one", { r: { x: 1 } }, {}, { r: {} }, { r: { x: 1 } }],
    ["an empty object in the place of something else", { r: 5 }, {}, { r: {} }, { r: {} }],
    ["an empty object that is removed", { r: {} }, { r: {} }, {}, {}],
    ["an empty object that is removed while others use it", { r: { x: 1 } }, { r: {} }, {}, { r: { x: 1 } }],
    ["their scalar in the place of our object", { r: 5 }, { r: { a: 1 } }, { r: { a: 1 } }, { r: { a: 1 } }],
    ["their object in the place of our scalar", { a: { x: 1 } }, { a: 1 }, { a: 1 }, { a: 1 }],
    [
      "their object in the place of our scalar, which becomes an object",
      { a: { x: 1 } },
      { a: 1 },
      { a: { b: 1 } },
      { a: { b: 1 } },
    ],
    ["our object becomes a scalar", { a: { b: 1, x: 1 } }, { a: { b: 1 } }, { a: 1 }, { a: 1 }],
    ["their scalar in the place of our object, which is removed", { r: 5, x: 1 }, { r: { a: 1 } }, {}, { x: 1 }],
    ["null is a value", { a: 1, x: null }, { a: 1 }, { a: null }, { a: null, x: null }],
    ["names of JavaScript's own", { x: 1 }, { constructor: 1 }, { toString: 2 }, { x: 1, toString: 2 }],
  ])("%s", (_, live, old, wanted, then) => {
    expect(merged(live, old, wanted)).toEqual(then);
    // What is right already is left alone.
    expect(merged(then, wanted, wanted)).toEqual(then);
  });

  test("a key called __proto__ is a key like any other", () => {
    const live = JSON.parse('{"__proto__":{"x":1},"r":{"__proto__":2}}') as JsonObject;
    expect(JSON.stringify(merged(live, {}, { a: 1 }))).toBe('{"__proto__":{"x":1},"r":{"__proto__":2},"a":1}');
  });
});

describe("the owned part of what is there", () => {
  test.each<[what: string, live: JsonObject, own: JsonObject, part: JsonObject]>([
    [
      "only what is named, as it is there",
      { a: 2, x: 1, r: { b: 3, y: 1 } },
      { a: 1, r: { b: 1 } },
      { a: 2, r: { b: 3 } },
    ],
    ["what is gone is absent", { r: {} }, { a: 1, r: { b: 1 } }, { r: {} }],
    ["lists whole", { s: [1, 2, 3] }, { s: [] }, { s: [1, 2, 3] }],
    ["their object in the place of our scalar whole", { a: { x: 1 } }, { a: 1 }, { a: { x: 1 } }],
    ["their scalar in the place of our object", { r: 5 }, { r: { a: 1 } }, { r: 5 }],
    ["nothing of an object of which only that it is one is ours", { r: { x: 1 } }, { r: {} }, { r: {} }],
    ["names of JavaScript's own", {}, { constructor: 1, toString: {} }, {}],
  ])("%s", (_, live, own, part) => {
    expect(ownedPart(live, own)).toEqual(part);
  });
});

const key = fc.constantFrom("a", "b", "c", "constructor");
const leaf: fc.Arbitrary<Json> = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom<Json>("", "x", null, true, [], ["a"], [{ a: 1 }]),
);
const { tree } = fc.letrec<{ tree: Json; object: JsonObject }>((tie) => ({
  object: fc.dictionary(key, tie("tree"), { maxKeys: 3, noNullPrototype: true }),
  tree: fc.oneof({ maxDepth: 3, depthSize: "small" }, leaf, tie("object")),
}));
const trees = tree.filter(isJsonObject) as fc.Arbitrary<JsonObject>;

/** Every leaf and every empty object, by its path. */
function paths(value: Json, at: readonly string[] = []): Map<string, Json> {
  if (!isJsonObject(value) || (Object.keys(value).length === 0 && at.length > 0))
    return new Map([[at.join("/"), value]]);
  return new Map(Object.entries(value).flatMap(([name, below]) => [...paths(below, [...at, name])]));
}

/** Is one of them the other, or a way to it? */
const meets = (path: string, other: string): boolean =>
  `${path}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${path}/`);

test("whatever is there, was owned and is wanted: all that is wanted is there, all else is untouched, nothing is left to do", () => {
  fc.assert(
    fc.property(trees, trees, trees, (live, old, wanted) => {
      const then = merged(live, old, wanted);
      expect(ownedPart(then, wanted)).toEqual(wanted);
      const [ours, before, after] = [paths({ ...wanted }), paths(live), paths(then)];
      const touched = [...ours.keys(), ...paths(old).keys()];
      for (const [path, value] of before) {
        if (!touched.some((own) => meets(path, own))) expect([path, after.get(path)]).toEqual([path, value]);
      }
      for (const path of after.keys()) {
        const known = before.has(path) || [...ours.keys()].some((own) => meets(path, own));
        expect({ path, known }).toEqual({ path, known: true });
      }
      for (const [path, value] of paths(old)) {
        if (isJsonObject(value) || [...ours.keys()].some((own) => meets(path, own))) continue;
        expect({ path, gone: !after.has(path) }).toEqual({ path, gone: true });
      }
      expect(merged(then, wanted, wanted)).toEqual(then);
    }),
    { seed: 1, numRuns: 5_000 },
  );
});

import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import * as e from "../../src/expression/build";
import { parseExpression } from "../../src/expression/parser";

const a = e.attribute("a");
const [one, two, three] = [a.equals(1), a.equals(2), a.equals(3)];

describe("each comparison is written as the language has it", () => {
  test.each<[string, e.Condition]>([
    ["a == 1", a.equals(1)],
    ["a != 'x'", a.notEquals("x")],
    ["a < 1.5", a.lessThan(1.5)],
    ["a <= -3", a.atMost(-3)],
    ["a > 0", a.greaterThan(0)],
    ["a >= b", a.atLeast(e.attribute("b"))],
    ["a CONTAINS '@example.org'", a.contains("@example.org")],
    ["a HAS 'billing'", a.has("billing")],
    ["a IN ['x', 2, true, null, b]", a.in(["x", 2, true, null, e.attribute("b")])],
    ["a IN []", e.parse("a IN []")],
    ["a NOT IN ['x']", a.notIn(["x"])],
    ["worker.sid NOT IN task.rejected", e.worker("sid").notIn(e.task("rejected"))],
    ["worker.languages HAS task.language", e.worker("languages").has(e.task("language"))],
    ["worker.channel.chat.assigned_tasks == 0", e.worker("channel.chat.assigned_tasks").equals(0)],
    ["workers.available == 0", e.workers("available").equals(0)],
    ["a == null", a.isNull()],
    ["a != null", a.isSet()],
    ["routing.skills[0].988EN == false", e.attribute("routing.skills[0].988EN").equals(false)],
    ["inbound == true", e.attribute("inbound").equals(true)],
    ["task.in == 1", e.task("in").equals(1)],
    ["1 == 1", e.always],
    ["1 == 0", e.never],
    ["tier == 'gold'", e.parse('tier="gold"')],
  ])("%s", (text, condition) => {
    expect(condition.text).toBe(text);
    expect(parseExpression(text).findings).toEqual([]);
  });

  test.each<[string, string]>([
    ["plain", "'plain'"],
    ["", "''"],
    ["it's", `"it's"`],
    ['say "hi"', `'say "hi"'`],
    [`both ' and "`, `'both \\' and "'`],
    ["back\\slash", "'back\\\\slash'"],
    ["ends in \\", "'ends in \\\\'"],
    ["two\nlines", "'two\nlines'"],
    ["' OR 1 == 1 OR a == '", `"' OR 1 == 1 OR a == '"`],
    ["größe 😀\t", "'größe 😀\t'"],
  ])("text cannot leave its quotes: %j", (value, literal) => {
    expect(a.equals(value).text).toBe(`a == ${literal}`);
  });

  test.each<[number, string]>([
    [1e-7, "0.0000001"],
    [-1.25e-9, "-0.00000000125"],
    [-0, "0"],
    [9007199254740991, "9007199254740991"],
    [-9007199254740991, "-9007199254740991"],
  ])("a number has digits only: %d", (value, literal) => {
    expect(a.equals(value).text).toBe(`a == ${literal}`);
  });
});

describe("AND and OR", () => {
  test.each<[string, e.Condition]>([
    ["a == 1 AND a == 2 AND a == 3", e.and(one, e.and(two, three))],
    ["a == 1 OR a == 2 OR a == 3", e.or(e.or(one, two), three)],
    ["a == 1 AND (a == 2 OR a == 3)", one.and(two.or(three))],
    ["a == 1 AND a == 2 OR a == 3", one.and(two).or(three)],
    ["(a == 1 OR a == 2) AND a == 3", e.and(e.or(one, two), three)],
    ["a == 1", e.and(one)],
    ["a == 1", e.or(one)],
    ["(x == 1 OR y == 2) AND a == 1", e.and(e.parse("x = 1 or (y = 2)"), one)],
  ])("%s", (text, condition) => {
    expect(condition.text).toBe(text);
  });

  test("nest as deep as the parser reads, and no deeper", () => {
    let deep: e.Condition = one;
    for (let level = 0; level < 100; level++) deep = e.and(e.or(deep, two), three);
    expect(parseExpression(deep.text).expression).toBeDefined();
    expect(parseExpression(`(${deep.text} OR a == 2) AND a == 3`).expression).toBeUndefined();
    expect(() => e.and(e.or(deep, two), three)).toThrow("and(): nests parentheses deeper than 100 levels");
  });

  test("of thousands stay one level", () => {
    const many = e.or(...Array.from({ length: 5_000 }, (_, index) => a.equals(index)));
    expect(parseExpression(many.text).expression).toMatchObject({ kind: "or", operands: { length: 5_000 } });
  });
});

describe("is text wherever text is made of it", () => {
  test("in templates and JSON", () => {
    expect(`${one} ${a} ${String(two)}`).toBe("a == 1 a a == 2");
    expect(JSON.stringify({ expression: one, known_worker_sid: e.task("agent") })).toBe(
      '{"expression":"a == 1","known_worker_sid":"task.agent"}',
    );
  });

  const resolved = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

  test("in Pulumi's templates, and out of Outputs, which copy it", async () => {
    expect(await resolved(pulumi.interpolate`${one} AND ${a} IN []`)).toBe("a == 1 AND a IN []");
    expect(await resolved(pulumi.output(one).apply((copy) => copy.and(two).text))).toBe("a == 1 AND a == 2");
    expect(await resolved(pulumi.output(one.or(two)).apply((copy) => e.and(copy, three).text))).toBe(
      "(a == 1 OR a == 2) AND a == 3",
    );
  });

  test("a copy of an attribute is still none of a condition", async () => {
    const copy = await resolved(pulumi.output(a));
    expect(() => e.and(copy as never)).toThrow("and(): takes conditions, not the attribute a; compare it");
  });
});

// biome-ignore-start lint/suspicious/noExplicitAny: JavaScript programs are not type-checked, and it is their mistakes that are tried here
describe("what cannot be said is an error, without a stack in Pulumi's output", () => {
  test.each<[string, () => unknown]>([
    [
      'attribute "skill-level": no expression can name it, since Twilio reads no hyphens in names; call it skill_level',
      () => e.attribute("skill-level"),
    ],
    [
      'attribute "task.agent-id": no expression can name it, since Twilio reads no hyphens in names; call it task.agent_id',
      () => e.task("agent-id"),
    ],
    [
      'attribute "a b": a name is made of letters, digits and _, of points between names, and of indexes such as [0]',
      () => e.attribute("a b"),
    ],
    ['attribute "": a name is made of', () => e.attribute("")],
    ['attribute "a[-1]": a name is made of', () => e.attribute("a[-1]")],
    ['attribute "1a": a name is made of', () => e.attribute("1a")],
    ['attribute "a.": a name is made of', () => e.attribute("a.")],
    ['attribute "a == 1 OR b": a name is made of', () => e.attribute("a == 1 OR b")],
    ['attribute "größe": a name is made of', () => e.attribute("größe")],
    [
      'attribute "in.transit": in is a word of the language, which no name can begin with',
      () => e.attribute("in.transit"),
    ],
    ['attribute "NULL": NULL is a word', () => e.attribute("NULL")],
    ["attribute undefined: a name is text", () => e.task(undefined as any)],
    [
      'task("task.language"): puts task. in front itself; leave it out, or say attribute("task.task.language")',
      () => e.task("task.language"),
    ],
    [
      "a, equals(): takes text, a number, true, false, null or an attribute, not undefined",
      () => a.equals(undefined as any),
    ],
    ["a, equals(): takes text, a number, true, false, null or an attribute, not a list", () => a.equals(["x"] as any)],
    ["a, has(): takes text, a number, true, false, null or an attribute, not an object", () => a.has({} as any)],
    [
      "a, has(): takes text, a number, true, false, null or an attribute, not an Output or promise; build the condition inside its apply or then",
      () => a.has(pulumi.output("x") as any),
    ],
    [
      "a, equals(): takes text, a number, true, false, null or an attribute, not the bigint 10n (Number(…) of it may be meant)",
      () => a.equals(10n as any),
    ],
    [
      "a, equals(): takes text, a number, true, false, null or an attribute, not a condition",
      () => a.equals(one as any),
    ],
    ['a, lessThan(): takes a number or an attribute, not "5"', () => a.lessThan("5" as any)],
    ["a, contains(): takes text or an attribute, not 5", () => a.contains(5 as any)],
    ['a, in(): takes a list or an attribute that holds one, not "x"', () => a.in("x" as any)],
    ["a, in(): takes text, a number, true, false, null or an attribute, not a list", () => a.in([["x"]] as any)],
    ["a, notIn(): takes text, a number, true, false, null or an attribute, not undefined", () => a.notIn(new Array(1))],
    ["a, equals(): NaN is no number that can be compared with", () => a.equals(Number.NaN)],
    ["a, atMost(): Infinity is no number", () => a.atMost(Number.POSITIVE_INFINITY)],
    [
      "a, equals(): 1e+21 is beyond ±(2^53 - 1), where JavaScript does not keep every digit; write the comparison as text and parse() it",
      () => a.equals(1e21),
    ],
    ["a, equals(): 9007199254740992 is beyond ±(2^53 - 1), where", () => a.equals(2 ** 53)],
    ["a, equals(): -9007199254740992 is beyond ±(2^53 - 1), where", () => a.equals(-(2 ** 53))],
    ["a, in(): an empty list would take nothing; say never if that is meant", () => a.in([])],
    ["a, notIn(): an empty list would take everything; say always if that is meant", () => a.notIn([])],
    [
      "a, equals(): is an Output that was made text, not its value; build the condition inside output.apply(…), or write the whole expression with pulumi.interpolate",
      () => a.equals(`id ${pulumi.output("x")}`),
    ],
    ["a, has(): is an Output that was made text", () => a.has(String(pulumi.output("x")))],
    ["a, contains(): is an Output that was made text", () => a.contains(String(pulumi.output("x")))],
    ["a, in(): is an Output that was made text", () => a.in(["y", String(pulumi.output("x"))])],
    [
      'attribute "workers.Calling [toString] on an [Output…": is an Output that was made text',
      () => e.workers(`${pulumi.output("WA1")}`),
    ],
    [
      `parse("x == 'Calling [toString] on an [Output<T…"): is an Output that was made text`,
      () => e.parse(`x == '${pulumi.output("x")}'`),
    ],
    [
      "a, equals(): holds half a character (a lone surrogate), as slice() leaves it of an emoji, which cannot be sent as text; cut between characters",
      () => a.equals("😀".slice(0, 1)),
    ],
    ["a, in(): holds half a character", () => a.in(["😀".slice(1)])],
    [
      "a, notEquals(): holds the character U+0000, which cannot be sent as text; leave it out",
      () => a.notEquals("x\0y"),
    ],
    ["parse(\"a == 'x\\u0000'\"): holds the character U+0000", () => e.parse("a == 'x\0'")],
    ["and(): an empty AND would take everything; say always if that is meant", () => e.and(...[])],
    ["or(): an empty OR would take nothing; say never if that is meant", () => e.or()],
    ['or(): takes conditions, not "a == 1"; parse() makes one of a text', () => e.or("a == 1" as any)],
    ["and(): takes conditions, not the attribute a; compare it, such as with .equals(true)", () => one.and(a as any)],
    ["or(): takes conditions, not a list; spread it: or(...list)", () => e.or([one, two] as any)],
    ["and(): takes conditions, not an object", () => e.and({ text: "a == 1" } as any)],
    ["and(): takes conditions, not undefined", () => e.and(one, undefined as any)],
    ['parse("a ==="): ', () => e.parse("a ===")],
    ['parse("a == $x or"): nothing stands to the right of OR', () => e.parse("a == $x or")],
    [
      'parse("a! = 1"): Twilio drops a ! that stands apart, so this means =; write != without a space',
      () => e.parse("a! = 1"),
    ],
    ['parse("#a == 1"): Twilio does not know # and drops it; leave it out', () => e.parse("#a == 1")],
    ['parse("a == $x"): Twilio does not know $ and drops it', () => e.parse("a == $x")],
    ['parse("a == 1;"): Twilio does not know ; and drops it', () => e.parse("a == 1;")],
    ["parse(): takes text, not 5", () => e.parse(5 as any)],
  ])("%s", (message, make) => {
    expect(make).toThrow(message);
    expect(make).toThrow(expect.objectContaining({ __pulumiRunError: true }));
  });

  test("Pulumi knows the mark", () => {
    try {
      e.or();
    } catch (error) {
      expect(pulumi.RunError.isInstance(error)).toBe(true);
    }
    expect.assertions(1);
  });
});
// biome-ignore-end lint/suspicious/noExplicitAny: see above

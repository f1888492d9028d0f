// What must grow as its input does, each with the largest size that is looked at. `prepare` makes an input of a size, and
// returns the work that is to be timed.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../sandbox/sandbox.mjs";
import { REAL_FILTERS } from "./routing-document.mjs";

const require = createRequire(import.meta.url);
const dist = (file) => require(join(ROOT, "dist", file));

const { parseJsonText } = dist("core/json-text.js");
const { parseExpression } = dist("expression/parser.js");
const { certain, createShadowIndex, implies, impossible } = dist("expression/reason.js");
const { compareRouting } = dist("routing/compare/compare.js");
const { lintConfiguration } = dist("routing/lint.js");
const { pictureOf } = dist("routing/graph/picture.js");
const { toMermaid } = dist("routing/graph/mermaid.js");
const { toDot } = dist("routing/graph/dot.js");
const { compile } = dist("routing/simulate/index.js");
const { validate } = dist("validation/validate.js");
const { provider } = dist("dynamic.js");
const { main } = dist("cli/main.js");
const { handle } = dist("emulator/handle.js");
const { NOBODY } = dist("emulator/engine/moment.js");
const { newAccount } = dist("emulator/store.js");

const QUEUE = `WQ${"0".repeat(32)}`;

const many = (count, make) => Array.from({ length: count }, (_, at) => make(at));
const routing = (filters) => ({ task_routing: { filters, default_filter: { queue: QUEUE } } });
const filter = (expression, more = {}) => ({ expression, targets: [{ queue: QUEUE }], ...more });

/** Every question that is asked about one expression of so many parts. */
const questions = (part, join) => (parts) => {
  const { expression } = parseExpression(many(parts, part).join(join));
  const other = parseExpression("q == 1").expression;
  return () => {
    impossible(expression);
    certain(expression);
    implies(expression, other);
    const index = createShadowIndex();
    index.add(0, other);
    index.findWider(expression, 1);
    index.add(1, expression);
  };
};

/** A list of a thousand numbers, in which 0 always is. */
const numbers = (at) => many(1_000, (index) => index * at).join();

/** All that is found in a document of so many filters, or whatever it has many of. */
const lint = (document) => (count) => {
  const made = document(count);
  return () => lintConfiguration(made);
};

/** From such an expression nothing follows for another one, which takes long to find out. */
function puzzle(index) {
  let state = index + 1;
  const next = (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const part = (operator) => `a${next(40)} ${operator} ${next(9)}`;
  return many(30, () => `(${["==", ">", "!=", "<"].map(part).join(" OR ")})`).join(" AND ");
}

const wrongTargets = (count) => routing(many(count, () => ({ targets: [{ queue: "WQ_sales", timeout: 0 }] })));

/** What ajv finds, in our words: two mistakes in each item of a list. */
function mistakes(count) {
  const properties = { queue: { type: "string", pattern: "^WQ" }, timeout: { type: "number", exclusiveMinimum: 0 } };
  const schema = { type: "array", items: { type: "object", properties } };
  const list = many(count, () => ({ queue: "sales", timeout: 0 }));
  return () => validate(schema, list);
}

/** Reads JSON text of so many objects, right, with a mistake at its very end, and with a text that never ends. */
function readJson(count) {
  const text = JSON.stringify({ a: many(count, (index) => ({ index, name: "ä".repeat(80) })) });
  const long = JSON.stringify('\\"'.repeat(count * 50));
  const texts = [text, `${text.slice(0, -1)},}`, `[${long}`, `[${long.slice(0, -1)}`];
  return () => texts.map(parseJsonText);
}

/** The preview's check of a Workflow of so many filters, as an object, as text, and as text with a mistake at its end. */
function check(count) {
  const filters = many(count, (index) => ({
    filter_friendly_name: `Filter ${index}`,
    expression: "1==1",
    targets: [{ task_queue_sid: QUEUE, priority: "1" }],
  }));
  const text = JSON.stringify({ filters }, null, 2);
  const handlers = provider("Workflow", { env: {} });
  const inputs = { workspaceSid: `WS${"0".repeat(32)}`, friendlyName: "w" };
  return () => [{ filters }, text, `${text},`].map((configuration) => handlers.check({}, { ...inputs, configuration }));
}

/** `taskrouter validate` of one long line with two findings a filter. */
function command(count) {
  const filters = many(count, (index) => ({
    expression: `x == ${index} AND y HSA "é"`,
    targets: [{ queue: QUEUE, priorty: 1 }],
  }));
  const bytes = new TextEncoder().encode(JSON.stringify(routing(filters)));
  const io = {
    stdout: () => undefined,
    stderr: () => undefined,
    stdin: async () => bytes,
    color: false,
    stop: () => new AbortController().signal,
  };
  return () => main(["validate", "-"], io);
}

/** Two documents of so many filters that are compared: each of them is changed, and some have moved. */
const compared = (name) => (count) => {
  const filters = (timeout) =>
    many(count, (at) => ({
      filter_friendly_name: name(at),
      expression: `x == ${at}`,
      targets: [{ queue: QUEUE, timeout }, { queue: QUEUE }],
    }));
  const [old, now] = [filters(30), filters(60)];
  for (let at = 0; at + 10 < count; at += 10) now.splice(at, 0, ...now.splice(at + 7, 1));
  return () => compareRouting(routing(old), routing(now));
};

/** `taskrouter graph` of so many filters with three targets each: as few nodes as needed, and all of them one by one. */
const pictures = (targets) => (count) => {
  const queue = (at) => `WQ${String(at).padStart(32, "0")}`;
  const filters = many(count, (at) => ({
    filter_friendly_name: `Filter ${at}`,
    expression: `topic == 'topic ${at}' AND language IN ['en', 'de']`,
    targets: targets(at).map((more, nth) => ({ queue: queue((at + nth) % 50), timeout: 60, ...more })),
  }));
  const document = routing(filters);
  const findings = lintConfiguration(document);
  return () => {
    for (const limit of [40, 10_000]) {
      const picture = pictureOf(document, { name: "w", findings, limit });
      toMermaid(picture);
      toDot(picture);
    }
  };
};
/** One task past so many filters, the last of which takes it: read, routed, and every filter told. */
function pastFilters(count) {
  const document = routing(many(count, (at) => filter(`kind == 'k${at}' AND n > 3`)));
  const setup = { queues: [{ sid: QUEUE }], workers: [{ name: "ann" }] };
  return () => {
    const { filters } = compile(document, setup).simulate({ attributes: { kind: `k${count - 1}`, n: 4 } });
    filters.map(({ why }) => why);
  };
}

/** So many tasks, one after the other, through a workflow that is read once. */
function oneByOne(count) {
  const document = routing(many(100, (at) => filter(`kind == 'k${at}' AND n > 3`)));
  const compiled = compile(document, { queues: [{ sid: QUEUE }], workers: many(20, (at) => ({ name: `w${at}` })) });
  return () => many(count, (at) => compiled.simulate({ attributes: { kind: `k${at % 120}`, n: 4 } }).outcome);
}

/** So many tasks at once for twenty workers, each of whom works for a while on each. */
function competing(count) {
  const workers = many(20, (at) => ({ name: `w${at}`, answers: [{ answer: "accept", after: 1, works: 5 }] }));
  const others = many(count, (at) => ({ at, attributes: { kind: `k${at % 12}`, n: 4 } }));
  const document = routing(many(10, (at) => filter(`kind == 'k${at}' AND n > 3`)));
  const compiled = compile(document, { queues: [{ sid: QUEUE }], workers, others });
  return () => compiled.simulate({ attributes: {} }).outcome;
}

/** `taskrouter route --compare` of so many tasks, from standard input, a third of which move. */
function comparison(folder) {
  return (count) => {
    const files = ["old", "new"].map((side, now) => {
      const file = join(folder(), `${side}.json`);
      const document = routing(
        many(REAL_FILTERS, (at) => filter(at % 3 === 0 && now ? `kind == 'x${at}'` : `kind == 'k${at}'`)),
      );
      writeFileSync(file, JSON.stringify(document));
      return file;
    });
    const tasks = Buffer.from(many(count, (at) => JSON.stringify({ kind: `k${at % REAL_FILTERS}` })).join("\n"));
    const io = {
      stdout: () => undefined,
      stderr: () => undefined,
      stdin: async () => tasks,
      color: false,
      stop: () => new AbortController().signal,
    };
    return () => main(["route", "--compare", ...files, "--tasks", "-", "--format", "json"], io);
  };
}

/** A folder that is gone with this process. */
function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "taskrouter-growth-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** In the emulator: so many queues are created, listed page by page, and deleted but for those that a workflow names. */
function queues(count) {
  const account = newAccount(`AC${"0".repeat(32)}`);
  const ask = (method, target, form = {}) => {
    const { pathname, searchParams } = new URL(target, "http://x");
    const { status, body } = handle({
      method,
      path: pathname,
      query: searchParams,
      form: new URLSearchParams(form),
      foreignBody: false,
      ifMatch: undefined,
      account,
      origin: "http://x",
      now: 0,
      strictNames: false,
      lenientExpressions: false,
      host: NOBODY,
      allowance: undefined,
    });
    if (status >= 400) throw new Error(`${method} ${target}: ${status} ${body}`);
    return body === "" ? undefined : JSON.parse(body);
  };
  return () => {
    const workspace = `/v1/Workspaces/${ask("POST", "/v1/Workspaces", { FriendlyName: "w" }).sid}`;
    for (let n = 0; n < count; n++) ask("POST", `${workspace}/TaskQueues`, { FriendlyName: `q${n}` });
    const sids = [];
    for (let url = `${workspace}/TaskQueues`; url !== null; ) {
      const page = ask("GET", url);
      sids.push(...page.task_queues.map(({ sid }) => sid));
      url = page.meta.next_page_url;
    }
    const named = routing(sids.slice(0, 100).map((queue) => ({ expression: "1==1", targets: [{ queue }] })));
    named.task_routing.default_filter.queue = sids[0];
    ask("POST", `${workspace}/Workflows`, { FriendlyName: "w", Configuration: JSON.stringify(named) });
    for (const sid of sids.slice(100)) ask("DELETE", `${workspace}/TaskQueues/${sid}`);
  };
}

/** Expressions in the shape of real ones that all differ, each compared with those before it. */
function shadows(count) {
  const intents = ["Research", "Sales", "Support", "Billing"];
  const expressions = many(count, (at) => {
    const language = at % 2 === 0 ? "ptBR" : "es";
    return parseExpression(`BL == 'BL${at % 7}' AND intent == '${intents[at % 4]}${at}' AND language = '${language}'`);
  });
  return () => {
    const index = createShadowIndex();
    for (const [position, { expression }] of expressions.entries()) {
      index.findWider(expression, position);
      index.add(position, expression);
    }
  };
}

/** @type {readonly { group: string, what: string, size: number, prepare: (size: number) => () => unknown }[]} */
export const CASES = [
  ...[
    ["AND of many names", 20_000, (at) => `a${at} == ${at}`, " AND "],
    ["OR of many names", 20_000, (at) => `a${at} == ${at}`, " OR "],
    ["one name, many values", 20_000, (at) => `a != ${at}`, " AND "],
    ["one list, many elements", 20_000, (at) => `a HAS ${at}`, " AND "],
    ["one text, many parts", 20_000, (at) => `a CONTAINS '${at}'`, " AND "],
    ["one number, many bounds", 20_000, (at) => `a > ${at}`, " AND "],
    ["many choices", 5_000, (at) => `(a == ${at} OR b == ${at})`, " AND "],
    ["long lists", 400, (at) => `a IN [${numbers(at)}]`, " AND "],
  ].map(([what, size, part, join]) => ({ group: "one expression", what, size, prepare: questions(part, join) })),
  { group: "expressions", what: "that all differ, compared", size: 20_000, prepare: shadows },
  ...[
    ["mistakes in every target", 10_000, wrongTargets],
    ["unknown keys", 100_000, (count) => Object.fromEntries(many(count, (at) => [`expres${at}`, 1]))],
    ["one filter again and again", 8_000, (count) => routing(many(count, () => filter("type == 'a' AND tier > 3")))],
    ["filters that differ", 8_000, (count) => routing(many(count, (at) => filter(`type == 'a${at}' AND tier > 3`)))],
    ["filters that take everything", 10_000, (count) => routing(many(count, () => filter("1==1")))],
    [
      "one name for all filters",
      8_000,
      (count) => routing(many(count, (at) => filter(`a == ${at}`, { filter_friendly_name: "x" }))),
    ],
    ["puzzles", 300, (count) => routing(many(count, (at) => filter(puzzle(at))))],
    ["targets in one filter", 50_000, (count) => routing([filter("a == 1", { targets: many(count, () => ({})) })])],
  ].map(([what, size, document]) => ({ group: "lint", what, size, prepare: lint(document) })),
  { group: "schema", what: "two mistakes an item", size: 20_000, prepare: mistakes },
  { group: "JSON", what: "right, and wrong at its end", size: 20_000, prepare: readJson },
  { group: "check", what: "a Workflow, right and wrong", size: 8_000, prepare: check },
  { group: "taskrouter validate", what: "two findings a filter, one line", size: 3_000, prepare: command },
  { group: "diff", what: "filters that changed and moved", size: 8_000, prepare: compared((at) => `Filter ${at}`) },
  { group: "diff", what: "the same, one name for all", size: 2_000, prepare: compared(() => "Filter") },
  {
    group: "taskrouter graph",
    what: "filters with targets that differ",
    size: 1_000,
    prepare: pictures((at) => [{ priority: at }, { expression: `worker.level > ${at}` }, {}]),
  },
  {
    group: "taskrouter graph",
    what: "filters with the same ones",
    size: 10_000,
    prepare: pictures(() => [{}, {}, {}]),
  },
  { group: "simulate", what: "a task past filters", size: 8_000, prepare: pastFilters },
  { group: "simulate", what: "tasks one by one", size: 10_000, prepare: oneByOne },
  { group: "simulate", what: "tasks that compete", size: 5_000, prepare: competing },
  { group: "taskrouter route", what: "--compare, tasks", size: 20_000, prepare: comparison(temporaryFolder) },
  { group: "emulator", what: "queues created, listed, deleted", size: 5_000, prepare: queues },
];

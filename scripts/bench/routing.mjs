// What routing costs: expressions a second, reading them once beside reading them each time, and what the commands need to start.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../sandbox/sandbox.mjs";
import { middle, spread, table } from "./report.mjs";
import { REAL_FILTERS, routingDocument } from "./routing-document.mjs";

const require = createRequire(import.meta.url);
const dist = (file) => require(join(ROOT, "dist", file));

const { attributesOf, isTrueOf } = dist("expression/evaluator.js");
const { comparisonsOf } = dist("expression/logic.js");
const { parseExpression } = dist("expression/parser.js");
const { compile, simulate } = dist("routing/simulate/index.js");

const MAIN = join(ROOT, "dist/cli/main.js");
const RUNS = 15;
const PROCESSES = 15;
/** Passes through the corpus in one run, so that a run takes some tens of milliseconds. */
const PASSES = 40;
const TASKS = 2_000;

/**
 * @param {(line: string) => void} log
 * @returns {string} Markdown
 */
export function benchRouting(log) {
  log("routing: expressions");
  const expressions = expressionRows();
  log("routing: a workflow");
  const workflow = workflowRows();
  log("routing: start of each command");
  return `
Of each two sides by turns in one process, ${RUNS} runs; median [least–most]

${table([["", "read once", "read each time", "ratio"], ...expressions, ...workflow])}

${PROCESSES} processes each by turns, \`node dist/cli/main.js COMMAND --help\`; a command's modules are loaded for that

${table([["", "ms", "more than `node -e 0`, ms"], ...startRows()])}`;
}

/** Every expression of the corpus that can be read, with attributes that make most of its comparisons true, and with none. */
function corpus() {
  const text = readFileSync(join(ROOT, "test/fixtures/corpus/expressions.jsonl"), "utf8");
  const rows = text.split("\n").filter((line) => line !== "");
  return rows.flatMap((row) => {
    const { expression: source } = JSON.parse(row);
    const { expression } = parseExpression(source);
    return expression === undefined
      ? []
      : [{ source, expression, sides: [attributesOf({}), attributesOf(fitting(expression))] }];
  });
}

/** Attributes with the values that an expression compares them with. */
function fitting(expression) {
  const attributes = {};
  for (const { left, right, operator } of comparisonsOf(expression)) {
    if (left.kind !== "path") continue;
    const value = right.kind === "list" ? right.items[0]?.value : right.value;
    const [last, ...outer] = [...left.segments].reverse();
    const place = outer.reverse().reduce((object, key) => {
      if (typeof object[key] !== "object" || object[key] === null) object[key] = {};
      return object[key];
    }, attributes);
    place[last] = operator === "HAS" ? [value] : value;
  }
  return attributes;
}

function expressionRows() {
  const all = corpus();
  const evaluations = all.length * 2 * PASSES;
  const pass = (of) => () => {
    for (let count = 0; count < PASSES; count++) {
      for (const each of all) for (const attributes of each.sides) isTrueOf(of(each), attributes);
    }
  };
  const [once, each] = byTurns(
    pass(({ expression }) => expression),
    pass(({ source }) => parseExpression(source).expression),
  );
  const rate = (times) => spread(times.map((ms) => evaluations / ms / 1_000));
  return [
    [`${all.length} expressions of the corpus, million evaluations/s`, rate(once), rate(each), ratio(once, each)],
  ];
}

/** A task through the largest document: read once for all tasks, and for each. */
function workflowRows() {
  const document = JSON.parse(routingDocument(1));
  const queues = [...new Set(JSON.stringify(document).match(/WQ[0-9a-f]{32}/g))].map((sid) => ({
    sid,
    targetWorkers: "",
  }));
  const setup = { queues };
  const tasks = Array.from({ length: TASKS }, (_, at) => ({
    attributes: { BL1: `U${at % 4}1`, intent1: `Topic${(at >> 2) % 4}1`, lang1: at % 3 === 0 ? "enGB1" : "ptBR1" },
  }));
  const compiled = compile(document, setup);
  const few = tasks.slice(0, 20);
  const [once, each] = byTurns(
    () => tasks.map((task) => compiled.simulate(task).outcome),
    () => few.map((task) => simulate(document, { ...setup, task }).outcome),
  );
  const perTask = (times, count) => times.map((ms) => (ms * 1_000) / count);
  const [a, b] = [perTask(once, tasks.length), perTask(each, few.length)];
  return [[`a task through ${REAL_FILTERS} filters, µs`, spread(a), spread(b), ratio(a, b)]];
}

const ratio = (once, each) => (middle(each).median / middle(once).median).toFixed(1);

/** Milliseconds of each run; the first turns are for warming up. */
function byTurns(...works) {
  const times = works.map(() => []);
  for (let turn = -3; turn < RUNS; turn++) {
    for (const [at, work] of works.entries()) {
      const start = performance.now();
      work();
      if (turn >= 0) times[at].push(performance.now() - start);
    }
  }
  return times;
}

function startRows() {
  const help = execFileSync(process.execPath, [MAIN, "--help"], { encoding: "utf8" });
  const commands = [...(/Commands:\n([\s\S]*?)\n\n/.exec(help)?.[1] ?? "").matchAll(/^ {2}(\w+)/gm)].map(
    ([, name]) => name,
  );
  const sides = [
    ["node -e 0", ["-e", "0"]],
    ["taskrouter --version", [MAIN, "--version"]],
    ...commands.map((name) => [`taskrouter ${name}`, [MAIN, name, "--help"]]),
  ];
  const times = sides.map(() => []);
  for (let turn = -1; turn < PROCESSES; turn++) {
    for (const [at, [, args]] of sides.entries()) {
      const start = performance.now();
      execFileSync(process.execPath, args, { stdio: "ignore" });
      if (turn >= 0) times[at].push(performance.now() - start);
    }
  }
  const floor = middle(times[0]).median;
  return sides.map(([name], at) => [
    `\`${name}\``,
    spread(times[at]),
    at === 0 ? "–" : (middle(times[at]).median - floor).toFixed(0),
  ]);
}

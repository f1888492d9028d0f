// What it costs to validate a routing document, beside reading its words: cold, warm, and as it grows.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { table } from "./report.mjs";
import { REAL_FILTERS, routingDocument } from "./routing-document.mjs";
import { SIDES } from "./validation-sides.mjs";

const AIM = 5;
const PROCESSES = 15;
const WARM_UP = 60;
const DOCUMENTS = 120;
/** Of megabytes of text. */
const SIZES = [0.125, 0.25, 0.5, 1];

/** The document whose size is told; a few bytes differ, as the serial number is longer or shorter. It is timed by nobody. */
const TYPICAL = 1000;

/** No document is used twice, on either side, so that nothing can be remembered of it. */
let serial = TYPICAL + 1;

/** @returns {string} Markdown */
export function benchValidation(log) {
  const bytes = Buffer.byteLength(routingDocument(TYPICAL));
  const [words, validation] = [SIDES.words(), SIDES.validation()];
  const found = validation(routingDocument(TYPICAL)).map(({ code }) => code);
  log(`validation: finds ${found.length === 0 ? "nothing" : found.join(", ")} in such a document`);
  log("validation: cold");
  const once = cold();
  log("validation: warm");
  const often = warm(words, validation, REAL_FILTERS, DOCUMENTS);
  log("validation: growth");
  const perFilter = bytes / REAL_FILTERS;
  const growth = SIZES.map((size) => {
    const filters = Math.floor((size * 1_000_000) / perFilter);
    const counted = Buffer.byteLength(routingDocument(TYPICAL, filters));
    return { bytes: counted, ...warm(words, validation, filters, Math.ceil(20 / size / 2)) };
  });
  const heads = ["", "JSON.parse and words, ms", "validation, ms", "ratio"];
  return `
A document of ${REAL_FILTERS} filters with 3 targets each, ${bytes.toLocaleString("en-US")} bytes, every one new; medians

${table([
  heads,
  row(`cold: the first of a process (${PROCESSES} processes a side)`, once, verdict(once)),
  row(`warm (${DOCUMENTS} documents a side after ${WARM_UP})`, often, verdict(often)),
])}

Loading the modules takes a process ${once.load.words.toFixed(1)} and ${once.load.validation.toFixed(1)} ms before that.

${table([
  [...heads, "validation, ns a byte"],
  ...growth.map((size) => [
    ...row(`${size.bytes.toLocaleString("en-US")} bytes, warm`, size, ratio(size).toFixed(2)),
    ((size.validation * 1e6) / size.bytes).toFixed(0),
  ]),
])}`;
}

const ratio = ({ words, validation }) => validation / words;
const row = (name, sides, last) => [name, sides.words.toFixed(2), sides.validation.toFixed(2), last];

function verdict(sides) {
  return `${ratio(sides).toFixed(2)} (aim ${AIM}: ${ratio(sides) <= AIM ? "met" : "missed"})`;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.ceil(sorted.length / 2) - 1] + sorted[Math.floor(sorted.length / 2)]) / 2;
}

/** A process for each measurement, first one side and then the other by turns. */
function cold() {
  const file = fileURLToPath(new URL("./validation-once.mjs", import.meta.url));
  const samples = { words: [], validation: [] };
  for (let turn = 0; turn < PROCESSES; turn++) {
    for (const side of turn % 2 === 0 ? ["words", "validation"] : ["validation", "words"]) {
      const out = execFileSync(process.execPath, [file, side, String(serial++)], { encoding: "utf8" });
      samples[side].push(JSON.parse(out));
    }
  }
  const of = (side, key) => median(samples[side].map((sample) => sample[key]));
  return {
    words: of("words", "work"),
    validation: of("validation", "work"),
    load: { words: of("words", "load"), validation: of("validation", "load") },
  };
}

/** In this process, by turns, once both have run often enough to be compiled. */
function warm(words, validation, filters, documents) {
  const samples = { words: [], validation: [] };
  const warmUp = Math.ceil((WARM_UP * REAL_FILTERS) / Math.max(filters, REAL_FILTERS));
  for (let turn = -warmUp; turn < documents; turn++) {
    const times = [
      ["words", words],
      ["validation", validation],
    ].map(([side, work]) => [side, timed(work, routingDocument(serial++, filters))]);
    if (turn >= 0) for (const [side, time] of times) samples[side].push(time);
  }
  return { words: median(samples.words), validation: median(samples.validation) };
}

function timed(work, text) {
  const start = performance.now();
  work(text);
  return performance.now() - start;
}

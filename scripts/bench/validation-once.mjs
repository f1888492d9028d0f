// A process that does one of the two things once, on its first document, and says how many milliseconds it took.
import { routingDocument } from "./routing-document.mjs";
import { SIDES } from "./validation-sides.mjs";

const [side, serial] = process.argv.slice(2);
const text = routingDocument(Number(serial));
const start = performance.now();
const work = SIDES[side]();
const loaded = performance.now();
work(text);
const done = performance.now();
console.log(JSON.stringify({ load: loaded - start, work: done - loaded }));

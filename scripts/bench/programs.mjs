// The two programs that are compared: the same queues, ours and such as nobody has to be asked for.
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../sandbox/sandbox.mjs";

/** What both programs say of a queue. */
const QUEUES = `
for (let n = 0; n < Number(process.env.BENCH_QUEUES); n++) {
  new TaskQueue("queue-" + n, {
    workspaceSid: process.env.BENCH_WORKSPACE,
    friendlyName: "Queue " + n,
    targetWorkers: "skills HAS 'skill-" + n + "'",
    maxReservedWorkers: 2,
  });
}
`;

const OURS = `const { TaskQueue } = require("pulumi-taskrouter");\n${QUEUES}`;

/** The same constant text for a provider, the same inputs, and as little else as the engine accepts. */
const FLOOR = `const pulumi = require("@pulumi/pulumi");
const __provider = 'exports.handler=()=>require("noop/dynamic").provider("TaskQueue");';
class TaskQueue extends pulumi.CustomResource {
  constructor(name, args, opts) {
    super("pulumi-nodejs:dynamic/noop:TaskQueue", name, { ...args, __provider }, opts);
  }
}
${QUEUES}`;

/** A provider that takes everything as it is. */
const NOOP = `const { randomBytes } = require("node:crypto");
const handlers = {
  check: (olds, news) => ({ inputs: news }),
  diff: () => ({ changes: false }),
  create: (inputs) => ({ id: "WQ" + randomBytes(16).toString("hex"), outs: inputs }),
  read: (id, props) => ({ id, props }),
  update: (id, olds, news) => ({ outs: news }),
  delete: () => {},
};
exports.provider = () => handlers;
`;

/** The programs of `npm run bench resources`. */
export const queuePrograms = (sandbox) => writePrograms(sandbox, { ours: OURS, floor: FLOOR });

/**
 * Writes both projects into a sandbox.
 * @param {import("../sandbox/sandbox.mjs").Sandbox} sandbox
 * @param {{ ours: string, floor: string }} programs
 * @returns {{ ours: string, floor: string }} their folders
 */
export function writePrograms(sandbox, programs) {
  const write = (name, program) => {
    const folder = join(sandbox.folder, name);
    mkdirSync(folder);
    const options = "runtime:\n  name: nodejs\n  options: { typescript: false }\n";
    writeFileSync(join(folder, "Pulumi.yaml"), `name: bench\n${options}`);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "bench", version: "0.0.0", private: true }));
    writeFileSync(join(folder, "index.js"), program);
    return folder;
  };
  // The engine's language host looks through node_modules, so both have there what npm would install, and no more.
  const link = (folder, name, target) => {
    mkdirSync(join(folder, "node_modules"), { recursive: true });
    symlinkSync(target, join(folder, "node_modules", name), "junction");
  };
  const ours = write("ours", programs.ours);
  link(ours, "@pulumi", join(ROOT, "node_modules/@pulumi"));
  for (const name of ["undici", "ajv"]) link(ours, name, join(ROOT, "node_modules", name));
  for (const part of ["dist", "schema", "package.json"]) {
    cpSync(join(ROOT, part), join(ours, "node_modules/pulumi-taskrouter", part), { recursive: true });
  }
  const floor = write("floor", programs.floor);
  link(floor, "@pulumi", join(ROOT, "node_modules/@pulumi"));
  mkdirSync(join(floor, "node_modules/noop"));
  writeFileSync(join(floor, "node_modules/noop/dynamic.js"), NOOP);
  writeFileSync(join(floor, "node_modules/noop/package.json"), JSON.stringify({ name: "noop", version: "0.0.0" }));
  return { ours, floor };
}

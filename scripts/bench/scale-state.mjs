// A state with thousands of resources, made of one that has each once: what `pulumi stack import` takes.
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../sandbox/sandbox.mjs";
import { KINDS } from "./scale-programs.mjs";

const require = createRequire(import.meta.url);
const args = require("./scale-args.cjs");

/** @param {string} prefix @param {number} n */
const sid = (prefix, n) => prefix + n.toString(16).padStart(32, "0");

/** What the program says of the n-th of a kind, with SIDs in place of resources. */
const SAID = {
  TaskQueue: (n) => args.queue(n),
  Workflow: (n, counts) => args.workflow(n, counts.TaskQueue, (queue) => sid(KINDS.TaskQueue, queue)),
  Worker: (n) => args.worker(n),
};

/** The inputs that each side's `check` makes of it. */
export const CHECKED = {
  ours: async (kind, inputs) => {
    const { provider } = require(join(ROOT, "dist/dynamic.js"));
    const { inputs: checked, failures } = await provider(kind).check({}, inputs);
    if (failures.length > 0) throw new Error(`${kind}: ${JSON.stringify(failures)}`);
    return checked;
  },
  floor: async (_kind, inputs) => inputs,
};

/**
 * Grows a state.
 * @param {any} state `pulumi stack export` of a stack that has each kind once
 * @param {Record<string, number>} counts how many of each kind it shall have
 * @param {(kind: string, inputs: object) => Promise<object>} check
 */
export async function grown(state, counts, check) {
  const { resources } = state.deployment;
  const kindOf = (resource) => Object.keys(KINDS).find((kind) => resource.type.endsWith(`:${kind}`));
  const rest = resources.filter((resource) => kindOf(resource) === undefined);
  const many = [];
  for (const sample of resources) {
    const kind = kindOf(sample);
    if (kind === undefined) continue;
    for (let n = 0; n < counts[kind]; n++) many.push(await copy(sample, kind, n, counts, check));
  }
  return { ...state, deployment: { ...state.deployment, resources: [...rest, ...many] } };
}

async function copy(sample, kind, n, counts, check) {
  const { workspaceSid } = sample.inputs;
  const inputs = await check(kind, { workspaceSid, ...SAID[kind](n, counts) });
  const made = Object.fromEntries(Object.entries(sample.outputs).filter(([key]) => !(key in sample.inputs)));
  const { __provider } = sample.inputs;
  const written = { ...(__provider !== undefined && { __provider }), ...inputs };
  const numbered = (urn, m) => urn.replace(/-\d+$/, `-${m}`);
  const [first] = sample.dependencies ?? [];
  const named = [...new Set(JSON.stringify(inputs).match(/WQ\w{32}/g) ?? [])];
  const dependencies = named.map((queue) => numbered(first, Number.parseInt(queue.slice(2), 16)));
  const byProperty = Object.entries(sample.propertyDependencies ?? {});
  return {
    ...sample,
    urn: numbered(sample.urn, n),
    id: sid(KINDS[kind], n),
    inputs: written,
    outputs: { ...written, ...made },
    ...(first !== undefined && { dependencies }),
    propertyDependencies: Object.fromEntries(
      byProperty.map(([key, urns]) => [key, (urns ?? []).length > 0 ? dependencies : urns]),
    ),
  };
}

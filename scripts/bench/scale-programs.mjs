// The two programs of `npm run bench:scale`: a contact centre at Twilio's limits, ours and one that nobody has to be asked for.

/** The kinds, in the order in which a program makes them, and how a SID of each begins. */
export const KINDS = { TaskQueue: "WQ", Workflow: "WW", Worker: "WK" };

/** What both programs declare; `kind` makes a resource. */
const CONTACT_CENTRE = `
const args = require("./scale-args.cjs");
const counts = JSON.parse(process.env.BENCH_COUNTS);
const workspaceSid = process.env.BENCH_WORKSPACE;
const times = (kind, make) => Array.from({ length: counts[kind] }, (_, n) => make(n));
const queues = times("TaskQueue", (n) => new TaskQueue("TaskQueue-" + n, { workspaceSid, ...args.queue(n) }));
times("Workflow", (n) => new Workflow("Workflow-" + n, { workspaceSid, ...args.workflow(n, queues.length, (m) => named(queues[m])) }));
times("Worker", (n) => new Worker("Worker-" + n, { workspaceSid, ...args.worker(n) }));
`;

export const OURS = `const { TaskQueue, Worker, Workflow } = require("pulumi-taskrouter");
const named = (queue) => queue;
${CONTACT_CENTRE}`;

/** The same constant texts for providers, the same inputs, and as little else as the engine accepts. */
export const FLOOR = `const pulumi = require("@pulumi/pulumi");
const kind = (name) => {
  const __provider = 'exports.handler=()=>require("noop/dynamic").provider("' + name + '");';
  return class extends pulumi.CustomResource {
    constructor(resource, args, opts) {
      super("pulumi-nodejs:dynamic/noop:" + name, resource, { ...args, __provider }, opts);
    }
  };
};
const [TaskQueue, Workflow, Worker] = ${JSON.stringify(Object.keys(KINDS))}.map(kind);
const named = (queue) => queue.id;
${CONTACT_CENTRE}`;

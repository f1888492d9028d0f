// What is in the account, read over REST as anybody could.

/** The collections of a workspace: path, key of the list, what we call one of them, and what is worth telling of it. */
const COLLECTIONS = [
  ["Activities", "activities", "Activity", ({ available }) => (available ? "available" : "not available")],
  ["TaskQueues", "task_queues", "TaskQueue", ({ target_workers }) => target_workers],
  ["Workflows", "workflows", "Workflow", () => ""],
];

/** @typedef {{ kind: string, sid: string, name: string, detail: string, path: string }} Thing */

/**
 * Everything in the account that this package manages.
 * @param {import("../sandbox/emulator.mjs").EmulatorProcess} emulator
 * @returns {Promise<Thing[]>}
 */
export async function inventory(emulator) {
  const { workspaces } = await emulator.request("/v1/Workspaces?PageSize=100");
  const things = [];
  for (const { sid, friendly_name: name, timeout_activity_name: timeout } of workspaces) {
    const path = `/v1/Workspaces/${sid}`;
    things.push({ kind: "Workspace", sid, name, detail: `activity after a timeout: ${timeout}`, path });
    const queues = new Map();
    for (const [folder, key, kind, detail] of COLLECTIONS) {
      const { [key]: members } = await emulator.request(`${path}/${folder}?PageSize=100`);
      for (const member of members) {
        if (kind === "TaskQueue") queues.set(member.sid, member.friendly_name);
        things.push({
          kind,
          sid: member.sid,
          name: member.friendly_name,
          detail: kind === "Workflow" ? routes(member, queues) : detail(member),
          path: `${path}/${folder}/${member.sid}`,
        });
      }
    }
  }
  return things;
}

/** Where a workflow sends tasks, in one line. */
function routes({ configuration }, queues) {
  const { filters = [], default_filter } = JSON.parse(configuration).task_routing;
  const name = ({ queue }) => queues.get(queue) ?? queue;
  const lines = filters.map(({ expression, targets }) => `${expression} → ${targets.map(name).join(", then ")}`);
  return [...lines, ...(default_filter ? [`otherwise → ${name(default_filter)}`] : [])].join("; ");
}

/**
 * The same as a table.
 * @param {readonly Thing[]} things
 */
export function asTable(things) {
  return [["KIND", "NAME", "SID", ""], ...things.map(({ kind, name, sid, detail }) => [kind, name, sid, detail])];
}

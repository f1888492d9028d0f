// Many resources against an account that allows only so many writes a second: do all get made, how long does it take beside
// the least time possible, and how many requests are refused on the way?
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** What is promised. */
const MOST_TIME = 1.2;
const MOST_REFUSED = 0.05;

/** @param {{ resources: number, writesPerSecond: number, parallel: number, signal: AbortSignal }} settings */
export async function rateLimits({ resources, writesPerSecond, parallel, signal }) {
  const { createEmulator } = require("../../dist/emulator/index.js");
  const { provider } = require("../../dist/dynamic.js");
  const emulator = await createEmulator({ rateLimit: { writesPerSecond } });
  try {
    const config = {
      "taskrouter:accountSid": emulator.accountSid,
      "taskrouter:authToken": emulator.authToken,
      "taskrouter:baseUrl": emulator.url,
    };
    const handlers = (kind) => {
      const made = provider(kind);
      made.configure({ config: { get: (key) => config[key] } });
      return made;
    };
    const create = (kind, inputs) => handlers(kind).create(handlers(kind).check({}, inputs).inputs);
    const workspace = await create("Workspace", { friendlyName: "rate limits" });
    // The bucket is full again, and only what follows is counted.
    emulator.advance(1_000 * Math.max(1, 1 / writesPerSecond));
    emulator.clearRequests();

    const queues = handlers("TaskQueue");
    const errors = [];
    let next = 0;
    const worker = async () => {
      while (next < resources && !signal.aborted) {
        const name = `queue ${++next}`;
        const { inputs } = queues.check({}, { workspaceSid: workspace.id, friendlyName: name, targetWorkers: "1==1" });
        await queues.create(inputs).catch((error) => errors.push(`${name}: ${error.message}`));
      }
    };
    const begun = performance.now();
    await Promise.all(Array.from({ length: parallel }, worker));
    const seconds = (performance.now() - begun) / 1_000;
    signal.throwIfAborted();
    return report({ emulator, resources, writesPerSecond, parallel, seconds, errors });
  } finally {
    await emulator.close();
  }
}

function report({ emulator, resources, writesPerSecond, parallel, seconds, errors }) {
  const made = emulator.dump().accounts[emulator.accountSid].workspaces[0].task_queues.length;
  const requests = emulator.requests();
  const refused = requests.filter(({ status }) => status === 429).length;
  const share = refused / requests.length;
  // What one second allows may be used at once; the rest comes at the rate.
  const least = Math.max(0, resources - Math.max(1, writesPerSecond)) / writesPerSecond;
  const ratio = seconds / least;
  const broken = [];
  if (errors.length > 0) broken.push(`${errors.length} errors, the first: ${errors[0]}`);
  if (made !== resources) broken.push(`${made} queues exist, not ${resources}`);
  if (!(ratio <= MOST_TIME)) broken.push(`more than ${MOST_TIME} times the physical minimum`);
  if (!(share < MOST_REFUSED)) broken.push(`${MOST_REFUSED * 100} % of requests refused, or more`);
  return {
    broken,
    lines: [
      `${resources} TaskQueues, ${parallel} at once, ${writesPerSecond} writes a second allowed`,
      `total time        ${seconds.toFixed(2)} s`,
      `physical minimum  ${least.toFixed(2)} s`,
      `ratio             ${ratio.toFixed(2)}   (at most ${MOST_TIME})`,
      `answered 429      ${refused} of ${requests.length} requests, ${(share * 100).toFixed(1)} %   (less than ${MOST_REFUSED * 100} %)`,
      `errors            ${errors.length}`,
    ],
  };
}

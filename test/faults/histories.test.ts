import fc from "fast-check";
import { expect, test } from "vitest";
import { provider } from "../../src/dynamic";
import { createEmulator, type Emulator } from "../../src/emulator";
import { FAULTS } from "./faults";
import { events, programs, runHistory } from "./history";
import type { Driver } from "./mini-engine";

/** The handlers in this process, with a memory of their own for each run. */
function inProcess(emulator: Emulator): () => Promise<(kind: string) => Driver> {
  return async () => {
    const known = new Map<string, Driver>();
    return (kind) => {
      const made = known.get(kind) ?? driverOf(emulator, kind);
      known.set(kind, made);
      return made;
    };
  };
}

function driverOf(emulator: Emulator, kind: string): Driver {
  const handlers = provider(kind, {
    env: { TWILIO_AUTH_TOKEN: emulator.authToken },
    client: { timeouts: { connect: 1_000, headers: 60, body: 60 }, sleep: () => Promise.resolve(), maxRetries: 3 },
  });
  const config: Record<string, string> = {
    "taskrouter:accountSid": emulator.accountSid,
    "taskrouter:baseUrl": emulator.url,
  };
  handlers.configure({ config: { get: (key) => config[key] } });
  return {
    check: async (inputs) => {
      const { inputs: checked, failures } = handlers.check({}, inputs);
      if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
      return checked;
    },
    diff: async (id, olds, news) => {
      const { changes, replaces } = handlers.diff(id, olds, news);
      return { changed: changes !== false, replaces };
    },
    create: (inputs) => handlers.create(inputs),
    read: async (id, outs) => (await handlers.read(id, outs)).props,
    update: async (id, olds, news) => (await handlers.update(id, olds, news)).outs,
    delete: (id, outs) => handlers.delete(id, outs),
  };
}

test("whatever happens to a stack: in the end, state, account and program agree", { timeout: 600_000 }, async () => {
  const numRuns = Math.min(Number(process.env["FUZZ_RUNS"] ?? 60), 20_000);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(programs, fc.array(events(FAULTS), { maxLength: 14 }), async (first, history) => {
      const emulator = await createEmulator();
      try {
        await runHistory(emulator, inProcess(emulator), first, history);
        runs += 1;
      } finally {
        await emulator.close();
      }
    }),
    { numRuns },
  );
  expect(runs).toBeGreaterThanOrEqual(numRuns);
});

// A few of the random histories of test/faults, through Pulumi's real dynamic host: a process for each run, and real time.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json";
import { FAULTS } from "../../faults/faults";
import { events, programs, runHistory } from "../../faults/history";
import type { Driver } from "../../faults/mini-engine";
import { type DynamicHost, SDKS } from "../../support/dynamic-host";
import { Contract, ofKind } from "./fixture";

/** In real time, what never answers takes minutes. */
const QUICK = FAULTS.filter(({ fault }) => fault.kind !== "hang");

function driver(host: DynamicHost, kind: string): Driver {
  const own = (properties: JsonObject): JsonObject => ofKind(kind, properties);
  return {
    check: async (inputs) => {
      const { inputs: checked, failures } = await host.check({}, own(inputs));
      if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
      return checked;
    },
    diff: async (id, olds, news) => {
      const { changes, replaces } = await host.diff(id, own(olds), own(news));
      return { changed: changes !== "none", replaces };
    },
    create: (inputs) => host.create(own(inputs)),
    read: async (id, outs) => {
      const read = await host.read(id, { state: own(outs), inputs: own(outs) });
      return read.id === "" ? undefined : read.props;
    },
    update: (id, olds, news) => host.update(id, own(olds), own(news)),
    delete: (id, outs) => host.delete(id, own(outs)),
  };
}

test.each(SDKS)(
  "SDK $version: whatever happens to a stack, in the end state, account and program agree",
  async (sdk) => {
    const numRuns = Math.min(Number(process.env["FUZZ_RUNS"] ?? 5), 100);
    let runs = 0;
    const history = fc.array(events(QUICK), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(programs, history, async (first, happens) => {
        const contract = await Contract.open(sdk);
        let host: DynamicHost | undefined;
        const start = async (): Promise<(kind: string) => Driver> => {
          await host?.stop();
          host = await contract.host();
          await host.configure({ ...contract.configuration, "taskrouter:maxRetries": "2" });
          const running = host;
          return (kind) => driver(running, kind);
        };
        try {
          await runHistory(contract.emulator, start, first, happens);
          runs += 1;
        } finally {
          await contract.close();
        }
      }),
      { numRuns, endOnFailure: true },
    );
    expect(runs).toBe(numRuns);
  },
);

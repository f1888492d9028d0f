import { deciding } from "../../expression/explain";
import { unseenEscaped } from "../printable";
import type { Account } from "./account";
import { ASSUMPTIONS } from "./assumptions";

/** The way of a task for programs; `version` is that of this form. What it holds besides is the simulation's own. */
export function jsonAccount({ file, workflow, attributes, prepared, simulation }: Account): string {
  const { outcome, filters, targets, ahead, assumptions } = simulation;
  const { peopleKnown, unknownQueues, undecided, notes } = prepared;
  const report = {
    version: 1,
    file,
    workflow: workflow ?? null,
    task: { attributes },
    peopleKnown,
    unknownQueues: [...unknownQueues],
    outcome,
    filters: filters.map((filter) => ({
      ...filter,
      deciding: (filter.explanation === undefined ? [] : deciding(filter.explanation)).map(({ text, start, end }) => ({
        text,
        start,
        end,
      })),
    })),
    targets,
    ahead,
    undecidedSkipIf: [...undecided].map(([where, expression]) => {
      const [filter = "", target = "0"] = where.split(".");
      return { filter: filter === "default" ? null : Number(filter), target: Number(target), expression };
    }),
    assumptions: assumptions.map((id) => ({ id, text: ASSUMPTIONS[id] ?? "" })),
    notes,
  };
  return `${unseenEscaped(JSON.stringify(report, null, 2))}\n`;
}

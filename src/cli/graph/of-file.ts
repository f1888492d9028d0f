import { basename, extname } from "node:path";
import { contentsOf } from "../contents/contents";
import { readJson } from "../contents/read-json";
import { STDIN, shownFile } from "../read-text";
import { queuesIn } from "./queues-in";
import type { GraphSource } from "./source";

/**
 * The Workflows in a file of any kind that `taskrouter validate` reads.
 * @throws FileProblem
 */
export async function sourceOfFile(file: string, stdin: () => Promise<Uint8Array>): Promise<GraphSource> {
  const value = await readJson(file, stdin);
  const { subjects, errors, unseen } = contentsOf(value);
  const workflows = subjects.filter(({ kind }) => kind === "Workflow");
  const base = file === STDIN ? "workflow" : basename(file, extname(file));
  return {
    workflows: workflows.map(({ name, value, taskReservationTimeout }, index) => ({
      name: name ?? (workflows.length === 1 ? base : `${base} ${index + 1}`),
      configuration: value,
      taskReservationTimeout,
    })),
    queues: queuesIn(value),
    notes: [...unseen.map((what) => `${what} not drawn`), ...errors.map(({ message }) => message)].map(
      (note) => `${shownFile(file)}: ${note}`,
    ),
  };
}

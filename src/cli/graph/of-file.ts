import { basename, extname } from "node:path";
import { Lines } from "../../core/json-positions";
import { parseJsonText } from "../../core/json-text";
import { contentsOf } from "../contents/contents";
import { withLinesHint } from "../contents/json-lines";
import { FileProblem, readText, STDIN, shownFile } from "../read-text";
import { queuesIn } from "./queues-in";
import type { GraphSource } from "./source";

/**
 * The Workflows in a file of any kind that `taskrouter validate` reads.
 * @throws FileProblem
 */
export async function sourceOfFile(file: string, stdin: () => Promise<Uint8Array>): Promise<GraphSource> {
  const { text, broken } = await readText(file, stdin);
  const parsed = broken === undefined ? parseJsonText(text) : { error: broken };
  if ("error" in parsed) {
    const { message, offset } = withLinesHint(text, parsed.error);
    const { line, column } = new Lines(text).at(offset);
    throw new FileProblem(file, `${shownFile(file)}:${line}:${column}: ${message}`);
  }
  const { subjects, errors, unseen } = contentsOf(parsed.value);
  const workflows = subjects.filter(({ kind }) => kind === "Workflow");
  const base = file === STDIN ? "workflow" : basename(file, extname(file));
  return {
    workflows: workflows.map(({ name, value, taskReservationTimeout }, index) => ({
      name: name ?? (workflows.length === 1 ? base : `${base} ${index + 1}`),
      configuration: value,
      taskReservationTimeout,
    })),
    queues: queuesIn(parsed.value),
    notes: [...unseen.map((what) => `${what} not drawn`), ...errors.map(({ message }) => message)].map(
      (note) => `${shownFile(file)}: ${note}`,
    ),
  };
}

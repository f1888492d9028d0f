import { systemCode, systemWords } from "./system-words";

/**
 * Puts a failed write into words; undefined where whoever reads has stopped reading, as `head` does, which is no mistake.
 *
 * @param name - what was written to, such as `standard output`
 */
export function outputProblem(error: Error, name: string): string | undefined {
  if (systemCode(error) === "EPIPE") return undefined;
  return `cannot write to ${name}: ${systemWords(error, "write")}`;
}

const WORDS = new Map([
  ["ENOSPC", "no space is left"],
  ["EDQUOT", "no space is left for this user"],
  ["EFBIG", "it would be too large"],
  ["EIO", "the device failed"],
]);

/**
 * Puts a failed write into words; undefined where whoever reads has stopped reading, as `head` does, which is no mistake.
 *
 * @param name - what was written to, such as `standard output`
 */
export function outputProblem({ code, message }: NodeJS.ErrnoException, name: string): string | undefined {
  if (code === "EPIPE") return undefined;
  return `cannot write to ${name}: ${WORDS.get(code ?? "") ?? "the system refused"} (${code ?? message})`;
}

import { RequestError } from "../../client";
import { UserError } from "../../lifecycle/errors";
import type { CliIo } from "../command";
import { printable } from "../printable";
import { FileProblem } from "../read-text";
import { Refusal } from "./credentials";

/** What a command does, or why it could not: told in one line, exit code 2. What it was showing on the way is gone at the end. */
export async function orTold(
  command: string,
  io: Pick<CliIo, "stderr" | "progress">,
  act: () => Promise<number>,
): Promise<number> {
  try {
    return await act();
  } catch (error) {
    if (!isExpected(error)) throw error;
    io.progress?.("");
    io.stderr(`taskrouter ${command}: ${inOneLine(error.message)}\n`);
    return 2;
  } finally {
    io.progress?.("");
  }
}

/** Why a command could not do its work; anything else is a mistake of ours. */
function isExpected(error: unknown): error is Error {
  return [FileProblem, Refusal, RequestError, UserError].some((kind) => error instanceof kind);
}

/** The client's errors have several lines, for the engine to print, and name Pulumi's configuration. */
function inOneLine(message: string): string {
  return printable(
    message
      .replaceAll("taskrouter:baseUrl", "--base-url")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .join("; "),
  );
}

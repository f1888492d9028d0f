import { RequestError } from "../../client";
import { UserError } from "../../lifecycle/errors";
import { printable } from "../printable";
import { FileProblem } from "../read-text";
import { Refusal } from "./credentials";

/** Why a command could not do its work; anything else is a mistake of ours. */
export function isExpected(error: unknown): error is Error {
  return [FileProblem, Refusal, RequestError, UserError].some((kind) => error instanceof kind);
}

/** The client's errors have several lines, for the engine to print, and name Pulumi's configuration. */
export function inOneLine(message: string): string {
  return printable(
    message
      .replaceAll("taskrouter:baseUrl", "--base-url")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .join("; "),
  );
}

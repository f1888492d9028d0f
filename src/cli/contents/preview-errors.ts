import { isJsonObject, type JsonObject } from "../../core/json";
import { printableLines } from "../printable";
import type { PreviewError } from "./subject";

/** More than these are only counted. */
const MAX_ERRORS = 20;

/** A stack of calls fits in; a document that somebody prints need not. */
const MAX_LENGTH = 4000;

/**
 * The errors among the diagnostics of a preview: the shape is Pulumi 3.259's (observed), which puts `error: ` in front of
 * each message. What a program writes to standard error is `info#err` there, be it an error or not, so it is left alone.
 */
export function previewErrors({ diagnostics }: JsonObject): PreviewError[] {
  if (!Array.isArray(diagnostics)) return [];
  const errors = diagnostics.flatMap((diagnostic, index) =>
    isJsonObject(diagnostic) && diagnostic["severity"] === "error" ? [{ diagnostic, index }] : [],
  );
  const told = errors.slice(0, MAX_ERRORS).map(({ diagnostic, index }) => ({
    message: `pulumi preview reported an error, so this file may be incomplete: ${messageOf(diagnostic)}`,
    at: ["diagnostics", index, "message"],
  }));
  const next = errors[MAX_ERRORS];
  if (next === undefined) return told;
  const more = errors.length - MAX_ERRORS;
  return [
    ...told,
    {
      message: `and ${more} more ${more === 1 ? "error" : "errors"} of this preview`,
      at: ["diagnostics", next.index, "message"],
    },
  ];
}

function messageOf({ message }: JsonObject): string {
  const text = typeof message === "string" ? printableLines(message).replace(/^error:\s*/, "") : "";
  if (text === "") return "it has no message";
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH).replace(/\p{Surrogate}$/u, "")}…` : text;
}

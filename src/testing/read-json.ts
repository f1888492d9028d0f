import { readFileSync } from "node:fs";
import { formatDiagnostic } from "../core/diagnostic";
import type { Json } from "../core/json";
import { parseJsonText } from "../core/json-text";
import { wordsOf } from "./coverage-file";
import { mistake } from "./mistake";

/**
 * What a file of JSON holds.
 *
 * @throws SimulationError (TR6010)
 */
export function readJson(file: string): Json {
  let text: string;
  try {
    // Windows editors begin a file with a byte order mark.
    text = readFileSync(file, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    throw mistake("TR6010", `cannot read ${file}: ${wordsOf(error)}`);
  }
  const parsed = parseJsonText(text);
  if ("value" in parsed) return parsed.value;
  const { message, offset, length } = parsed.error;
  const excerpt = { text, start: offset, end: offset + length };
  const told = formatDiagnostic({ code: "TR4", severity: "error", path: [], message, excerpt });
  throw mistake("TR6010", `${file} ${told}`);
}

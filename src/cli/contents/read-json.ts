import type { Json } from "../../core/json";
import { Lines } from "../../core/json-positions";
import { parseJsonText } from "../../core/json-text";
import { FileProblem, readText, shownFile } from "../read-text";
import { withLinesHint } from "./json-lines";

/**
 * What the JSON text of a file says.
 * @throws FileProblem in words
 */
export async function readJson(file: string, stdin: () => Promise<Uint8Array>): Promise<Json> {
  const { text, broken } = await readText(file, stdin);
  const parsed = broken === undefined ? parseJsonText(text) : { error: broken };
  if ("value" in parsed) return parsed.value;
  const { message, offset } = withLinesHint(text, parsed.error);
  const { line, column } = new Lines(text).at(offset);
  throw new FileProblem(file, `${shownFile(file)}:${line}:${column} ${message}`);
}

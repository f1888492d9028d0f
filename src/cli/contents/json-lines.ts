import type { JsonTextError } from "../../core/json-text";

/**
 * Says more of a second value that begins on a new line behind a complete one: nobody writes that by accident, but this is
 * how Pulumi streams a preview.
 */
export function withLinesHint(text: string, error: JsonTextError): JsonTextError {
  return isSecondValue(text, error.offset) ? { ...error, message: `${error.message} (${HINT})` } : error;
}

const HINT =
  "one JSON value a line looks like a streaming preview; run `pulumi preview --json` without PULUMI_ENABLE_STREAMING_JSON_PREVIEW";

function isSecondValue(text: string, offset: number): boolean {
  const before = text.slice(0, offset);
  const first = before.trimEnd();
  if (!/[[{]/.test(text.charAt(offset)) || !before.slice(first.length).includes("\n")) return false;
  try {
    JSON.parse(first);
    return true;
  } catch {
    return false;
  }
}

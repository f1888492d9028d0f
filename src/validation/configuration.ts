import { caretFrame } from "../core/frame";
import type { Json } from "../core/json";
import { parseJsonText } from "../core/json-text";
import { containsUnknown } from "../core/unknown";
import { MAX_CONFIGURATION_BYTES } from "../routing/configuration-schema";

/** What a schema cannot say of a routing document as a whole: that its text is no JSON, or too long. */
export function examineConfiguration(value: Json): { code: string; message: string; frame?: string } | undefined {
  if (typeof value === "string") return examineText(value);
  if (containsUnknown(value)) return undefined;
  return tooLong(Buffer.byteLength(JSON.stringify(value)));
}

/** Canonical form leaves text behind only where it could not be parsed. */
function examineText(text: string): { code: string; message: string; frame?: string } | undefined {
  const size = tooLong(Buffer.byteLength(text));
  if (size !== undefined) return size;
  const parsed = parseJsonText(text);
  if (!("error" in parsed)) return undefined;
  const { message, offset, length } = parsed.error;
  return { code: "TR2001", message, frame: caretFrame(text, offset, length) };
}

function tooLong(bytes: number): { code: string; message: string } | undefined {
  if (bytes <= MAX_CONFIGURATION_BYTES) return undefined;
  const [has, limit] = [bytes, MAX_CONFIGURATION_BYTES].map((number) => number.toLocaleString("en-US"));
  return { code: "TR3002", message: `is ${has} bytes of JSON, more than Twilio's limit of ${limit}` };
}

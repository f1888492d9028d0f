import { caretFrame } from "../core/frame";
import { type Json, nestedDeeper } from "../core/json";
import { MAX_DEPTH, parseJsonText } from "../core/json-text";
import { containsUnknown } from "../core/unknown";
import { MAX_CONFIGURATION_BYTES } from "../routing/configuration-schema";

/** What a schema cannot say of a routing document as a whole: that its text is no JSON, or too long. */
export function examineConfiguration(value: Json): { code: string; message: string; frame?: string } | undefined {
  if (typeof value === "string") return examineText(value);
  if (nestedDeeper(value, MAX_DEPTH)) {
    return { code: "TR2001", message: `is nested deeper than ${MAX_DEPTH} levels` };
  }
  if (containsUnknown(value)) return undefined;
  return tooLong(Buffer.byteLength(JSON.stringify(value)));
}

/** Canonical form leaves text behind only where it could not be parsed, or where what it holds is text again. */
function examineText(text: string): { code: string; message: string; frame?: string } | undefined {
  const size = tooLong(Buffer.byteLength(text));
  if (size !== undefined) return size;
  const parsed = parseJsonText(text);
  if (!("error" in parsed)) {
    const message = "is a text inside JSON text, not an object; was JSON.stringify called twice?";
    return { code: "TR2001", message };
  }
  const { message, offset, length } = parsed.error;
  const frame = text.trim() === "" ? {} : { frame: caretFrame(text, offset, length) };
  return { code: "TR2001", message, ...frame };
}

function tooLong(bytes: number): { code: string; message: string } | undefined {
  if (bytes <= MAX_CONFIGURATION_BYTES) return undefined;
  const [has, limit] = [bytes, MAX_CONFIGURATION_BYTES].map((number) => number.toLocaleString("en-US"));
  return { code: "TR3002", message: `is ${has} bytes of JSON, more than Twilio's limit of ${limit}` };
}

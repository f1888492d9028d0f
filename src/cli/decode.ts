import { isUtf8 } from "node:buffer";
import type { JsonTextError } from "../core/json-text";

/** Text that was read, and why its bytes are no text. */
export interface Decoded {
  readonly text: string;
  readonly broken: JsonTextError | undefined;
}

/** UTF-8, or the UTF-16 that a shell's `>` writes on Windows. A byte order mark is no part of the text. */
export function decode(bytes: Uint8Array): Decoded {
  const unread = UNREAD.find(
    ({ zeros }) => bytes.length >= zeros.length && zeros.every((zero, at) => (bytes[at] === 0) === zero),
  );
  if (unread !== undefined) return { text: "", broken: notUtf8(`this looks like ${unread.name}`, 0) };
  const utf16 = UTF16.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  const text = new TextDecoder(utf16?.encoding ?? "utf-8").decode(bytes);
  const isText = utf16 !== undefined || isUtf8(bytes);
  return {
    text,
    broken: isText ? undefined : notUtf8("the bytes that stand here are no UTF-8", brokenAt(bytes, text)),
  };
}

const UTF16 = [
  { mark: [0xff, 0xfe], encoding: "utf-16le" },
  { mark: [0xfe, 0xff], encoding: "utf-16be" },
];

/**
 * What is not read, by the zeros among the first bytes: JSON begins with a character of ASCII, and a byte order mark of
 * UTF-32 has zeros as well.
 */
const UNREAD = [
  { zeros: [true, true, true, false], name: "UTF-32" },
  { zeros: [true, true, false, false], name: "UTF-32" },
  { zeros: [false, true, true, true], name: "UTF-32" },
  { zeros: [false, false, true, true], name: "UTF-32" },
  { zeros: [true, false], name: "UTF-16 without a byte order mark" },
  { zeros: [false, true], name: "UTF-16 without a byte order mark" },
];

function notUtf8(why: string, offset: number): JsonTextError {
  return { message: `is not JSON: ${why}; save the file as UTF-8`, offset, length: 1 };
}

const REPLACEMENT = "\ufffd";

/** The first character that replaces bytes and was not written as it is. */
function brokenAt(bytes: Uint8Array, text: string): number {
  const [first, second, third] = Buffer.from(REPLACEMENT);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let [at, byte] = [0, hasMark ? 3 : 0];
  for (;;) {
    const next = text.indexOf(REPLACEMENT, at);
    if (next === -1) return text.length;
    byte += Buffer.byteLength(text.slice(at, next));
    if (bytes[byte] !== first || bytes[byte + 1] !== second || bytes[byte + 2] !== third) return next;
    byte += 3;
    at = next + 1;
  }
}

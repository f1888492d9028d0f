import type { IncomingMessage } from "node:http";

/** Larger than the largest Configuration with every character percent-encoded. */
export const LARGEST_BODY = 8 * 1024 * 1024;

/** A body as text; `too-large` when it was over the limit; `aborted` when the client went away. */
export type Body = { readonly text: string } | "too-large" | "aborted";

/** Reads a body. One over the limit is read on and dropped, so that the client gets to see the answer. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size <= LARGEST_BODY) chunks.push(bytes);
      else chunks.length = 0;
    }
  } catch {
    return "aborted";
  }
  return size > LARGEST_BODY ? "too-large" : { text: Buffer.concat(chunks).toString("utf8") };
}

/** The form in a body; empty for any other content type, as a server that looks for parameters would find none. */
export function readForm(contentType: string | undefined, text: string): URLSearchParams {
  const isForm = contentType === undefined || /^application\/x-www-form-urlencoded\b/i.test(contentType);
  return new URLSearchParams(isForm ? text : "");
}

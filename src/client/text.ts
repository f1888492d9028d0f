/** How much of a foreign body a message quotes. */
const EXCERPT_LENGTH = 200;

/** One line of printable text: a foreign text must not move the cursor, colour the terminal or forge lines of a log. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
}

/** The beginning of a foreign text, fit for a message. */
export function excerpt(text: string, length = EXCERPT_LENGTH): string {
  // Cut first, so that a body of megabytes is not searched; by code points, so that no pair is torn.
  const line = oneLine(text.slice(0, length * 8));
  const points = [...line];
  return points.length > length ? `${points.slice(0, length).join("")}…` : line;
}

/** Milliseconds as a person says them. */
export function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
}

/** What to look at when something answers that is not TaskRouter. */
export function addressAdvice(url: string): string {
  const { origin } = new URL(url);
  return `Is ${origin} TaskRouter's API? Check taskrouter:baseUrl (without it, taskrouter:region and taskrouter:edge make the address).`;
}

/** What a body looks like, for a person. */
export function kindOfBody(contentType: string, text: string): string {
  if (text.trim() === "") return "an empty body";
  if (/html/i.test(contentType) || /^\s*<(?:!doctype|html)/i.test(text)) return "a web page";
  return "something else";
}

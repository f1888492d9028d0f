/** What a terminal obeys instead of showing it: control characters, line separators, marks that turn the direction. */
const UNSHOWN = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Somebody else's text on one line, with nothing in it that a terminal would obey. */
export function printable(text: string): string {
  return text.replace(UNSHOWN, "\ufffd");
}

/** The same for text of several lines: what is not shown is left out, with it the colours of terminals and of Pulumi. */
export function printableLines(text: string): string {
  return text
    .replace(/\u001b\[[0-9;?]*[@-~]|<\{%[^%]*%\}>|\r(?=\n)/g, "")
    .replaceAll("\t", "  ")
    .replace(UNSHOWN, (character) => (character === "\n" ? character : ""))
    .trim();
}

/** JSON text that says the same without any character that a terminal would obey. Line breaks stay. */
export function unseenEscaped(json: string): string {
  return json.replace(UNSHOWN, (character) =>
    character === "\n" ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

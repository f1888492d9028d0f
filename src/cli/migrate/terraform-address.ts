/** `["gold tier"]`, `[0]`, or a word between dots. A key is quoted as HCL quotes. */
const TOKEN = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/gs;

/**
 * The words of a resource's address that somebody chose: `module.site["de"].twilio_taskrouter_activity.ready[0]` is
 * site, de, ready, 0.
 */
export function addressWords(address: string): string[] {
  const tokens = [...address.matchAll(TOKEN)].map(([, key, index, word]) => ({
    text: key === undefined ? (index ?? word ?? "") : unquoted(key),
    isKey: word === undefined,
  }));
  const words: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    // "module", or the type.
    at++;
    const name = tokens[at++];
    if (name !== undefined) words.push(name.text);
    for (; tokens[at]?.isKey === true; at++) words.push(tokens[at]?.text ?? "");
  }
  return words;
}

/** An address out of its parts, as Terraform writes it (run on 1.11). */
export function addressOf(module: string, type: string, name: string, key: unknown): string {
  const index = typeof key === "string" ? `[${quotedKey(key)}]` : typeof key === "number" ? `[${key}]` : "";
  return `${module === "" ? "" : `${module}.`}${type}.${name}${index}`;
}

/** `${` and `%{` would begin a template. */
function quotedKey(key: string): string {
  return JSON.stringify(key).replace(/[$%](?=\{)/g, "$&$&");
}

function unquoted(key: string): string {
  const text = key.replace(/([$%])\1(?=\{)/g, "$1");
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

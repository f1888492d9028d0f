// Writes docs/resources/*.md from the descriptors that drive check, diff, create, read and update. Reads dist/: run
// `npm run build` first.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { kebab } from "./generate.mjs";

const HEADS = [
  "property",
  "values",
  "sent on",
  "a change",
  "left out or taken away",
  "read back, and compared",
  "how we know",
];

/**
 * The page of one resource: its table of truth.
 *
 * @param {any} descriptor
 */
export function resourcePage(descriptor) {
  const { kind, description, fields } = descriptor;
  const rows = Object.entries(fields).map(([name, field]) => row(name, field, descriptor));
  return `# ${kind}

${description}

Everything here is generated from the table that drives validation, previews, requests, refreshes and tests
(\`npm run generate\`). Types, units and ranges are in the comments of \`${kind}Args\` too, and in
[schema/${kebab(kind)}.json](../../schema/${kebab(kind)}.json).

| ${HEADS.join(" | ")} |
|${HEADS.map(() => " --- ").join("|")}|
${rows.map((cells) => `| ${cells.map(escaped).join(" | ")} |`).join("\n")}

${Object.entries(fields)
  .map(([name, field]) => `- \`${name}\`: ${field.description}`)
  .join("\n")}

## In the state

The properties that are set, in canonical form and without those at their defaults, and \`accountSid\`; \`region\` where it is
not us1.${also(descriptor)} Nothing that changes by itself. The id is the SID, \`${descriptor.sidPrefix}…\`, and \`sid\` is the same.

## Look up

\`${kind}.get(name, sid${parents(descriptor)})\` refers to what something else manages, and spells defaults out.
`;
}

/** What the state holds beside that. */
function also({ outputs, shared }) {
  const names = Object.keys(outputs ?? {}).map((name) => `\`${name}\``);
  if (names.length > 0) return ` Also ${names.join(" and ")}, which name the object.`;
  return shared === undefined
    ? ""
    : " Also `created: true` where this resource made the object, which its removal goes by.";
}

/** What `.get` needs beside the SID. */
function parents({ owner, among, fields }) {
  if (owner !== undefined && among === undefined) return "";
  const names = Object.keys(fields).filter((name) => {
    const { wire, policy, alsoKnownAs } = fields[name];
    return wire === undefined && policy !== true && alsoKnownAs === undefined;
  });
  return names.length === 0 ? "" : `, { ${names.join(", ")} }`;
}

function row(name, field, descriptor) {
  const required = field.required === true && field.defaultsToName !== true;
  return [
    `\`${name}\`${required ? " (required)" : ""}`,
    values(field),
    sentOn(field, descriptor),
    changes(name, field, descriptor),
    leftOut(field, descriptor),
    readBack(field),
    field.evidence,
  ];
}

function values({ schema, refersTo, published, pathwise, alsoKnownAs }) {
  const { type, enum: words, minimum, maximum, minLength, maxLength } = schema;
  if (refersTo !== undefined && type === "string")
    return alsoKnownAs === undefined ? `${refersTo} or SID` : `${refersTo}, SID or unique name`;
  if (Array.isArray(type)) return "`true`, `false`, `{ sid }`";
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(", ");
  if (minimum !== undefined) return `${minimum}–${maximum}`;
  if (maxLength !== undefined) return `text, ${minLength}–${maxLength} characters`;
  if (schema.format === "uri") return "URL";
  if (pathwise !== undefined) return "object or JSON text";
  if (Array.isArray(type)) return "`true`, `false`, `{ sid }`";
  if (type === "array") return published === undefined ? "list" : "list of names, or text with commas";
  const types = { string: "text", boolean: "`true`, `false`" };
  return types[type] ?? "routing document: object or JSON text";
}

function sentOn({ wire, action, initial, replaces, policy, alsoKnownAs }, descriptor) {
  if (policy === true) return "never: of this package";
  if (alsoKnownAs !== undefined) return "never: finds the object";
  if (wire === undefined) return "part of the path";
  if (action === true || "owner" in descriptor) return "update only";
  return replaces === true || initial === true ? "create only" : "create and update";
}

function changes(name, { action, initial, replaces, policy, pathwise }, { fields }) {
  if (action === true || initial === true) return "is none by itself";
  if (pathwise !== undefined) return "updates, path by path";
  if (Object.values(fields).some((field) => field.pathwise?.mode === name))
    return "updates, sends what is to be removed";
  if (replaces === true) return "**replaces**";
  return policy === true ? "updates the state, sends nothing" : "updates";
}

function leftOut(
  { required, defaultsToName, default: normal, emptyIsUnset, wire, policy, action, initial, pathwise },
  descriptor,
) {
  if (defaultsToName === true) return "the Pulumi name";
  if (required === true) return "not possible";
  if (initial === true) return "nothing";
  if (pathwise !== undefined) return "nothing is owned; what was owned is removed";
  if (normal !== undefined)
    return `\`${JSON.stringify(normal).replaceAll('"', "")}\`${policy === true || action === true || wire === undefined ? "" : ", sent when it was another"}`;
  if ("owner" in descriptor) return "not managed; what was there before comes back";
  return emptyIsUnset === true && wire !== undefined ? 'not managed; emptied (`""`) when it was set' : "nothing";
}

function readBack({ wire, unreadable, action, initial, policy, codec }) {
  if (policy === true || wire === undefined) return "no";
  if (action === true) return "no: an action";
  if (initial === true) return "no: what it is later is never drift";
  return unreadable === true ? "never answered, so never drift" : `yes, ${codec.compared}`;
}

function escaped(text) {
  return text.replaceAll("|", "\\|");
}

/** The pages by file name. */
export function resourcePages(descriptors) {
  return Object.fromEntries(
    descriptors.map((descriptor) => [`${kebab(descriptor.kind)}.md`, resourcePage(descriptor)]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const require = createRequire(import.meta.url);
  const folder = fileURLToPath(new URL("../docs/resources/", import.meta.url));
  mkdirSync(folder, { recursive: true });
  const pages = resourcePages(require("../dist/resources/kinds.js").descriptors);
  for (const [name, page] of Object.entries(pages)) writeFileSync(folder + name, page);
}

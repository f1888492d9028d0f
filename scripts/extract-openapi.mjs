// Reduces Twilio's OpenAPI description of TaskRouter to facts: operations, parameter names, answer fields and types.
// Usage: node scripts/extract-openapi.mjs twilio_taskrouter_v1.json > test/emulator/openapi.json, then biome format.
import { readFileSync } from "node:fs";

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write("usage: node scripts/extract-openapi.mjs FILE\n");
  process.exit(2);
}
const { info, paths, components } = JSON.parse(readFileSync(file, "utf8"));
const schemaAt = (ref) => components.schemas[ref.replace("#/components/schemas/", "")];
/** `string`, or `string?` when it may be null. */
const typeOf = (schema) =>
  `${schema.type ?? (schema.$ref && schemaAt(schema.$ref).type) ?? "object"}${schema.nullable === true ? "?" : ""}`;
const form = "application/x-www-form-urlencoded";

function fieldsOf(schema) {
  const whole = schema?.$ref ? schemaAt(schema.$ref) : schema;
  return Object.fromEntries(Object.entries(whole?.properties ?? {}).map(([name, field]) => [name, typeOf(field)]));
}

const operations = Object.entries(paths).flatMap(([path, verbs]) =>
  ["get", "post", "delete"]
    .filter((verb) => verbs[verb] !== undefined)
    .map((verb) => {
      const { operationId, parameters = [], requestBody, responses } = verbs[verb];
      const body = requestBody?.content?.[form]?.schema ?? {};
      const [[status, answer]] = Object.entries(responses);
      const required = parameters.filter((parameter) => parameter.required && parameter.in !== "path");
      return {
        id: operationId,
        method: verb.toUpperCase(),
        path,
        parameters: [
          ...parameters.filter((parameter) => parameter.in !== "path").map(({ name }) => name),
          ...Object.keys(body.properties ?? {}),
        ],
        required: [...required.map(({ name }) => name), ...(body.required ?? [])],
        status: Number(status),
        fields: fieldsOf(answer.content?.["application/json"]?.schema),
      };
    }),
);
const source = `twilio/twilio-oai spec/json/twilio_taskrouter_v1.json, version ${info.version}: names and types only`;
process.stdout.write(`${JSON.stringify({ source, operations }, null, 2)}\n`);

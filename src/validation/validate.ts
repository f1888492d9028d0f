import type { Ajv as AjvInstance, ErrorObject, ValidateFunction } from "ajv";
import type { Diagnostic } from "../core/diagnostic";
import type { Json, JsonObject } from "../core/json";
import { type Path, pointer, valueAt } from "../core/path";
import { isUnknown } from "../core/unknown";
import { explain } from "./explain";
import { isHttpUrl } from "./http-url";

/** Schemas are objects that live as long as the process, so each is compiled once. */
const compiled = new WeakMap<JsonObject, ValidateFunction>();
let ajv: AjvInstance | undefined;

/**
 * Everything in which `value` departs from `schema`, at any depth, in the schema's order. A value that is not known yet
 * is never wrong; everything around it is checked. Does no I/O.
 *
 * @param root path in front of all paths, for a document that stands inside something else
 */
export function validate(schema: JsonObject, value: Json, root: Path = []): Diagnostic[] {
  const check = compile(schema);
  if (check(value)) return [];
  const errors = (check.errors ?? []).filter((error) => !concernsUnknown(error, value));
  // Whatever else is said of a value of the wrong type follows from that.
  const mistyped = new Set(errors.filter(({ keyword }) => keyword === "type").map(({ instancePath }) => instancePath));
  return errors
    .filter(({ keyword, instancePath }) => keyword === "type" || !mistyped.has(instancePath))
    .map((error) => explain(error, value, root));
}

function compile(schema: JsonObject): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  ajv ??= createAjv();
  const validator = ajv.compile(schema);
  compiled.set(schema, validator);
  return validator;
}

/** ajv costs tens of milliseconds to load, and a program that only refers to resources never validates. */
function createAjv(): AjvInstance {
  const { Ajv } = require("ajv") as typeof import("ajv");
  const instance = new Ajv({ strict: true, allErrors: true, verbose: true, allowUnionTypes: true, logger: false });
  instance.addFormat("uri", { type: "string", validate: isHttpUrl });
  return instance;
}

/** ajv reports the place of the value; if the value there is the sentinel, nothing is known to be wrong. */
function concernsUnknown(error: ErrorObject, value: Json): boolean {
  return isUnknown(valueAt(value, pointer(error.instancePath)));
}

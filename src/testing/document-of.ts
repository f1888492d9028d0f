import { MAX_DEPTH } from "../core/json-text";
import { formatPath, type Path } from "../core/path";
import { isUnknown } from "../core/unknown";
import { mistake } from "./mistake";

/**
 * A value of a program under mocks without its Outputs and promises, at any depth; of a Workflow, its configuration. A resource
 * inside becomes its id, a `WorkflowConfig` its document. Loads nothing of Pulumi.
 *
 * @throws SimulationError (TR6015) where an Output has no value, as in a preview
 */
export async function documentOf(workflow: unknown): Promise<object | string> {
  const given = isObject(workflow) && isResource(workflow) ? Reflect.get(workflow, "configuration") : workflow;
  const value = await resolved(given, []);
  if (typeof value === "string" || (typeof value === "object" && value !== null)) return value;
  throw mistake("TR6015", "there is no configuration; do the mocks return the inputs as the state?");
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isResource = (value: object): boolean => Reflect.get(value, "__pulumiResource") === true;

async function resolved(value: unknown, path: Path): Promise<unknown> {
  if (isUnknown(value)) throw unknown(path);
  if (!isObject(value)) return value;
  if (path.length > MAX_DEPTH)
    throw mistake("TR6015", `is nested deeper than ${MAX_DEPTH} levels, or in itself`, path.slice(0, 3));
  if (isResource(value)) return resolved(Reflect.get(value, "id"), path);
  if (Reflect.get(value, "__pulumiOutput") === true) return resolved(await settled(value, path), path);
  if (typeof Reflect.get(value, "then") === "function") return resolved(await value, path);
  const makes: unknown = Reflect.get(value, "toDocument");
  if (typeof makes === "function") return resolved(makes.call(value), path);
  // One after the other, so that the first one without a value is told.
  const entries: [string, unknown][] = [];
  for (const [key, element] of Object.entries(value)) {
    const place = Array.isArray(value) ? Number(key) : key;
    entries.push([key, await resolved(element, [...path, place])]);
  }
  return Array.isArray(value) ? entries.map(([, element]) => element) : Object.fromEntries(entries);
}

/** An Output is asked as Pulumi's own runtime asks it: `apply` would never answer where the value is not known. */
async function settled(output: object, path: Path): Promise<unknown> {
  const [known, promise]: unknown[] = [await Reflect.get(output, "isKnown"), Reflect.get(output, "promise")];
  if (known === false || typeof promise !== "function") throw unknown(path);
  return promise.call(output);
}

function unknown(path: Path) {
  const where = path.length === 0 ? "the Output" : formatPath(path);
  return mistake(
    "TR6015",
    `${where} has no value; under mocks, give preview: false to setMocks, and return an id and the inputs as the state`,
  );
}

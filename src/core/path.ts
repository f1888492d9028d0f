import { isJsonObject, type Json } from "./json";

/** Where something stands inside a value: property names and array indexes from the outside in. */
export type Path = readonly (string | number)[];

/** The longest key that a path shows whole. */
const MAX_KEY = 80;

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Writes a path as JavaScript would: `configuration.task_routing.filters[1].expression`. */
export function formatPath(path: Path): string {
  let text = "";
  for (const segment of path) {
    if (typeof segment === "number") text += `[${segment}]`;
    else if (!IDENTIFIER.test(segment)) text += `[${JSON.stringify(shortened(segment))}]`;
    else text += text === "" ? shortened(segment) : `.${shortened(segment)}`;
  }
  return text;
}

/** A key that fills the screen is shown by its beginning. */
function shortened(key: string): string {
  return key.length > MAX_KEY ? `${key.slice(0, MAX_KEY)}…` : key;
}

/** The value that stands at a path, or undefined. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let current: Json | undefined = value;
  for (const segment of path) {
    if (Array.isArray(current) && typeof segment === "number") current = current[segment];
    else if (isJsonObject(current) && Object.hasOwn(current, segment)) current = current[String(segment)];
    else return undefined;
  }
  return current;
}

/** A JSON pointer as a path; indexes are numbers. */
export function pointer(text: string): (string | number)[] {
  return text
    .split("/")
    .slice(1)
    .map((segment) => segment.replace(/~1/g, "/").replace(/~0/g, "~"))
    .map((segment) => (/^(?:0|[1-9]\d{0,14})$/.test(segment) ? Number(segment) : segment));
}

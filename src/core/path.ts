import type { Json } from "./json";

/** Where something stands inside a value: property names and array indexes from the outside in. */
export type Path = readonly (string | number)[];

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Writes a path as JavaScript would: `configuration.task_routing.filters[1].expression`. */
export function formatPath(path: Path): string {
  let text = "";
  for (const segment of path) {
    if (typeof segment === "number") text += `[${segment}]`;
    else if (!IDENTIFIER.test(segment)) text += `[${JSON.stringify(segment)}]`;
    else text += text === "" ? segment : `.${segment}`;
  }
  return text;
}

/** The value that stands at a path, or undefined. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let current: Json | undefined = value;
  for (const segment of path) {
    if (Array.isArray(current) && typeof segment === "number") current = current[segment];
    else if (typeof current === "object" && current !== null && !Array.isArray(current))
      current = current[String(segment)];
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
    .map((segment) => (/^(?:0|[1-9]\d*)$/.test(segment) ? Number(segment) : segment));
}

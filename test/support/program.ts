/** Stands for another resource of the program, by its Pulumi name. */
export interface Ref {
  readonly ref: string;
}

/** A resource of a generated program. */
export interface Declared {
  readonly kind: "Workspace" | "WorkspaceDefaults" | "Activity" | "TaskQueue" | "Workflow" | "Worker";
  readonly name: string;
  readonly args?: Record<string, unknown>;
  /** Source text of the options. */
  readonly opts?: string;
}

/** Refers to another resource of the program. */
export function ref(name: string): Ref {
  return { ref: name };
}

/** The body of a program that declares these resources in this order. */
export function programOf(resources: readonly Declared[]): string {
  return resources
    .map(({ kind, name, args, opts }) => {
      const rest = opts === undefined ? "" : `, ${opts}`;
      return `const ${variable(name)} = new taskrouter.${kind}(${JSON.stringify(name)}, ${source(args ?? {})}${rest});`;
    })
    .join("\n");
}

function source(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(source).join(", ")}]`;
  if (typeof value !== "object" || value === null) return value === undefined ? "undefined" : JSON.stringify(value);
  if ("ref" in value) return variable(String(value.ref));
  const entries = Object.entries(value).map(([key, element]) => `${JSON.stringify(key)}: ${source(element)}`);
  return `{ ${entries.join(", ")} }`;
}

function variable(name: string): string {
  return `r_${name.replace(/\W/g, "_")}`;
}

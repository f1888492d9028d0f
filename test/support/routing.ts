import type { Diagnostic } from "../../src/core/diagnostic";
import type { Json, JsonObject } from "../../src/core/json";
import { formatPath } from "../../src/core/path";

export const QUEUE = "WQ00000000000000000000000000000001";
export const OTHER = "WQ00000000000000000000000000000002";

/** A document with these filters and a default filter. */
export const routing = (...filters: Json[]): JsonObject => ({
  task_routing: { filters, default_filter: { queue: QUEUE } },
});

/** A document with one filter that has these targets. */
export const targets = (...list: Json[]): JsonObject => routing({ expression: "type == 'a'", targets: list });

/** A filter that keeps the tasks that it takes. */
export const filter = (expression: Json, more: JsonObject = {}): JsonObject => ({
  expression,
  targets: [{ queue: QUEUE }],
  ...more,
});

/** A filter that lets them go after a minute. */
export const passing = (expression: Json, more: JsonObject = {}): JsonObject =>
  filter(expression, { targets: [{ queue: QUEUE, timeout: 60 }], ...more });

/** `TR2003 filters[0].expression`: code and path, without the part that all paths have in common. */
export const brief = (findings: readonly Diagnostic[]): string[] =>
  findings.map(({ code, path }) => `${code} ${formatPath(path).replace(/^task_routing\.?/, "")}`);

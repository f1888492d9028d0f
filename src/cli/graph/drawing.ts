import type { Json } from "../../core/json";
import { parseJsonText } from "../../core/json-text";
import { formatPath } from "../../core/path";
import { isUnknown } from "../../core/unknown";
import type { Picture } from "../../routing/graph/model";
import { pictureOf } from "../../routing/graph/picture";
import { configurationFindings } from "../../validation/configuration";
import { counted } from "../counted";
import { pattern } from "../export/select";
import type { GraphOptions } from "./options";
import type { GraphSource, GraphWorkflow } from "./source";
import { tooLarge } from "./write";

/** A picture, and what is to be said about it. */
export interface Drawing {
  readonly picture: Picture | undefined;
  readonly notes: readonly string[];
}

/** Draws a Workflow, as far as that is possible. */
export function drawingOf(
  { name, configuration, taskReservationTimeout }: GraphWorkflow,
  queues: GraphSource["queues"],
  { filters, limit, format }: GraphOptions,
): Drawing {
  const about = (text: string): string => `Workflow "${name}": ${text}`;
  if (isUnknown(configuration)) return { picture: undefined, notes: [about("its configuration is not known yet")] };
  const findings = configurationFindings(configuration, { taskReservationTimeout });
  const patterns = filters.map(pattern);
  const shows = filters.length === 0 ? undefined : (filter = ""): boolean => patterns.some((fits) => fits.test(filter));
  const document = documentOf(configuration);
  const picture = document === undefined ? undefined : pictureOf(document, { name, findings, queues, limit, shows });
  const [first] = findings;
  if (picture === undefined) {
    const path = formatPath(first?.path ?? []);
    return {
      picture,
      notes: [about(`cannot be drawn: ${path === "" ? "it" : path} ${first?.message ?? "is no routing document"}`)],
    };
  }
  const { all, chosen } = picture.filters;
  if (shows !== undefined && chosen === 0) {
    return {
      picture: undefined,
      notes: [about(`no filter has a name that fits --filter; it has ${counted(all, "filter")}`)],
    };
  }
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const large = format === "dot" || format === "svg" ? undefined : tooLarge(picture);
  return {
    picture,
    notes: [
      ...(errors > 0 ? [`note: ${about(`has ${counted(errors, "error")}; taskrouter validate tells them`)}`] : []),
      ...(large === undefined ? [] : [`note: ${about(large)}`]),
    ],
  };
}

/** What JSON text says; undefined where it says nothing. */
function documentOf(configuration: Json): Json | undefined {
  if (typeof configuration !== "string") return configuration;
  const parsed = parseJsonText(configuration);
  return "error" in parsed ? undefined : parsed.value;
}

import type { JsonObject } from "../../core/json";
import type { RoutingWorker } from "../workers";

/**
 * A worker with these attributes. The four fields of the system come from the attributes of their names, where those are
 * text; those of channels from the attribute `channel`, which is where they stand in an expression.
 */
export function workerOf(attributes: JsonObject, number = 1): RoutingWorker {
  const text = (key: string, otherwise: string): string => {
    const value = Object.hasOwn(attributes, key) ? attributes[key] : undefined;
    return typeof value === "string" ? value : otherwise;
  };
  return {
    sid: text("sid", `WK${number}`),
    friendlyName: text("friendly_name", `worker ${number}`),
    activitySid: text("activity_sid", "WA1"),
    activityName: text("activity_name", "Available"),
    available: true,
    attributes,
    channel: () => undefined,
    idleSince: number,
  };
}

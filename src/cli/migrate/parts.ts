import { isJsonObject, type Json, type JsonObject } from "../../core/json";

/** What should be an object of somebody's document; an empty one for anything else. */
export function objectIn(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The objects in what should be a list of them. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** What should be a text; undefined for anything else, and for an empty one. */
export function textIn(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The same; an empty one for anything else. */
export function nameIn(value: Json | undefined): string {
  return textIn(value) ?? "";
}

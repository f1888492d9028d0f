import { type Condition, conditionOf } from "../routing/plan";
import { type WorkspaceScope, whereabouts } from "./call";
import { common } from "./common-rules";
import { invalidValue, refused } from "./errors";
import type { Parse } from "./kind";
import { checkExpression } from "./syntax/check";

/** Any text, as it is. */
export const text: Parse<unknown, string> = (value) => value;

/** 1 to 64 characters. */
export const name: Parse<unknown, string> = (value, { wire }) => {
  if (value.length >= 1 && value.length <= 64) return value;
  throw refused(common.nameLength, `${wire} must be between 1 and 64 characters`);
};

/** `true`, `1` and `yes` are true, everything else is false. */
export const truth = (value: string): boolean => ["true", "1", "yes"].includes(value.toLowerCase());

/** As {@link truth}, for a field. */
export const flag: Parse<unknown, boolean> = (value) => truth(value);

/** A whole number from `least` to `most`. */
export const integer =
  (least: number, most: number): Parse<unknown, number> =>
  (value, { wire }) => {
    const number = /^[+-]?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw invalidValue(wire);
  };

/** One of these words. */
export const oneOf =
  (...words: readonly string[]): Parse<unknown, string> =>
  (value, { wire }) => {
    if (words.includes(value)) return value;
    throw invalidValue(wire);
  };

/** An http or https URL with a host; empty clears it. */
export const callbackUrl: Parse<unknown, string> = (value, { wire }) => {
  if (value === "") return value;
  // An http URL without a host does not parse.
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
  throw invalidValue(wire, "an http or https URL with a host is expected", common.callbackUrl);
};

/** An Activity of this workspace. */
export const activity: Parse<WorkspaceScope, string> = (value, { scope, wire }) => {
  if (scope.workspace.activities.get(value) !== undefined) return value;
  throw invalidValue(wire, `Activity ${value} does not exist ${whereabouts(scope)}`, common.foreignReference);
};

/** An Activity of this workspace, or nothing: an empty value clears it (observed, RJP "detach" test). */
export const activityOrNone: Parse<WorkspaceScope, string | null> = (value, at) =>
  value === "" ? null : activity(value, at);

/** An expression that a filter gives. */
export function expression(value: string, { call }: WorkspaceScope): Condition {
  checkExpression(value, call);
  return conditionOf(value);
}

const LONGEST_ATTRIBUTES = 4096;

/** The text of a JSON object of at most 4,096 characters, white space counted. */
export function attributesObject(value: string, wire: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    throw invalidValue(wire, "not valid JSON");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw invalidValue(wire, "a JSON object is expected");
  }
  if (value.length > LONGEST_ATTRIBUTES) throw invalidValue(wire, `longer than ${LONGEST_ATTRIBUTES} characters`);
  return parsed;
}

import { didYouMean } from "../core/did-you-mean";
import { isJsonObject } from "../core/json";
import { SID_KINDS, type SidPrefix, sidKind, sidPattern } from "../core/sid";
import { listed } from "../lifecycle/tally";
import { isFound, isLater } from "../resources/arguments";
import { programError } from "../resources/program-error";
import { type Call, isInWorkspace, nameOf } from "./spec";

/** So much of a text a message shows: a name has at most 64 characters. */
const MOST_SHOWN = 64;

/** A look-up's arguments as far as they are there. */
type Given = Readonly<Record<string, unknown>>;

/**
 * Says what is wrong with the arguments of a look-up, before anything is asked for. What is there only later is passed by.
 *
 * @throws pulumi.RunError
 */
export function checkArguments(call: Call, given: Given): void {
  const { lookUp, several } = call;
  const wrong = (argument: string | undefined, message: string): Error =>
    programError(nameOf(call), undefined, argument === undefined ? [] : [argument], message);
  const ways = several ? [] : ["sid", ...Object.keys(lookUp.names)];
  const known = [
    ...(isInWorkspace(lookUp) ? ["workspaceSid"] : []),
    ...ways,
    ...(several ? Object.keys(lookUp.filters) : []),
  ];
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    const meant = didYouMean(key, known);
    const advice =
      meant !== undefined
        ? `, did you mean ${meant}?`
        : known.length === 0
          ? "; it takes none"
          : `; known are ${known.join(", ")}`;
    throw wrong(key, `is not an argument of this look-up${advice}`);
  }
  if (isInWorkspace(lookUp) && given["workspaceSid"] === undefined) {
    throw wrong("workspaceSid", "is required: a Workspace, or its SID (WS…)");
  }
  const used = ways.filter((way) => given[way] !== undefined);
  if (!several && used.length !== 1) {
    const count = used.length === 0 ? "none is given" : `${listed(used)} are given`;
    throw wrong(undefined, `takes exactly one of ${ways.join(", ")}; ${count}`);
  }
  for (const [key, value] of Object.entries(given)) {
    const message = isLater(value) ? undefined : mistake(call, key, value);
    if (message !== undefined) throw wrong(key, message);
  }
}

function mistake({ lookUp, several }: Call, key: string, value: unknown): string | undefined {
  if (key === "workspaceSid") return sidMistake("WS", isJsonObject(value) ? value["sid"] : value);
  if (!several && key === "sid") return sidMistake(lookUp.sidPrefix, value, Object.keys(lookUp.names));
  const filter = several ? lookUp.filters[key] : undefined;
  if (filter?.type === "flag")
    return typeof value === "boolean" ? undefined : `must be true or false, not ${shown(value)}`;
  if (filter?.type === "json" && isJsonObject(value)) return undefined;
  if (filter?.sid !== undefined) return sidMistake(filter.sid, value);
  if (typeof value !== "string") return `must be text, not ${shown(value)}`;
  return value === "" ? "must not be empty" : undefined;
}

/** Why this is not the SID of such an object, or undefined if it is. */
function sidMistake(prefix: SidPrefix, value: unknown, ways: readonly string[] = []): string | undefined {
  const isWhole = (text: unknown): boolean =>
    isLater(text) || (typeof text === "string" && new RegExp(sidPattern(prefix)).test(text));
  if (isWhole(value)) return undefined;
  const other = typeof value === "string" ? sidKind(value) : undefined;
  if (other !== undefined) return `is the SID of ${other}, not of ${SID_KINDS[prefix]}`;
  if (isFound(value)) return "is what a look-up found; give its .sid";
  const byName = ways.length === 0 || typeof value !== "string" ? "" : `; a name goes into ${ways.join(" or ")}`;
  return `must be the SID of ${SID_KINDS[prefix]} (${prefix} and 32 hexadecimal digits), not ${shown(value)}${byName}`;
}

/** A value in a message. */
export function shown(value: unknown): string {
  if (typeof value === "string")
    return JSON.stringify(value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value);
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "a list" : `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}

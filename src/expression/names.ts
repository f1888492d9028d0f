import { didYouMean } from "../core/did-you-mean";
import type { AttributePath } from "./ast";
import type { ExpressionCode, Finding } from "./finding";
import { shortened } from "./lexer";
import type { Place } from "./places";
import { printPath } from "./printer";

/** What may be wrong with a name where it stands. */
type NameRule = (path: AttributePath, name: string) => Finding | undefined;

const PREFIXES = ["task", "worker"];

/** The rules of each place (facts 7.5). A place that holds no expression has those of its names. */
const RULES: Readonly<Record<Place, NameRule>> = {
  target_workers: (path, name) => {
    const rest = printPath(path.segments.slice(1));
    // Twilio documents these with the prefix only, and for targets only; published programs ask for workers by them.
    if (isBelow(path, "worker") && path.segments[1] === "channel") return channelField(path);
    if (isMeantBelow(path, "worker"))
      return wrong("TR1104", path, `a queue names worker attributes without a prefix: ${shortened(rest)}`, rest);
    if (isMeantBelow(path, "task"))
      return wrong("TR1105", path, `a queue sees no task; compare ${name} in a workflow's target`);
    return isBelow(path, "workers") ? countOutsideSkipIf(path, name) : undefined;
  },
  filter: (path, name) => {
    const rest = printPath(path.segments.slice(1));
    if (isMeantBelow(path, "task"))
      return wrong("TR1101", path, `a filter names task attributes without a prefix: ${shortened(rest)}`, rest);
    if (isMeantBelow(path, "worker"))
      return wrong("TR1102", path, `a filter sees no worker; ask for ${name} in a target's expression`);
    return isBelow(path, "workers") ? countOutsideSkipIf(path, name) : undefined;
  },
  target: (path, name) => {
    if (isBelow(path, "workers")) return countOutsideSkipIf(path, name);
    if (isBelow(path, "worker")) return twoPrefixes(path, "TR1103") ?? channelField(path) ?? systemField(path);
    if (isBelow(path, "task")) return twoPrefixes(path, "TR1103");
    const [first = ""] = path.segments;
    const meant = path.segments.length > 1 ? didYouMean(String(first), ["task", "worker"]) : undefined;
    if (meant !== undefined) {
      const right = printPath([meant, ...path.segments.slice(1)]);
      const message = `in a target a name begins with task. or worker., did you mean ${shortened(right)}?`;
      return wrong("TR1103", path, message, right);
    }
    return wrong("TR1103", path, `in a target a name begins with task. or worker.: task.${name} or worker.${name}`);
  },
  skip_if: (path, name) => {
    const [first, second, ...more] = path.segments;
    const known = first === "workers" && more.length === 0 && typeof second === "string";
    if (known && (COUNTS.includes(second) || /^WA[0-9a-fA-F]{32}$/.test(second))) return undefined;
    const meant = didYouMean(
      name,
      COUNTS.map((count) => `workers.${count}`),
    );
    const sid = first === "workers" && /^WA/.test(String(second)) ? " (WA and 32 hexadecimal digits)" : "";
    const advice = meant === undefined ? sid : `, did you mean ${meant}?`;
    return wrong(
      "TR1106",
      path,
      `skip_if knows workers.available, workers.unavailable and workers.<ActivitySid>${advice}`,
      meant,
    );
  },
  order_by: (path, name) => {
    if (isBelow(path, "worker")) return twoPrefixes(path, "TR1107");
    const right = isBelow(path, "task") ? undefined : `worker.${printPath(path.segments)}`;
    const advice = right === undefined ? ", not the task's" : ` with the prefix: worker.${name}`;
    return wrong("TR1107", path, `order_by names worker attributes${advice}`, right);
  },
  known_worker: (path, name) => {
    if (isBelow(path, "task")) return twoPrefixes(path, "TR1108");
    if (/^WK[0-9a-fA-F]{32}$/.test(name)) {
      return wrong(
        "TR1108",
        path,
        "is the SID of a Worker; name the task attribute that holds one, such as task.agent_sid",
      );
    }
    const right = isBelow(path, "worker") ? undefined : `task.${printPath(path.segments)}`;
    const advice = right === undefined ? ", such as task.agent_sid" : `: task.${name}`;
    return wrong("TR1108", path, `is the path of a task attribute${advice}`, right);
  },
};

const COUNTS = ["available", "unavailable"];

const CHANNEL_FIELDS = ["configured_capacity", "assigned_tasks", "available_capacity_percentage"];

/** What is wrong with an attribute's name in this place, if anything. */
export function checkName(path: AttributePath, place: Place): Finding | undefined {
  return RULES[place](path, shortened(printPath(path.segments)));
}

/** The same in any letter case: `Task.type` is nobody's attribute. */
function isMeantBelow(path: AttributePath, prefix: string): boolean {
  return String(path.segments[0]).toLowerCase() === prefix && typeof path.segments[1] === "string";
}

/** `worker.worker.skills`, `task.worker.sid`: a prefix that was put before a name that has one. */
function twoPrefixes(path: AttributePath, code: ExpressionCode): Finding | undefined {
  const [, second, third] = path.segments;
  if (!PREFIXES.includes(String(second)) || typeof third !== "string") return undefined;
  const right = printPath(path.segments.slice(1));
  const message = `has two prefixes, so this is an attribute called ${String(second)}; did you mean ${shortened(right)}?`;
  return wrong(code, path, message, right);
}

/** `worker.x`, but not an attribute that is itself called `worker`. */
function isBelow({ segments }: AttributePath, prefix: string): boolean {
  return segments[0] === prefix && typeof segments[1] === "string";
}

function countOutsideSkipIf(path: AttributePath, name: string): Finding {
  return wrong("TR1109", path, `${name} exists in skip_if only; one worker's attributes are worker.…`);
}

/** `worker.friendlyName`: a field of the system as programs write it, which is an attribute that nobody set. */
function systemField(path: AttributePath): Finding | undefined {
  const [, second, ...more] = path.segments;
  const meant = more.length === 0 && typeof second === "string" ? SYSTEM_FIELDS.get(second) : undefined;
  if (meant === undefined) return undefined;
  return wrong("TR1111", path, `the worker's own field is worker.${meant}`, `worker.${meant}`);
}

const SYSTEM_FIELDS = new Map([
  ["friendlyName", "friendly_name"],
  ["activityName", "activity_name"],
  ["activitySid", "activity_sid"],
]);

/** `worker.channel.voice.assigned_tasks` and its two companions (documented). */
function channelField(path: AttributePath): Finding | undefined {
  const [, channel, name, field, ...more] = path.segments;
  if (channel === "channels" && CHANNEL_FIELDS.includes(String(field)) && more.length === 0) {
    const right = printPath(["worker", "channel", ...[name, field].filter((part) => part !== undefined)]);
    return wrong("TR1110", path, `the field of a worker's channel is ${right}`, right);
  }
  if (channel === "channel" && field === undefined && typeof name === "string") {
    const right = `worker.channel.${CHANNEL_FIELDS.includes(name) ? `<channel>.${name}` : `${shortened(name)}.assigned_tasks`}`;
    return wrong("TR1110", path, `is no field of a channel; ${right} is one`);
  }
  if (channel !== "channel" || typeof field !== "string" || more.length > 0 || CHANNEL_FIELDS.includes(field))
    return undefined;
  const meant = didYouMean(field, CHANNEL_FIELDS);
  const advice = meant === undefined ? `; it has ${CHANNEL_FIELDS.join(", ")}` : `, did you mean ${meant}?`;
  return wrong("TR1110", path, `a worker's channel has no ${field}${advice}`);
}

function wrong(code: ExpressionCode, { start, end }: AttributePath, message: string, suggestion?: string): Finding {
  return { code, start, end, message, ...(suggestion !== undefined && { suggestion }) };
}

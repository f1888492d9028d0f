import type { Json } from "../../core/json";
import type { Path } from "../../core/path";
import type { Activity, Answer, ChannelChange, Member, Occurrence } from "./cast";
import { type Directory, namesOf } from "./directory";
import { Fields, type NumberRange } from "./fields";
import type { Mistakes } from "./mistakes";
import { WorkerState } from "./worker-state";

/** What the workers of a setup are read with. */
export interface WorkerContext {
  readonly mistakes: Mistakes;
  readonly activities: Directory<Activity>;
  /** All of them, in order. */
  readonly inOrder: readonly Activity[];
  /** Unique names of the task channels. */
  readonly channels: readonly string[];
}

/** Seconds of a schedule; beyond them numbers are no longer exact to the millisecond. */
export const SECONDS: NumberRange = { least: -1e12, most: 1e12 };
export const DURATION: NumberRange = { least: 0, most: 1e12 };
export const milliseconds = (seconds: number): number => Math.round(seconds * 1000);

const CHANNEL_KEYS = ["capacity", "available", "assigned"];
const CAPACITY: NumberRange = { least: 0, most: 50, whole: true };

/** What is said of channels by their names. */
function readChannels(fields: Fields, context: WorkerContext): ReadonlyMap<string, ChannelChange> {
  const { mistakes, channels } = context;
  const all = fields.object("channels", undefined);
  const read = new Map<string, ChannelChange>();
  for (const name of all?.keys ?? []) {
    if (!channels.includes(name)) mistakes.missing("TR6006", fields.at("channels"), "task channel", name, channels);
    const isNumber = typeof all?.value(name) === "number";
    const one = isNumber ? undefined : all?.object(name, CHANNEL_KEYS);
    read.set(name, {
      capacity: isNumber ? all?.number(name, CAPACITY) : one?.number("capacity", CAPACITY),
      available: one?.boolean("available"),
      assigned: one?.number("assigned", { least: 0, most: 1e6, whole: true }),
    });
  }
  return read;
}

const KEYS = [
  ...["name", "friendlyName", "sid", "attributes", "activity", "activitySid", "available", "channels"],
  ...["idleSince", "events", "answers"],
];

/** A worker of a setup. */
export function readWorker(value: Json, path: Path, index: number, context: WorkerContext): Member | undefined {
  const { mistakes, channels } = context;
  const fields = Fields.of(value, path, mistakes, KEYS);
  if (fields === undefined) return undefined;
  const { sid, name: friendlyName } = namesOf(fields, { prefix: "WK", index, mistakes });
  const own = readChannels(fields, context);
  const activity = activityOf(fields, context, true) ?? NOWHERE;
  const idleSince = milliseconds(fields.number("idleSince", SECONDS) ?? 0);
  const attributes = fields.attributes();
  return {
    index,
    initial: WorkerState.new({ sid, friendlyName, attributes, activity, idleSince }, channels, own),
    answers: readAnswers(fields, context),
    occurrences: fields.list("events").flatMap((event, at) => readEvent(event, [...fields.at("events"), at], context)),
  };
}

const NOWHERE: Activity = { sid: "", name: "", available: false };

/** The activity that is named, or else the first that is available or not. @param available where nothing is said */
function activityOf(fields: Fields, context: WorkerContext, available?: boolean): Activity | undefined {
  const { activities, inOrder, mistakes } = context;
  const named = activities.at(fields, "activity", "activitySid");
  const wanted = fields.boolean("available");
  if (named !== undefined && wanted !== undefined && wanted !== named.available) {
    const message = `says otherwise than activity ${JSON.stringify(named.name)}; leave one of them out`;
    mistakes.add("TR6000", fields.at("available"), message);
  }
  return named ?? inOrder.find((activity) => activity.available === (wanted ?? available));
}

function readAnswers(fields: Fields, context: WorkerContext): readonly Answer[] {
  const value = fields.value("answers");
  if (value === undefined) return [ACCEPT];
  const path = fields.at("answers");
  if (!Array.isArray(value)) return readAnswer(value, path, context);
  const answers = value.flatMap((each, index) => readAnswer(each, [...path, index], context));
  return answers.length === 0 ? [ACCEPT] : answers;
}

const ANSWERS = ["accept", "reject", "ignore"] as const;
const ACCEPT: Answer = { answer: "accept", after: 0, works: null, activity: undefined };

function readAnswer(value: Json, path: Path, { mistakes, activities }: WorkerContext): Answer[] {
  if (typeof value === "string") {
    const answer = ANSWERS.find((each) => each === value);
    if (answer !== undefined) return [{ ...ACCEPT, answer }];
    mistakes.add(
      "TR6000",
      path,
      `must be one of "accept", "reject", "ignore", not ${JSON.stringify(value.slice(0, 80))}`,
    );
    return [];
  }
  const fields = Fields.of(value, path, mistakes, ["answer", "after", "works", "activity"]);
  if (fields === undefined) return [];
  const answer = fields.oneOf("answer", ANSWERS);
  if (fields.value("answer") === undefined) {
    mistakes.add("TR6000", fields.at("answer"), 'is missing: "accept", "reject" or "ignore"');
  }
  const works = fields.number("works", DURATION);
  return [
    {
      answer: answer ?? "accept",
      after: milliseconds(fields.number("after", DURATION) ?? 0),
      works: works === undefined ? null : milliseconds(works),
      activity: activities.at(fields, "activity"),
    },
  ];
}

function readEvent(value: Json, path: Path, context: WorkerContext): Occurrence[] {
  const { mistakes } = context;
  const keys = ["at", "activity", "available", "rejectPendingReservations", "channels"];
  const fields = Fields.of(value, path, mistakes, keys);
  if (fields === undefined) return [];
  const at = fields.number("at", SECONDS);
  if (fields.value("at") === undefined) {
    mistakes.add("TR6000", fields.at("at"), "is missing: the second at which it happens");
  }
  const channels = readChannels(fields, context);
  return [
    {
      time: milliseconds(at ?? 0),
      activity: activityOf(fields, context),
      rejectPending: fields.boolean("rejectPendingReservations") ?? false,
      channels,
    },
  ];
}

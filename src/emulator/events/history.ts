import { type BaseRecord, Collection } from "../collection";
import type { WorkspaceRecord } from "../store";
import type { Fields } from "./fields";

/** An event that was recorded. `created` is when it happened. */
export interface EventRecord extends BaseRecord {
  readonly type: string;
  readonly description: string;
  readonly resource: { readonly type: string; readonly sid: string };
  readonly workspaceName: string;
  /** The fields of this type of event, without those that all events have. */
  readonly own: Fields;
}

const MOST = 10_000;
/** Old ones are dropped in bunches: taking one from the front of a long list costs as much as taking a thousand. */
const BUNCH = 1_000;
const LONGEST_MS = 30 * 86_400_000;

const collectionOf = (rows: readonly EventRecord[] = []) => new Collection<EventRecord>(({ type }) => type, rows);

/** Beside the workspace and not in it: events are neither saved nor dumped. They go when it goes. */
const histories = new WeakMap<WorkspaceRecord, Collection<EventRecord>>();

/** Takes an event down. */
export function recordEvent(workspace: WorkspaceRecord, event: EventRecord): void {
  const events = histories.get(workspace) ?? collectionOf();
  events.add(event);
  histories.set(workspace, events.size < MOST + BUNCH ? events : collectionOf(events.rows.slice(-MOST)));
}

/** The events of a workspace in their order: those of the last 30 days, and no more than 10,000. */
export function eventsOf(workspace: WorkspaceRecord, now: number): Collection<EventRecord> {
  const events = histories.get(workspace) ?? collectionOf();
  const { rows } = events;
  const [oldest] = rows;
  if (oldest === undefined || (rows.length <= MOST && oldest.created >= now - LONGEST_MS)) return events;
  const kept = collectionOf(rows.slice(-MOST).filter(({ created }) => created >= now - LONGEST_MS));
  histories.set(workspace, kept);
  return kept;
}

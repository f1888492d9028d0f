import type { Happening } from "../happenings";
import type { Moment } from "./moment";

type About = Pick<Happening, "task" | "worker" | "workflow" | "reservation" | "because"> &
  Partial<Pick<Happening, "details">>;

/**
 * Tells the watcher of something.
 *
 * @param resource - the record that it happened to, and what Twilio calls its kind
 */
export function tell(
  { host, now, accountSid, workspace }: Moment,
  type: string,
  resource: Happening["resource"],
  about: About = {},
): void {
  host.watcher.happened({ type, time: now, accountSid, workspace, resource, details: {}, ...about });
}

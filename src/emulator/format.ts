import type { WorkspaceScope } from "./call";
import type { BaseRecord } from "./collection";

/** ISO-8601 UTC to the second: what TaskRouter answers, though its pages say RFC 2822 (observed). */
export const isoDate = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");

/** `Mon, 23 Nov 2026 10:00:00 +0000`: what the older API at api.twilio.com answers. */
export const rfc2822Date = (ms: number): string => new Date(ms).toUTCString().replace("GMT", "+0000");

/** `http://…/v1/Workspaces/WS…`, absolute. */
export const workspaceUrl = ({ call, workspace }: WorkspaceScope): string =>
  `${call.origin}/v1/Workspaces/${workspace.sid}`;

/** The fields that every child of a workspace answers with. */
export function childFields(scope: WorkspaceScope, record: BaseRecord, collection: string) {
  return {
    sid: record.sid,
    account_sid: scope.call.account.sid,
    workspace_sid: scope.workspace.sid,
    date_created: isoDate(record.created),
    date_updated: isoDate(record.updated),
    url: `${workspaceUrl(scope)}/${collection}/${record.sid}`,
  };
}

import type { AccountScope } from "../call";
import { common } from "../common-rules";
import { invalidValue, refused } from "../errors";
import { rfc2822Date } from "../format";
import { kind, type Parse } from "../kind";
import type { PageFacts } from "../list";
import * as parse from "../parsers";
import { assumed, defineRules, documented } from "../rules";
import type { VoiceQueueRecord } from "../store";
import type { WireVoiceQueue } from "../wire";

/** What TaskRouter gives a queue that it makes for a workflow (documented). */
export const ENQUEUED_MAX_SIZE = 100;

const rules = defineRules("voice-queue", {
  host: documented("Voice Queues are of api.twilio.com, here at the emulator's own origin.", "Voice API pages"),
  envelope: documented(
    "A list is flat: page, page_size, start, end, and relative addresses, null where there is none.",
    "OpenAPI of api_v2010",
  ),
  dates: documented("Dates are RFC 2822, `uri` is relative.", "OpenAPI of api_v2010"),
  filter: documented("There is no filter by FriendlyName.", "OpenAPI of api_v2010, against a TaskRouter page"),
  maxSize: documented("MaxSize is at most 5,000, by default 1,000.", "OpenAPI of api_v2010"),
  least: assumed("A-76", "MaxSize is at least 1; 0 is 400/20001.", "the pages give the upper bound only"),
  unique: documented("A queue's name is unique within its account.", "Voice API pages, 2016"),
  duplicate: assumed("A-77", "A second queue of the same name is 400/20001.", "the pages say that it must not be"),
  empty: documented("Only an empty queue can be deleted.", "OpenAPI of api_v2010"),
  occupied: assumed("A-77", "Deleting a queue with calls in it is 400/20001.", "the pages say that it must be empty"),
  lowered: assumed("A-79", "A MaxSize below the number of calls is taken, and no call leaves.", "-"),
  account: assumed("A-78", "Another account's SID in the path is 404/20404.", "-"),
  reuse: assumed(
    "A-24",
    "There is none before a first call; one that somebody made under the workflow's SID is the one that calls go to.",
    "the pages say that TaskRouter makes them with that name",
  ),
  enqueued: documented(
    "One that TaskRouter makes holds 100 calls (here: made by the control API).",
    "TaskRouter pages",
  ),
});

const maxSize: Parse<AccountScope, number> = (value, at) => {
  const size = parse.integer(0, 5_000)(value, at);
  if (size > 0) return size;
  throw invalidValue(at.wire, undefined, rules.least);
};

/** Voice Queues: `/2010-04-01/Accounts/{AccountSid}/Queues.json`. */
export const voiceQueue = kind<AccountScope, VoiceQueueRecord, WireVoiceQueue>()({
  name: "Queue",
  prefix: "QU",
  listKey: "queues",
  rules,
  fields: [
    {
      wire: "FriendlyName",
      key: "friendly_name",
      on: "both",
      required: true,
      parse: parse.name,
      rule: common.nameLength,
    },
    { wire: "MaxSize", key: "max_size", on: "both", parse: maxSize, rule: rules.maxSize },
  ],
  collection: ({ call }) => call.account.voiceQueues,
  blank: (_scope, base) => ({ ...base, friendly_name: "", max_size: 1_000, current_size: 0 }),
  check: ({ call }, { friendly_name: name, max_size: size }, record) => {
    if (name !== undefined && call.account.voiceQueues.named(name).some((other) => other !== record)) {
      throw refused(rules.duplicate, `Queue named ${name} already exists for account ${call.account.sid}`);
    }
    if (size !== undefined && record !== undefined && size < record.current_size) call.note(rules.lowered);
  },
  mayDelete: ({ call }, { sid, current_size: calls }) => {
    if (calls === 0) return;
    throw refused(
      rules.occupied,
      `Cannot delete queue ${sid} for account ${call.account.sid} because ${calls} calls are in it.`,
    );
  },
  format: ({ call }, record) => {
    if (/^WW[0-9a-f]{32}$/.test(record.friendly_name)) call.note(rules.reuse);
    return {
      sid: record.sid,
      account_sid: call.account.sid,
      friendly_name: record.friendly_name,
      max_size: record.max_size,
      current_size: record.current_size,
      average_wait_time: 0,
      date_created: rfc2822Date(record.created),
      date_updated: rfc2822Date(record.updated),
      uri: `/2010-04-01/Accounts/${call.account.sid}/Queues/${record.sid}.json`,
    };
  },
  envelope: ({ page, size, start, count, url }: PageFacts) => ({
    page,
    page_size: size,
    start,
    end: Math.max(start, start + count - 1),
    uri: url.self,
    first_page_uri: url.first,
    next_page_uri: url.next,
    previous_page_uri: url.previous,
  }),
});

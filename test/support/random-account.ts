import fc from "fast-check";
import type { Json, JsonObject } from "../../src/core/json";
import { canonicalDocuments, spell } from "./arbitraries";
import { foundWorkflows, withQueueSids } from "./corpus";
import { expressionTexts } from "./expressions";

/** Letters of several scripts, pictures, and what has a meaning in programs. */
const characters = fc.constantFrom(...Array.from("aBz09 -_.$éßЖя日本語한가नमस्ते😀👍🏽\"'`\\{}/*<>&\t\n\u200b\u202e"));

/** Names that people have, and those that make no identifier, no Pulumi name, or the same one as another. */
const names = fc.oneof(
  fc.constantFrom(
    ...["Billing", "billing", "Billing!", "BILLING", "2nd Line", "客服", "Поддержка", "☎", "…", "class", "constructor"],
    ...[
      "__proto__",
      "null",
      "await",
      "keep",
      "taskrouter",
      "pulumi",
      "name",
      "exports",
      "a'b\"c",
      "it's",
      '"',
      "\\",
      "`tick`",
    ],
    ...[
      "*/ end",
      "// c",
      "\u202eevil",
      "Zeile\u2028um",
      "tab\there",
      "Ünïcode Ärger",
      "x".repeat(64),
      "Offline",
      "Sample Queue",
    ],
  ),
  fc.string({ unit: characters, minLength: 1, maxLength: 20 }).filter((name) => name.trim() !== ""),
);

const flag = fc.constantFrom("true", "false");
const urls = fc.constantFrom(
  "",
  "https://example.com/a?b=c&d=%20",
  "http://localhost:3000/",
  "https://user:pass-word@example.com/x",
);

/** Attributes of workers as they are found: JSON objects of every shape. */
const attributes = fc.dictionary(
  fc.constantFrom(
    "skills",
    "level",
    "languages",
    "contact_uri",
    "e-mail",
    "id",
    "0",
    "",
    "__proto__",
    "größe",
    "routing",
  ),
  fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      fc.constantFrom<Json>(null, true, 0, -1.5, 1e21, "", 'it\'s "so"', "x".repeat(130)),
      fc.string({ unit: characters, maxLength: 10 }),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b-c", "", "uri"), tie("value"), { maxKeys: 3 }),
    ),
  })).value,
  { maxKeys: 4 },
);

const documents = fc.oneof(
  fc.tuple(canonicalDocuments, fc.nat()).map(([document, seed]) => spell(document, seed)),
  fc.constantFrom(...foundWorkflows().map(({ config, raw }) => config ?? raw ?? "")),
);

const inQueues = fc.record({
  FriendlyName: names,
  TargetWorkers: fc.oneof(fc.constantFrom("1==1", "", "skills HAS 'x'"), expressionTexts, longExpressions()),
  MaxReservedWorkers: fc.constantFrom("1", "2", "50"),
  TaskOrder: fc.constantFrom("FIFO", "LIFO"),
  reservation: fc.nat(),
  assignment: fc.nat(),
});

function longExpressions(): fc.Arbitrary<string> {
  return fc
    .array(
      fc.constantFrom("a == 'eins'", "(b IN ['x', \"y\"] OR c > 3)", "NOT d HAS 'zwei'", 'text CONTAINS "it\'s"'),
      {
        minLength: 5,
        maxLength: 12,
      },
    )
    .map((parts) =>
      parts.map((part, index) => `${index === 0 ? "" : index % 3 === 0 ? "  OR " : " AND "}${part}`).join(""),
    );
}

/** What one workspace is made of, as forms; numbers choose among what is there. */
const workspaces = fc.record({
  form: fc.record({
    FriendlyName: names,
    EventCallbackUrl: urls,
    EventsFilter: fc.constantFrom("", "task.created", "task.created,worker.deleted,x.new"),
    Template: fc.constantFrom("NONE", "FIFO"),
    PrioritizeQueueOrder: fc.constantFrom("FIFO", "LIFO"),
  }),
  activities: fc.array(fc.record({ FriendlyName: names, Available: flag }), { maxLength: 4 }),
  channels: fc.array(
    fc.record({
      FriendlyName: names,
      UniqueName: fc.constantFrom("letters", "fax", "callback", "class", "$x"),
      ChannelOptimizedRouting: flag,
    }),
    { maxLength: 2 },
  ),
  queues: fc.array(inQueues, { minLength: 1, maxLength: 5 }),
  workflows: fc.array(
    fc.record({
      FriendlyName: names,
      document: documents,
      AssignmentCallbackUrl: urls,
      FallbackAssignmentCallbackUrl: urls,
      TaskReservationTimeout: fc.constantFrom("1", "120", "86400"),
      calls: fc.constantFrom(undefined, "100", "500"),
    }),
    { maxLength: 4 },
  ),
  workers: fc.array(
    fc.record({ FriendlyName: names, attributes, capacity: fc.nat({ max: 3 }), available: flag, channel: fc.nat() }),
    { maxLength: 4 },
  ),
  first: fc.nat(),
  timeout: fc.nat(),
  renames: fc.boolean(),
  voice: flag,
});

/** Contents of an account. */
export const accounts = fc.array(workspaces, { minLength: 1, maxLength: 2 });

type Plan = typeof accounts extends fc.Arbitrary<infer T> ? T : never;

/** Sends a form; undefined is an answer that refuses it. */
export type Send = (path: string, form?: Record<string, string>) => Promise<JsonObject | undefined>;

/** Fills an account; what Twilio refuses is left out. */
export async function populate(plan: Plan, send: Send, accountSid: string): Promise<void> {
  for (const { form, ...plans } of plan) {
    const workspace = await send("/v1/Workspaces", form);
    if (workspace === undefined) continue;
    await fill(plans, send, `/v1/Workspaces/${String(workspace["sid"])}`, accountSid);
  }
}

async function fill(plan: Omit<Plan[number], "form">, send: Send, home: string, accountSid: string): Promise<void> {
  const listed = async (path: string, key: string): Promise<JsonObject[]> =>
    ((await send(path))?.[key] ?? []) as JsonObject[];
  const one = (list: readonly JsonObject[], at: number): string => String(list[at % list.length]?.["sid"] ?? "");
  for (const activity of plan.activities) await send(`${home}/Activities`, activity);
  const activities = await listed(`${home}/Activities`, "activities");
  if (plan.renames) await send(`${home}/Activities/${one(activities, 1)}`, { FriendlyName: "Renamed" });
  await send(home, {
    DefaultActivitySid: one(activities, plan.first),
    TimeoutActivitySid: one(activities, plan.timeout),
  });
  for (const channel of plan.channels) await send(`${home}/TaskChannels`, channel);
  const channels = await listed(`${home}/TaskChannels`, "channels");
  const voice = channels.find(({ unique_name: name }) => name === "voice");
  await send(`${home}/TaskChannels/${String(voice?.["sid"])}`, { ChannelOptimizedRouting: plan.voice });
  for (const { reservation, assignment, ...queue } of plan.queues) {
    const some = (at: number): string => (at % 3 === 0 ? one(activities, at) : "");
    await send(`${home}/TaskQueues`, {
      ...queue,
      ReservationActivitySid: some(reservation),
      AssignmentActivitySid: some(assignment),
    });
  }
  const queues = await listed(`${home}/TaskQueues`, "task_queues");
  for (const { document, calls, ...workflow } of plan.workflows) {
    const made = await send(`${home}/Workflows`, { ...workflow, Configuration: withQueues(document, queues) });
    if (made === undefined || calls === undefined) continue;
    await send(`/2010-04-01/Accounts/${accountSid}/Queues.json`, { FriendlyName: String(made["sid"]), MaxSize: calls });
  }
  for (const { attributes: own, capacity, available, channel, FriendlyName } of plan.workers) {
    const made = await send(`${home}/Workers`, { FriendlyName, Attributes: JSON.stringify(own) });
    if (made === undefined) continue;
    const path = `${home}/Workers/${String(made["sid"])}/Channels`;
    const of = one(await listed(path, "channels"), channel);
    await send(`${path}/${of}`, { Capacity: String(capacity), Available: available });
  }
}

/** A document as text, with queues of the workspace in it. */
function withQueues(document: Json, queues: readonly JsonObject[]): string {
  const text = typeof document === "string" ? document : JSON.stringify(withQueueSids(document));
  const seen = new Map<string, string>();
  return text.replace(/WQ[0-9a-fA-F]{32}/g, (sid) => {
    const known = seen.get(sid) ?? String(queues[seen.size % queues.length]?.["sid"] ?? sid);
    seen.set(sid, known);
    return known;
  });
}

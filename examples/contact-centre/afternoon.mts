// An afternoon in the contact centre: contacts come in, people answer, miss or finish them, and the emulator's clock is moved
// on in between. node afternoon.mts URL, with TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN of the emulator.
import { TaskRouter } from "pulumi-taskrouter/client";

const [baseUrl = "http://127.0.0.1:4010"] = process.argv.slice(2);
const { workspaces, activities, workers, workflows, tasks, reservations, voiceQueues } = new TaskRouter({ baseUrl });

/** The only one of a list that is wanted, and must be there. */
async function the<T>(list: AsyncIterable<T>, wanted: (one: T) => boolean, what: string): Promise<T> {
  for await (const one of list) if (wanted(one)) return one;
  throw new Error(`there is no ${what}; run pulumi up first`);
}

const named = (name: string) => (one: { friendlyName: string | null }) => one.friendlyName === name;
const { sid: workspaceSid } = await the(workspaces.list({}), named("Contact centre"), "Workspace Contact centre");
const { sid: workflowSid } = await the(workflows.list({ workspaceSid }), named("Contacts"), "Workflow Contacts");

const contacts = new Map<string, string>();
let now = "14:00:00";

function say(line: string): void {
  console.log(`${now}  ${line}`);
}

/** Moves the clock on, so that what falls due meanwhile happens. */
async function until(time: string): Promise<void> {
  const seconds = (text: string) => text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  const advanceSeconds = seconds(time) - seconds(now);
  const answer = await fetch(`${baseUrl}/_emulator/clock`, {
    method: "POST",
    body: JSON.stringify({ advanceSeconds }),
  });
  if (!answer.ok) throw new Error(`${baseUrl} is no emulator: ${answer.status}`);
  now = time;
}

const worker = (name: string) => the(workers.list({ workspaceSid }), named(name), `Worker ${name}`);

async function goes(name: string, activity: string): Promise<void> {
  const { sid: activitySid } = await the(activities.list({ workspaceSid }), named(activity), `Activity ${activity}`);
  const { sid } = await worker(name);
  await workers.update({ workspaceSid, sid, activitySid });
  say(`${name}: ${activity}`);
}

async function arrives(who: string, taskChannel: string, attributes: Record<string, string>): Promise<void> {
  const { sid } = await tasks.create({ workspaceSid, workflowSid, taskChannel, attributes: { who, ...attributes } });
  contacts.set(who, sid);
  await tells(who, `by ${taskChannel}`);
}

/** Where a contact is now: in which queue, and whose telephone rings. */
async function tells(who: string, how = "still"): Promise<void> {
  const sid = contacts.get(who) ?? "";
  const task = await tasks.fetch({ workspaceSid, sid });
  const rings: string[] = [];
  for await (const one of reservations.list({ workspaceSid, taskSid: sid, reservationStatus: "pending" })) {
    rings.push(one.workerName ?? "");
  }
  const where = `${task.taskQueueFriendlyName}, priority ${task.priority}`;
  say(`${who} ${how}: ${where}, ${rings.length === 0 ? "nobody is free" : `offered to ${rings.join(" and ")}`}`);
}

async function answers(name: string): Promise<void> {
  const { sid: workerSid } = await worker(name);
  const list = reservations.list({ workspaceSid, workerSid, reservationStatus: "pending" });
  const { sid, taskSid } = await the(list, () => true, `reservation for ${name}`);
  await reservations.update({ workspaceSid, workerSid, sid, reservationStatus: "accepted" });
  say(`${name} answers ${nameOf(taskSid)}`);
}

async function finishes(name: string, who: string): Promise<void> {
  const sid = contacts.get(who) ?? "";
  await tasks.update({ workspaceSid, sid, assignmentStatus: "completed", reason: "done" });
  say(`${name} has finished with ${who}`);
}

const nameOf = (sid: string) => [...contacts].find(([, known]) => known === sid)?.[0] ?? sid;

for (const [index, name] of ["ann", "bob", "cleo", "dan"].entries()) {
  await until(`14:00:0${2 * index}`);
  await goes(name, "Available");
}

await until("14:00:10");
await arrives("Petra", "voice", { topic: "billing", tier: "gold", language: "de" });
await until("14:00:15");
await answers("ann");

await until("14:01:00");
await arrives("Quentin", "voice", { topic: "billing", tier: "silver", language: "en" });
await until("14:01:05");
await answers("bob");

// The team is busy: after a minute anybody of the team would do, after two more anybody at all.
await until("14:02:00");
await arrives("Rosa", "voice", { topic: "billing", tier: "gold", language: "de" });
await until("14:03:05");
await tells("Rosa");
await until("14:05:05");
await tells("Rosa");
await until("14:05:10");
await answers("cleo");

// Chats: dan takes two at a time. The second one is in French, which he does not speak.
await until("14:06:00");
await arrives("Sam", "chat", { topic: "technical", product: "router", language: "en" });
await until("14:06:05");
await answers("cleo");
await until("14:07:00");
await arrives("Thérèse", "chat", { topic: "technical", product: "phone", language: "fr" });
await until("14:07:05");
await answers("cleo");

// Somebody whom one knows. He is not at his desk: after 20 seconds he is taken off, after half a minute anybody will do.
await until("14:08:00");
await arrives("Ursula", "chat", { topic: "technical", product: "router", language: "en", preferred_agent: "dan" });
await until("14:08:25");
say(`dan: ${(await worker("dan")).activityName}`);
await until("14:08:35");
await tells("Ursula");
await until("14:08:40");
await answers("ann");

await until("14:10:00");
await finishes("ann", "Petra");
await until("14:10:30");
await arrives("Viktor", "email", { topic: "something else" });
await until("14:10:40");
await answers("bob");

await until("14:12:00");
for (const [name, who] of [
  ["bob", "Quentin"],
  ["cleo", "Rosa"],
  ["cleo", "Sam"],
  ["cleo", "Thérèse"],
  ["ann", "Ursula"],
  ["bob", "Viktor"],
] as const) {
  await finishes(name, who);
}

const open = new Set<string>();
for await (const { assignmentStatus } of tasks.list({ workspaceSid })) open.add(assignmentStatus);
const { maxSize } = await the(voiceQueues.list({}), named(workflowSid), "voice queue");
say(`tasks are ${[...open].join(", ")}; the voice queue takes ${maxSize} calls`);

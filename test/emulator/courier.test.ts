import twilio from "twilio";
import { afterEach, describe, expect, test } from "vitest";
import type { Narration } from "../../src/emulator";
import { Courier, type CourierOptions } from "../../src/emulator/callbacks/courier";
import type { Assignment } from "../../src/emulator/happenings";
import { Narrator } from "../../src/emulator/narrator";
import { contents } from "../../src/emulator/store";
import { application, hang, json, type Respond, status } from "./callback-server";
import { NOON } from "./support";

const couriers: Courier[] = [];
afterEach(async () => {
  await Promise.all(couriers.splice(0).map((courier) => courier.close()));
});

const base = (prefix: string) => ({ sid: `${prefix}${"a".repeat(32)}`, created: NOON, updated: NOON, revision: 0 });

/** A reserved task, and two URLs to ask. */
function assignment(url: string | null, fallback: string | null = null): Assignment {
  const workspace = {
    ...base("WS"),
    friendly_name: "Support",
    event_callback_url: "",
    events_filter: null,
    multi_task_enabled: true,
    prioritize_queue_order: "FIFO",
    default_activity_sid: null,
    timeout_activity_sid: null,
    ...contents(),
  };
  return {
    accountSid: `AC${"0".repeat(32)}`,
    workspace,
    workflow: {
      ...base("WW"),
      friendly_name: "Calls",
      configuration: "{}",
      assignment_callback_url: url,
      fallback_assignment_callback_url: fallback,
      task_reservation_timeout: 120,
      versions: [],
    },
    task: {
      ...base("WT"),
      attributes: '{"tier":"gold"}',
      assignment_status: "reserved",
      reason: null,
      priority: 10,
      timeout: 86_400,
      workflow_sid: null,
      workflow_version: 0,
      task_queue_sid: base("WQ").sid,
      task_queue_entered: null,
      task_channel_sid: "",
      virtual_start: NOON,
      routing_target: null,
      ignore_capacity: false,
      ended: null,
    } as Assignment["task"],
    worker: { ...base("WK"), friendly_name: "ann", attributes: '{"skills":["x"]}' } as Assignment["worker"],
    reservation: { ...base("WR"), reservation_status: "pending" } as Assignment["reservation"],
    time: NOON + 61_000,
  };
}

/** A courier, and what it did. */
function start(options: Partial<CourierOptions> = {}) {
  const lines: Narration[] = [];
  const did: string[] = [];
  const courier = new Courier({
    policy: "loopback",
    timeout: undefined,
    narrator: new Narrator(
      (line) => lines.push(line),
      () => NOON,
    ),
    authTokenOf: () => "token",
    obey: (_assignment, instruction) => {
      did.push(JSON.stringify(instruction));
      return undefined;
    },
    cancel: (_assignment, reason) => did.push(`canceled: ${reason}`),
    ...options,
  });
  couriers.push(courier);
  const ask = async (what: Assignment) => {
    courier.assign(what);
    await courier.idle();
    return did;
  };
  return { courier, did, lines, ask, texts: () => lines.map(({ text }) => text.replace(/\d+ ms/g, "N ms")) };
}

test("each callback has a token of its own, the fallback of the same reservation too", async () => {
  const app = await application({ "/assign": status(500) });
  const { ask } = start();
  await ask(assignment(app.url("/assign"), app.url("/fallback")));
  const tokens = app.got.map(({ headers }) => headers["i-twilio-idempotency-token"]);
  expect(tokens).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  expect(new Set(tokens).size).toBe(2);
});

test("the form has the documented fields, and what they were when the worker was reserved", async () => {
  const app = await application();
  const { courier } = start();
  const asked = assignment(app.url("/assign"));
  courier.assign(asked);
  asked.task.priority = 99;
  await courier.idle();
  expect(app.got).toHaveLength(1);
  expect(app.got[0]).toMatchObject({ method: "POST", path: "/assign" });
  expect(app.got[0]?.headers["content-type"]).toBe("application/x-www-form-urlencoded; charset=utf-8");
  expect(app.got[0]?.form).toEqual({
    Timestamp: String(Math.floor((NOON + 61_000) / 1000)),
    AccountSid: asked.accountSid,
    WorkspaceSid: asked.workspace.sid,
    WorkflowSid: asked.workflow.sid,
    TaskQueueSid: asked.task.task_queue_sid,
    WorkerSid: asked.worker.sid,
    WorkerAttributes: '{"skills":["x"]}',
    TaskSid: asked.task.sid,
    TaskAttributes: '{"tier":"gold"}',
    TaskAge: "61",
    TaskPriority: "10",
    ReservationSid: asked.reservation.sid,
  });
});

describe("answers", () => {
  const typed =
    (contentType: string | undefined, body: string, code = 200): Respond =>
    (response) => {
      response.writeHead(code, contentType === undefined ? {} : { "Content-Type": contentType }).end(body);
    };
  const accept = '{"instruction":"accept"}';
  const reject = '{"instruction":"reject","activity_sid":"WA1"}';
  const canceled = ["canceled: the assignment callback failed"];

  test.each<[string, Respond, string[]]>([
    ["an instruction", typed("application/json", accept), [accept]],
    ["one with parameters", typed("application/json; charset=utf-8", reject), [reject]],
    ["a content type in capitals", typed("Application/JSON", accept), [accept]],
    ["204", status(204), []],
    ["an empty 200", typed(undefined, ""), []],
    ["white space", typed("text/plain", " \n"), []],
    ["an empty object", typed("application/json", " {} "), []],
  ])("%s is obeyed", async (_name, answer, expected) => {
    const app = await application({ "/assign": answer });
    expect(await start().ask(assignment(app.url("/assign")))).toEqual(expected);
  });

  test.each<[string, Respond, string, string]>([
    ["500", status(500), "11200", "500 instead of 200"],
    ["404 with an instruction", typed("application/json", accept, 404), "11200", "404 instead of 200"],
    ["201 with an instruction", typed("application/json", accept, 201), "11200", "201 instead of 200"],
    ["text", typed("text/plain", accept), "40000", "Content-Type text/plain instead of application/json"],
    ["no content type", typed(undefined, accept), "40000", "Content-Type missing instead of application/json"],
    ["another JSON type", typed("application/jsonl", accept), "40000", "Content-Type application/jsonl instead"],
    ["broken JSON", typed("application/json", accept.slice(1)), "40001", "the answer is not JSON"],
    ["JSON in a string", typed("application/json", JSON.stringify(accept)), "40001", "not a JSON object"],
    ["a list", typed("application/json", `[${accept}]`), "40001", "the answer is not a JSON object"],
    ["no instruction", typed("application/json", '{"activity_sid":"WA1"}'), "40005", "the answer has no instruction"],
    ["a number", typed("application/json", '{"instruction":1}'), "40005", "the answer has no instruction"],
    ["a huge body", typed("application/json", `${accept}${" ".repeat(65_536)}`), "11750", "larger than 65536 bytes"],
    [
      "an endless body",
      (response) => {
        response.writeHead(200, { "Content-Type": "application/json" });
        const more = () => response.write(" ".repeat(10_000), (error) => error ?? more());
        more();
      },
      "11750",
      "larger than 65536 bytes",
    ],
    ["a closed connection", (response) => response.socket?.destroy(), "11205", "no answer ("],
    [
      "a redirect",
      (response) => response.writeHead(307, { Location: "/elsewhere" }).end(),
      "11200",
      "307 instead of 200; redirects are not followed",
    ],
  ])("%s fails, and the fallback is told the code", async (_name, answer, code, words) => {
    const app = await application({ "/assign": answer, "/fallback": json({ instruction: "accept" }) });
    const { ask, texts } = start();
    const asked = assignment(app.url("/assign"), app.url("/fallback"));
    expect(await ask(asked)).toEqual([accept]);
    expect(app.got.map(({ path }) => path)).toEqual(["/assign", "/fallback"]);
    const { form: first } = app.got[0] as (typeof app.got)[0];
    expect(app.got[1]?.form).toEqual({ ...first, ErrorCode: code, ErrorUrl: app.url("/assign") });
    expect(texts()[0]).toContain(`→ POST ${app.url("/assign")} reservation WR…aa: failed, `);
    expect(texts()[0]).toContain(words);
    expect(texts()[0]).toContain(`(error ${code}, N ms)`);
    expect(texts()[1]).toBe(`→ POST ${app.url("/fallback")} reservation WR…aa: 200 accept (N ms)`);
  });

  test("without a fallback the reservation is canceled", async () => {
    const app = await application({ "/assign": status(500) });
    expect(await start().ask(assignment(app.url("/assign")))).toEqual(canceled);
  });

  test("when both fail the reservation is canceled", async () => {
    const app = await application({ "/assign": status(500), "/fallback": status(503) });
    const did = await start().ask(assignment(app.url("/assign"), app.url("/fallback")));
    expect(did).toEqual(["canceled: both callbacks failed"]);
  });

  test("a refused connection fails", async () => {
    const app = await application();
    app.close();
    const { ask, texts } = start();
    expect(await ask(assignment(app.url("/assign")))).toEqual(canceled);
    expect(texts()).toEqual([
      `→ POST ${app.url("/assign")} reservation WR…aa: failed, no answer (ECONNREFUSED) (error 11205, N ms)`,
    ]);
  });

  test("no answer in time fails; so does a body that does not end", async () => {
    const half: Respond = (response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      response.write('{"instr');
    };
    const app = await application({ "/assign": hang, "/fallback": half });
    const { ask, texts } = start({ timeout: 50 });
    expect(await ask(assignment(app.url("/assign"), app.url("/fallback")))).toEqual([
      "canceled: both callbacks failed",
    ]);
    expect(texts()[0]).toContain("failed, no answer within 0.05 s (error 11205");
    expect(texts()[1]).toContain("failed, no answer within 0.05 s (error 11205");
  });

  test("an instruction that cannot be carried out fails, too", async () => {
    const app = await application({ "/assign": json({ instruction: "dance" }) });
    const { ask, did, texts } = start({ obey: () => ({ code: 55555, why: "dance is no instruction" }) });
    await ask(assignment(app.url("/assign"), app.url("/fallback")));
    expect(did).toEqual([]);
    expect(app.got[1]?.form["ErrorCode"]).toBe("55555");
    expect(texts()[1]).toBe("reservation WR…aa: dance not carried out: dance is no instruction (error 55555)");
  });

  test("a reservation that has ended meanwhile is neither canceled nor asked about again", async () => {
    const asked = { current: assignment(null) };
    const app = await application({
      "/assign": (response) => {
        asked.current.reservation.reservation_status = "accepted";
        response.writeHead(500).end();
      },
    });
    asked.current = assignment(app.url("/assign"), app.url("/fallback"));
    expect(await start().ask(asked.current)).toEqual([]);
    expect(app.got.map(({ path }) => path)).toEqual(["/assign"]);
  });

  test("a workflow without a URL asks nobody", async () => {
    const app = await application();
    expect(await start().ask(assignment("", app.url("/fallback")))).toEqual([]);
    expect(await start().ask(assignment(null))).toEqual([]);
    expect(app.got).toEqual([]);
  });
});

test("a workflow whose callbacks failed is asked again after a pause, that idle does not wait for", async () => {
  const app = await application({ "/assign": status(500) });
  const { courier, ask, did, lines } = start({ pause: 60_000 });
  const first = assignment(app.url("/assign"));
  await ask(first);
  courier.assign(first);
  await courier.idle();
  expect(lines.at(-1)?.text).toBe(
    `reservation WR…aa: ${app.url("/assign")} is asked in 60 s: the last callback failed`,
  );
  expect([app.got.length, did]).toEqual([1, ["canceled: the assignment callback failed"]]);
  await ask(assignment(app.url("/assign")));
  expect(app.got).toHaveLength(2);
});

test("what is asked after a pause is obeyed as ever, and then there is no pause any more", async () => {
  const app = await application({ "/assign": status(500) });
  const { courier, ask, did } = start({ pause: 1 });
  const asked = assignment(app.url("/assign"));
  await ask(asked);
  app.answers["/assign"] = json({ instruction: "accept" });
  const again = app.next();
  courier.assign(asked);
  await again;
  await ask(assignment(app.url("/assign")));
  await ask(asked);
  expect(did.slice(1)).toEqual(Array(3).fill('{"instruction":"accept"}'));
});

describe("where they go", () => {
  test.each([
    "http://callbacks.example/x",
    "http://127.0.0.1.nip.example/",
    "http://10.0.0.1/",
    "http://[::ffff:7f00:1]/",
  ])("%s is refused, with one line a host, and counts as failed", async (url) => {
    const { ask, lines } = start();
    expect(await ask(assignment(url))).toEqual(["canceled: the assignment callback failed"]);
    await ask(assignment(url));
    const warnings = lines.filter(({ kind }) => kind === "warning").map(({ text }) => text);
    expect(warnings).toEqual([
      `callbacks to ${new URL(url).host} are not sent: it is not this machine. To send them, start with \`taskrouter emulate --callbacks any\`, or createEmulator({ callbacks: "any" })`,
    ]);
    expect(lines.filter(({ kind }) => kind === "callback")[0]?.text).toContain("is not this machine (error 11205");
  });

  test.each([
    ["127.0.0.1", "127.0.0.1"],
    ["0x7f.1", "127.0.0.1"],
    ["localhost", "127.0.0.1"],
    ["localhost", "::1"],
    ["[::1]", "::1"],
  ])("%s is this machine, to a server on %s", async (name, listening) => {
    const app = await application({ "/assign": json({ instruction: "accept" }) }, listening);
    expect(await start().ask(assignment(app.url("/assign", name)))).toEqual(['{"instruction":"accept"}']);
  });

  test("off sends nothing and cancels nothing", async () => {
    const app = await application();
    expect(await start({ policy: "off" }).ask(assignment(app.url("/assign")))).toEqual([]);
    expect(app.got).toEqual([]);
  });

  test("any looks other names up", async () => {
    const { ask, texts, lines } = start({ policy: "any" });
    expect(await ask(assignment("http://nobody.invalid/x"))).toEqual(["canceled: the assignment callback failed"]);
    expect(texts()[0]).toMatch(/failed, no answer \((ENOTFOUND|EAI_AGAIN)\)/);
    expect(lines.every(({ kind }) => kind !== "warning")).toBe(true);
  });

  test("name and password are sent as Basic authentication, and neither signed nor told", async () => {
    const app = await application();
    const { ask, texts } = start();
    await ask(assignment(app.url("/assign?x=1").replace("//", "//me:s%40cret@").concat("#rc=2")));
    expect(app.got[0]?.path).toBe("/assign?x=1");
    expect(app.got[0]?.headers["authorization"]).toBe(`Basic ${btoa("me:s@cret")}`);
    const { form = {}, headers } = app.got[0] ?? {};
    const signature = String(headers?.["x-twilio-signature"]);
    expect(twilio.validateRequest("token", signature, app.url("/assign?x=1"), form)).toBe(true);
    expect(texts().join()).not.toContain("cret");
    expect(texts().join()).toContain(app.url("/assign?x=1 "));
  });
});

test("assignments are asked about in parallel, 16 at once", async () => {
  const waiting: (() => void)[] = [];
  const app = await application({ "/assign": (response) => void waiting.push(() => response.writeHead(204).end()) });
  const { courier } = start();
  for (let index = 0; index < 40; index++) courier.assign(assignment(app.url("/assign")));
  const asked = () => app.got.filter(({ path }) => path === "/assign").length;
  while (asked() < 16) await app.next();
  // Connected after the others: had there been a seventeenth, it would be here before this one.
  await fetch(app.url("/ping"));
  expect(asked()).toBe(16);
  const next = app.next();
  waiting.shift()?.();
  await next;
  expect(asked()).toBe(17);
  app.answers["/assign"] = status(204);
  for (const answer of waiting) answer();
  await courier.idle();
  expect(asked()).toBe(40);
});

test("close ends what is under way at once: nothing is obeyed, nobody is canceled", async () => {
  const app = await application({ "/assign": hang });
  const { courier, did, lines } = start();
  const arrived = app.next();
  courier.assign(assignment(app.url("/assign"), app.url("/fallback")));
  await arrived;
  await courier.close();
  await courier.idle();
  expect([did, lines, app.got.length]).toEqual([[], [], 1]);
});

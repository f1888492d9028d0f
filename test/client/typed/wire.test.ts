import { describe, expect, test } from "vitest";
import { TaskRouter } from "../../../src/client";
import { json, page, reset, type Step } from "../../support/scripted-server";
import { ACCOUNT, collect, failure, stage } from "../fixture";
import { OPERATIONS } from "./resources";

const sidOf = (prefix: string) => `${prefix}${"1".repeat(32)}`;
const [WS, WT, WK, WR, EV, QU] = ["WS", "WT", "WK", "WR", "EV", "QU"].map(sidOf) as [
  string,
  string,
  string,
  string,
  string,
  string,
];

async function recorded(...script: Step[]) {
  const { server, client } = await stage(script);
  const { settings } = client;
  return { server, taskRouter: new TaskRouter({ settings, sleep: () => Promise.resolve() }) };
}

interface Exchange {
  readonly does: string;
  readonly call: (taskRouter: TaskRouter) => Promise<unknown>;
  /** Method, path, and what the query or the form says. */
  readonly sends: readonly [method: string, path: string, data: string];
  readonly answer: Step;
  readonly gives: unknown;
}

const HOME = `/v1/Workspaces/${WS}`;
const RESERVATION = {
  account_sid: ACCOUNT,
  sid: WR,
  workspace_sid: WS,
  task_sid: WT,
  worker_sid: WK,
  worker_name: "alice",
  reservation_status: "pending",
  date_created: "2026-11-26T12:00:00Z",
  date_updated: "2026-11-26T12:00:00Z",
  url: "https://example.com/",
  links: { task: "https://example.com/t" },
};
const OURS = {
  accountSid: ACCOUNT,
  sid: WR,
  workspaceSid: WS,
  taskSid: WT,
  workerSid: WK,
  workerName: "alice",
  reservationStatus: "pending",
  dateCreated: "2026-11-26T12:00:00Z",
  dateUpdated: "2026-11-26T12:00:00Z",
  url: "https://example.com/",
  links: { task: "https://example.com/t" },
};
const EVENT = {
  sid: EV,
  event_type: "task.created",
  event_date_ms: 1,
  event_data: { task_sid: WT, task_attributes: "{}" },
  source_ip_address: null,
  something_new: { a_b: 1 },
};
const OUR_EVENT = {
  sid: EV,
  eventType: "task.created",
  eventDateMs: 1,
  eventData: { task_sid: WT, task_attributes: "{}" },
  sourceIpAddress: null,
  somethingNew: { a_b: 1 },
};
const QUEUE = {
  sid: QU,
  friendly_name: "WW1",
  max_size: 500,
  date_created: "Thu, 26 Nov 2026 12:00:00 +0000",
  date_updated: null,
};
const OUR_QUEUE = {
  sid: QU,
  friendlyName: "WW1",
  maxSize: 500,
  dateCreated: "2026-11-26T12:00:00Z",
  dateUpdated: null,
};

/** What the emulator would not tell from something else: each is sent and answered letter by letter. */
const EXCHANGES: readonly Exchange[] = [
  {
    does: "writes a unique name into a path",
    call: ({ taskChannels }) => taskChannels.update({ workspaceSid: WS, sid: "a/b?c#d é", friendlyName: "x" }),
    sends: ["POST", `${HOME}/TaskChannels/a%2Fb%3Fc%23d%20%C3%A9`, "FriendlyName=x"],
    answer: json(200, { sid: sidOf("TC") }),
    gives: { sid: sidOf("TC") },
  },
  {
    does: "calls a worker into a conference",
    call: ({ reservations }) =>
      reservations.update({
        workspaceSid: WS,
        workerSid: WK,
        sid: WR,
        instruction: "conference",
        from: "+15005550006",
        statusCallbackEvent: ["ringing", "answered"],
        conferenceStatusCallbackEvent: [],
        conferenceRecord: true,
        beep: "onEnter",
        record: false,
      }),
    sends: [
      "POST",
      `${HOME}/Workers/${WK}/Reservations/${WR}`,
      "Instruction=conference&From=%2B15005550006&StatusCallbackEvent=ringing&StatusCallbackEvent=answered&Record=false&Beep=onEnter&ConferenceRecord=true",
    ],
    answer: json(200, RESERVATION),
    gives: OURS,
  },
  {
    does: "lists events, dates to the second, with whatever Twilio adds to them",
    call: ({ events }) =>
      collect(
        events.list({ workspaceSid: WS, startDate: new Date("2026-11-26T12:00:00.789Z"), endDate: "2026-11-27" }),
      ),
    sends: ["GET", `${HOME}/Events`, "PageSize=1000&StartDate=2026-11-26T12%3A00%3A00Z&EndDate=2026-11-27"],
    answer: page("events", [EVENT]),
    gives: [OUR_EVENT],
  },
];

test.each(EXCHANGES)("$does", async ({ call, sends, answer, gives }) => {
  const { server, taskRouter } = await recorded(answer);
  expect(await call(taskRouter)).toEqual(gives);
  expect(server.requests.map(({ method, path, text }) => [method, path, text])).toEqual([sends]);
});

describe("every parameter of every method", () => {
  const DATA = OPERATIONS.flatMap(({ resource, verb, parameters }) =>
    Object.entries(parameters)
      .filter(([, { where }]) => where === "data")
      .map(([name, parameter]) => ({ method: `${resource.twilioName}.${verb}`, name, parameter })),
  );
  // One of these is right for each; a table that says otherwise than its type does not compile.
  const SAMPLES: readonly unknown[] = [
    1,
    true,
    "text",
    "FIFO",
    "GET",
    "NONE",
    "pending",
    "monitor",
    ["ringing"],
    ["join"],
    ["free", "words"],
    { a: 1 },
    ...["WA", "WQ", "WW", "WK", "WT", "WR", "EV", "CA"].map(sidOf),
    "2026-11-26T12:00:00Z",
  ];

  test.each(DATA)("$method takes $name, and refuses null", ({ parameter }) => {
    const { encode } = parameter;
    expect(SAMPLES.some((sample) => typeof encode(sample) === "string" || Array.isArray(encode(sample)))).toBe(true);
    for (const wrong of [null, Number.NaN, 1n, Symbol("s"), () => 1, [1]]) expect(encode(wrong)).toHaveProperty("what");
  });

  test("there are many", () => expect(DATA.length).toBeGreaterThan(180));
});

describe("an answer that was lost", () => {
  const once: readonly [string, (taskRouter: TaskRouter) => Promise<unknown>][] = [
    [
      "to a status of a reservation",
      ({ reservations }) =>
        reservations.update({ workspaceSid: WS, taskSid: WT, sid: WR, reservationStatus: "accepted" }),
    ],
    [
      "to an instruction",
      ({ reservations }) => reservations.update({ workspaceSid: WS, workerSid: WK, sid: WR, instruction: "call" }),
    ],
    [
      "to a rejection of what is pending",
      ({ workers }) => workers.update({ workspaceSid: WS, sid: WK, rejectPendingReservations: true }),
    ],
    ["to a new queue of calls", ({ voiceQueues }) => voiceQueues.create({ friendlyName: "WW1" })],
  ];
  test.each(once)("%s: nothing is sent again", async (_name, call) => {
    const { server, taskRouter } = await recorded(reset, json(200, RESERVATION));
    expect(await failure(call(taskRouter))).toMatchObject({ name: "LostAnswerError" });
    expect(server.requests).toHaveLength(1);
  });

  test("to another change of a reservation or a queue: it is sent again", async () => {
    const { server, taskRouter } = await recorded(reset, json(200, QUEUE));
    expect(await taskRouter.voiceQueues.update({ sid: QU, maxSize: 500 })).toEqual(OUR_QUEUE);
    expect(server.requests).toHaveLength(2);
  });
});

describe("an object without a sid", () => {
  test("is no record", async () => {
    const { taskRouter } = await recorded(json(200, { hello: "world" }));
    const error = await failure(taskRouter.tasks.fetch({ workspaceSid: WS, sid: WT }));
    expect(error).toMatchObject({ name: "UnexpectedAnswerError", code: "TR5030", method: "GET" });
  });

  test("as the answer to a create tells nothing about what was made", async () => {
    const { taskRouter } = await recorded(json(201, {}));
    expect(await failure(taskRouter.tasks.create({ workspaceSid: WS }))).toMatchObject({ name: "LostAnswerError" });
  });
});

import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import type { Fault, LoggedRequest } from "../../src/emulator";
import { checkAndCreate, failure, workbench } from "../support/handlers";
import { byHand } from "../support/scene";
import { workspaces } from "../support/truth";

const QUEUES = "/v1/Workspaces/{WorkspaceSid}/TaskQueues";
const ACTIVITIES = "/v1/Workspaces/{WorkspaceSid}/Activities";

const posts = (requests: readonly LoggedRequest[]): LoggedRequest[] =>
  requests.filter(({ method }) => method === "POST");

interface Kind {
  readonly kind: string;
  readonly route: string;
  readonly inputs: (workspaceSid: string, queue: string) => JsonObject;
  readonly list: "activities" | "task_queues" | "workflows" | undefined;
}

const KINDS: readonly Kind[] = [
  {
    kind: "Workspace",
    route: "/v1/Workspaces",
    list: undefined,
    inputs: () => ({
      friendlyName: "New",
      template: "FIFO",
      eventsFilter: ["b", "a"],
      eventCallbackUrl: "https://example.com/e",
    }),
  },
  {
    kind: "Activity",
    route: ACTIVITIES,
    list: "activities",
    inputs: (workspaceSid) => ({ workspaceSid, friendlyName: "New", available: true }),
  },
  {
    kind: "TaskQueue",
    route: QUEUES,
    list: "task_queues",
    inputs: (workspaceSid) => ({ workspaceSid, friendlyName: "New", targetWorkers: "", maxReservedWorkers: 2 }),
  },
  {
    kind: "Workflow",
    route: "/v1/Workspaces/{WorkspaceSid}/Workflows",
    list: "workflows",
    inputs: (workspaceSid, queue) => ({
      workspaceSid,
      friendlyName: "New",
      configuration: { default_filter: { queue } },
      assignmentCallbackUrl: "https://example.com/a",
    }),
  },
];

/** What may happen to the POST, and how often it is sent until there is exactly one object that state knows. */
const LOSSES: readonly { readonly name: string; readonly fault: Omit<Fault, "route">; readonly sent: number }[] = [
  { name: "the connection breaks after the work", fault: { kind: "close-after" }, sent: 1 },
  { name: "the connection breaks before the work", fault: { kind: "close-before" }, sent: 2 },
  { name: "the answer is cut off", fault: { kind: "truncate" }, sent: 1 },
  { name: "500 after the work", fault: { kind: "status", status: 500, afterWork: true }, sent: 1 },
  { name: "503 without the work", fault: { kind: "status", status: 503 }, sent: 2 },
  { name: "502 with a page of HTML after the work", fault: { kind: "html", afterWork: true }, sent: 1 },
  { name: "200 with a page of HTML after the work", fault: { kind: "html", status: 200, afterWork: true }, sent: 1 },
  { name: "no answer in time after the work", fault: { kind: "hang", afterWork: true }, sent: 1 },
  { name: "429 twice", fault: { kind: "status", status: 429, times: 2 }, sent: 3 },
];

describe("a create whose answer was lost", () => {
  const bench = workbench();

  describe.each(KINDS)("$kind", ({ kind, route, inputs, list }) => {
    test.each(LOSSES)("$name: there is exactly one, and it is the one in state", async ({ fault, sent }) => {
      const workspaceSid = await bench.workspace();
      const queue = await bench.make(`/v1/Workspaces/${workspaceSid}/TaskQueues`, { FriendlyName: "home" });
      bench.emulator.clearRequests();
      bench.emulator.fault({ ...fault, method: "POST", route });
      const { id, outs } = await checkAndCreate(bench.handlers(kind), inputs(workspaceSid, queue));
      const all = workspaces(bench.emulator);
      const made = list === undefined ? all : (all[0]?.[list] ?? []);
      expect(made.filter(({ friendly_name: name }) => name === "New").map(({ sid }) => sid)).toEqual([id]);
      expect(outs).toMatchObject({ friendlyName: "New", accountSid: bench.emulator.accountSid });
      expect(posts(bench.emulator.requests())).toHaveLength(sent);
    });
  });

  test("no answer in time and no object: it is not sent again, since it may still be under way", async () => {
    const workspaceSid = await bench.workspace();
    bench.emulator.fault({ method: "POST", route: ACTIVITIES, kind: "hang" });
    const creating = checkAndCreate(bench.handlers("Activity"), { workspaceSid, friendlyName: "New" });
    await expect(creating).rejects.toThrow(
      /creating Activity "New" failed: [\s\S]*Nothing of that name was there afterwards\. Run pulumi up again\. If it appears later/,
    );
    expect(posts(bench.emulator.requests()).filter(({ route }) => route === ACTIVITIES)).toHaveLength(1);
  });

  test("lost each time: it gives up after three", async () => {
    const workspaceSid = await bench.workspace();
    bench.emulator.fault({ method: "POST", route: ACTIVITIES, kind: "close-before", times: 9 });
    await expect(checkAndCreate(bench.handlers("Activity"), { workspaceSid, friendlyName: "New" })).rejects.toThrow(
      "Run pulumi up again",
    );
    expect(posts(bench.emulator.requests()).filter(({ route }) => route === ACTIVITIES)).toHaveLength(3);
  });

  test("the look-up fails too: it says so, and what to look at", async () => {
    const workspaceSid = await bench.workspace();
    bench.emulator.fault({ method: "POST", route: ACTIVITIES, kind: "close-after" });
    bench.emulator.fault({ method: "GET", route: ACTIVITIES, kind: "status", status: 500, nth: 2, times: 50 });
    await expect(checkAndCreate(bench.handlers("Activity"), { workspaceSid, friendlyName: "New" })).rejects.toThrow(
      /Whether it was created could not be found out: [\s\S]*Look in the console before you run pulumi up again/,
    );
  });

  test("a stranger's object that was there before is never taken, even when every field is equal", async () => {
    const workspaceSid = await bench.workspace();
    const theirs = await bench.make(`/v1/Workspaces/${workspaceSid}/Activities`, { FriendlyName: "New" });
    bench.emulator.fault({ method: "POST", route: ACTIVITIES, kind: "close-after" });
    const inputs = { workspaceSid, friendlyName: "New", allowDuplicateName: true };
    const { id } = await checkAndCreate(bench.handlers("Activity"), inputs);
    expect(id).not.toBe(theirs);
    expect(workspaces(bench.emulator)[0]?.activities.filter(({ friendly_name: name }) => name === "New")).toHaveLength(
      2,
    );
  });

  test("a stranger's object that came in between and differs is not taken: the candidates are listed", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Activity");
    await checkAndCreate(handlers, { workspaceSid, friendlyName: "first" });
    const theirs = await bench.make(`/v1/Workspaces/${workspaceSid}/Activities`, {
      FriendlyName: "New",
      Available: "true",
    });
    bench.emulator.fault({ method: "POST", route: ACTIVITIES, kind: "close-before" });
    const creating = checkAndCreate(handlers, { workspaceSid, friendlyName: "New", available: false });
    await expect(creating).rejects.toThrow(
      `there is an object named "New" that cannot be told to be this one:\n    ${theirs}, created `,
    );
    expect(workspaces(bench.emulator)[0]?.activities.filter(({ friendly_name: name }) => name === "New")).toHaveLength(
      1,
    );
  });

  test("two equal ones that came in between: neither is taken", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Activity");
    await checkAndCreate(handlers, { workspaceSid, friendlyName: "first" });
    for (const _ of [1, 2]) await bench.make(`/v1/Workspaces/${workspaceSid}/Activities`, { FriendlyName: "New" });
    bench.emulator.fault({ method: "POST", route: ACTIVITIES, kind: "close-before" });
    await expect(checkAndCreate(handlers, { workspaceSid, friendlyName: "New" })).rejects.toThrow(
      'there are objects named "New"',
    );
  });

  test("two creates of one name at once, both answers lost: two objects, one for each", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Activity");
    bench.emulator.fault({ method: "POST", route: ACTIVITIES, kind: "close-after", times: 2 });
    const inputs = { workspaceSid, friendlyName: "New", allowDuplicateName: true };
    const both = await Promise.all([1, 2].map(() => checkAndCreate(handlers, inputs)));
    const made = workspaces(bench.emulator)[0]?.activities.filter(({ friendly_name: name }) => name === "New");
    expect(both.map(({ id }) => id).sort()).toEqual(made?.map(({ sid }) => sid).sort());
    expect(new Set(both.map(({ id }) => id)).size).toBe(2);
  });

  test("200 creates at once list the collection once", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("TaskQueue");
    bench.emulator.clearRequests();
    await Promise.all(
      Array.from({ length: 200 }, (_, index) => checkAndCreate(handlers, { workspaceSid, friendlyName: `q${index}` })),
    );
    expect(bench.emulator.requests().filter(({ method }) => method === "GET")).toHaveLength(1);
    expect(posts(bench.emulator.requests())).toHaveLength(200);
  });
});

describe("a name that is there already", () => {
  const bench = workbench();
  const path = (workspaceSid: string): string => `/v1/Workspaces/${workspaceSid}/Activities`;

  test.each(KINDS)(
    "stops a create of $kind, which an interrupted run may have made",
    async ({ kind, route, inputs }) => {
      const workspaceSid = await bench.workspace();
      const queue = await bench.make(`/v1/Workspaces/${workspaceSid}/TaskQueues`, { FriendlyName: "home" });
      const { id } = await checkAndCreate(bench.handlers(kind), inputs(workspaceSid, queue));
      bench.emulator.clearRequests();
      const again = checkAndCreate(bench.handlers(kind), inputs(workspaceSid, queue));
      const message = await again.catch(({ message: text }: Error) => text);
      const where = kind === "Workspace" ? "" : ` in Workspace ${workspaceSid}`;
      expect(message).toMatch(
        new RegExp(
          `^creating ${kind} "New" failed: ${kind} "New" is there already${where} \\(${id}, created 2\\S+\\)\\. Nothing was made\\.`,
        ),
      );
      for (const way of ["taskrouter doctor", "an alias", "adopt: true", "choose another name"])
        expect(message).toContain(way);
      expect(String(message).includes("allowDuplicateName")).toBe(kind !== "TaskQueue");
      expect(posts(bench.emulator.requests())).toEqual([]);
      expect(bench.emulator.requests().filter((request) => request.route === route)).toHaveLength(2);
    },
  );

  test("is no conflict with allowDuplicateName, in other letter case, or in another workspace", async () => {
    const [one, other] = [await bench.workspace(), await bench.workspace()];
    await bench.make(path(one), { FriendlyName: "New" });
    const handlers = bench.handlers("Activity");
    for (const inputs of [
      { workspaceSid: one, friendlyName: "New", allowDuplicateName: true },
      { workspaceSid: one, friendlyName: "new" },
      { workspaceSid: other, friendlyName: "New" },
    ]) {
      await expect(checkAndCreate(handlers, inputs)).resolves.toMatchObject({ id: expect.stringMatching(/^WA/) });
    }
  });

  test("stops the second of two resources of one program, and names all that are there", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Activity");
    const { id } = await checkAndCreate(handlers, { workspaceSid, friendlyName: "New" });
    const theirs = await bench.make(path(workspaceSid), { FriendlyName: "New" });
    const second = checkAndCreate(handlers, { workspaceSid, friendlyName: "New" });
    await expect(second).rejects.toThrow(
      new RegExp(`is there already in Workspace ${workspaceSid}:\\n    ${id}, created \\S+\\n    ${theirs}, created`),
    );
  });

  test("beside the object that is replaced: it is told from that one, with the ways past it", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Activity");
    const { id, outs } = await checkAndCreate(handlers, { workspaceSid, friendlyName: "New" });
    const left = await bench.make(path(workspaceSid), { FriendlyName: "New", Available: "true" });
    const { inputs } = handlers.check({}, { workspaceSid, friendlyName: "New", available: true });
    handlers.diff(id, outs, inputs);
    const { code, message } = await failure(handlers.create(inputs));
    expect(code).toBe("TR5115");
    expect(message.replace(/created [^)]+/, "created …")).toMatchInlineSnapshot(`
      "creating Activity "New" failed: Activity "New" is there already in Workspace WS#1 (WA#2, created …). Nothing was made.
        It is not what is replaced here (WA#3). Most likely an earlier replacement was interrupted, and this is what it had yet to delete, or had just made: \`pulumi stack export | npx taskrouter doctor -\` tells. pulumi up alone does not get past it.
        Delete it in the console and run pulumi up again; or, to have it back as it is, say adopt: true, run pulumi up, then take adopt out and run it once more.
        If it is somebody else's, choose another name; if two of one name are meant, set allowDuplicateName: true."
    `);
    const again = bench.handlers("Activity");
    again.diff(id, outs, inputs);
    expect((await again.create({ ...inputs, adopt: true })).id).toBe(left);
  });

  test("is no conflict when it is free again, or when its object is replaced", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Activity");
    const first = await checkAndCreate(handlers, { workspaceSid, friendlyName: "New" });
    await handlers.delete(first.id, first.outs);
    const again = await checkAndCreate(handlers, { workspaceSid, friendlyName: "New" });
    const { inputs } = handlers.check({}, { workspaceSid, friendlyName: "New", available: true });
    expect(handlers.diff(again.id, again.outs, inputs).replaces).toEqual(["available"]);
    const successor = await handlers.create(inputs);
    await handlers.delete(again.id, again.outs);
    const left = workspaces(bench.emulator)[0]?.activities.filter(({ friendly_name: name }) => name === "New");
    expect(left?.map(({ sid }) => sid)).toEqual([successor.id]);
  });
});

describe("a create that is refused", () => {
  const bench = workbench();

  test("Twilio's own words, its code and the request reach the user; nothing is sent twice", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("TaskQueue");
    await checkAndCreate(handlers, { workspaceSid, friendlyName: "first" });
    // Made since this process looked at what is there.
    await bench.make(`/v1/Workspaces/${workspaceSid}/TaskQueues`, { FriendlyName: "Billing" });
    bench.emulator.clearRequests();
    const error = await checkAndCreate(handlers, { workspaceSid, friendlyName: "Billing" }).catch(
      (reason: unknown) => reason as Error,
    );
    expect(error).toBeInstanceOf(Error);
    const { message, stack } = error as Error;
    expect(message).toMatch(
      /^creating TaskQueue "Billing" failed: Twilio 400, code 20001: Queue named Billing already exists for workspace WS/,
    );
    expect(message).toMatch(/POST http:\/\/\S+\/TaskQueues {3}request RQ[0-9a-f]{32}/);
    expect(message).toContain("https://www.twilio.com/docs/errors/20001");
    for (const way of ["an alias", "deleteBeforeReplace", "another name", "adopt: true"])
      expect(message).toContain(way);
    expect(stack, "the host prints stacks").toBe("");
    expect(posts(bench.emulator.requests())).toHaveLength(1);
  });

  test("in a workspace that does not exist: it says which", async () => {
    const missing = `WS${"0".repeat(32)}`;
    await expect(
      checkAndCreate(bench.handlers("TaskQueue"), { workspaceSid: missing, friendlyName: "q" }),
    ).rejects.toThrow(
      `creating TaskQueue "q" failed: there is no Workspace ${missing} in this account. Check workspaceSid.`,
    );
    expect(posts(bench.emulator.requests())).toEqual([]);
  });

  test("the list before it fails: nothing is sent, and the next create asks again", async () => {
    const workspaceSid = await bench.workspace();
    const handlers = bench.handlers("Activity", { maxRetries: 0 });
    bench.emulator.fault({ method: "GET", route: ACTIVITIES, kind: "status", status: 500 });
    await expect(checkAndCreate(handlers, { workspaceSid, friendlyName: "New" })).rejects.toThrow("500");
    expect(posts(bench.emulator.requests()).filter(({ route }) => route === ACTIVITIES)).toEqual([]);
    await expect(checkAndCreate(handlers, { workspaceSid, friendlyName: "New" })).resolves.toMatchObject({
      id: expect.stringMatching(/^WA/) as string,
    });
  });

  test("an answer without a SID counts as lost", async () => {
    const workspaceSid = await bench.workspace();
    bench.emulator.fault({
      method: "POST",
      route: ACTIVITIES,
      kind: "status",
      status: 201,
      afterWork: true,
      body: '{"ok":true}',
    });
    const { id } = await checkAndCreate(bench.handlers("Activity"), { workspaceSid, friendlyName: "New" });
    const { body } = await byHand(bench.emulator, "GET", `/v1/Workspaces/${workspaceSid}/Activities/${id}`);
    expect(body).toMatchObject({ friendly_name: "New" });
  });
});

import { describe, expect, test } from "vitest";
import { programOf, ref } from "../support/program";
import { scene } from "../support/scene";
import { workspaces, writes } from "../support/truth";

const FIRST = "AC0000000000000000000000000000000a";
const SECOND = "AC0000000000000000000000000000000b";
const TOKENS = { [FIRST]: "token-of-the-first-account", [SECOND]: "token-of-the-second-account" };
const TWO = {
  accountSid: FIRST,
  authToken: TOKENS[FIRST],
  accounts: [
    {
      accountSid: SECOND,
      authToken: TOKENS[SECOND],
      apiKeys: [{ sid: `SK${"0".repeat(31)}b`, secret: "secret-of-the-key" }],
    },
  ],
};
const SMALL = programOf([
  { kind: "Workspace", name: "main" },
  { kind: "TaskQueue", name: "billing", args: { workspaceSid: ref("main") } },
  { kind: "WorkspaceDefaults", name: "defaults", args: { workspaceSid: ref("main") } },
]);

describe("a stack whose credentials are those of another account or region", () => {
  const here = scene({
    emulator: TWO,
    secrets: Object.values(TOKENS),
    stack: (emulator) => ({
      config: { "taskrouter:baseUrl": emulator.url },
      env: { TWILIO_ACCOUNT_SID: FIRST, TWILIO_AUTH_TOKEN: TOKENS[FIRST] },
    }),
  });

  test("was made in the first account", async () => {
    const run = await here.stack.program(SMALL).up();
    expect(run.code, run.output).toBe(0);
  });

  interface Wrong {
    readonly env: Record<string, string>;
    readonly config?: Record<string, string>;
    readonly args?: readonly string[];
    readonly says: string;
  }

  test.each<[string, Wrong]>([
    [
      "account SID and token of another account",
      {
        env: { TWILIO_ACCOUNT_SID: SECOND, TWILIO_AUTH_TOKEN: TOKENS[SECOND] },
        says: `belongs to account ${FIRST}, but the configured account is ${SECOND}`,
      },
    ],
    [
      "an API key of another account under the right account SID",
      {
        env: { TWILIO_API_KEY: `SK${"0".repeat(31)}b`, TWILIO_API_SECRET: "secret-of-the-key" },
        says: "cannot be told",
      },
    ],
    [
      "another region",
      {
        env: { TWILIO_REGION: "ie1", TWILIO_EDGE: "dublin" },
        says: "is in region us1, but the configured region is ie1",
      },
    ],
    // Without --run-program the engine hands refresh and destroy the configuration of the last up, so a change of the
    // configuration alone cannot be seen there, and cannot do harm either.
    [
      "another account in the configuration, with --run-program",
      {
        config: { "taskrouter:accountSid": SECOND },
        args: ["--run-program"],
        env: { TWILIO_ACCOUNT_SID: SECOND, TWILIO_AUTH_TOKEN: TOKENS[SECOND] },
        says: `belongs to account ${FIRST}`,
      },
    ],
  ])(
    "%s: preview, refresh and destroy stop with a message and change nothing",
    async (_what, { config = {}, args = [], env, says }) => {
      const [state, account] = [here.stack.stateText(), JSON.stringify(here.emulator.dump())];
      const mine = { ...here.stack.env };
      here.stack.configure(config);
      Object.assign(here.stack.env, env);
      here.emulator.clearRequests();
      for (const command of ["preview", "refresh", "destroy"] as const) {
        const run = command === "preview" ? await here.stack.preview("--refresh") : await here.stack[command](...args);
        expect(run.code, `${command}: ${run.output}`).not.toBe(0);
        expect(run.output).toContain(says);
      }
      expect(writes(here.emulator).filter(({ status }) => status !== 404)).toEqual([]);
      expect(JSON.stringify(here.emulator.dump())).toBe(account);
      expect(resourcesOf(here.stack.stateText())).toEqual(resourcesOf(state));
      for (const name of Object.keys(env)) delete here.stack.env[name];
      Object.assign(here.stack.env, mine);
    },
  );

  test("with the right ones it can be destroyed", async () => {
    here.stack.configure({ "taskrouter:accountSid": FIRST });
    const read = await here.stack.refresh("--run-program");
    expect(read.code, read.output).toBe(0);
    const run = await here.stack.destroy();
    expect(run.code, run.output).toBe(0);
  });
});

function resourcesOf(state: string): unknown {
  return (
    JSON.parse(state) as { checkpoint: { latest: { resources: { urn: string; id?: string; outputs?: unknown }[] } } }
  ).checkpoint.latest.resources
    .filter(({ urn }) => !urn.includes("pulumi:providers:"))
    .map(({ urn, id, outputs }) => ({ urn, id, outputs }))
    .sort((a, b) => (a.urn < b.urn ? -1 : 1));
}

describe("two accounts in one program", () => {
  const here = scene({ emulator: TWO, secrets: Object.values(TOKENS), stack: () => ({ env: {}, config: {} }) });
  const provider = (name: string, account: keyof typeof TOKENS): string =>
    `const ${name} = new taskrouter.Provider("${name}", { accountSid: "${account}", authToken: "${TOKENS[account]}", baseUrl: "${here.emulator.url}" });\n`;

  test("each resource goes through its provider, what refers to it too, and no token is readable in the state", async () => {
    const program =
      provider("one", FIRST) +
      provider("two", SECOND) +
      'const a = new taskrouter.Workspace("a", {}, { provider: one });\nconst b = new taskrouter.Workspace("b", {}, { provider: two });\n' +
      'new taskrouter.TaskQueue("qa", { workspaceSid: a });\nconst qb = new taskrouter.TaskQueue("qb", { workspaceSid: b });\n' +
      'new taskrouter.Workflow("wb", { workspaceSid: b, configuration: { default_filter: { queue: qb } } });\n';
    const run = await here.stack.program(program).up();
    expect(run.code, run.output).toBe(0);
    const names = (account: string): (string | null)[] =>
      workspaces(here.emulator, account).flatMap((workspace) =>
        [workspace, ...workspace.task_queues].map(({ friendly_name: name }) => name),
      );
    expect(names(FIRST)).toEqual(["a", "qa"]);
    expect(names(SECOND)).toEqual(["b", "qb"]);
    expect((await here.stack.preview("--expect-no-changes")).code).toBe(0);
    expect((await here.stack.destroy()).code).toBe(0);
  });

  test("a provider's bounds reach its process: a wrong one is named, a right one is kept", async () => {
    const bounded = (bounds: string): string =>
      `const bounded = new taskrouter.Provider("bounded", { accountSid: "${FIRST}", authToken: "${TOKENS[FIRST]}", baseUrl: "${here.emulator.url}", ${bounds} });\n` +
      'new taskrouter.Workspace("a", {}, { provider: bounded });\n';
    const wrong = await here.stack.program(bounded("maxRequestsPerSecond: 0, maxRetries: 21")).up();
    expect(wrong.code).not.toBe(0);
    expect(wrong.output).toContain('taskrouter:maxRequestsPerSecond "0" is not a positive number');
    expect(wrong.output).toContain('taskrouter:maxRetries "21" is not a whole number from 0');
    const right = await here.stack.program(bounded("maxRequestsPerSecond: 2.5, maxRetries: 0")).up();
    expect(right.code, right.output).toBe(0);
    expect((await here.stack.destroy()).code).toBe(0);
  });

  test("another provider than that of an argument is an error in the program, before anything is sent", async () => {
    here.emulator.clearRequests();
    const program =
      provider("one", FIRST) +
      provider("two", SECOND) +
      'const a = new taskrouter.Workspace("a", {}, { provider: one });\nnew taskrouter.TaskQueue("qa", { workspaceSid: a }, { provider: two });\n';
    const run = await here.stack.program(program).preview();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain(
      'TaskQueue "qa": workspaceSid: is managed through provider "one", but this TaskQueue through provider "two"',
    );
    expect(here.emulator.requests()).toEqual([]);
  });
});

describe("accountSid as an output", () => {
  const here = scene({
    emulator: TWO,
    secrets: Object.values(TOKENS),
    stack: (emulator) => ({
      config: { "taskrouter:baseUrl": emulator.url, "taskrouter:accountSid": FIRST },
      env: { TWILIO_AUTH_TOKEN: TOKENS[FIRST] },
    }),
  });

  test("accountSid is the account that the state has: by provider, by the stack's configuration, of a .get, and exported", async () => {
    const { stack, emulator } = here;
    const program =
      `const two = new taskrouter.Provider("two", { accountSid: "${SECOND}", authToken: "${TOKENS[SECOND]}", baseUrl: "${emulator.url}" });\n` +
      'const a = new taskrouter.Workspace("a", {});\nconst b = new taskrouter.Workspace("b", {}, { provider: two });\n' +
      'const qb = new taskrouter.TaskQueue("qb", { workspaceSid: b });\n' +
      'const got = pulumi.runtime.isDryRun() ? undefined : taskrouter.TaskQueue.get("got", qb.id, { workspaceSid: b });\n' +
      "Object.assign(exports, { a: a.accountSid, b: b.accountSid, qb: qb.accountSid, got: got?.accountSid, whole: b });\n";
    const preview = await stack.program(program).preview();
    expect(preview.code, preview.output).toBe(0);
    for (const line of [`a    : "${FIRST}"`, `b    : "${SECOND}"`, `qb   : "${SECOND}"`]) {
      expect(preview.output).toContain(line);
    }
    const run = await stack.up();
    expect(run.code, run.output).toBe(0);
    const outputs = JSON.parse((await stack.run("stack", "output", "--json")).stdout);
    expect(outputs).toMatchObject({ a: FIRST, b: SECOND, qb: SECOND, got: SECOND, whole: { accountSid: SECOND } });
    const kept = (await stack.resources()).map(({ type, outputs }) => [
      type.replace(/^.*:/, ""),
      outputs?.["accountSid"],
    ]);
    expect(kept).toEqual(
      expect.arrayContaining([
        ["Workspace", FIRST],
        ["Workspace", SECOND],
        ["TaskQueue", SECOND],
      ]),
    );
    expect((await stack.destroy()).code).toBe(0);
  });
});

describe("credentials", () => {
  const here = scene({
    secrets: ["not-the-token-of-this-account"],
    stack: (emulator) => ({ env: {}, config: { "taskrouter:baseUrl": emulator.url } }),
  });

  test("without any, a preview still reports mistakes in the program", async () => {
    const run = await here.stack
      .program(programOf([{ kind: "Workspace", name: "main", args: { template: "LIFO" } }]))
      .preview();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("template: must be NONE or FIFO");
  });

  test("without any, the first request names the exact lines, --secret for secrets", async () => {
    const preview = await here.stack.program(SMALL).preview();
    expect(preview.code, preview.output).toBe(0);
    const run = await here.stack.up();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("pulumi config set taskrouter:accountSid AC…");
    expect(run.output).toContain("pulumi config set --secret taskrouter:authToken …");
    expect(here.emulator.requests()).toEqual([]);
  });

  test("wrong ones are told from missing ones, and nothing is made", async () => {
    here.stack.configure({ "taskrouter:accountSid": here.emulator.accountSid });
    here.stack.env["TWILIO_AUTH_TOKEN"] = "not-the-token-of-this-account";
    const run = await here.stack.up();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("Twilio 401, code 20003");
    expect(run.output).toContain("TWILIO_AUTH_TOKEN");
  });

  test("a secret configured in plain text is refused with the line that mends it", async () => {
    here.stack.configure({ "taskrouter:authToken": "plain-text" });
    const run = await here.stack.preview();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("pulumi config set --secret taskrouter:authToken");
    expect(run.output).not.toContain("plain-text");
  });
});

describe("encrypted configuration", () => {
  const here = scene({ stack: (emulator) => ({ env: {}, secrets: { "taskrouter:authToken": emulator.authToken } }) });

  test("is read, stays encrypted in state, and may change between runs without a diff on any resource", async () => {
    const run = await here.stack.program(SMALL).up();
    expect(run.code, run.output).toBe(0);
    const rotated = await here.stack.cli(
      "config",
      "set",
      "--stack",
      "test",
      "--secret",
      "taskrouter:authToken",
      `${here.emulator.authToken}-rotated`,
    );
    expect(rotated.code).toBe(0);
    expect((await here.stack.preview("--expect-no-changes")).code).toBe(0);
  });
});

describe("an API key", () => {
  const KEY = `SK${"0".repeat(31)}b`;
  const here = scene({
    emulator: TWO,
    secrets: ["secret-of-the-key"],
    stack: (emulator) => ({
      config: { "taskrouter:baseUrl": emulator.url },
      env: { TWILIO_ACCOUNT_SID: FIRST, TWILIO_API_KEY: KEY, TWILIO_API_SECRET: "secret-of-the-key" },
    }),
  });

  test("of another, empty account makes nothing that stays", async () => {
    const run = await here.stack.program(SMALL).up();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain(`the credentials belong to account ${SECOND}, but the configured account is ${FIRST}`);
    expect(workspaces(here.emulator, SECOND)).toEqual([]);
  });

  test("of the right account destroys its last workspace, also when the answer to that is lost", async () => {
    here.stack.env["TWILIO_ACCOUNT_SID"] = SECOND;
    const made = await here.stack.program(programOf([{ kind: "Workspace", name: "main" }])).up();
    expect(made.code, made.output).toBe(0);
    here.emulator.fault({ method: "DELETE", route: "/v1/Workspaces/{Sid}", kind: "close-after" });
    const run = await here.stack.destroy();
    expect(run.code, run.output).toBe(0);
    expect(workspaces(here.emulator, SECOND)).toEqual([]);
  });
});

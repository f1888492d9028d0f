import { inspect } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  ConfigurationError,
  resolveSettings,
  TaskRouter,
  TaskRouterClient,
  type TaskRouterOptions,
} from "../../../src/client";
import { json, scriptedServer, twilioError } from "../../support/scripted-server";
import { ACCOUNT, configOf, failure, SECRET, settingsFor } from "../fixture";

const NAMES = ["ACCOUNT_SID", "AUTH_TOKEN", "API_KEY", "API_SECRET", "REGION", "EDGE"].map((name) => `TWILIO_${name}`);

/** The environment of one test. */
function environment(values: Readonly<Record<string, string>> = {}): void {
  const before = NAMES.map((name) => [name, process.env[name]] as const);
  const set = (name: string, value: string | undefined) => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  for (const name of NAMES) set(name, values[name]);
  onTestFinished(() => {
    for (const [name, value] of before) set(name, value);
  });
}

const problems = (options: unknown): string[] => {
  try {
    new TaskRouter(options as TaskRouterOptions);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).problems;
  }
  throw new Error("it was accepted");
};

describe("whom to talk to and as whom", () => {
  test("the environment says it", () => {
    environment({
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_AUTH_TOKEN: SECRET,
      TWILIO_REGION: "ie1",
      TWILIO_EDGE: "dublin",
    });
    const { client } = new TaskRouter();
    expect(client).toBeInstanceOf(TaskRouterClient);
    expect(client.settings).toMatchObject({
      accountSid: ACCOUNT,
      baseUrl: "https://taskrouter.dublin.ie1.twilio.com",
      apiBaseUrl: "https://api.dublin.ie1.twilio.com",
    });
  });

  test("options go before it, and secrets are taken all from one place", () => {
    environment({ TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_API_KEY: `SK${"c".repeat(32)}`, TWILIO_API_SECRET: "k" });
    const { settings } = new TaskRouter({ authToken: SECRET, baseUrl: "http://127.0.0.1:1", maxRequestsPerSecond: 0.5 })
      .client;
    expect(settings).toMatchObject({ viaApiKey: false, baseUrl: "http://127.0.0.1:1", maxRequestsPerSecond: 0.5 });
    expect(settings.authorization()).toBe(settingsFor("http://x").authorization());
    expect(settings.credentialNames).toEqual(["TWILIO_ACCOUNT_SID", "the option authToken"]);
  });

  test("settings say it all", () => {
    environment();
    const settings = settingsFor("http://127.0.0.1:1");
    expect(new TaskRouter({ settings, maxRetries: 0 }).client.settings).toBe(settings);
  });

  test("undefined is the same as leaving out", () => {
    environment({ TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: SECRET });
    const { client } = new TaskRouter({
      accountSid: undefined,
      baseUrl: undefined,
      settings: undefined,
      maxRetries: undefined,
    });
    expect(client.settings.baseUrl).toBe("https://taskrouter.twilio.com");
  });
});

describe("what is wrong is told in the words of options", () => {
  test("nothing given", () => {
    environment();
    expect(problems({})).toEqual([
      expect.stringMatching(/^the Twilio account is not set: give the option accountSid or set TWILIO_ACCOUNT_SID/),
      "no credentials are set: give the option authToken, or the option apiKey and the option apiSecret (or set TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET)",
    ]);
  });

  test.each([
    [
      { accountSid: ACCOUNT, apiKey: `SK${"c".repeat(32)}` },
      "the option apiKey is set but the option apiSecret is not",
    ],
    [{ accountSid: ACCOUNT, authToken: "t", region: "ie1" }, "give the option edge or set TWILIO_EDGE=dublin"],
    [{ accountSid: ACCOUNT, authToken: "t", baseUrl: "nowhere" }, "the option baseUrl is not a URL"],
    [{ accountSid: ACCOUNT, authToken: "t", maxRequestsPerSecond: -1 }, 'the option maxRequestsPerSecond "-1" is not'],
    [{ accountSid: ACCOUNT, authtoken: "t" }, "there is no option authtoken; did you mean authToken?"],
    [{ settings: settingsFor("http://x"), baseURL: "t" }, "there is no option baseURL; did you mean baseUrl?"],
    [{ accountSid: 7, authToken: "t" }, "is not an account SID"],
    [
      { accountSid: ACCOUNT, authToken: "t", maxRetries: Number.NaN },
      'the option maxRetries "NaN" is not a whole number',
    ],
  ])("%o", (options, says) => {
    environment();
    const found = problems(options);
    expect(found.join("\n")).toContain(says);
    expect(found.join("\n")).not.toMatch(/pulumi|taskrouter:/);
  });

  test("settings and credentials exclude each other", () => {
    environment();
    expect(problems({ settings: settingsFor("http://x"), authToken: SECRET }).join()).toContain("authToken");
  });

  test("a refusal names where the credentials came from", async () => {
    environment({ TWILIO_ACCOUNT_SID: ACCOUNT });
    const server = await scriptedServer(twilioError(401, 20003, "Authenticate"), json(200, {}));
    onTestFinished(() => server.close());
    const taskRouter = new TaskRouter({ authToken: SECRET, baseUrl: server.origin });
    const error = (await failure(taskRouter.workspaces.fetch({ sid: `WS${"1".repeat(32)}` }))) as Error;
    expect(error.message).toContain("the credentials in TWILIO_ACCOUNT_SID and the option authToken");
  });
});

test("no secret shows", () => {
  environment();
  const taskRouter = new TaskRouter({ accountSid: ACCOUNT, authToken: SECRET });
  const seen = inspect(taskRouter, { depth: 9, showHidden: true }) + JSON.stringify(taskRouter);
  expect(seen).not.toContain(SECRET);
  expect(seen).not.toContain(Buffer.from(`${ACCOUNT}:${SECRET}`).toString("base64"));
  expect(resolveSettings(configOf({ accountSid: ACCOUNT, authToken: SECRET }), {}).accountSid).toBe(ACCOUNT);
});

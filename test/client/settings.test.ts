import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { ConfigurationError, resolveIdentity, resolveSettings } from "../../src/client";
import { ACCOUNT, configOf, ENCODED, SECRET, settingsFor } from "./fixture";

const OTHER = `AC${"b".repeat(32)}`;
const KEY = `SK${"c".repeat(32)}`;

function settings(config: Record<string, string>, env: Record<string, string> = {}) {
  return resolveSettings(configOf(config), env);
}

function problems(config: Record<string, string>, env: Record<string, string> = {}): string[] {
  try {
    settings(config, env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).problems;
  }
  throw new Error("the settings were accepted");
}

function decode(authorization: string): string {
  return Buffer.from(authorization.replace("Basic ", ""), "base64").toString("utf8");
}

const both = { accountSid: ACCOUNT, authToken: SECRET };

describe("whose credentials", () => {
  const cases: [
    name: string,
    config: Record<string, string>,
    env: Record<string, string>,
    credentials: string,
    names: string[],
  ][] = [
    ["configuration", both, {}, `${ACCOUNT}:${SECRET}`, ["taskrouter:accountSid", "taskrouter:authToken"]],
    [
      "environment",
      {},
      { TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: "t" },
      `${ACCOUNT}:t`,
      ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"],
    ],
    [
      "an API key",
      { accountSid: ACCOUNT, apiKey: KEY, apiSecret: "k" },
      {},
      `${KEY}:k`,
      ["taskrouter:accountSid", "taskrouter:apiKey", "taskrouter:apiSecret"],
    ],
    [
      "an API key before a token",
      { ...both, apiKey: KEY, apiSecret: "k" },
      {},
      `${KEY}:k`,
      ["taskrouter:accountSid", "taskrouter:apiKey", "taskrouter:apiSecret"],
    ],
    [
      "the environment's API key before its token",
      { accountSid: ACCOUNT },
      { TWILIO_AUTH_TOKEN: "t", TWILIO_API_KEY: KEY, TWILIO_API_SECRET: "k" },
      `${KEY}:k`,
      ["taskrouter:accountSid", "TWILIO_API_KEY", "TWILIO_API_SECRET"],
    ],
    [
      "a configured token before the environment's key",
      both,
      { TWILIO_API_KEY: KEY, TWILIO_API_SECRET: "k" },
      `${ACCOUNT}:${SECRET}`,
      ["taskrouter:accountSid", "taskrouter:authToken"],
    ],
    [
      "a configured account and token beside another account",
      both,
      { TWILIO_ACCOUNT_SID: OTHER, TWILIO_AUTH_TOKEN: "t" },
      `${ACCOUNT}:${SECRET}`,
      ["taskrouter:accountSid", "taskrouter:authToken"],
    ],
    [
      "empty strings count as unset",
      { ...both, apiKey: "", apiSecret: "", edge: "" },
      { TWILIO_REGION: "" },
      `${ACCOUNT}:${SECRET}`,
      ["taskrouter:accountSid", "taskrouter:authToken"],
    ],
  ];
  test.each(cases)("%s", (_name, config, env, credentials, names) => {
    const made = settings(config, env);
    expect(decode(made.authorization())).toBe(credentials);
    expect(made.username).toBe(credentials.split(":")[0]);
    expect(made.viaApiKey).toBe(credentials.startsWith("SK"));
    expect(made.credentialNames).toEqual(names);
    expect(made.accountSid).toBe(ACCOUNT);
  });

  test("nothing at all: every line that is missing", () => {
    const all = problems({}).join("\n");
    expect(problems({})).toHaveLength(2);
    expect(all).toContain("`pulumi config set taskrouter:accountSid AC…`");
    expect(all).toContain("`pulumi config set --secret taskrouter:authToken …`");
    for (const name of ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_API_KEY", "TWILIO_API_SECRET"])
      expect(all).toContain(name);
  });

  test("all problems come at once, in one message", () => {
    const error = new ConfigurationError(problems({ accountSid: "x", apiKey: "y", region: "ie1", edge: "A B" }));
    expect(error.problems).toHaveLength(4);
    expect(error.code).toBe("TR4001");
    for (const problem of error.problems) expect(error.message).toContain(problem);
  });

  const halves: [config: Record<string, string>, env: Record<string, string>, missing: string][] = [
    [{ accountSid: ACCOUNT, apiKey: KEY }, {}, "pulumi config set --secret taskrouter:apiSecret …"],
    [{ ...both, apiKey: KEY }, {}, "pulumi config set --secret taskrouter:apiSecret …"],
    [{ accountSid: ACCOUNT, apiSecret: "k" }, { TWILIO_API_KEY: KEY }, "pulumi config set taskrouter:apiKey SK…"],
    [{ accountSid: ACCOUNT }, { TWILIO_API_KEY: KEY }, "TWILIO_API_SECRET is not"],
    [{ accountSid: ACCOUNT }, { TWILIO_API_SECRET: "k", TWILIO_AUTH_TOKEN: "t" }, "TWILIO_API_KEY is not"],
  ];
  test.each(halves)("half a key pair: %j %j", (config, env, missing) => {
    expect(problems(config, env)).toEqual([expect.stringContaining(missing)]);
  });

  test("the environment's secrets are not used for another account than its own", () => {
    const env = { TWILIO_ACCOUNT_SID: OTHER, TWILIO_AUTH_TOKEN: "t" };
    expect(problems({ accountSid: ACCOUNT }, env)).toEqual([expect.stringContaining("different accounts")]);
    expect(settings({ accountSid: OTHER }, env).accountSid).toBe(OTHER);
    expect(settings({ accountSid: ACCOUNT }, { ...env, TWILIO_ACCOUNT_SID: "" }).accountSid).toBe(ACCOUNT);
  });

  test("a secret in the wrong place or with a line break is not quoted", () => {
    const misplaced = problems({ accountSid: SECRET, apiKey: SECRET, apiSecret: `${SECRET}\n` }).join("\n");
    expect(misplaced).not.toContain(SECRET);
    expect(misplaced).toContain("taskrouter:accountSid is not an account SID");
    expect(misplaced).toContain("taskrouter:apiKey is not an API key SID");
    expect(misplaced).toContain("taskrouter:apiSecret contains white space");
    expect(problems({ accountSid: KEY, authToken: "t" })).toEqual([
      expect.stringContaining("it looks like an API key"),
    ]);
    expect(problems({ ...both, accountSid: `${ACCOUNT}\n` })).toHaveLength(1);
  });
});

describe("which host", () => {
  const hosts: [config: Record<string, string>, env: Record<string, string>, region: string, baseUrl: string][] = [
    [{}, {}, "us1", "https://taskrouter.twilio.com"],
    [{ region: "us1" }, {}, "us1", "https://taskrouter.twilio.com"],
    [{ edge: "frankfurt" }, {}, "us1", "https://taskrouter.frankfurt.us1.twilio.com"],
    [{ region: "ie1", edge: "dublin" }, {}, "ie1", "https://taskrouter.dublin.ie1.twilio.com"],
    [{}, { TWILIO_REGION: "au1", TWILIO_EDGE: "sydney" }, "au1", "https://taskrouter.sydney.au1.twilio.com"],
    [
      { region: "ie1" },
      { TWILIO_REGION: "au1", TWILIO_EDGE: "dublin" },
      "ie1",
      "https://taskrouter.dublin.ie1.twilio.com",
    ],
    [{ baseUrl: "http://127.0.0.1:4010" }, {}, "us1", "http://127.0.0.1:4010"],
    [{ baseUrl: "http://LOCALHOST:80/", region: "ie1" }, {}, "ie1", "http://localhost"],
    [{ baseUrl: "http://127.0.0.1:4010", edge: "dublin" }, {}, "us1", "http://127.0.0.1:4010"],
    [{}, { TWILIO_BASE_URL: "http://elsewhere" }, "us1", "https://taskrouter.twilio.com"],
  ];
  const second: [config: Record<string, string>, apiBaseUrl: string][] = [
    [{}, "https://api.twilio.com"],
    [{ edge: "frankfurt" }, "https://api.frankfurt.us1.twilio.com"],
    [{ region: "ie1", edge: "dublin" }, "https://api.dublin.ie1.twilio.com"],
    [{ baseUrl: "http://127.0.0.1:4010", region: "ie1", edge: "dublin" }, "http://127.0.0.1:4010"],
    [{ baseUrl: "https://taskrouter.dublin.ie1.twilio.com" }, "https://api.dublin.ie1.twilio.com"],
    [{ baseUrl: "https://taskrouter.twilio.com.proxy.example" }, "https://taskrouter.twilio.com.proxy.example"],
    [{ baseUrl: "https://taskrouter.example" }, "https://taskrouter.example"],
    [{ baseUrl: "http://taskrouter.twilio.com" }, "http://taskrouter.twilio.com"],
  ];
  test.each(second)("voice queues: %j %s", (config, apiBaseUrl) => {
    expect(settings({ ...both, ...config })).toMatchObject({ apiBaseUrl });
  });

  test.each(hosts)("%j %j", (config, env, region, baseUrl) => {
    expect(settings({ ...both, ...config }, env)).toMatchObject({ region, baseUrl });
    expect(resolveIdentity(configOf(config), env).region).toBe(region);
  });

  const wrong: [config: Record<string, string>, says: string][] = [
    [{ region: "ie1" }, "`pulumi config set taskrouter:edge dublin`"],
    [{ region: "au1" }, "`pulumi config set taskrouter:edge sydney`"],
    [{ region: "jp1" }, "Twilio's list of edge locations"],
    [{ region: "ie1", edge: "dublin.evil.com/" }, "taskrouter:edge"],
    [{ region: "IE1", edge: "dublin" }, 'taskrouter:region "IE1"'],
    [{ region: "-", edge: "dublin" }, "taskrouter:region"],
    [{ baseUrl: "localhost:4010" }, "does not begin with http:// or https://"],
    [{ baseUrl: "not a url" }, "is not a URL"],
    [{ baseUrl: "ftp://x" }, "does not begin with http:// or https://"],
    [{ baseUrl: "http://x/v1" }, "has a path"],
    [{ baseUrl: "http://x?" }, "has a path, query or fragment"],
    [{ baseUrl: "http://x/#" }, "has a path, query or fragment"],
    [{ baseUrl: `http://me:${encodeURIComponent(SECRET)}@x` }, "contains a user name or password"],
  ];
  test.each(wrong)("refused: %j", (config, says) => {
    const found = problems({ ...both, ...config });
    expect(found).toEqual([expect.stringContaining(says)]);
    expect(found.join()).not.toContain(encodeURIComponent(SECRET));
  });
});

test("the identity is known without credentials, and never throws", () => {
  expect(resolveIdentity(configOf({}), {})).toEqual({ accountSid: undefined, region: "us1" });
  expect(resolveIdentity(configOf({ accountSid: ACCOUNT, region: "ie1" }), {})).toEqual({
    accountSid: ACCOUNT,
    region: "ie1",
  });
  expect(resolveIdentity(configOf({}), { TWILIO_ACCOUNT_SID: ACCOUNT })).toEqual({
    accountSid: ACCOUNT,
    region: "us1",
  });
  expect(resolveIdentity(configOf({ accountSid: "nonsense" }), {}).accountSid).toBeUndefined();
});

test("settings show no secret", () => {
  const made = settingsFor("http://127.0.0.1:1");
  const shown = [
    inspect(made, { showHidden: true, depth: 9 }),
    JSON.stringify(made),
    JSON.stringify({ ...made }),
    String(made),
  ].join();
  expect(shown).toContain(ACCOUNT);
  expect(shown).not.toContain(SECRET);
  expect(shown).not.toContain(ENCODED);
});

describe("limits", () => {
  test("none, and 5 retries, unless configured; fractions and zero count", () => {
    expect(settings(both)).toMatchObject({ maxRequestsPerSecond: undefined, maxRetries: 5 });
    expect(settings({ ...both, maxRequestsPerSecond: "0.5", maxRetries: "0" })).toMatchObject({
      maxRequestsPerSecond: 0.5,
      maxRetries: 0,
    });
    expect(settings({ ...both, maxRequestsPerSecond: "20", maxRetries: "20" })).toMatchObject({
      maxRequestsPerSecond: 20,
      maxRetries: 20,
    });
    expect(settings({ ...both, maxRequestsPerSecond: "", maxRetries: "" }).maxRetries).toBe(5);
  });

  test("they are in the configuration only", () => {
    const env = { TWILIO_MAX_RETRIES: "1", TWILIO_MAX_REQUESTS_PER_SECOND: "1" };
    expect(settings(both, env)).toMatchObject({ maxRequestsPerSecond: undefined, maxRetries: 5 });
  });

  test.each(["0", "-1", "abc", "Infinity", "NaN", "1e3", "0x10", "20/s", "0.0000001", "1,5", "1."])(
    "maxRequestsPerSecond %j is refused, with what it may be and what to do",
    (maxRequestsPerSecond) => {
      expect(problems({ ...both, maxRequestsPerSecond })).toEqual([
        `taskrouter:maxRequestsPerSecond "${maxRequestsPerSecond}" is not a positive number such as 20 or 0.5 (fractions down to 0.001 are allowed): run \`pulumi config set taskrouter:maxRequestsPerSecond 20\`, or leave it out for no bound`,
      ]);
    },
  );

  test.each(["-1", "21", "1.5", "many", "1e1", "999"])("maxRetries %j is refused", (maxRetries) => {
    expect(problems({ ...both, maxRetries })).toEqual([
      `taskrouter:maxRetries "${maxRetries}" is not a whole number from 0 (no repetition) to 20: run \`pulumi config set taskrouter:maxRetries 5\`, or leave it out for 5`,
    ]);
  });

  test("they are told together with everything else that is wrong", () => {
    expect(problems({ maxRetries: "x", maxRequestsPerSecond: "y", baseUrl: "::" })).toHaveLength(5);
  });
});

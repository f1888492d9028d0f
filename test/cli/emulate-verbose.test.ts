import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { main } from "../../src/cli/main";
import { DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN } from "../../src/emulator";
import { application, json } from "../emulator/callback-server";

/** What of a list of Activities is read here. */
interface ActivityList {
  readonly activities: readonly { readonly sid: string; readonly friendly_name: string }[];
}

/** `taskrouter emulate` with these options: what it printed, and a bare client for it. */
async function emulate(...options: string[]) {
  const stop = new AbortController();
  const printed = { out: "", err: "" };
  let first: (text: string) => void = () => undefined;
  const ready = new Promise<string>((resolve) => {
    first = resolve;
  });
  const ended = main(["emulate", ...options], {
    stdout: (text) => {
      printed.out += text;
      first(text);
    },
    stderr: (text) => {
      printed.err += text;
    },
    stdin: async () => new Uint8Array(),
    color: false,
    stop: () => stop.signal,
  });
  const url = (await ready).trim().split(" ").at(-1) ?? "";
  const headers = { authorization: `Basic ${btoa(`${DEFAULT_ACCOUNT_SID}:${DEFAULT_AUTH_TOKEN}`)}` };
  const post = async (path: string, form: Record<string, string> = {}) => {
    const response = await fetch(path.startsWith("http") ? path : `${url}${path}`, {
      method: "POST",
      headers,
      body: new URLSearchParams(form),
    });
    const text = await response.text();
    return text === "" ? undefined : JSON.parse(text);
  };
  const get = async <T>(path: string): Promise<T> => JSON.parse(await (await fetch(path, { headers })).text());
  const end = async () => {
    stop.abort();
    expect(await ended).toBe(0);
    return printed;
  };
  return { url, post, get, end };
}

/** Times, ports, durations, versions and SIDs as in any other run. */
function usual(text: string): string {
  const names = new Map<string, string>();
  return text
    .replace(/^\d\d:\d\d:\d\d/gm, "12:00:05")
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:3000")
    .replace(/\d+ ms/g, "2 ms")
    .replace(/\b([A-Z]{2})…[0-9a-f]+/g, (short, prefix: string) => {
      const name = names.get(short) ?? `${prefix}…${(0xa1 + names.size).toString(16)}`;
      names.set(short, name);
      return name;
    });
}

/** The lines that docs/emulator.md shows. */
function documented(): string {
  const page = readFileSync("docs/emulator.md", "utf8");
  return /^```\n(\d\d:\d\d:\d\d [\s\S]*?)^```$/m.exec(page)?.[1] ?? "";
}

test("--verbose tells the way of two tasks, one line for each thing that happens, as the docs show it", async () => {
  const app = await application({
    "/assign": (response, callback) => {
      const gold = callback.form["TaskAttributes"]?.includes("gold") === true;
      json(gold ? { instruction: "accept" } : {})(response, callback);
    },
  });
  const { url, post, get, end } = await emulate("--verbose");
  const home = (await post("/v1/Workspaces", { FriendlyName: "Support" })).url;
  const { activities } = await get<ActivityList>(`${home}/Activities`);
  const available = activities.find((one) => one.friendly_name === "Available")?.sid ?? "";
  const { sid: queue } = await post(`${home}/TaskQueues`, { FriendlyName: "Billing", TargetWorkers: "skills HAS 'x'" });
  const filters = [
    { filter_friendly_name: "Gold", expression: "tier == 'gold'", targets: [{ queue, priority: 10 }] },
    { filter_friendly_name: "Anyone", expression: "1 == 1", targets: [{ queue }] },
  ];
  await post(`${home}/Workflows`, {
    FriendlyName: "Calls",
    Configuration: JSON.stringify({ task_routing: { filters } }),
    AssignmentCallbackUrl: app.url("/assign"),
  });
  await post(`${home}/Workers`, { FriendlyName: "ann", Attributes: '{"skills":["x"]}', ActivitySid: available });
  const gold = await post(`${home}/Tasks`, { Attributes: '{"tier":"gold","language":"de"}' });
  await post(`${url}/_emulator/idle`);
  await post(gold.url, { AssignmentStatus: "completed", Reason: "solved" });
  await post(`${home}/Tasks`, { Attributes: '{"tier":"tin"}' });
  await post(`${url}/_emulator/idle`);
  const clock = await fetch(`${url}/_emulator/clock`, { method: "POST", body: '{"advanceSeconds":120}' });
  expect(clock.status).toBe(204);
  await post(`${home}/Workers`, { FriendlyName: "ANN" });
  const { out, err } = await end();
  const [ready, ...lines] = out.split("\n");
  expect(ready).toContain("TaskRouter emulator listening on http://127.0.0.1:");
  expect(err).toBe("");
  expect(usual(lines.join("\n"))).toBe(documented());
});

test("names cannot move the cursor, colour the terminal or forge lines", async () => {
  const { post, end } = await emulate("--verbose");
  const evil = "a\u001b[31m\n12:00:00 Support: worker bob deleted\u202e\u009b";
  const { url } = await post("/v1/Workspaces", { FriendlyName: evil });
  await post(`${url}/Workers`, { FriendlyName: evil, Attributes: JSON.stringify({ [evil]: evil }) });
  await post(`${url}/Workers`, { FriendlyName: "" });
  const { out } = await end();
  expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/);
  expect(out.split("\n").filter((line) => line.startsWith("12:00:00"))).toEqual([]);
  expect(out.split("\n")).toHaveLength(1 + 5 + 1);
});

test("without --verbose nothing is told but a host that is not called, once, on standard error", async () => {
  const { post, end } = await emulate();
  const { url } = await post("/v1/Workspaces", {
    FriendlyName: "x",
    EventCallbackUrl: "https://user:pw@hooks.example/x",
  });
  await post(`${url}/Workers`, { FriendlyName: "ann" });
  const { out, err } = await end();
  expect(out.split("\n")).toHaveLength(2);
  expect(err).toBe(
    'taskrouter emulate: callbacks to hooks.example are not sent: it is not this machine. To send them, start with `taskrouter emulate --callbacks any`, or createEmulator({ callbacks: "any" })\n',
  );
});

test.each([
  ["off", 0],
  ["loopback", 1],
  ["any", 1],
])("--callbacks %s sends %i", async (policy, count) => {
  const app = await application();
  const { url, post, end } = await emulate("--callbacks", policy);
  await post("/v1/Workspaces", { FriendlyName: "x", EventCallbackUrl: app.url("/") });
  await post(`${url}/_emulator/idle`);
  await end();
  expect(app.got).toHaveLength(count);
});

test.each([
  [[], "extraneous input 'evel' expecting OPERATOR"],
  [["--lenient-expressions"], undefined],
])("with %j a TargetWorkers that does not parse is answered by %j", async (options, message) => {
  const { post, end } = await emulate(...options);
  const { url } = await post("/v1/Workspaces", { FriendlyName: "x" });
  const answer = await post(`${url}/TaskQueues`, { FriendlyName: "q", TargetWorkers: "skill-level > 3" });
  expect(answer.message).toBe(message);
  await end();
});

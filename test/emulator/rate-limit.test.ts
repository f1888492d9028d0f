import { describe, expect, test } from "vitest";
import { createEmulator, type EmulatorOptions } from "../../src/emulator";
import { common } from "../../src/emulator/common-rules";
import { tooManyRequests } from "../../src/emulator/errors";
import { Api, basic, NOON, start } from "./support";

const statuses = async (api: Api, requests: number, method: "GET" | "POST" = "POST"): Promise<number[]> => {
  const all: number[] = [];
  for (let n = 0; n < requests; n++) {
    const form = method === "POST" ? { FriendlyName: "x" } : undefined;
    all.push((await api.call(method, "/Workspaces", form)).status);
  }
  return all;
};

const ok = (times: number, status = 201) => Array.from({ length: times }, () => status);

test("without the option nothing is limited, and no header tells of limits", async () => {
  const api = await start();
  expect(await statuses(api, 60)).toEqual(ok(60));
  const { headers } = await api.get("/Workspaces");
  expect([...headers.keys()].filter((name) => name.startsWith("x-rate-limit"))).toEqual([]);
});

describe("writesPerSecond", () => {
  test("what one second allows may be used at once; then 429, and reads go on", async () => {
    const api = await start({ rateLimit: { writesPerSecond: 3 } });
    expect(await statuses(api, 5)).toEqual([...ok(3), 429, 429]);
    expect(await statuses(api, 9, "GET")).toEqual(ok(9, 200));
    expect((await api.delete(`/Workspaces/WS${"f".repeat(32)}`)).status).toBe(429);
  });

  test("it flows in evenly, by the emulator's clock, and no more than a second's worth is kept", async () => {
    const api = await start({ rateLimit: { writesPerSecond: 4 } });
    expect(await statuses(api, 5)).toEqual([...ok(4), 429]);
    api.emulator.advance(249);
    expect(await statuses(api, 1)).toEqual([429]);
    api.emulator.advance(1);
    expect(await statuses(api, 2)).toEqual([201, 429]);
    api.emulator.advance(3_600_000);
    expect(await statuses(api, 6)).toEqual([...ok(4), 429, 429]);
  });

  test("less than one a second", async () => {
    const api = await start({ rateLimit: { writesPerSecond: 0.5 } });
    expect(await statuses(api, 2)).toEqual([201, 429]);
    api.emulator.advance(1_999);
    expect(await statuses(api, 1)).toEqual([429]);
    api.emulator.advance(1);
    expect(await statuses(api, 2)).toEqual([201, 429]);
  });

  test("a refusal has Twilio's body, a pause, and says that both are assumed; nothing was done", async () => {
    const api = await start({ rateLimit: { writesPerSecond: 1 } });
    const first = await api.post("/Workspaces", { FriendlyName: "x" });
    expect(first.headers.get("x-rate-limit-limit")).toBe("1");
    expect(first.headers.get("x-rate-limit-remaining")).toBe("0");
    expect(first.headers.get("x-rate-limit-config")).toBe("writesPerSecond");
    expect(first.assumptions).toContain("A-60");
    const { status, body, headers, assumptions } = await api.post("/Workspaces", { FriendlyName: "y" });
    expect([status, body]).toEqual([
      429,
      {
        code: 20429,
        message: "Too Many Requests",
        more_info: "https://www.twilio.com/docs/errors/20429",
        status: 429,
      },
    ]);
    expect(headers.get("retry-after")).toBe("1");
    expect(headers.get("x-rate-limit-remaining")).toBe("0");
    expect(assumptions).toEqual(["A-32", "A-60"]);
    expect(api.emulator.dump().accounts[api.emulator.accountSid]?.workspaces).toHaveLength(1);
    expect(api.emulator.requests().map((request) => request.status)).toEqual([201, 429]);
  });

  test("a refusal rests on how the limit counts", () => {
    expect(tooManyRequests().rules).toContain(common.rateLimit);
  });

  test("a fault and wrong credentials use nothing up; reset refills", async () => {
    const api = await start({ rateLimit: { writesPerSecond: 1 } });
    api.emulator.fault({ route: "*", kind: "status" });
    expect(await statuses(api, 1)).toEqual([500]);
    expect(await statuses(new Api(api.emulator, basic("nobody", "x")), 3)).toEqual(ok(3, 401));
    expect(await statuses(api, 2)).toEqual([201, 429]);
    api.emulator.reset();
    expect(await statuses(api, 2)).toEqual([201, 429]);
  });

  test("each account has its own, whatever its credentials", async () => {
    const other = { accountSid: `AC${"2".repeat(32)}`, authToken: "t" };
    const key = { sid: `SK${"1".repeat(32)}`, secret: "k" };
    const api = await start({ rateLimit: { writesPerSecond: 1 }, accounts: [other], apiKeys: [key] });
    expect(await statuses(api, 1)).toEqual([201]);
    expect(await statuses(new Api(api.emulator, basic(key.sid, key.secret)), 1)).toEqual([429]);
    expect(await statuses(new Api(api.emulator, basic(other.accountSid, other.authToken)), 2)).toEqual([201, 429]);
  });
});

test("requestsPerSecond counts reads as well, and the tighter limit speaks", async () => {
  const api = await start({ rateLimit: { requestsPerSecond: 4, writesPerSecond: 2 } });
  expect((await api.get("/Workspaces")).headers.get("x-rate-limit-config")).toBe("requestsPerSecond");
  const write = await api.post("/Workspaces", { FriendlyName: "x" });
  expect(write.headers.get("x-rate-limit-config")).toBe("writesPerSecond");
  expect(await statuses(api, 2)).toEqual([201, 429]);
  // What was refused by one limit has taken nothing from the other.
  expect(await statuses(api, 2, "GET")).toEqual([200, 429]);
});

test("a clock that is set back adds nothing", async () => {
  let now = NOON;
  const api = await start({ rateLimit: { writesPerSecond: 1 }, now: () => now });
  expect(await statuses(api, 2)).toEqual([201, 429]);
  now -= 5_000;
  expect(await statuses(api, 1)).toEqual([429]);
});

test.each<[unknown, string]>([
  [{ writesPerSecond: 0 }, "rateLimit.writesPerSecond must be a positive number, not 0"],
  [{ requestsPerSecond: -1 }, "rateLimit.requestsPerSecond must be a positive number, not -1"],
  [{ writesPerSecond: Number.NaN }, "rateLimit.writesPerSecond must be a positive number, not NaN"],
  [{ writesPerSecond: "20" }, "rateLimit.writesPerSecond must be a positive number, not 20"],
  [{ writesPerMinute: 1 }, "rateLimit.writesPerMinute is none of writesPerSecond, requestsPerSecond"],
])("%j is no rate limit", async (rateLimit, message) => {
  await expect(createEmulator({ rateLimit } as EmulatorOptions)).rejects.toThrow(new RangeError(message));
});

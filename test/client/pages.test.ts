import { expect, test } from "vitest";
import { readPage } from "../../src/client/pages";

/** Where the next page is asked for, when a page at `own` names `next`. */
function nextOf(own: string, next: string): string | undefined {
  const answer = { status: 200, body: { activities: [], meta: { next_page_url: next } }, headers: {} };
  return readPage({ method: "GET", url: own }, answer, "activities", (text) => text).next?.href;
}

const PATH = "/v1/Workspaces/WS1/Activities";
const QUERY = "?PageSize=50&Page=1&PageToken=PAx";

test.each([
  ["https://taskrouter.twilio.com", "https://taskrouter.twilio.com"],
  // Which of its names Twilio writes into the pages of an edge location is not documented: ours is kept.
  ["https://taskrouter.dublin.ie1.twilio.com", "https://taskrouter.ie1.twilio.com"],
  ["https://taskrouter.dublin.ie1.twilio.com", "https://taskrouter.twilio.com"],
  ["http://127.0.0.1:8080", ""],
])("a page at %s may lead to %s, and is asked for at its own origin", (own, other) => {
  expect(nextOf(own + PATH, other + PATH + QUERY)).toBe(own + PATH + QUERY);
});

test.each([
  ["https://taskrouter.twilio.com", "http://taskrouter.twilio.com"],
  ["https://taskrouter.twilio.com", "https://taskrouter.twilio.com:8443"],
  ["https://taskrouter.twilio.com", "https://taskrouter.twilio.com.evil.example"],
  ["https://taskrouter.twilio.com", "https://eviltwilio.com"],
  ["http://127.0.0.1:8080", "https://taskrouter.twilio.com"],
  ["http://127.0.0.1:8080", "http://localhost:8080"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8081"],
  ["http://127.0.0.1:8080", "file://"],
])("a page at %s may not lead to %s", (own, other) => {
  expect(() => nextOf(own + PATH, other + PATH + QUERY)).toThrow(expect.objectContaining({ code: "TR5032" }));
});

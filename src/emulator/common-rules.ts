import { assumed, defineRules, documented, observed } from "./rules";

/** Rules that hold for every resource. */
export const common = defineRules("common", {
  form: documented("Bodies are form-encoded with PascalCase keys; answers are JSON with snake_case keys.", "OpenAPI"),
  statuses: documented(
    "Create answers 201, update and read 200, delete 204 without a body.",
    "OpenAPI; recording 2016",
  ),
  unchanged: documented("A key left out of an update leaves its field unchanged.", "OpenAPI"),
  dates: observed("Dates are ISO-8601 UTC to the second, whatever the pages say of RFC 2822.", "recording 2016"),
  urls: documented("`url` and `links` are absolute; here they carry the emulator's own origin.", "OpenAPI"),
  headers: observed(
    "Answers carry Twilio-Request-Id and the other headers seen on every call.",
    "recordings 2016, 2021",
  ),
  booleans: documented("`true`, `1` and `yes` are true, everything else is false.", "OpenAPI, Activity.Available"),
  unknownParameters: assumed("A-01", "Unknown request parameters are ignored.", "error dictionary, 20001"),
  requiredParameter: observed(
    "A missing required parameter is 400/20001 `Missing required parameter X in the post body`.",
    "a sibling API of the same platform",
  ),
  credentials: documented("Missing or wrong credentials are 401/20003; API keys are accepted.", "usage pages"),
  notFound: observed("What is not there is 404/20404, its path named without `/v1`.", "recording 2016"),
  method: documented("A verb that a path does not have is 405/20004.", "error dictionary"),
  nameLength: assumed("A-26", "A name that is empty or over 64 characters is 400/20001.", "dictionary also has 20002"),
  foreignReference: assumed("A-29", "A SID that is not of this workspace is 400/20001.", "-"),
  malformedSid: assumed("A-30", "A malformed SID in a path is 404/20404.", "recorded for an empty segment"),
  etag: assumed(
    "A-31",
    'ETag is `"<integer>"`; If-Match is taken with or without the quotes.',
    "flex-project-template",
  ),
  retryAfter: assumed(
    "A-32",
    "429 of a rate limit carries Retry-After: 1; that of a fault only when it asks for one.",
    "not documented",
  ),
  rateLimit: assumed(
    "A-60",
    "A limit (none unless asked for) counts by account; what one second allows may be used at once, and then flows in evenly; a refused request uses nothing up.",
    "Twilio's limits are by endpoint and shown in the Console; how they count is not public",
  ),
  rateLimitHeaders: assumed(
    "A-60",
    "Under a limit, X-Rate-Limit-Limit is requests a second, -Remaining whole requests left now, -Config the limit's name.",
    "the change log of 2021 names the headers; their format is not public",
  ),
  listOrder: assumed("A-33", "Lists are in order of creation.", "documented for Tasks only"),
  nameFilter: assumed("A-34", "Filters by name are exact, and so is the uniqueness of queue names.", "-"),
  readYourWrite: assumed("A-36", "What was written is read at once (said here, not in headers).", "no lag on record"),
  callbackUrl: assumed("A-38", "A callback URL must be http or https with a host; empty clears it.", "-"),
  countLimit: assumed("A-23", "One resource too many is 400/20001.", "limits page gives the numbers only"),
  wording: assumed("A-39", "The words of a refusal whose status and code are on record but whose text is not.", "-"),
  invalidValue: assumed(
    "A-40",
    "A value of the wrong type or out of range is 400/20001 `Invalid <Parameter>.`",
    "modelled on the observed `Invalid PageSize.`",
  ),
  precondition: assumed(
    "A-41",
    "If-Match that does not match is 412; code 20412 and the words are ours.",
    "412: OpenAPI",
  ),
  body: assumed(
    "A-42",
    "A body of another content type counts as no parameters; one over 8 MiB is 413/20413.",
    "error dictionary has 20413",
  ),
  tooManyRequests: documented(
    "429/20429 was never processed.",
    "error dictionary, 20429 (here: by fault or rateLimit)",
  ),
});

/** Rules of lists. */
export const paging = defineRules("paging", {
  size: documented("PageSize is 1 to 1,000, by default 50.", "OpenAPI"),
  sizeError: assumed("A-16", "Another PageSize is 400/20001 `Invalid PageSize.`", "observed once; dictionary: 20007"),
  token: assumed("A-15", "PageToken is `PA<sid of the last item>`, backwards `PB<sid of the first>`.", "voice Queues"),
  badToken: documented("A PageToken that is none is 400/21481.", "error dictionary"),
  absolute: documented("Page above 0 without a PageToken is 400/40153.", "error dictionary, 40153"),
  echo: observed(
    "`meta` urls echo the filters first, then PageSize, Page, PageToken; spaces as `+`.",
    "recording 2016",
  ),
});

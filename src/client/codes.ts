/**
 * The codes of everything that can go wrong between this process and Twilio. A code, once published, keeps its meaning.
 * TR5001 to TR5049 belong to the client.
 */
export const REQUEST_ERROR_CODES = {
  /** Twilio answered with an error in its own JSON shape. */
  refused: "TR5001",
  /** Twilio does not accept the credentials (401). */
  unauthorized: "TR5002",
  /** Still too many requests (429) after every retry. */
  rateLimited: "TR5003",
  /** The request was, or may have been, sent, and nobody knows whether it was carried out. */
  lostAnswer: "TR5010",
  /** The request was provably not sent. */
  notConnected: "TR5020",
  /** Something answered that does not speak TaskRouter's API. */
  unexpectedAnswer: "TR5030",
  /** A redirect, which is never followed. */
  redirect: "TR5031",
  /** A next page that lies at another origin, which is never asked. */
  foreignPage: "TR5032",
  /** A list whose pages lead back to one already read. */
  pageLoop: "TR5033",
} as const;

/** One of the client's error codes, such as `TR5001`. */
export type RequestErrorCode = (typeof REQUEST_ERROR_CODES)[keyof typeof REQUEST_ERROR_CODES];

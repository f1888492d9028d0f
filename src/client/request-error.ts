import type { RequestErrorCode } from "./codes";

/** The methods that TaskRouter knows. There is no PUT and no PATCH. */
export type Method = "GET" | "POST" | "DELETE";

/** Which request an error is about. */
export interface RequestLine {
  readonly method: Method;
  /** Origin and path. Never a query, never credentials. */
  readonly url: string;
}

/** What every error of the client has. Catch one of its classes to learn more, or this one for all of them. */
export abstract class RequestError extends Error {
  abstract readonly code: RequestErrorCode;
  readonly method: Method;
  /** Origin and path of the request, without query and credentials. */
  readonly url: string;

  constructor(request: RequestLine, message: string) {
    super(message);
    this.method = request.method;
    this.url = request.url;
  }
}

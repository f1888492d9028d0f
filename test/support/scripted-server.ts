import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it arrived. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly form: Record<string, string>;
  /** The query or the body, letter by letter. */
  readonly text: string;
}

/** What the server does with one request. */
export type Step = (request: Recorded, response: ServerResponse, origin: string) => void;

/** A server that does, request by request, what the test wrote down, and that remembers what it was asked. */
export interface ScriptedServer {
  readonly origin: string;
  readonly requests: Recorded[];
  /** Adds steps to the script. A request that finds none gets a 599, which no test expects. */
  add(...steps: Step[]): void;
  close(): Promise<void>;
}

/** Starts a server on a free port. */
export async function scriptedServer(...script: Step[]): Promise<ScriptedServer> {
  const steps = [...script];
  const requests: Recorded[] = [];
  let origin = "";
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const url = new URL(incoming.url ?? "/", origin);
      const body = Buffer.concat(chunks).toString("utf8");
      const request: Recorded = {
        method: incoming.method ?? "",
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers,
        form: Object.fromEntries(new URLSearchParams(body)),
        text: body === "" ? url.search.slice(1) : body,
      };
      requests.push(request);
      const step = steps.shift() ?? json(599, { message: "the script has ended" });
      step(request, response, origin);
    });
  });
  // The client decides how long a connection is kept.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    requests,
    add: (...more) => void steps.push(...more),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** An answer in JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Step {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(JSON.stringify(body));
  };
}

/** An error as Twilio writes it. */
export function twilioError(status: number, code: number, message: string, headers: Record<string, string> = {}): Step {
  const body = { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  return json(status, body, { "twilio-request-id": "RQ00000000000000000000000000000001", ...headers });
}

/** 429 as Twilio writes it. */
export function tooMany(retryAfter?: string): Step {
  return twilioError(429, 20429, "Too Many Requests", retryAfter === undefined ? {} : { "retry-after": retryAfter });
}

/** An answer without a body. */
export function empty(status: number): Step {
  return (_request, response) => void response.writeHead(status).end();
}

/** An answer of any kind. */
export function raw(status: number, type: string, body: string): Step {
  return (_request, response) => void response.writeHead(status, { "content-type": type }).end(body);
}

/** A web page, as captive portals and mistyped base URLs give. */
export function html(status: number, text = "Welcome"): Step {
  return raw(status, "text/html", `<!doctype html>\n<html><body>${text}</body></html>`);
}

/** A redirect. */
export function redirect(location: string, status = 302): Step {
  return (_request, response) => void response.writeHead(status, { location }).end();
}

/** Closes the connection and answers nothing, after the request was read. */
export const reset: Step = (_request, response) => void response.socket?.destroy();

/** Never answers. */
export const hang: Step = () => undefined;

/** Says the length of a body, sends the beginning, and closes the connection. */
export function truncated(status: number, body: unknown): Step {
  return (_request, response) => {
    const text = JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json", "content-length": String(text.length) });
    response.write(text.slice(0, -3), () => response.socket?.destroy());
  };
}

/** Sends the beginning of a body and then nothing more. */
export function stalled(status: number): Step {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", "content-length": "100" });
    response.write('{"sid": "W');
  };
}

/** One page of a list; `next` is the query of the next page, or a whole URL. */
export function page(key: string, items: unknown[], next?: string): Step {
  return (request, response, origin) => {
    const url = next === undefined ? null : next.startsWith("?") ? origin + request.path + next : next;
    json(200, { [key]: items, meta: { key, page: 0, page_size: 50, next_page_url: url } })(request, response, origin);
  };
}

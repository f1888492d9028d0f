import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** A request that an application got. */
export interface Callback {
  readonly path: string;
  readonly method: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly form: Record<string, string>;
}

export type Respond = (response: ServerResponse, callback: Callback) => void;

/** Answers with an instruction, as an application should. */
export const json =
  (body: unknown, status = 200): Respond =>
  (response) => {
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  };

export const status =
  (code: number): Respond =>
  (response) =>
    response.writeHead(code).end();

/** Never answers. */
export const hang: Respond = () => undefined;

/** An application that callbacks reach: what it got, and what it answers by path; 204 by default. */
export async function application(answers: Record<string, Respond> = {}, host = "127.0.0.1") {
  const got: Callback[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const callback: Callback = {
      path: request.url ?? "",
      method: request.method ?? "",
      headers: request.headers,
      form: Object.fromEntries(new URLSearchParams(body)),
    };
    got.push(callback);
    server.emit("callback");
    (answers[callback.path] ?? status(204))(response, callback);
  });
  server.listen(0, host);
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  return {
    got,
    answers,
    port,
    close,
    url: (path: string, name = host) => `http://${name}:${port}${path}`,
    /** Resolves with the next callback that arrives. */
    next: () => once(server, "callback"),
    types: () => got.map(({ form }) => form["EventType"]),
  };
}

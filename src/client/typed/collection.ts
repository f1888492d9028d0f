import type { JsonObject } from "../../core/json";
import type { TaskRouterClient } from "../client";
import { REQUEST_ERROR_CODES } from "../codes";
import type { Answer } from "../judge";
import { LostAnswerError } from "../lost-answer-error";
import type { RequestLine } from "../request-error";
import { UnexpectedAnswerError } from "../unexpected-answer-error";
import type { Parameter, Parameters } from "./parameter";
import { type Decoders, recordOf } from "./record";
import { requestOf, type TypedRequest } from "./request";

/** What can be done with the objects of a collection. */
export type Verb = "create" | "fetch" | "list" | "update" | "remove";

/** What a method takes. */
type Argument<M> = M extends (args: infer A) => unknown ? Exclude<A, undefined> : never;

/** All that is known of a resource. `C` is what users see of it, and the compiler holds the one against the other. */
export interface Resource<C> {
  /** Its name at `TaskRouter`, for messages. */
  readonly name: string;
  /** Its name in the ids of Twilio's operations: `CreateTask`. */
  readonly twilioName: string;
  /** The collection, with the names of parameters in braces. */
  readonly path: string;
  /** What paths end with: the 2010-04-01 API tells the format there. */
  readonly suffix?: string;
  /** Where a list has its items. */
  readonly listKey: string;
  /** Whether answers carry an ETag, which becomes `etag` (documented for tasks, workers and reservations). */
  readonly etag?: true;
  readonly decoders?: Decoders;
  /** Every parameter of every verb. */
  readonly verbs: { readonly [V in keyof C]: Parameters<Argument<C[V]>> };
}

/** The same without its types. */
interface AnyResource extends Omit<Resource<object>, "verbs"> {
  readonly verbs: Readonly<Partial<Record<Verb, Readonly<Record<string, Parameter<never>>>>>>;
}

/** The methods of a resource, those that its table has. */
export function collection<C extends object>(client: TaskRouterClient, resource: Resource<C>): C;
export function collection(client: TaskRouterClient, resource: AnyResource): object {
  const { name, path, suffix = "" } = resource;
  const methods = Object.entries(resource.verbs).map(([verb, parameters]) => {
    const { to, run } = VERBS[verb as Verb];
    const template = `${path}${to === "one" ? "/{sid}" : ""}${suffix}`.replace("{accountSid}", client.accountSid);
    const prepare = (args: unknown = {}): TypedRequest => requestOf(`${name}.${verb}`, template, parameters, args);
    return [verb, run(client, resource, prepare)];
  });
  return Object.fromEntries(methods);
}

type Method = (args?: unknown) => unknown;
type Run = (client: TaskRouterClient, resource: AnyResource, prepare: (args?: unknown) => TypedRequest) => Method;

const VERBS: Readonly<Record<Verb, { readonly to: "all" | "one"; readonly run: Run }>> = {
  create: {
    to: "all",
    run: (client, resource, prepare) => async (args) => {
      const { path, data } = prepare(args);
      return read(client, resource, { method: "POST", path, create: true }, await client.createAnswer(path, data));
    },
  },
  fetch: {
    to: "one",
    run: (client, resource, prepare) => async (args) => {
      const { path } = prepare(args);
      return read(client, resource, { method: "GET", path }, await client.getAnswer(path));
    },
  },
  // Not an async function, so that a mistake shows where the list is asked for.
  list: {
    to: "all",
    run: (client, resource, prepare) => (args) => {
      const { path, data } = prepare(args);
      return records(client.list(path, resource.listKey, data), resource.decoders);
    },
  },
  update: {
    to: "one",
    run: (client, resource, prepare) => async (args) => {
      const { path, data, ifMatch, once } = prepare(args);
      const options = { ...(once && { idempotent: false }), ...(ifMatch !== undefined && { ifMatch }) };
      return read(client, resource, { method: "POST", path }, await client.updateAnswer(path, data, options));
    },
  },
  remove: {
    to: "one",
    run: (client, _resource, prepare) => async (args) => {
      const { path, ifMatch } = prepare(args);
      await client.delete(path, ifMatch === undefined ? {} : { ifMatch });
    },
  },
};

async function* records(items: AsyncIterable<JsonObject>, decoders: Decoders | undefined): AsyncGenerator<JsonObject> {
  for await (const item of items) yield recordOf(item, decoders);
}

interface Asked extends Pick<RequestLine, "method"> {
  readonly path: string;
  readonly create?: true;
}

function read(client: TaskRouterClient, resource: AnyResource, asked: Asked, { body, headers, status }: Answer) {
  const line = { method: asked.method, url: client.urlOf(asked.path) };
  if (typeof body["sid"] !== "string") {
    const detail = `the server answered ${status} with JSON that has no sid`;
    // Something may have been made: as with every other answer to a create that says nothing.
    if (asked.create === true) throw new LostAnswerError(line, { kind: "not-json", status, detail }, 1);
    throw new UnexpectedAnswerError(line, { code: REQUEST_ERROR_CODES.unexpectedAnswer, status, detail });
  }
  const record = recordOf(body, resource.decoders);
  return resource.etag === true && headers.etag !== undefined ? { ...record, etag: headers.etag } : record;
}

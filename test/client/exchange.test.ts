import { Dispatcher } from "undici";
import { expect, test } from "vitest";
import { type ExchangeRequest, exchange } from "../../src/client/exchange";

const request: ExchangeRequest = {
  origin: "http://127.0.0.1:1",
  path: "/v1/Workspaces",
  method: "POST",
  headers: {},
  body: "FriendlyName=x",
  headersTimeout: 5_000,
  bodyTimeout: 5_000,
  limit: 1_000,
};

/** A dispatcher that plays a scene with the handler in place of the network. */
class Stage extends Dispatcher {
  readonly aborts: Error[] = [];
  readonly #scene: (handler: Required<Dispatcher.DispatchHandler>, controller: Dispatcher.DispatchController) => void;

  constructor(
    scene: (handler: Required<Dispatcher.DispatchHandler>, controller: Dispatcher.DispatchController) => void,
  ) {
    super();
    this.#scene = scene;
  }

  override dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const controller: Dispatcher.DispatchController = {
      aborted: false,
      paused: false,
      reason: null,
      abort: (reason) => {
        this.aborts.push(reason);
        handler.onResponseError?.(controller, reason);
      },
      pause: () => undefined,
      resume: () => undefined,
    };
    this.#scene(handler as Required<Dispatcher.DispatchHandler>, controller);
    return true;
  }
}

test("a request that would be put on a second connection is stopped, and counts as sent", async () => {
  const stage = new Stage((handler, controller) => {
    handler.onRequestStart(controller, null);
    handler.onRequestStart(controller, null);
  });
  expect(await exchange(stage, request)).toMatchObject({ end: "broken", by: "reset" });
  expect(stage.aborts).toHaveLength(1);
});

test("an error before the request was handed to a connection means that it was not sent", async () => {
  const refused = new Error("refused");
  const stage = new Stage((handler, controller) => handler.onResponseError(controller, refused));
  expect(await exchange(stage, request)).toEqual({ end: "unsent", error: refused });
});

test("an error after it means that it may have been carried out", async () => {
  const stage = new Stage((handler, controller) => {
    handler.onRequestStart(controller, null);
    handler.onResponseError(controller, Object.assign(new Error("refused"), { code: "ECONNREFUSED" }));
  });
  expect(await exchange(stage, request)).toMatchObject({ end: "broken", by: "reset" });
});

test("interim answers (1xx) are no answers, and the first end counts", async () => {
  const stage = new Stage((handler, controller) => {
    handler.onRequestStart(controller, null);
    handler.onResponseStart(controller, 103, { link: "x" }, "");
    handler.onResponseStart(controller, 201, { etag: "1" }, "");
    // A character that is cut by the pieces.
    const bytes = Buffer.from('{"a":"ü"}');
    handler.onResponseData(controller, bytes.subarray(0, 7));
    handler.onResponseData(controller, bytes.subarray(7));
    handler.onResponseEnd(controller, {});
    handler.onResponseError(controller, new Error("late"));
  });
  expect(await exchange(stage, request)).toEqual({
    end: "answered",
    head: { status: 201, headers: { etag: "1" } },
    text: '{"a":"ü"}',
  });
});

test("an interim answer before the connection breaks is no beginning of an answer", async () => {
  const stage = new Stage((handler, controller) => {
    handler.onRequestStart(controller, null);
    handler.onResponseStart(controller, 103, {}, "");
    handler.onResponseError(controller, new Error("closed"));
  });
  const end = await exchange(stage, request);
  expect(end).toMatchObject({ end: "broken", by: "reset" });
  expect(end).not.toHaveProperty("head");
});

import type { JsonObject } from "../core/json";

/** A mistake that the user can mend: its message is all there is to say, so no stack is printed with it. */
export class UserError extends Error {
  override readonly name = "TaskRouterError";
  constructor(
    readonly code: string,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    withoutStack(this);
  }
}

/**
 * An operation that failed. The engine prints the message with the resource;
 * the dynamic host prints the error and its stack once more, without saying whose it is, so there it is kept short.
 */
class OperationError extends Error {
  constructor(
    private readonly operation: string,
    cause: Error,
  ) {
    super(`${operation} failed: ${cause.message}`, { cause });
    withoutStack(this);
  }

  override toString(): string {
    return `${this.operation} failed`;
  }
}

/**
 * A create that failed after it had its object. The engine stores the object with these properties and updates it in the
 * next run, because of the `id` on the error that leaves the handler (pulumi-facts 1.9).
 */
export class PartialError extends Error {
  override readonly name = "PartialError";
  /** @param properties the resource's state, `__provider` included: the host adds it to results only */
  constructor(
    override readonly cause: unknown,
    readonly id: string,
    readonly properties: JsonObject,
  ) {
    super("an object was taken, but not brought to what the program says", { cause });
  }
}

/**
 * What leaves a handler: the operation and its object in front of the reason, on one line unless the reason has more. A
 * mistake of our own says that it is one.
 */
export function operationFailed(operation: string, error: unknown): Error {
  if (error instanceof PartialError) {
    const failed = operationFailed(operation, error.cause);
    return Object.assign(failed, { id: error.id, properties: error.properties, reasons: [failed.message] });
  }
  if (isKnown(error)) return new OperationError(operation, error);
  return new OperationError(operation, ourBug(error));
}

/** A mistake of ours, with the lines of the stack that a report needs; the host prints stacks for some operations only. */
function ourBug(error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  const frames = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];
  const lines = [
    "this is a bug in pulumi-taskrouter, not in your program. Please report it with these lines:",
    `  ${reason}`,
  ];
  return new Error([...lines, ...frames.slice(0, 6)].join("\n"), { cause: error });
}

/** Errors of the client and of the lifecycle carry a code; anything else is not meant to happen. */
export function isKnown(error: unknown): error is Error & { code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string" && /^TR\d{4}$/.test(error.code);
}

function withoutStack(error: Error): void {
  error.stack = "";
}

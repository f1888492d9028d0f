/** A mistake that the user can mend: its message is all there is to say, so no stack is printed with it. */
export class UserError extends Error {
  override readonly name = "TaskRouterError";
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    withoutStack(this);
  }
}

/**
 * What leaves a handler: the operation and its object in front of the reason, on one line unless the reason has more.
 * The dynamic host prints an error's name and stack beside its message, so both are emptied; a mistake of our own keeps
 * its stack and says that it is one.
 */
export function operationFailed(operation: string, error: unknown): Error {
  if (isKnown(error)) return withoutStack(new Error(`${operation} failed: ${error.message}`, { cause: error }));
  const reason = error instanceof Error ? error.message : String(error);
  const bug = new Error(
    `${operation} failed: this is a bug in pulumi-taskrouter, not in your program: ${reason}. Please report it with the lines below.`,
    { cause: error },
  );
  if (error instanceof Error && error.stack !== undefined) bug.stack = error.stack;
  bug.name = "";
  return bug;
}

/** Errors of the client and of the lifecycle carry a code; anything else is not meant to happen. */
function isKnown(error: unknown): error is Error & { code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string" && /^TR\d{4}$/.test(error.code);
}

function withoutStack<E extends Error>(error: E): E {
  error.stack = "";
  return error;
}

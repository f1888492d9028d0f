/**
 * What a method of the typed client was given cannot be sent: an unknown or missing parameter, a wrong type, the SID of another
 * kind of object. All mistakes are listed, and nothing has been sent.
 */
export class ArgumentsError extends TypeError {
  override readonly name = "ArgumentsError";
  readonly code = "TR5170";
  /** One sentence a mistake. */
  readonly problems: readonly string[];

  /** @param method what was called, such as `tasks.create` */
  constructor(method: string, problems: readonly string[]) {
    const [first = "unknown problem", ...rest] = problems;
    super(
      rest.length === 0
        ? `${method}: ${first}`
        : `${method}: ${problems.length} of its parameters are wrong\n${problems.map((problem) => `  - ${problem}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

/**
 * The configuration cannot be used. Every problem found is listed, none names a value that could be a secret, and each says
 * which line puts it right.
 */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  readonly code = "TR4001";
  /** One sentence (or a few lines) a problem. */
  readonly problems: string[];

  constructor(problems: readonly string[]) {
    const [first = "unknown problem", ...rest] = problems;
    super(
      rest.length === 0
        ? first
        : `the configuration has ${problems.length} problems\n${problems.map((problem) => `  - ${problem.replaceAll("\n", "\n    ")}`).join("\n")}`,
    );
    this.problems = [...problems];
  }
}

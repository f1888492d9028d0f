/** Where a command reads and writes; a parameter, so that tests need no process. */
export interface CliIo {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Everything that comes in on standard input, to its end. */
  readonly stdin: () => Promise<Uint8Array>;
  /** The same piece by piece, for what need not be in memory at once; absent where nobody can tell, and then it is read at once. */
  readonly input?: () => AsyncIterable<Uint8Array>;
  /** Whether standard output shows colours. */
  readonly color: boolean;
  /** Shows what is going on in place of what it showed before, "" for nothing; absent where nobody would see it. */
  readonly progress?: (text: string) => void;
  /** The environment; that of the process if it is absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /**
   * Aborted when the user or the system asks the process to end. Whoever asks for it ends in its own way then; as long as
   * nobody has asked, such a signal ends the process at once, as it does with any program.
   */
  readonly stop: () => AbortSignal;
}

/** A sub-command: one file each, loaded only when it is asked for. */
export interface Command {
  /** Printed by `taskrouter NAME --help`. */
  readonly help: string;
  /** @returns the exit code: 0 done, 1 failed, 2 wrongly called. */
  readonly run: (args: readonly string[], io: CliIo) => Promise<number>;
}

/** A mistake in how a command was called: told in one line, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

import { printable } from "../printable";

/** A command that is to be run next. */
export interface Step {
  readonly command: string;
  /** When, or what for: the end of the line. */
  readonly why: string;
}

/** Takes into the state what an import file lists. Without code, which Pulumi cannot write for a dynamic resource. */
export function importCommand(file: string): string {
  return `pulumi import --file ${shellWord(file)} --generate-code=false --yes`;
}

/** A text as a shell takes it for one word. */
export function shellWord(text: string): string {
  return /^[\w./:=~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The commands below each other, and what each is for. */
export function stepLines(steps: readonly Step[]): string {
  const width = Math.max(...steps.map(({ command }) => command.length));
  return steps.map(({ command, why }) => `  ${printable(command).padEnd(width)}  # ${why}\n`).join("");
}

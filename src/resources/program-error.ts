import * as pulumi from "@pulumi/pulumi";
import { formatPath, type Path } from "../core/path";

/**
 * A mistake in the program, found before anything is sent. Pulumi prints a RunError without its own stack.
 *
 * @param name of the resource; undefined for what has none
 */
export function programError(kind: string, name: string | undefined, path: Path, message: string): pulumi.RunError {
  const subject = name === undefined ? kind : `${kind} "${name}"`;
  const where = path.length === 0 ? "" : `${formatPath(path)}: `;
  return new pulumi.RunError(`${subject}: ${where}${message}`);
}

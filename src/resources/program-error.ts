import * as pulumi from "@pulumi/pulumi";
import { formatPath, type Path } from "../core/path";

/** A mistake in the program, found before anything is sent. Pulumi prints a RunError without its own stack. */
export function programError(kind: string, name: string, path: Path, message: string): pulumi.RunError {
  const where = path.length === 0 ? "" : `${formatPath(path)}: `;
  return new pulumi.RunError(`${kind} "${name}": ${where}${message}`);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What reports tell of the program that made them. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  /** Where people can look at the package, or undefined if its manifest does not say. */
  readonly repository: string | undefined;
}

/** The manifest of this package. */
export function manifest(): Manifest {
  const read: { name: string; version: string; repository?: string | { url?: string } } = JSON.parse(
    readFileSync(join(__dirname, "../../package.json"), "utf8"),
  );
  const { name, version, repository } = read;
  return { name, version, repository: webAddress(typeof repository === "string" ? repository : repository?.url) };
}

/** `git+https://host/owner/name.git` as a browser wants it. */
export function webAddress(repository: string | undefined): string | undefined {
  const [, address] = /^(?:git\+)?(https:\/\/[^\s]+?)(?:\.git)?\/?$/.exec(repository ?? "") ?? [];
  return address;
}

import { createRequire } from "node:module";
import { ConfigurationError } from "./configuration-error";

type Undici = typeof import("undici");

/** The oldest Node.js that undici 8 loads on; `engines` in package.json says the same, but npm only warns of it. */
const OLDEST = [22, 19] as const;

let loaded: Undici | undefined;

/**
 * undici, loaded at the first request: a preview without credentials and a program that only builds resources never need it
 * (measured, undici 8.12.4 on Node 24: 100 ms and 110 modules).
 *
 * @param version - that of this Node.js.
 * @throws ConfigurationError when it is too old: undici would fail with a TypeError about `bind` that names no reason.
 */
export function undici(version: string = process.versions.node): Undici {
  if (isTooOld(version)) {
    throw new ConfigurationError([
      `pulumi-taskrouter needs Node.js ${OLDEST.join(".")} or newer, this is ${version}: install a newer one and put it first on PATH (Pulumi runs the \`node\` that it finds there; \`node --version\` tells which)`,
    ]);
  }
  loaded ??= createRequire(__filename)("undici") as Undici;
  return loaded;
}

function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

import { createRequire } from "node:module";

type Undici = typeof import("undici");

let loaded: Undici | undefined;

/**
 * undici, loaded at the first request: a preview without credentials and a program that only builds resources never need it
 * (measured, undici 8.12.4 on Node 24: 100 ms and 110 modules).
 */
export function undici(): Undici {
  loaded ??= createRequire(__filename)("undici") as Undici;
  return loaded;
}

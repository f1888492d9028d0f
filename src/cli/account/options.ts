import { didYouMean } from "../../core/did-you-mean";
import { UsageError } from "../command";

const FORMATS = ["human", "json"] as const;

/** How a report is written. */
export type Format = (typeof FORMATS)[number];

/** What options take that commands on an account have in common, in words. */
export const ACCOUNT_OPTIONS = {
  format: FORMATS.join(" or "),
  "base-url": "the origin of another TaskRouter, such as http://127.0.0.1:8080",
  "write-import": "the name of a file",
};

/** @throws UsageError */
export function formatNamed(name: string | undefined): Format {
  if (name === undefined) return "human";
  const format = FORMATS.find((known) => known === name);
  if (format !== undefined) return format;
  const meant = didYouMean(name, FORMATS);
  throw new UsageError(
    `--format takes ${ACCOUNT_OPTIONS.format}, not ${name === "" ? "an empty text" : name}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
  );
}

/**
 * The value of an option; empty is most likely an unset shell variable.
 * @throws UsageError
 */
export function filled(name: keyof typeof ACCOUNT_OPTIONS, value: string | undefined): string | undefined {
  if (value === "") throw new UsageError(`--${name} takes ${ACCOUNT_OPTIONS[name]}, not an empty text`);
  return value;
}

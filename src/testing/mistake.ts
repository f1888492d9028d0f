import { didYouMean } from "../core/did-you-mean";
import type { Path } from "../core/path";
import { SimulationError } from "../routing/simulate";
import type { TestingCode } from "./rules";

/** The error for one thing that is wrong. */
export function mistake(code: TestingCode, message: string, path: Path = []): SimulationError {
  return new SimulationError([{ code, severity: "error", path, message }]);
}

/** More names than these nobody reads. */
const MOST = 10;

/** Says that there is no such thing, and which one may be meant. */
export function absent(what: string, name: string, known: Iterable<string>): string {
  const names = [...new Set(known)];
  const meant = didYouMean(name, names);
  const some = names.slice(0, MOST).map((each) => JSON.stringify(each));
  const there =
    some.length === 0 ? "there are none" : `there are ${some.join(", ")}${names.length > MOST ? ", …" : ""}`;
  return `there is no ${what} ${JSON.stringify(name)}${meant === undefined ? `; ${there}` : `, did you mean ${JSON.stringify(meant)}?`}`;
}

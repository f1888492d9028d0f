import { firstFree } from "../account/names";

/** Words that are no names of variables at the top of a module, or that would hide something there. */
const RESERVED = new Set(
  (
    "arguments async await break case catch class const continue debugger default delete do else enum eval export exports extends " +
    "false finally for function get if implements import in instanceof interface let module new null of package private " +
    "protected public require return set static super switch this throw true try type typeof undefined using var void while " +
    "with yield global globalThis console process escape unescape isNaN isFinite parseInt parseFloat structuredClone fetch " +
    "constructor toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable name self window document location status event top parent keep taskrouter pulumi"
  ).split(" "),
);

/** Words of a name that is no identifier yet: `vip-gold` is `vipGold`. */
function camelCase(name: string): string {
  return name
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word, index) => (index === 0 ? word : word.replace(/^./u, (first) => first.toUpperCase())))
    .join("");
}

/** Variables of one program: each name is given once. */
export class Identifiers {
  readonly #taken = new Set<string>();

  /**
   * The shortest of `billing`, `billingQueue`, `billingQueue2`, … that is free.
   *
   * @param name - a Pulumi name
   * @param noun - what it is, such as `queue`
   */
  take(name: string, noun: string): string {
    const short = camelCase(name);
    const capital = noun.replace(/^./, (first) => first.toUpperCase());
    const long = isIdentifier(short) ? `${short}${capital}` : camelCase(`${noun} ${name}`);
    const wanted = isIdentifier(short) && this.#isFree(short) ? short : isIdentifier(long) ? long : noun;
    const taken = firstFree(wanted, (candidate) => this.#isFree(candidate), "");
    this.#taken.add(taken);
    return taken;
  }

  #isFree(name: string): boolean {
    return !RESERVED.has(name) && !this.#taken.has(name);
  }
}

function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(text);
}

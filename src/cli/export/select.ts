import { Refusal } from "../account/credentials";
import { printable } from "../printable";
import type { Found } from "./found";

/** What of an account is wanted. */
export interface Filters {
  /** These kinds only; undefined for all. */
  readonly kinds: readonly string[] | undefined;
  readonly excludedKinds: readonly string[];
  /** Names or patterns, of which one must fit; none for everything. */
  readonly include: readonly string[];
  /** Names or patterns, of which none may fit. */
  readonly exclude: readonly string[];
}

/** Is the kind wanted at all? */
export function isWanted(kind: string, { kinds, excludedKinds }: Filters): boolean {
  return kinds?.includes(kind) !== false && !excludedKinds.includes(kind);
}

/**
 * A pattern that fits nothing is most likely misspelt.
 * @throws Refusal
 */
export function assertFitting(found: readonly Found[], { include, exclude }: Filters): void {
  for (const [option, texts] of Object.entries({ include, exclude })) {
    const idle = texts.find((text) => !found.some(({ label }) => pattern(text).test(label)));
    if (idle !== undefined) throw new Refusal(`--${option} ${printable(idle)} fits no name; nothing was written`);
  }
}

/** What of an account a program declares. Names do not concern the Workspace, nor what is only a part of it. */
export function selected(found: readonly Found[], filters: Filters): Found[] {
  const { include, exclude } = filters;
  const [included, excluded] = [include.map(pattern), exclude.map(pattern)];
  return found.filter(({ descriptor: { kind }, label, sid, workspaceSid, birth }) => {
    if (birth === "built in" || !isWanted(kind, filters)) return false;
    if (sid === workspaceSid) return true;
    if (excluded.some((fits) => fits.test(label))) return false;
    return included.length === 0 || included.some((fits) => fits.test(label));
  });
}

/** `*` is any text and `?` any character; case means nothing. */
export function pattern(text: string): RegExp {
  const source = text.replace(/[.*+?^${}()|[\]\\]/g, (character) =>
    character === "*" ? "[^]*" : character === "?" ? "[^]" : `\\${character}`,
  );
  return new RegExp(`^${source}$`, "iu");
}

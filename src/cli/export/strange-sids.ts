import { sidKind } from "../../core/sid";
import type { Statement } from "./program";

/** SIDs that a program still names, which are of the account that it was made from. */
export function strangeSids(statements: readonly Statement[]): string[] {
  const sids = new Set(
    statements
      .flatMap(({ text }) => text.match(/\b[A-Z]{2}[0-9a-fA-F]{32}\b/g) ?? [])
      .filter((sid) => sidKind(sid) !== undefined),
  );
  return [...sids].map(
    (sid) => `the program still names ${sid}, ${sidKind(sid)} of this account: elsewhere there is no such one`,
  );
}

import { importCommand, type Step } from "../account/commands";
import type { Comparison } from "./compare";
import type { Imports } from "./import-file";

/**
 * The commands that make state and account agree, in their order. None as long as somebody has to decide something first:
 * clearing the pending creates would forget what that is about.
 */
export function stepsFor({ missing, pending }: Comparison, imports: Imports, file: string): Step[] {
  if (isUndecided({ pending }, imports)) return [];
  const creates = pending.some(({ operation }) => operation.type === "creating");
  const refreshed = missing.some(({ fate }) => fate === "managed") || pending.length > 0;
  const remade = missing.length > 0 || pending.some(({ outcome }) => outcome !== "found");
  const strangers = imports.file.resources.length > imports.finished;
  if (!refreshed && imports.file.resources.length === 0) return [];
  return [
    ...(pending.length > 0
      ? [
          {
            command: "pulumi cancel --yes",
            why: "only if Pulumi says that the stack is locked, and nobody else is at it",
          },
        ]
      : []),
    ...(creates
      ? [
          {
            command: "pulumi refresh --clear-pending-creates --yes --non-interactive",
            why: "forgets the creates that never ended; on a terminal it would stop to ask",
          },
        ]
      : refreshed
        ? [{ command: "pulumi refresh --yes", why: "takes out of the state what the account does not have" }]
        : []),
    ...(imports.file.resources.length > 0
      ? [
          {
            command: importCommand(file),
            why: strangers
              ? "first take out of that file what the program does not declare; nothing is sent to Twilio"
              : "takes into the state what that file lists; nothing is sent to Twilio",
          },
        ]
      : []),
    { command: "pulumi preview", why: "shows what is left to do" },
    ...(refreshed && remade ? [{ command: "pulumi up", why: "makes what is not there" }] : []),
  ];
}

/** Does anybody have to decide something before a command helps? */
export function isUndecided({ pending }: Pick<Comparison, "pending">, { withheld }: Imports): boolean {
  return pending.some(({ outcome }) => outcome === "unsure" || outcome === "twice") || withheld.size > 0;
}

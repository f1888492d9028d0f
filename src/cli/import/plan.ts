import type { JsonObject } from "../../core/json";
import { type ImportFile, importEntry, importFile } from "../account/import-entry";
import type { Declared } from "./declared";
import { type Import, importOf, isWithheld } from "./inputs";
import type { Match, Open } from "./judge";
import type { Matching } from "./match";
import type { Preview } from "./preview";
import { newComponents, untied } from "./ties";

/** The import file, and what is in it for which reason. */
export interface Plan {
  readonly file: ImportFile;
  /** What of the program is in it. */
  readonly imports: readonly Import[];
  /** What is not, in the order of the preview. */
  readonly open: readonly Open[];
  /** URNs of the providers that the state does not have yet: they are to be made first. */
  readonly providers: readonly string[];
}

/** Makes the import file of all that is sure and can be written. */
export function planOf({ matches, open, sids }: Matching, { creates, members }: Preview, home: JsonObject): Plan {
  const secrets = new Map(matches.map((match) => [match.declared.urn, secretWords(match)]));
  const isImported = (urn: string): boolean => secrets.has(urn) && secrets.get(urn) === undefined;
  const why = (match: Match): string | undefined =>
    secrets.get(match.declared.urn) ?? untied(match.declared, members, isImported);
  const imports = matches.filter((match) => why(match) === undefined).map((match) => importOf(match, sids));
  const held = matches.flatMap((match): Open[] => {
    const reason = why(match);
    return reason === undefined
      ? []
      : [{ declared: match.declared, verdict: "blocked", why: reason, candidates: [match.found] }];
  });
  const declared = imports.map(({ match }) => match.declared);
  const order = new Map(creates.map(({ urn }, index) => [urn, index]));
  return {
    file: importFile([...newComponents(declared, members), ...imports.map((one) => entryOf(one, declared, home))]),
    imports,
    open: [...open, ...held].sort((a, b) => (order.get(a.declared.urn) ?? 0) - (order.get(b.declared.urn) ?? 0)),
    providers: [...new Set(declared.flatMap(({ provider }) => provider ?? []))].filter(
      (urn) => members.get(urn)?.isNew === true,
    ),
  };
}

function entryOf(
  { match: { declared, found }, inputs, kept }: Import,
  imported: readonly Declared[],
  home: JsonObject,
): ImportFile["resources"][number] {
  const { descriptor, name, urn, parent, provider } = declared;
  const entry = importEntry(descriptor.kind, name, found.sid, {
    inputs,
    more: { ...home, ...kept },
    ties: { parent, provider },
  });
  // What others hang on is called by its URN, which is the only name that is sure to be its own.
  return imported.some((other) => other.parent === urn) ? { ...entry, name: urn, logicalName: name } : entry;
}

/** Why a resource cannot be written down: it is none without something that is secret. */
function secretWords({ declared, found }: Match): string | undefined {
  const { fields } = declared.descriptor;
  const names = Object.keys(fields).filter((name) => fields[name]?.required === true && isWithheld(declared, name));
  if (names.length === 0) return undefined;
  const advice = "adopt" in fields ? `; take it over with adopt: { sid: "${found.sid}" } in the program` : "";
  return `its ${names.join(" and ")} ${names.length === 1 ? "is" : "are"} secret, and would be readable in the import file${advice}`;
}

import { Refusal } from "../account/credentials";
import type { Declared } from "./declared";
import type { Finder, Found } from "./finder";
import { judge, type Match, type Open, placeWords, type Search } from "./judge";
import { levelOf, namingFields, type Place, placeOf, type Sids } from "./place";
import type { Preview } from "./preview";

/** What is sure, and what is not. */
export interface Matching {
  readonly matches: readonly Match[];
  readonly open: readonly Open[];
  /** The SID of each match by the resource's URN. */
  readonly sids: Sids;
}

/**
 * Matches what a preview would create with the account: level by level, since what something is in must be sure before it can be.
 *
 * @param decisions - SIDs by URN
 */
export async function match(
  creates: readonly Declared[],
  { held }: Pick<Preview, "held">,
  decisions: ReadonlyMap<string, string>,
  finder: Finder,
): Promise<Matching> {
  const byUrn = new Map(creates.map((declared) => [declared.urn, declared]));
  const sids = new Map<string, string>();
  const results = new Map<Declared, Match | Open>();
  const levels = [...new Set(creates.map(({ descriptor }) => levelOf(descriptor)))].sort((a, b) => a - b);
  for (const level of levels) {
    const searches: Promise<Search>[] = [];
    for (const declared of creates.filter(({ descriptor }) => levelOf(descriptor) === level)) {
      const place = placeOf(declared, sids, (urn) => byUrn.get(urn));
      if ("why" in place) results.set(declared, { declared, verdict: "blocked", why: place.why, candidates: [] });
      else searches.push(search(declared, place, decisions.get(declared.urn), finder));
    }
    const found = await Promise.all(searches);
    for (const one of found) refuseVanished(one, sids);
    const inputs = new Map(found.map((one) => [one.declared, one.inputs]));
    const judged = await Promise.all(
      judge(found, held).map((result) =>
        "found" in result ? whole(result, inputs.get(result.declared) ?? {}, finder) : result,
      ),
    );
    for (const result of judged) {
      results.set(result.declared, result);
      if ("found" in result) sids.set(result.declared.urn, result.found.sid);
    }
  }
  const all = creates.flatMap((declared) => results.get(declared) ?? []);
  return {
    matches: all.filter((result) => "found" in result),
    open: all.filter((result) => "verdict" in result),
    sids,
  };
}

async function search(
  declared: Declared,
  { inputs, nameless }: Place,
  decision: string | undefined,
  finder: Finder,
): Promise<Search> {
  const { descriptor } = declared;
  const look = async (): Promise<readonly Found[] | undefined> => {
    if (decision !== undefined) {
      const one = await finder.one(descriptor, inputs, decision);
      return one === undefined ? [] : [one];
    }
    return nameless === undefined || "owner" in descriptor
      ? finder.named(descriptor, inputs)
      : finder.all(descriptor, inputs);
  };
  return { declared, inputs, nameless, decision, candidates: await look() };
}

/** Where a place is gone that was there a moment ago, what was found before is not sure any more. */
function refuseVanished(search: Search, sids: Sids): void {
  if (search.candidates !== undefined) return;
  const matched = [...sids.values()];
  if (namingFields(search.declared.descriptor).some((name) => matched.includes(String(search.inputs[name]))))
    throw new Refusal(`${placeWords(search)} was there a moment ago and is gone: run this again`);
}

/** What a list has left out is asked for; an object that is gone by then is none. */
async function whole(result: Match, inputs: Search["inputs"], finder: Finder): Promise<Match | Open> {
  const { declared } = result;
  const found = await finder.whole(declared.descriptor, inputs, result.found);
  if (found !== undefined) return { ...result, found };
  return { declared, verdict: "missing", why: `${result.found.sid} was deleted a moment ago`, candidates: [] };
}

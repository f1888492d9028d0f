/** Words farther apart than this are different words, not misspellings. */
const MAX_DISTANCE = 2;

/** A longer text is no misspelt name, and would only cost time. */
const MAX_LENGTH = 64;

/**
 * The candidate that somebody probably meant, or undefined. Letter case is ignored; a swap of two neighbours counts as
 * one edit; a short word may differ in one place only.
 */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  return nearest(word, candidates, 1)[0];
}

/** The candidates that somebody may have meant, the nearest first; of equally near ones the first. */
export function nearest(word: string, candidates: Iterable<string>, most: number): string[] {
  if (word.length > MAX_LENGTH) return [];
  const limit = Math.min(MAX_DISTANCE, Math.max(1, Math.floor(word.length / 3)));
  const near: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of candidates) {
    // The lengths alone tell most of some thousand names apart.
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance <= limit) near.push({ candidate, distance });
  }
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** Optimal string alignment distance. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let distance = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + cost);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        distance = Math.min(distance, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(distance);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

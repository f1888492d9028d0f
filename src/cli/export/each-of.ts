/** How many requests are under way at a time; the client paces them. */
const AT_A_TIME = 8;

/** Does something for each of a list, a few at a time; the results in the list's order. */
export async function eachOf<T, R>(list: readonly T[], act: (element: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(list.length);
  const entries = list.entries();
  const worker = async (): Promise<void> => {
    for (const [index, element] of entries) results[index] = await act(element);
  };
  await Promise.all(Array.from({ length: Math.min(AT_A_TIME, list.length) }, worker));
  return results;
}

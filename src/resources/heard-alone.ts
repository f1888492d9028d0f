/**
 * Lets the engine hear of an error before anybody waits for what failed with it. Pulumi prints every rejection that nobody
 * handles, each error once; and whoever waits for an Output or a resource puts words of its own in front of the error's,
 * or hides it behind a mistake of its own.
 *
 * Only with an engine: without one such a rejection ends the process.
 */
export async function heardAlone(error: Error): Promise<void> {
  // Once the program has run to its end, Pulumi prints stacks, and this one says nothing to anybody.
  error.stack = "";
  // Node warns of every rejection that is handled late, which those of exported Outputs are. The run fails already.
  if (process.listenerCount("rejectionHandled") === 0) process.on("rejectionHandled", () => undefined);
  void Promise.reject(error);
  await new Promise((heard) => setImmediate(heard));
}

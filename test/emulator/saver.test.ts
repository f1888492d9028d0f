import { expect, test } from "vitest";
import { Saver } from "../../src/emulator/saver";

/** A saver whose writes wait for the test. */
function stage() {
  const writes: { end: (error?: Error) => void }[] = [];
  const begun: (() => void)[] = [];
  const saver = new Saver(() => {
    begun.shift()?.();
    return new Promise((resolve, reject) => {
      writes.push({ end: (error) => (error === undefined ? resolve() : reject(error)) });
    });
  });
  const change = () => {
    saver.changed();
    return saver.save();
  };
  const nextWrite = () => new Promise<void>((resolve) => begun.push(resolve));
  return { saver, writes, change, nextWrite };
}

test("changes at once share a write; those during one wait for the next, which they share", async () => {
  const { writes, change, nextWrite } = stage();
  const first = nextWrite();
  const early = [change(), change()];
  await first;
  const second = nextWrite();
  const during = [change(), change(), change()];
  const order: string[] = [];
  void Promise.all(during).then(() => order.push("during"));
  writes[0]?.end();
  await Promise.all(early);
  order.push("early");
  await second;
  expect(writes).toHaveLength(2);
  writes[1]?.end();
  await Promise.all(during);
  expect(order).toEqual(["early", "during"]);
});

test("a write that fails is told to its changes only; the next one is tried all the same", async () => {
  const { writes, change, nextWrite } = stage();
  const first = nextWrite();
  const failing = change();
  await first;
  const second = nextWrite();
  const later = change();
  writes[0]?.end(new Error("disk full"));
  await expect(failing).rejects.toThrow("disk full");
  await second;
  writes[1]?.end();
  await expect(later).resolves.toBeUndefined();
});

test("finish writes what failed once more, and nothing when all is saved", async () => {
  const { saver, writes, change, nextWrite } = stage();
  await saver.finish();
  const first = nextWrite();
  const failing = change();
  await first;
  writes[0]?.end(new Error("disk full"));
  await expect(failing).rejects.toThrow();
  const second = nextWrite();
  const finished = saver.finish();
  await second;
  writes[1]?.end();
  await finished;
  await saver.finish();
  expect(writes).toHaveLength(2);
});

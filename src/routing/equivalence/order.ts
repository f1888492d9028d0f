import type { JsonObject } from "../../core/json";
import type { Ordering } from "../../expression/ast";
import type { RoutingWorker } from "../workers";
import { inOrderOfOffer } from "../workers";
import { workerOf } from "./people";

type Segments = Ordering["path"]["segments"];

/** Fields of a worker that are text, by which nobody is ordered. */
const TEXTS = new Set(["sid", "friendly_name", "activity_sid", "activity_name"]);

/** What an `order_by` comes to: each attribute of workers once, with its direction; equal texts order alike. */
export function orderKey(order: readonly Ordering[]): string {
  const seen = new Set<string>();
  return JSON.stringify(
    order.flatMap(({ path: { segments }, direction }) => {
      const name = JSON.stringify(segments);
      if (segments[0] !== "worker" || (segments.length === 2 && TEXTS.has(String(segments[1]))) || seen.has(name))
        return [];
      seen.add(name);
      // Ascending where nothing is written is assumed.
      return [[name, direction === "DESC"]];
    }),
  );
}

/** Two workers who are asked in different orders; undefined where none are found. */
export function orderWitness(
  old: readonly Ordering[],
  now: readonly Ordering[],
): readonly [RoutingWorker, RoutingWorker] | undefined {
  const paths = new Map([...old, ...now].map(({ path }) => [JSON.stringify(path.segments), path.segments]));
  const choices = [...paths.values()].flatMap((path) => [[path], ...[...paths.values()].map((other) => [path, other])]);
  for (const some of choices) {
    for (const flip of [1, -1]) {
      const [a, b] = [1, 2].map((level) => {
        const values = some.map((path, at): [Segments, number] => [path, at === 0 ? level : level * flip]);
        return workerOf(objectWith(values), level);
      });
      if (a === undefined || b === undefined) continue;
      const offered = [old, now].map((order) => inOrderOfOffer(order, [a, b])[0] === a);
      if (offered[0] !== offered[1]) return [a, b];
    }
  }
  return undefined;
}

/** Attributes of a worker with numbers at paths that begin with `worker`; a path below a number is left out. */
function objectWith(values: readonly (readonly [Segments, number])[]): JsonObject {
  const whole: JsonObject = {};
  for (const [[, ...segments], number] of values) {
    let here: JsonObject | undefined = whole;
    for (const [at, segment] of segments.entries()) {
      if (here === undefined || typeof segment === "number") break;
      const known: unknown = Object.hasOwn(here, segment) ? here[segment] : undefined;
      const last = at === segments.length - 1;
      if (known !== undefined && (last || typeof known === "number")) break;
      const inner: JsonObject = (known as JsonObject | undefined) ?? {};
      Object.defineProperty(here, segment, { value: last ? number : inner, enumerable: true, configurable: true });
      here = last ? undefined : inner;
    }
  }
  return whole;
}

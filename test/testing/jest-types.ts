// Compiled, not run: the lines of docs/testing.md for `@types/jest`, beside what that declares.
import { type RoutingMatchers, route } from "../../src/testing";

declare global {
  namespace jest {
    interface Matchers<R, T = object> {
      toBe(expected: unknown): R;
    }
  }
}

declare global {
  namespace jest {
    interface Matchers<R, T> extends RoutingMatchers<R> {}
  }
}

/** `expect` of jest, which is not installed here. */
declare const expect: <T>(actual: T) => jest.Matchers<void, T>;

export function usesAll(): void {
  const went = route({ filters: [] }, {});
  expect(went).toBe(went);
  expect(went).toReachQueue("billing");
  expect(went).toWaitAtMost(60);
  // @ts-expect-error it is a number of seconds
  expect(went).toWaitAtMost("60");
}

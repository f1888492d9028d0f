/** Values that are worked out when they are looked at for the first time. */
type Later<T> = { readonly [Key in keyof T]: () => T[Key] };

/** An object of which some properties are worked out later. They are its own and are enumerated, as if they were there already. */
export function lazily<Now extends object, Rest extends object>(now: Now, later: Later<Rest>): Now & Rest {
  for (const key of Object.keys(later) as (keyof Rest & string)[]) {
    Object.defineProperty(now, key, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = later[key]();
        Object.defineProperty(now, key, { enumerable: true, configurable: true, value });
        return value;
      },
    });
  }
  return now as Now & Rest;
}

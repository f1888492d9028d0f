import * as pulumi from "@pulumi/pulumi";

/**
 * What resources of a program note about each other under `key`, begun by `empty`. A run of a program has notes of its own,
 * since one process may run several: they hang on the run's stack or, where there is none (in a program's own tests), on
 * `otherwise` if that is a resource. Undefined where there is neither.
 */
export function runNotes<T>(key: symbol, otherwise: unknown, empty: () => T): T | undefined {
  const holder: object | undefined =
    pulumi.runtime.getStackResource() ?? (pulumi.Resource.isInstance(otherwise) ? otherwise : undefined);
  if (holder === undefined) return undefined;
  if (!Object.hasOwn(holder, key)) Object.defineProperty(holder, key, { value: empty(), enumerable: false });
  return (holder as { readonly [notes: symbol]: T })[key];
}

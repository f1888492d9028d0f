/** A value as it is sent; a list is sent as its key repeated. */
export type Encoded = string | readonly string[];

/** What is wrong with a value, to be read after its name: "is a number, not text". */
export class Wrong {
  constructor(readonly what: string) {}
}

/** One parameter of an operation. Its wire name is its own with a capital letter. */
export interface Parameter<V, Required extends boolean = boolean> {
  readonly required: Required;
  /** In the body or the query, in the path, or in the header If-Match. */
  readonly where: "data" | "path" | "if-match";
  /** A request with it is not repeated after a lost answer: the second one would be refused, or do more. */
  readonly once?: true;
  /** What it takes, for the message that it is missing. */
  readonly takes: string;
  readonly encode: (value: unknown) => Encoded | Wrong;
  /** Never there: for the compiler, which holds the tables against the types that users see. */
  readonly type?: (value: V) => V;
}

/** All parameters of an operation whose argument is an `A`: no more, no fewer, of the same types, required where `A` says so. */
export type Parameters<A> = {
  readonly [K in keyof A]-?: Parameter<Exclude<A[K], undefined>, undefined extends A[K] ? false : true>;
};

/** It cannot be left out. */
export function required<V>(parameter: Parameter<V>): Parameter<V, true> {
  return { ...parameter, required: true };
}

/** Part of the path. */
export function inPath<V>(parameter: Parameter<V>): Parameter<V, true> {
  return { ...parameter, where: "path", required: true };
}

/** See `Parameter.once`. */
export function once<V>(parameter: Parameter<V, false>): Parameter<V, false> {
  return { ...parameter, once: true };
}

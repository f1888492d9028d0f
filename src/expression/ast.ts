/** A range of the text that was parsed: offsets in UTF-16 units, the end behind the last one. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The operators under their one name; `=` is `==`, `>-` is `HAS`, `<-` is `IN`, in any letter case. */
export const OPERATORS = ["==", "!=", "<", "<=", ">", ">=", "CONTAINS", "HAS", "IN", "NOT IN"] as const;
export type Operator = (typeof OPERATORS)[number];

/** What an attribute can hold that is neither a list nor an object. */
export type Scalar = string | number | boolean | null;

/** A text, number, `true`, `false` or `null`. */
export interface Literal extends Range {
  readonly kind: "literal";
  readonly value: Scalar;
  /** As it was written, so that a number is printed with all its digits. Absent where a program built it. */
  readonly text?: string;
  /** The text holds an escape whose meaning is assumed. */
  readonly assumption?: string;
}

/** An attribute: names, and indexes of lists. */
export interface AttributePath extends Range {
  readonly kind: "path";
  readonly segments: readonly (string | number)[];
}

/** `['a', 'b']`, also empty. */
export interface List extends Range {
  readonly kind: "list";
  readonly items: readonly (Literal | AttributePath)[];
}

export type Operand = Literal | AttributePath | List;

/** `left OPERATOR right`. */
export interface Comparison extends Range {
  readonly kind: "comparison";
  readonly operator: Operator;
  readonly operatorRange: Range;
  readonly left: Operand;
  readonly right: Operand;
}

/** Two or more expressions that must all (`and`) or not all fail (`or`) be true; never directly inside one of its kind. */
export interface Logical extends Range {
  readonly kind: "and" | "or";
  readonly operands: readonly Expression[];
}

export type Expression = Comparison | Logical;

/** One entry of `order_by`. */
export interface Ordering extends Range {
  readonly path: AttributePath;
  /** That nothing written means ascending is assumed. */
  readonly direction: "ASC" | "DESC" | undefined;
}

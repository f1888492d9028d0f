import type { Relation } from "./relations";
import type { Demand, ValueTest, World } from "./values";

/** What a search asks of one attribute. */
export interface ValueDemands {
  readonly name: string;
  readonly demands: readonly Demand<ValueTest>[];
  /** Meets them all. */
  readonly example: World | undefined;
  readonly single: boolean;
}

/** What a search asks of two attributes together. */
export interface RelationDemands {
  readonly names: readonly [a: string, b: string];
  readonly demands: readonly Demand<Relation>[];
}

/** What a search asks of all attributes. */
export interface Demanded {
  readonly values: readonly ValueDemands[];
  readonly relations: readonly RelationDemands[];
}

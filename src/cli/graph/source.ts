import type { Json } from "../../core/json";
import type { QueueFacts } from "../../routing/graph/queues";

/** A Workflow that is to be drawn. */
export interface GraphWorkflow {
  readonly name: string;
  /** The document, or its text. */
  readonly configuration: Json;
  readonly taskReservationTimeout: Json | undefined;
}

/** Workflows, and what is known of queues beside them. */
export interface GraphSource {
  readonly workflows: readonly GraphWorkflow[];
  readonly queues: ReadonlyMap<string, QueueFacts>;
  /** What is missing, in whole sentences. */
  readonly notes: readonly string[];
}

export type {
  ExplainedComparison,
  ExplainedLogical,
  ExplainedOperand,
  ExplainedPart,
  NamedValue,
} from "../../expression/explain";
export { type CompiledWorkflow, compile, simulate } from "./compile";
export { type ExplainScope, type Explanation, explain } from "./explain";
export type {
  ActivitySetup,
  AttributesInput,
  ChannelSetup,
  QueueSetup,
  Setup,
  SimulateOptions,
  TaskSetup,
  WorkerAnswer,
  WorkerEvent,
  WorkerSetup,
  WorkflowInput,
  WorkflowSetup,
  WorkspaceSetup,
} from "./setup";
export type {
  FilterAccount,
  KnownWorkerAccount,
  OfferAccount,
  Outcome,
  RefusedWorker,
  Simulation,
  SkipAccount,
  TargetAccount,
  TargetDescription,
  TargetPlace,
} from "./simulation";
export { SimulationError } from "./simulation-error";
export type { OfferStatus } from "./task";

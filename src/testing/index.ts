export type { Counterexample, RouteStop } from "../routing/equivalence/counterexample";
export { type EquivalenceOptions, equivalent, type Verdict } from "../routing/equivalence/equivalent";
export * from "../routing/simulate";
export { coverage, recordCoverage, resetCoverage, uncovered } from "./coverage";
export { emptyCoverage } from "./coverage-file";
export type {
  CoverageReport,
  FilterCoverage,
  Share,
  TargetCoverage,
  WorkflowCoverage,
} from "./coverage-report";
export { documentOf } from "./document-of";
export { fromFile } from "./from-file";
export { fromProgram, type Program, type ProgramOptions, type PulumiModule } from "./from-program";
export { fromState } from "./from-state";
export { type MatcherResult, matchers, type RoutingMatchers } from "./matchers";
export type { Route, RoutedTask } from "./route";
export { type RouteRow, type Routes, RoutingMismatch, route, routes } from "./routes";
export type { RouteOptions, RoutesOptions, RoutingSetup } from "./tested";

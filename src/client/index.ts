/**
 * TaskRouter's REST API from Node: `TaskRouter` with types, and below it the client that the resources of this package use.
 *
 * ```ts
 * import { TaskRouter } from "pulumi-taskrouter/client";
 *
 * const taskRouter = new TaskRouter();
 * for await (const workspace of taskRouter.workspaces.list()) console.log(workspace.friendlyName);
 * ```
 *
 * @module
 */
export { ApiError, type ApiErrorContext, type ApiErrorData, isGone } from "./api-error";
export { ArgumentsError } from "./arguments-error";
export { type ClientOptions, type Form, TaskRouterClient, type UpdateOptions } from "./client";
export { REQUEST_ERROR_CODES, type RequestErrorCode } from "./codes";
export * from "./collections";
export { ConfigurationError } from "./configuration-error";
export { ConnectionError, type ConnectionFailure, type FailedConnection } from "./connection-error";
export type { Answer } from "./judge";
export { type LostAnswer, LostAnswerError, type LostAnswerKind } from "./lost-answer-error";
export { type Method, RequestError, type RequestLine } from "./request-error";
export {
  type ConfigKey,
  type ConfigSource,
  type Environment,
  resolveIdentity,
  resolveSettings,
  type Settings,
} from "./settings";
export { TaskRouter } from "./task-router";
export type { TaskRouterOptions, TaskRouterSettings } from "./task-router-options";
export type {
  Creates,
  Fetches,
  IfMatch,
  InWorkspace,
  Links,
  Lists,
  ListsAll,
  OneInWorkspace,
  Paged,
  RecordInWorkspace,
  Removes,
  Updates,
} from "./typed/verbs";
export { type UnexpectedAnswer, UnexpectedAnswerError } from "./unexpected-answer-error";

/**
 * TaskRouter's REST API from Node: the client that the resources of this package use.
 *
 * ```ts
 * import { resolveSettings, TaskRouterClient } from "pulumi-taskrouter/client";
 *
 * const client = new TaskRouterClient({ settings: resolveSettings(() => undefined, process.env) });
 * for await (const workspace of client.list("/v1/Workspaces", "workspaces")) console.log(workspace["friendly_name"]);
 * ```
 *
 * @module
 */
export { ApiError, type ApiErrorContext, type ApiErrorData, isGone } from "./api-error";
export { type ClientOptions, TaskRouterClient, type UpdateOptions } from "./client";
export { REQUEST_ERROR_CODES, type RequestErrorCode } from "./codes";
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
export { type UnexpectedAnswer, UnexpectedAnswerError } from "./unexpected-answer-error";

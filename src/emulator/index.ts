export type {
  AccountState,
  ApiKey,
  Emulator,
  EmulatorAccount,
  EmulatorOptions,
  EmulatorState,
  Fault,
  FaultKind,
  LoggedRequest,
  Narration,
  WorkerState,
  WorkspaceState,
} from "./api";
export type { CallbackPolicy } from "./callbacks/destination";
export { createEmulator, DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN } from "./emulator";
export type { RateLimit } from "./rate-limit";
export type * from "./wire";

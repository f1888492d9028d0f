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
  WorkerState,
  WorkspaceState,
} from "./api";
export { createEmulator, DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN } from "./emulator";
export type { RateLimit } from "./rate-limit";
export type * from "./wire";

import type { LoggedRequest } from "./api";

/** Repeated parameters joined by a comma. Built with fromEntries, so that a key `__proto__` is only a key. */
export function asRecord(parameters: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...new Set(parameters.keys())].map((key) => [key, parameters.getAll(key).join(",")]));
}

/** The requests in order of arrival. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  /** Keeps the entry itself: its outcome is filled in later. */
  add(entry: LoggedRequest): LoggedRequest {
    this.#entries.push(entry);
    return entry;
  }

  copy(): LoggedRequest[] {
    return structuredClone(this.#entries);
  }

  clear(): void {
    this.#entries = [];
  }
}

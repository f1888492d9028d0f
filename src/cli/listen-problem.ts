type Words = (host: string, port: number) => readonly [problem: string, remedy: string];

const noAddress: Words = (host) => [
  `--host ${host}: this name has no address`,
  "Give an address of this machine: 127.0.0.1, or 0.0.0.0 for all of them.",
];
const notOurs: Words = (host) => [
  `--host ${host}: no network interface of this machine has that address`,
  "Give 127.0.0.1, or 0.0.0.0 for all of them.",
];

const WORDS: Readonly<Record<string, Words>> = {
  EADDRINUSE: (host, port) => [
    `--port ${port}: something, perhaps another emulator, listens on it already at ${host}`,
    "Stop that, or give another port; --port 0 takes a free one.",
  ],
  EACCES: (host, port) => [
    `--port ${port}: this user may not listen on it at ${host}`,
    "Ports below 1024 are usually kept for the system: give a higher one; --port 0 takes a free one.",
  ],
  ENOTFOUND: noAddress,
  EAI_AGAIN: noAddress,
  EAI_FAIL: noAddress,
  EADDRNOTAVAIL: notOurs,
  EAFNOSUPPORT: notOurs,
  EINVAL: notOurs,
};

/** Puts a failed `listen` into words; undefined for any other error. */
export function listenProblem(error: unknown, host: string, port: number): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  const fromListen = ["listen", "bind", "getaddrinfo"].includes(String(error.syscall));
  const code = String(error.code);
  const words = fromListen && Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  if (words === undefined) return undefined;
  const [problem, remedy] = words(host, port);
  return `${problem} (${code}). ${remedy}`;
}

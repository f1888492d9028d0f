import { dirname, resolve } from "node:path";

/** The data file cannot be used, or could not be written. The message says which, why and what to do. */
export class DataFileError extends Error {
  override readonly name = "DataFileError";
  /** As it was given. */
  readonly path: string;
  /** The system's code, such as `ENOSPC`, where there is one. */
  readonly code: string | undefined;

  constructor(path: string, message: string, code?: string) {
    super(message);
    this.path = path;
    this.code = code;
  }
}

type Words = (path: string, folder: string) => readonly [why: string, remedy: string];

const notAllowed: Words = (_path, folder) => [
  `this user may not read it, or not write to the folder ${folder}`,
  "Change the permissions, or name a file elsewhere.",
];
const full: Words = () => ["the disk is full", "Make room, or name a file on another disk."];

const WORDS: Readonly<Record<string, Words>> = {
  ENOENT: (_path, folder) => [`the folder ${folder} does not exist`, "Create it, or name a file in another folder."],
  ENOTDIR: (_path, folder) => [`${folder} is not a folder`, "Name a file in a folder that exists."],
  EISDIR: (path) => [
    "it is a folder",
    `Name a file, such as ${path.replace(/[/\\]+$/, "") || "."}/taskrouter-data.json.`,
  ],
  EACCES: notAllowed,
  EPERM: notAllowed,
  EROFS: (_path, folder) => [`${folder} can only be read`, "Name a file on a disk that can be written to."],
  ENOSPC: full,
  EDQUOT: full,
};

/** The code of a system error. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Puts what the system said about a data file into words. */
export function unusable(path: string, error: unknown): DataFileError {
  if (error instanceof DataFileError) return error;
  const code = systemCode(error);
  const words = code === undefined || !Object.hasOwn(WORDS, code) ? undefined : WORDS[code];
  const [why, remedy] = words?.(path, dirname(resolve(path))) ?? [
    error instanceof Error ? error.message : String(error),
    "Name another file.",
  ];
  const known = words === undefined ? "" : ` (${code})`;
  return new DataFileError(path, `cannot keep the state in ${path}: ${why}${known}. ${remedy}`, code);
}

/** A file with something else in it. Nothing of it is quoted: it may be anything, also somebody's secrets. */
export function foreign(path: string, why: string): DataFileError {
  const remedy = "It was left as it is. Name another file, or move this one away to start empty.";
  return new DataFileError(path, `${path} is not a data file of this emulator: ${why}. ${remedy}`);
}

/** A file that another emulator keeps its state in. */
export function inUse(path: string, lock: string, pid: number | undefined): DataFileError {
  const who = pid === undefined ? "" : ` (process ${pid})`;
  const why = `${path} is in use by another emulator${who}: two of them would overwrite each other's changes`;
  return new DataFileError(path, `${why}. Stop that one or name another file; if none is running, delete ${lock}.`);
}

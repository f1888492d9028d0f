/** What the system says of reading and of writing alike. */
const EITHER: readonly (readonly [string, string])[] = [
  ["ENOTDIR", "a part of the path is not a folder"],
  ["EISDIR", "it is a folder"],
  ["EIO", "the device failed"],
];

const WORDS = {
  read: new Map([
    ...EITHER,
    ["ENOENT", "there is no such file"],
    ["EACCES", "this user may not read it"],
    ["EPERM", "this user may not read it"],
    ["ERR_FS_FILE_TOO_LARGE", "it is too large"],
    ["ERR_STRING_TOO_LONG", "it is too large"],
  ]),
  write: new Map([
    ...EITHER,
    ["ENOENT", "its folder does not exist"],
    ["EEXIST", "a file is in its way"],
    ["EACCES", "this user may not write it"],
    ["EPERM", "this user may not write it"],
    ["EROFS", "nothing can be written there"],
    ["ENOSPC", "no space is left"],
    ["EDQUOT", "no space is left for this user"],
    ["EFBIG", "it would be too large"],
  ]),
} as const;

/** Why the system would not read or write something, with the code that it gave: `no space is left (ENOSPC)`. */
export function systemWords(error: unknown, doing: keyof typeof WORDS): string {
  const code = systemCode(error);
  const reason = code ?? (error instanceof Error ? error.message : String(error));
  return `${WORDS[doing].get(reason) ?? "the system refused"} (${reason})`;
}

/** The code of an error of the system's, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

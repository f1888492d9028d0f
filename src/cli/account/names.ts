/**
 * A Pulumi name out of a friendly name: lower-case letters and digits of any script, and `-` between words. Accents of Latin
 * letters go, since people type these names. Undefined where nothing is left.
 */
export function pulumiName(friendlyName: string): string | undefined {
  const plain = friendlyName
    .normalize("NFKD")
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return plain === "" ? undefined : plain;
}

/** The first of `name`, `name-2`, `name-3`, … that is free. */
export function firstFree(name: string, isFree: (candidate: string) => boolean, join = "-"): string {
  for (let nth = 1; ; nth++) {
    const candidate = nth === 1 ? name : `${name}${join}${nth}`;
    if (isFree(candidate)) return candidate;
  }
}

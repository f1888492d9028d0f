/** The oldest Node.js that this package runs on, as `engines` in package.json says; npm only warns of an older one. */
const OLDEST = [22, 19] as const;

/**
 * Why the commands cannot run on a Node.js, in words; undefined if they can. It is asked before anything is loaded that an
 * old one does not have, such as `globSync`, whose error would name no reason.
 */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return `pulumi-taskrouter needs Node.js ${OLDEST.join(".")} or newer, this is ${version}: install a newer one and put it first on PATH (\`node --version\` tells which)`;
}

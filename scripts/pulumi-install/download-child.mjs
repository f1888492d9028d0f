// node download-child.mjs <version> <folder>: the npm package's own installer, with a limit on the first answer.
import { createRequire } from "node:module";
import { reason } from "./words.mjs";

const { installCLI } = createRequire(import.meta.url)("pulumi/lib/download.js");
const patience = 15_000;

async function fetchText(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`HTTP ${response.status} fetching ${url}`);
  return await response.text();
}

const [version, folder] = process.argv.slice(2);
try {
  await installCLI(version, folder, { fetchText });
} catch (error) {
  console.error(`error: ${error.name === "TimeoutError" ? `no answer within ${patience / 1000} s` : reason(error)}`);
  process.exitCode = 1;
}

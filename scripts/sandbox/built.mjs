// Whether dist/ holds what src/ says.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./sandbox.mjs";

/** @returns {boolean} false when dist/ is missing or older than something in src/ */
export function isBuilt() {
  const built = statSync(join(ROOT, "dist/cli/main.js"), { throwIfNoEntry: false });
  if (built === undefined) return false;
  const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).map((file) =>
    join("src", file),
  );
  return ["tsconfig.json", ...sources].every((file) => statSync(join(ROOT, file)).mtimeMs <= built.mtimeMs);
}

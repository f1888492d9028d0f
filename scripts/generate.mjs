// Writes schema/*.json from the descriptors. Reads dist/: run `npm run build` first.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * The published schemas by file name: one a resource (`task-queue.json`), and the routing document they refer to.
 *
 * @param {{
 *   descriptors: readonly { kind: string }[],
 *   publishedSchema: (descriptor: any) => object,
 *   configurationSchema: object,
 * }} source
 * @returns {Record<string, object>}
 */
export function schemaFiles({ descriptors, publishedSchema, configurationSchema }) {
  return Object.fromEntries([
    ...descriptors.map((descriptor) => [`${kebab(descriptor.kind)}.json`, publishedSchema(descriptor)]),
    ["workflow-configuration.json", configurationSchema],
  ]);
}

/** `TaskQueue` as `task-queue`. */
export function kebab(/** @type {string} */ kind) {
  return kind.replace(/(?<!^)([A-Z])/g, "-$1").toLowerCase();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const require = createRequire(import.meta.url);
  const files = schemaFiles({
    ...require("../dist/resources/kinds.js"),
    ...require("../dist/lifecycle/schema.js"),
    ...require("../dist/routing/configuration-schema.js"),
  });
  const folder = fileURLToPath(new URL("../schema/", import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const [name, schema] of Object.entries(files))
    writeFileSync(folder + name, `${JSON.stringify(schema, null, 2)}\n`);
  const biome = require.resolve("@biomejs/biome/bin/biome");
  const { status } = spawnSync(process.execPath, [biome, "format", "--write", folder], { stdio: "inherit" });
  process.exit(status ?? 1);
}

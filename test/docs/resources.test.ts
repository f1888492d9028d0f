import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { descriptors } from "../../src/resources/kinds";

const FOLDER = join(__dirname, "../../docs/resources");

test("docs/resources is what would be generated (npm run generate)", async () => {
  const { resourcePages } = await import("../../scripts/generate-resources.mjs");
  const pages = readdirSync(FOLDER).map((file) => [file, readFileSync(join(FOLDER, file), "utf8")]);
  expect(Object.fromEntries(pages)).toEqual(resourcePages(descriptors));
});

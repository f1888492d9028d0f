import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        // The examples' own tests run against the source.
        resolve: { alias: [{ find: /^pulumi-taskrouter(?:\/(\w+))?$/, replacement: `${import.meta.dirname}/src/$1` }] },
        test: {
          name: "unit",
          include: ["test/**/*.test.ts", "examples/**/*.test.ts"],
          exclude: ["test/engine/**", "test/package/**"],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "engine",
          include: ["test/engine/**/*.test.ts", "test/package/**/*.test.ts"],
          pool: "forks",
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});

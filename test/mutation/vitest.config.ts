import { defineConfig } from "vitest/config";

// The tests for mutation testing. Each surviving mutant runs every test that covers it, so slow tests are excluded, and also
// campaigns, tests of other programs, and type checks.
export default defineConfig({
  test: {
    include: [
      "test/*.test.ts",
      "test/{status,operations,transport}/**/*.test.ts",
      "test/hostile/responses.test.ts",
      "test/signing-in/*.test.ts",
    ],
    exclude: ["test/transport/concurrency.test.ts"],
    setupFiles: ["test/support/watch-for-secrets.ts"],
    testTimeout: 20_000,
  },
});

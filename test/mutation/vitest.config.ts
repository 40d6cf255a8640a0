import { defineConfig } from "vitest/config";

// What the mutants are run against: each survivor runs every test that touches it, so the slow ones stay out, and with
// them campaigns, other programs and type checks.
export default defineConfig({
  test: {
    include: [
      "test/*.test.ts",
      "test/{status,operations,transport}/**/*.test.ts",
      "test/hostile/answers.test.ts",
      "test/signing-in/*.test.ts",
    ],
    exclude: ["test/transport/concurrency.test.ts"],
    setupFiles: ["test/support/watch-for-secrets.ts"],
    testTimeout: 20_000,
  },
});

import { defineConfig } from "vitest/config";

// What the mutants are run against: without type checks, which no mutant can pass or fail by what it does, and without
// the tests that start whole campaigns or programs.
export default defineConfig({
  test: {
    include: ["test/*.test.ts", "test/{status,operations,transport,hostile,signing-in}/**/*.test.ts"],
    testTimeout: 20_000,
  },
});

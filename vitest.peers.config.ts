import { defineConfig } from "vitest/config";

// Needs servers from Debian's packages: see test/peers. `npm test` does without.
export default defineConfig({
  test: {
    include: ["test/peers/**/*.peer.ts"],
    globalSetup: ["test/peers/requirements.ts"],
    // libkrb5 reads the process's own environment; a worker thread's is a copy that it never sees.
    pool: "forks",
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

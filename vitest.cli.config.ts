import { defineConfig } from "vitest/config";

/** Runs the built command as a process: run `npm run build` first. */
export default defineConfig({
  test: { include: ["test/cli/**/*.cli.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
});

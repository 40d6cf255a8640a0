import { defineConfig } from "vitest/config";

/** Opens the built documentation site in Chromium: run `npm run docs` first. */
export default defineConfig({
  test: { include: ["test/site/**/*.site.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
});

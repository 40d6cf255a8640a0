import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const src = fileURLToPath(new URL("src", import.meta.url));

export default defineConfig({
  resolve: {
    // Examples name the package; a test runs them on its source, whether or not it was built.
    alias: [
      { find: /^configmgr-sdk$/, replacement: `${src}/index.ts` },
      { find: /^configmgr-sdk\/([a-z]+)$/, replacement: `${src}/$1/index.ts` },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/watch-for-secrets.ts"],
    // Modules are loaded once for all files: half of the processor time was loading them again. Modules of src hold no
    // state, so a file finds them as it would alone.
    isolate: false,
    testTimeout: 20_000,
  },
});

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

export default defineConfig({
  test: { root: fileURLToPath(new URL(".", import.meta.url)) },
  // In your project, the package name resolves to node_modules. Here it resolves to the source.
  resolve: {
    alias: {
      "configmgr-sdk/simulator": source("simulator/index.ts"),
      "configmgr-sdk/msw": source("msw/index.ts"),
      "configmgr-sdk": source("index.ts"),
    },
  },
});

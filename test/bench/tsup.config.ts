import { defineConfig } from "tsup";

// What is measured is built as it is published: a loader that compiles while it loads would be measured with it.
export default defineConfig({
  entry: ["test/bench/run.ts", "test/bench/programs/*.ts"],
  outDir: "node_modules/.cache/bench",
  outExtension: () => ({ js: ".mjs" }),
  format: ["esm"],
  target: "node20",
  platform: "node",
  skipNodeModulesBundle: true,
  splitting: true,
  clean: true,
  dts: false,
});

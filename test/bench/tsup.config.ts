import { defineConfig } from "tsup";

// The benchmarks measure the built library. With a loader that compiles, they would also measure the loader.
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

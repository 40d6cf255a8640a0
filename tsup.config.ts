import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", simulator: "src/simulator/index.ts", msw: "src/msw/index.ts" },
  format: ["esm", "cjs"],
  dts: true,
  target: "node20",
  platform: "node",
  splitting: false,
  clean: true,
  external: ["kerberos", "msw"],
});

import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Measures the minified and gzipped sizes of the code that a bundler includes from the built library, in kB (1,000 bytes). */
export async function measureSizes(): Promise<Record<string, number>> {
  const [core, decodeStatus, schedule] = await Promise.all([
    sizeOf('export * from "configmgr-sdk";'),
    sizeOf('export { decodeStatus } from "configmgr-sdk";', /axios|zod|SMS_PackageBaseclass/),
    sizeOf('export { decodeScheduleString } from "configmgr-sdk";', /axios|SMS_PackageBaseclass/),
  ]);
  return { "size.core": core, "size.decodeStatus": decodeStatus, "size.schedule": schedule };
}

async function sizeOf(program: string, unwanted?: RegExp): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["axios", "zod", "kerberos"],
  });
  const [bundle] = outputFiles;
  if (bundle === undefined) throw new Error("esbuild gave nothing");
  const found = unwanted?.exec(bundle.text)?.[0];
  if (found !== undefined) throw new Error(`${program} brings ${found}`);
  return gzipSync(bundle.contents, { level: 9 }).length / 1000;
}

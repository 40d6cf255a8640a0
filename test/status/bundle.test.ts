import { build } from "esbuild";
import { expect, it } from "vitest";

/** A text of each table. A bundle that contains this text contains the table. */
const tableTexts = /ERROR_BAD_NET_NAME|BG_E_|CRYPT_E_HASH|WU_E_|MOSETUP_E_|client cache/;

async function bundleOf(program: string): Promise<string> {
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
  return outputFiles[0]?.text ?? "";
}

it("a bundle of refreshPkgSource and the transport contains no table of decodeStatus", async () => {
  const program = (name: string) => `export { ${name} } from "./src/index.ts";`;
  expect(await bundleOf(program("refreshPkgSource, AdminServiceTransport"))).not.toMatch(tableTexts);
  expect(await bundleOf(program("decodeStatus"))).toMatch(tableTexts);
});

// The public surface as text, in docs/api: `npm run api` writes it, `npm run check:api` compares. So each change of it
// is seen. Reads the built declarations: `npm run build` comes first.
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { format } from "prettier";

const root = fileURLToPath(new URL("../..", import.meta.url));
const entries = ["index", "sequence", "simulator", "msw"];
const isWriting = process.argv.includes("--write");

const folder = await mkdtemp(join(tmpdir(), "configmgr-sdk-api-"));
try {
  const changed: string[] = [];
  for (const entry of entries) {
    const committed = join(root, "docs/api", `${entry}.api.md`);
    const report = await reportOf(entry);
    if (isWriting) await writeFile(committed, report);
    else if (!existsSync(committed) || (await readFile(committed, "utf8")) !== report) changed.push(entry);
  }
  if (changed.length > 0) {
    console.error(
      `The public surface changed: ${changed.join(", ")}. Is it meant? Then \`npm run api\`, and a changeset.`,
    );
    process.exitCode = 1;
  } else {
    console.log(isWriting ? "docs/api is written" : "docs/api is as committed");
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function reportOf(entry: string): Promise<string> {
  const reportFileName = `${entry}.api.md`;
  const config = ExtractorConfig.prepare({
    configObjectFullPath: join(root, "package.json"),
    packageJsonFullPath: join(root, "package.json"),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(root, "dist", `${entry}.d.ts`),
      // A separate folder, because the project's own settings are not needed to read declarations.
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: "ES2022",
            lib: ["ES2023", "ESNext.Disposable"],
            module: "nodenext",
            types: ["node"],
          },
          files: [join(root, "dist", `${entry}.d.ts`)],
        },
      },
      // Types without an exported name also decide whether a program compiles.
      apiReport: {
        enabled: true,
        includeForgottenExports: true,
        reportFileName,
        reportFolder: folder,
        reportTempFolder: join(folder, "temp"),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      message.handled = true;
    },
  });
  const text = await readFile(join(folder, reportFileName), "utf8");
  return await format(text.replaceAll("\r\n", "\n"), { parser: "markdown", printWidth: 120 });
}

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { createAuthority } from "../support/certificates.js";
import { root, type CodeBlock } from "./code-blocks.js";
import { exportedFunctions, type ExportedFunction } from "./exported-functions.js";

/** A code block that was written to a file, so that it can be imported. */
export interface BlockFile {
  readonly where: string;
  readonly file: string;
  readonly functions: readonly ExportedFunction[];
  /** `host name`: the block calls the host that the guides use. `msw`: no other block can run at the same time. */
  readonly needs: "nothing" | "host name" | "msw";
}

/** A function of a code block that the test called. */
export interface CalledFunction {
  readonly name: string;
  /** The methods that the simulated site ran, as "RefreshPkgSource P0100012". */
  readonly calls: readonly string[];
  /** The text that the function returned. Absent if it returned no text, or not before the timeout. */
  readonly returned?: string;
}

/** The result of running one code block. */
export interface BlockReport {
  readonly where: string;
  readonly called: CalledFunction[];
  /** Functions that were not called, because the test has no value for one of their parameters. */
  readonly uncalled: string[];
  readonly errors: string[];
}

/** Runs code blocks in a separate process, and returns a report for each. */
export async function runBlocks(blocks: readonly CodeBlock[]): Promise<BlockReport[]> {
  // The files are inside the project, because Node finds the package and its dependencies by name only there.
  const folder = await mkdtemp(join(root, "test/docs/.blocks-"));
  try {
    const files = await Promise.all(
      blocks.map(async ({ where, code }, index): Promise<BlockFile> => {
        const file = join(folder, `block-${index}.ts`);
        await writeFile(file, `${code}\nexport {};\n`);
        return { where, file, functions: exportedFunctions(code), needs: needsOf(code) };
      }),
    );
    const manifest = join(folder, "manifest.json");
    const output = join(folder, "report.json");
    await writeFile(manifest, JSON.stringify(files));
    await writeFile(join(folder, "sms-issuing.cer"), (await createAuthority()).cert);
    const runner = join(root, "test/docs/run-blocks.ts");
    const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
    await promisify(execFile)(
      process.execPath,
      [tsx, "--tsconfig", join(root, "tsconfig.json"), runner, manifest, output],
      { cwd: folder },
    );
    return JSON.parse(await readFile(output, "utf8")) as BlockReport[];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function needsOf(code: string): BlockFile["needs"] {
  if (code.includes("msw")) return "msw";
  return code.includes("provider.contoso.com") ? "host name" : "nothing";
}

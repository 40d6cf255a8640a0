import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

interface CodeBlock {
  readonly where: string;
  readonly code: string;
}

/** Every ts block of the README, the guides and the doc comments. */
function codeBlocks(): CodeBlock[] {
  const pages = ["README.md", ...list("docs"), ...list("src")];
  return pages.flatMap((page) => {
    const text = readFileSync(join(root, page), "utf8");
    // In a doc comment each line begins with an asterisk.
    const bare = page.endsWith(".ts") ? text.replace(/^ *\* ?/gm, "") : text;
    return [...bare.matchAll(/^```ts\n([^]*?)^```$/gm)].map((match) => ({
      where: `${page}:${bare.slice(0, match.index).split("\n").length}`,
      code: match[1] ?? "",
    }));
  });
}

function list(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((page) => /\.(ts|md)$/.test(page) && !page.includes("node_modules"))
    .map((page) => `${folder}/${page}`);
}

/** Compiles the blocks as files of a project that has this package installed; gives what the compiler says. */
function compile(blocks: readonly CodeBlock[]): string[] {
  const files = new Map(
    blocks.map(({ code }, index) => [join(root, "test/docs", `block-${index}.ts`), `${code}\nexport {};\n`]),
  );
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
    config: { compilerOptions: object };
  };
  // The project's own settings, which map the package's name to its source.
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, noUnusedLocals: false }, root);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, languageVersion) => {
    const code = files.get(file);
    return code === undefined ? getSourceFile(file, languageVersion) : ts.createSourceFile(file, code, languageVersion);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const names = [...files.keys()];
  return names.flatMap((file, index) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map((diagnostic) => {
      const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
      return `${blocks[index]?.where ?? relative(root, file)}: ${text}`;
    });
  });
}

describe("the code in README, guides and doc comments", () => {
  const blocks = codeBlocks();

  it("is found", () => {
    expect(blocks.some(({ where }) => where.startsWith("README.md"))).toBe(true);
    expect(blocks.some(({ where }) => where.startsWith("src/operations"))).toBe(true);
  });

  it("compiles", { timeout: 60_000 }, () => {
    expect(compile(blocks)).toEqual([]);
  });
});

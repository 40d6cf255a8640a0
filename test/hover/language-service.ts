import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Stores parsed files, so that several editors parse each file only once. */
const parsedFiles = ts.createDocumentRegistry();

/** The compiler as an editor uses it, for files of this folder that exist in memory and have the project's settings. */
export class Editor {
  readonly #service: ts.LanguageService;

  constructor(files: Readonly<Record<string, string>>) {
    const codes = new Map(Object.entries(files).map(([name, code]) => [pathOf(name), code]));
    const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
      config: { compilerOptions: object };
    };
    const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, noUnusedLocals: false }, root);
    const read = (file: string) => codes.get(file) ?? ts.sys.readFile(file);
    const host: ts.LanguageServiceHost = {
      getCompilationSettings: () => options,
      getScriptFileNames: () => [...codes.keys()],
      getScriptVersion: () => "1",
      getScriptSnapshot: (file) => {
        const text = read(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => root,
      getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
      fileExists: (file) => codes.has(file) || ts.sys.fileExists(file),
      readFile: read,
      directoryExists: (folder) => ts.sys.directoryExists(folder),
      getDirectories: (folder) => ts.sys.getDirectories(folder),
    };
    this.#service = ts.createLanguageService(host, parsedFiles);
  }

  /** The text that an editor shows for a name: its type on one line, and its documentation. */
  hover(name: string, position: number): { readonly type: string; readonly documentation: string } {
    const info = this.#service.getQuickInfoAtPosition(pathOf(name), position);
    const type = ts.displayPartsToString(info?.displayParts).replaceAll(/\s+/g, " ");
    // An editor shows an imported name twice: its own declaration and the import.
    return { type: type.replace(/ import \w+$/, ""), documentation: ts.displayPartsToString(info?.documentation) };
  }

  /** The compiler's errors, each as an editor shows it. */
  errors(name: string): string[] {
    const file = pathOf(name);
    const found = [...this.#service.getSyntacticDiagnostics(file), ...this.#service.getSemanticDiagnostics(file)];
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  }

  /** The names that a module of the project exports, in its own order. */
  exportsOf(module: string): string[] {
    const program = this.#service.getProgram();
    const checker = program?.getTypeChecker();
    const source = program?.getSourceFile(join(root, module));
    const symbol = source && checker?.getSymbolAtLocation(source);
    if (checker === undefined || symbol === undefined) throw new Error(`${module} is no module of the program`);
    return checker.getExportsOfModule(symbol).map((exported) => exported.name);
  }
}

function pathOf(name: string): string {
  return join(root, "test/hover", name);
}

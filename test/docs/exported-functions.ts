import ts from "typescript";

/** A function that a code block exports, for readers to copy. */
export interface ExportedFunction {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
}

/** Returns the functions that a code block exports. */
export function exportedFunctions(code: string): ExportedFunction[] {
  const source = ts.createSourceFile("block.ts", code, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    if (!ts.isFunctionDeclaration(statement) || statement.name === undefined) return [];
    if (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) return [];
    const parameters = statement.parameters.map((parameter) => ({
      name: parameter.name.getText(source),
      type: parameter.type?.getText(source) ?? "",
    }));
    return [{ name: statement.name.text, parameters }];
  });
}

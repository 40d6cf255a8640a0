// Checks the declarations of the built package (`npm run build` comes first), `npm run check:types`: every name, property and
// method of the package classes has a doc comment, that of a property is its summary, laziness and writability are right, and
// the package costs the compiler no more than the bounds below.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = join(root, "dist");
const programs = join(root, "test/packed-types/programs");
const typesFile = join(root, "test/packed-types/all-types.ts");

/** Bounds above an empty program, in counts, so that they do not depend on the machine. */
const bounds = {
  list: { types: 1_000, instantiations: 1_500 },
  update: { types: 1_000, instantiations: 1_500 },
  "every-feature": { types: 4_000, instantiations: 10_000 },
};
const maxBytes = 150_000;

interface Wmi {
  readonly summary: string;
  readonly lazy: boolean;
  readonly writable: boolean;
}
interface BuiltClass {
  readonly schema: { readonly shape: Readonly<Record<string, { readonly wmi: Wmi }>> };
}

const library = (await import(join(dist, "index.js"))) as Readonly<Record<string, unknown>>;
const classes = Object.keys(library).filter((name) => /^SMS_.*Package(?:Baseclass)?$/.test(name));
const problems: string[] = [];

checkDocComments();
checkCosts();
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

function checkDocComments(): void {
  const types = classes.flatMap((name) => {
    const complete = `export type Complete_${name} = sdk.${name};`;
    const listed = `export type Listed_${name} = sdk.Listed<sdk.${name}>;`;
    return [complete, listed, `export type Changes_${name} = sdk.Changes<sdk.${name}>;`];
  });
  const program = compile(typesFile, ['import * as sdk from "configmgr-sdk";', ...types, "export { sdk };"].join("\n"));
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(typesFile);
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error("the types of the package do not compile");
  const byName = new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));
  const docCommentOf = (symbol: ts.Symbol) => ts.displayPartsToString(symbol.getDocumentationComment(checker));

  const sdk = checker.getAliasedSymbol(byName.get("sdk") ?? module);
  const exported = checker.getExportsOfModule(sdk);
  for (const symbol of exported) {
    const declared = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (docCommentOf(declared) === "") problems.push(`${symbol.name} has no doc comment`);
    if (!classes.includes(symbol.name)) continue;
    const statics = checker.getPropertiesOfType(checker.getTypeOfSymbol(declared));
    for (const member of statics.filter(isPublic)) {
      if (docCommentOf(member) === "") problems.push(`${symbol.name}.${member.name} (static) has no doc comment`);
    }
  }

  for (const name of classes) {
    const { shape } = (library[name] as BuiltClass).schema;
    const wmi = new Map(Object.entries(shape).map(([property, described]) => [property, described.wmi]));
    const forms: [form: string, isThere: (described: Wmi) => boolean][] = [
      ["Complete", () => true],
      ["Listed", ({ lazy }) => !lazy],
      ["Changes", ({ writable }) => writable],
    ];
    for (const [form, isThere] of forms) {
      const alias = byName.get(`${form}_${name}`);
      if (alias === undefined) throw new Error(`no type ${form}_${name}`);
      const members = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(alias)).filter(isPublic);
      const where = `${form} ${name}`;
      for (const member of members) {
        const docComment = docCommentOf(member);
        const described = wmi.get(member.name);
        if (docComment === "") problems.push(`${where}: ${member.name} has no doc comment`);
        else if (described !== undefined && docComment !== described.summary)
          problems.push(`${where}: the doc comment of ${member.name} is not its summary: ${docComment}`);
        if (described !== undefined && !isThere(described)) problems.push(`${where}: ${member.name} must not be there`);
      }
      const names = new Set(members.map((member) => member.name));
      for (const [property, described] of wmi) {
        if (isThere(described) && !names.has(property)) problems.push(`${where}: ${property} is missing`);
      }
    }
  }
  console.log(`${classes.length} classes and ${exported.length} exports checked for a doc comment`);
}

function checkCosts(): void {
  for (const file of readdirSync(dist).filter((name) => /\.d\.c?ts$/.test(name))) {
    const text = readFileSync(join(dist, file), "utf8");
    if (/from ["']zod["']/.test(text)) problems.push(`dist/${file} has zod types`);
  }
  const bytes = statSync(join(dist, "index.d.ts")).size;
  console.log(`index.d.ts: ${bytes / 1000} kB of at most ${maxBytes / 1000}`);
  if (bytes > maxBytes) problems.push(`index.d.ts has ${bytes} bytes, more than ${maxBytes}`);

  const empty = costOf("empty");
  for (const [name, bound] of Object.entries(bounds)) {
    const cost = costOf(name);
    const types = cost.types - empty.types;
    const instantiations = cost.instantiations - empty.instantiations;
    console.log(
      `${name}: ${types} types of at most ${bound.types}, ${instantiations} instantiations of ${bound.instantiations}`,
    );
    if (types > bound.types || instantiations > bound.instantiations)
      problems.push(`${name} costs more than its bound`);
  }
}

function costOf(name: string): { readonly types: number; readonly instantiations: number } {
  const path = join(programs, `${name}.ts`);
  const program = compile(path, readFileSync(path, "utf8"));
  const errors = program.getSemanticDiagnostics(program.getSourceFile(path));
  for (const { messageText } of errors) problems.push(`${name}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  return { types: program.getTypeCount(), instantiations: program.getInstantiationCount() };
}

/** A program of one file, which imports the package by its name and so through its `exports`. */
function compile(path: string, code: string): ts.Program {
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: ["node"],
  };
  const host = ts.createCompilerHost(options);
  const readFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === path ? ts.createSourceFile(name, code, ts.ScriptTarget.ES2022) : readFile(name, ...rest);
  return ts.createProgram([path], options, host);
}

function isPublic(symbol: ts.Symbol): boolean {
  const declarations = symbol.declarations ?? [];
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (
    !/^(?:prototype$|__|#)/.test(symbol.name) &&
    !declarations.some((declaration) => ts.getCombinedModifierFlags(declaration) & hidden)
  );
}

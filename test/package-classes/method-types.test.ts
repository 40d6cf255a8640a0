import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { referenceClasses, type ReferenceMethod } from "../support/reference.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
  config: { compilerOptions: object };
};
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
const entry = join(root, "src/index.ts");
const program = ts.createProgram([entry], { ...options, noEmit: true });
const checker = program.getTypeChecker();
const classes = exportsOf(entry);

/** These methods have arguments of their own instead of `inParameters`. */
const operations = ["RefreshPkgSource", "SetSourceSite"];

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
}

const methods = referenceClasses.flatMap(({ className, methods }) =>
  methods
    .filter(({ name }) => !operations.includes(name))
    .map((method) => ({ className, methodName: method.name, method })),
);

describe.each(methods)("the TypeScript type of the method $methodName of $className", ({ className, method }) => {
  const signature = signatureOf(className, method);

  test("the in parameters have the names and types of the reference, and the same ones are optional", () => {
    const inParameters = signature.parameters.find(({ name }) => name === "inParameters");
    const found = inParameters ? membersOf(checker.getTypeOfSymbol(inParameters)) : [];
    expect(found).toEqual(byName(parametersOf(method, "in")));
  });

  test("the result has the names and types of the reference's out parameters", () => {
    // The library returns PacakgeIds, a spelling error of the product, as PackageIds too.
    const added = ["PackageIds", "returnValue"];
    const found = membersOf(valueOf(signature.getReturnType())).filter(({ name }) => !added.includes(name));
    expect(found).toEqual(byName(parametersOf(method, "out").map((parameter) => ({ ...parameter, optional: true }))));
  });
});

function exportsOf(file: string): ReadonlyMap<string, ts.Symbol> {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} exports nothing`);
  return new Map(checker.getExportsOfModule(module).map((exported) => [exported.name, exported]));
}

function signatureOf(className: string, { name, isStatic }: ReferenceMethod): ts.Signature {
  const exported = classes.get(className);
  if (exported === undefined) throw new Error(`the library has no class ${className}`);
  const Class = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const owner = isStatic ? checker.getTypeOfSymbol(Class) : checker.getDeclaredTypeOfSymbol(Class);
  const member = owner.getProperty(name.charAt(0).toLowerCase() + name.slice(1));
  const [signature] = member ? checker.getTypeOfSymbol(member).getCallSignatures() : [];
  if (signature === undefined) throw new Error(`${className} has no method ${name}`);
  return signature;
}

/** `T` of a `Promise<Result<T>>`. */
function valueOf(promise: ts.Type): ts.Type {
  const result = checker.getAwaitedType(promise);
  const values = result?.isUnion() ? result.types.flatMap((type) => type.getProperty("value") ?? []) : [];
  const [value] = values;
  if (value === undefined) throw new Error("the method does not return a Promise<Result>");
  return checker.getTypeOfSymbol(value);
}

/** The members of an object type. A member that only some types of a union have is optional. */
function membersOf(type: ts.Type): Parameter[] {
  const variants = type.isUnion() ? type.types : [type];
  const names = new Set(variants.flatMap((variant) => variant.getProperties().map(({ name }) => name)));
  const members = [...names].map((name) => {
    const declared = variants.map((variant) => variant.getProperty(name));
    const [first] = declared.filter((member) => member !== undefined);
    return {
      name,
      type: first ? checker.typeToString(checker.getNonNullableType(checker.getTypeOfSymbol(first))) : "",
      optional: declared.some((member) => member === undefined || (member.flags & ts.SymbolFlags.Optional) !== 0),
    };
  });
  return byName(members);
}

function parametersOf(method: ReferenceMethod, direction: "in" | "out"): Parameter[] {
  const types = new Map(Object.entries({ String: "string", UInt32: "number", SInt32: "number", Boolean: "boolean" }));
  const embedded = direction === "in" ? "WmiObject | PackageInstance" : "WmiObject";
  return method.parameters
    .filter((parameter) => parameter.direction === direction)
    .map(({ name, cimType, array, optional }) => {
      const type = types.get(cimType) ?? embedded;
      return { name, type: array ? `readonly ${type}[]` : type, optional };
    });
}

function byName(members: readonly Parameter[]): Parameter[] {
  return members.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

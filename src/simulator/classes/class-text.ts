import type { JsonValue } from "../values/json.js";

/**
 * A WMI class as it is written down in this folder: one property per line (`Name Type[] key|lazy|read = default`) and
 * methods between semicolons (`static Name(Parameter Type?, ...) Returns -> OutParameter Type, ...`).
 */
export interface ClassText {
  readonly name: string;
  readonly superclass?: string;
  readonly abstract?: boolean;
  readonly embedded?: boolean;
  /** Guarded by SEDO locks. */
  readonly sedo?: boolean;
  readonly packageType?: number;
  readonly properties?: string;
  readonly methods?: string;
}

/** Name and type of a property or a parameter. `type` is a CIM type or the name of an embedded class. */
export interface TypedName {
  readonly name: string;
  readonly type: string;
  readonly array: boolean;
}

/** A property of a class. */
export interface PropertyDefinition extends TypedName {
  readonly key: boolean;
  readonly lazy: boolean;
  readonly read: boolean;
  readonly fallback: JsonValue;
}

/** An in-parameter of a method. */
interface InParameter extends TypedName {
  readonly optional: boolean;
}

/** A method of a class. */
export interface MethodDefinition {
  readonly name: string;
  readonly static: boolean;
  readonly returns: string;
  readonly inParameters: readonly InParameter[];
  readonly outParameters: readonly TypedName[];
}

/** Reads the properties of a class text. */
export function parseProperties(text: string): PropertyDefinition[] {
  return linesOf(text, "\n").map((line) => {
    const [head = "", fallback] = line.split(" = ");
    const [name = "", type = "", ...flags] = head.split(" ");
    return {
      ...typedName(name, type),
      key: flags.includes("key"),
      lazy: flags.includes("lazy"),
      read: flags.includes("read"),
      fallback: fallback === undefined ? null : literal(fallback),
    };
  });
}

/** Reads the methods of a class text. */
export function parseMethods(text: string): MethodDefinition[] {
  return linesOf(text, ";").map((line) => {
    const isStatic = line.startsWith("static ");
    const [signature = "", outParameters = ""] = line.slice(isStatic ? "static ".length : 0).split(" -> ");
    const [name = "", rest = ""] = signature.split("(");
    const [inParameters = "", returns = ""] = rest.split(")");
    return {
      name,
      static: isStatic,
      returns: returns.trim(),
      inParameters: linesOf(inParameters, ",").map((parameter) => {
        const [parameterName = "", type = ""] = parameter.split(" ");
        const optional = type.endsWith("?");
        return { ...typedName(parameterName, optional ? type.slice(0, -1) : type), optional };
      }),
      outParameters: linesOf(outParameters, ",").map((parameter) => {
        const [parameterName = "", type = ""] = parameter.split(" ");
        return typedName(parameterName, type);
      }),
    };
  });
}

function typedName(name: string, type: string): TypedName {
  const array = type.endsWith("[]");
  return { name, type: array ? type.slice(0, -2) : type, array };
}

function linesOf(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function literal(text: string): JsonValue {
  if (text === "true" || text === "false") return text === "true";
  return text.startsWith('"') ? text.slice(1, -1) : Number(text);
}

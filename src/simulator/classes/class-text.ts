import type { JsonValue } from "../values/json.js";

/**
 * Security roles of the simulated site: a few of the built-in roles of ConfigMgr. An account with any of them can read
 * everything. `changeableBy` of a class has the roles that can change its objects; a full administrator can change all
 * objects.
 */
export const securityRoles = [
  "Full Administrator",
  "Read-only Analyst",
  "Application Administrator",
  "Software Update Manager",
  "Operating System Deployment Manager",
] as const;

/** Name of a built-in security role. */
export type SecurityRole = (typeof securityRoles)[number];

/** Security roles that can distribute content and request SEDO locks. */
export const contentRoles: readonly SecurityRole[] = [
  "Application Administrator",
  "Software Update Manager",
  "Operating System Deployment Manager",
];

/**
 * A WMI class as text. `properties` has one property on each line: `Name Type[] key|lazy|read = default`. `methods` has
 * methods with a semicolon after each: `static changing Name(Parameter Type?, ...) Returns -> OutParameter Type, ...`.
 */
interface BaseClassText {
  readonly name: string;
  readonly abstract?: boolean;
  readonly embedded?: boolean;
  /** Whether SEDO locks protect the objects of this class: only one user at a time can edit an object. */
  readonly sedo?: boolean;
  readonly properties?: string;
  readonly methods?: string;
}

interface OtherClassText extends BaseClassText {
  readonly superclass?: "SMS_BaseClass" | "SMS_ScheduleToken";
  readonly packageType?: undefined;
  readonly objectTypeID?: undefined;
  readonly changeableBy?: readonly SecurityRole[];
}

/** A package class as text. Each fact is required, so that the compiler reports a new class that lacks one. */
export interface PackageClassText extends BaseClassText {
  readonly superclass: "SMS_PackageBaseclass";
  readonly packageType: number;
  /** `ObjectTypeID` in the status rows of these packages. `undefined` if Microsoft does not document the number. */
  readonly objectTypeID: number | undefined;
  /** Security roles that can change packages of this class. A full administrator can always change them. */
  readonly changeableBy: readonly [SecurityRole, ...SecurityRole[]];
}

/** A WMI class as text: a package class or another class. */
export type ClassText = OtherClassText | PackageClassText;

/** Name and type of a property or a parameter. `type` is a CIM type or the name of an embedded class. */
export interface TypedName {
  readonly name: string;
  readonly type: string;
  readonly array: boolean;
}

/** A property of a WMI class. */
export interface PropertyDefinition extends TypedName {
  readonly key: boolean;
  readonly lazy: boolean;
  readonly read: boolean;
  readonly fallback: JsonValue;
}

/** An in-parameter of a WMI method. */
interface InParameter extends TypedName {
  readonly optional: boolean;
}

/** A method of a WMI class. */
export interface MethodDefinition {
  readonly name: string;
  readonly static: boolean;
  /** Whether a caller needs a security role that can change objects of the class. */
  readonly changing: boolean;
  readonly returns: string;
  readonly inParameters: readonly InParameter[];
  readonly outParameters: readonly TypedName[];
}

/** Parses the properties in the text of a class. */
export function parseProperties(text: string): PropertyDefinition[] {
  return linesOf(text, "\n").map((line) => {
    const [head = "", fallback] = line.split(" = ");
    const [, , ...flags] = head.split(" ");
    return {
      ...typedName(head),
      key: flags.includes("key"),
      lazy: flags.includes("lazy"),
      read: flags.includes("read"),
      fallback: fallback === undefined ? null : literal(fallback),
    };
  });
}

/** Parses the methods in the text of a class. */
export function parseMethods(text: string): MethodDefinition[] {
  return linesOf(text, ";").map((line) => {
    const [declaration = "", outParameters = ""] = line.split(" -> ");
    const isStatic = declaration.startsWith("static ");
    const isChanging = !isStatic || declaration.startsWith("static changing ");
    const signature = declaration.replace(/^static (?:changing )?/u, "");
    const [name = "", rest = ""] = signature.split("(");
    const [inParameters = "", returns = ""] = rest.split(")");
    return {
      name,
      static: isStatic,
      changing: isChanging,
      returns: returns.trim(),
      inParameters: linesOf(inParameters, ",").map((parameter) => {
        const optional = parameter.endsWith("?");
        return { ...typedName(optional ? parameter.slice(0, -1) : parameter), optional };
      }),
      outParameters: linesOf(outParameters, ",").map(typedName),
    };
  });
}

function typedName(text: string): TypedName {
  const [name = "", type = ""] = text.split(" ");
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

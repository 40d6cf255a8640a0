import type { JsonValue } from "../values/json.js";

/**
 * Built-in security roles of the simulated site, a small choice of the product's own. Each role can read everything.
 * Each class states which roles can change its objects; a full administrator can change all of them.
 */
export const securityRoles = [
  "Full Administrator",
  "Read-only Analyst",
  "Application Administrator",
  "Software Update Manager",
  "Operating System Deployment Manager",
] as const;

/** A built-in security role. */
export type SecurityRole = (typeof securityRoles)[number];

/** Roles that manage content and lock objects. */
export const contentRoles: readonly SecurityRole[] = [
  "Application Administrator",
  "Software Update Manager",
  "Operating System Deployment Manager",
];

/**
 * A WMI class as this folder states it: one property per line (`Name Type[] key|lazy|read = default`) and methods between
 * semicolons (`static changing Name(Parameter Type?, ...) Returns -> OutParameter Type, ...`).
 */
interface BaseClassText {
  readonly name: string;
  readonly abstract?: boolean;
  readonly embedded?: boolean;
  /** SEDO locks guard its objects: one user at a time can edit an object. */
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

/** A class of packages. Every fact is required, so that a new class cannot be registered without one. */
export interface PackageClassText extends BaseClassText {
  readonly superclass: "SMS_PackageBaseclass";
  readonly packageType: number;
  /** What `SMS_DistributionDPStatus` and its relatives call the secured class; `undefined` if not documented. */
  readonly objectTypeID: number | undefined;
  /** Roles, apart from a full administrator, that can change its packages. */
  readonly changeableBy: readonly [SecurityRole, ...SecurityRole[]];
}

/** A WMI class as this folder states it. */
export type ClassText = OtherClassText | PackageClassText;

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
  /** Requires permission to change objects of the class. */
  readonly changing: boolean;
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

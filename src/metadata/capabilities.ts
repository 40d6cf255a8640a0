import { describeOperation } from "../operation-text.js";
import { fail, succeed, type Result } from "../result.js";
import type { CallOptions, MetadataSource, Transport } from "../transport/transport.js";
import { describeFault, readXml, type XmlAttributes, type XmlFault, type XmlHandler } from "../xml/xml-reader.js";
import { documentedCapabilities, type Capabilities, type OfferedMethod } from "./offered-methods.js";

const operation = { className: "$metadata" };

/**
 * Reads `$metadata` of the site and returns the methods of each class, with their kind and the case of their names. For a
 * transport without `getMetadata`, it returns {@link documentedCapabilities} and sends no request.
 *
 * @param transport - an `AdminServiceTransport`, or another transport
 * @param options - `signal`; `timeoutMs` in milliseconds. The response has several megabytes, so allow enough time, and
 *   check `maxResponseBytes` of the transport
 * @returns failures: `invalid-response` if the response is not the `$metadata` of an AdminService, otherwise a transport
 *   failure. A failure does not show which methods the site offers: you can use {@link documentedCapabilities} instead.
 * @example
 * ```ts
 * import type { AdminServiceTransport } from "configmgr-sdk";
 * import { capabilities, findMethod } from "configmgr-sdk/sequence";
 *
 * export async function canRefresh(transport: AdminServiceTransport): Promise<boolean | undefined> {
 *   const read = await capabilities(transport);
 *   if (!read.ok) return undefined;
 *   return findMethod(read.value, "SMS_DriverPackage", "RefreshPkgSource")?.kind === "instance";
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/adminservice/usage
 */
export async function capabilities(
  transport: MetadataSource | Transport,
  options?: CallOptions,
): Promise<Result<Capabilities>> {
  if (!("getMetadata" in transport)) return succeed(documentedCapabilities);
  const response = await transport.getMetadata(options);
  if (!response.ok) return response;
  const read = readMetadata(response.value);
  if ("classes" in read) return succeed({ source: "metadata", classes: read.classes });
  return fail({
    kind: "invalid-response",
    execution: "not-executed",
    message: describeFault(`${describeOperation(operation)}: the response`, read.fault),
    operation,
    advice: "Check baseUrl. A proxy or another service might have responded, or the response is incomplete.",
  });
}

// Limits for `$metadata`, far above the limits of a transport. A real `$metadata` has about eight levels (seen).
const limits = { maxDepth: 64, maxLength: 256 * 1024 * 1024, maxElements: 10_000_000 };

/**
 * Reads the methods of all classes from `$metadata`, in one pass. An instance method is `<Action Name="M" IsBound="true">`.
 * Its class is not a part of the name: it is the type of the first parameter (seen). A static method is `<ActionImport
 * Name="Class.M">` (seen).
 */
function readMetadata(text: string): Pick<Capabilities, "classes"> | { readonly fault: XmlFault } {
  const reader = new MetadataReader();
  const fault = readXml(text, limits, reader);
  if (fault !== undefined) return { fault };
  return reader.isServiceMetadata() ? { classes: reader.classes() } : { fault: { reason: "names no class" } };
}

interface ClassEntry {
  baseName: string | undefined;
  readonly methods: OfferedMethod[];
}

class MetadataReader implements XmlHandler {
  readonly #classes = new Map<string, ClassEntry>();
  #boundAction: string | undefined;
  #hasEntityTypes = false;

  open(qualifiedName: string, attributes: XmlAttributes): void {
    const { Name: name = "", Type: type = "", BaseType: baseType, IsBound: isBound } = attributes;
    switch (afterLast(":", qualifiedName)) {
      case "EntityType":
        this.#hasEntityTypes = true;
        this.#class(name).baseName = baseType && afterLast(".", baseType);
        return;
      case "Action":
        this.#boundAction = isBound === "true" ? name : undefined;
        return;
      case "Parameter":
        this.#bind(type);
        return;
      case "ActionImport":
        this.#import(name);
    }
  }

  close(qualifiedName: string): void {
    if (afterLast(":", qualifiedName) === "Action") this.#boundAction = undefined;
  }

  isServiceMetadata(): boolean {
    return this.#hasEntityTypes;
  }

  classes(): Capabilities["classes"] {
    return Object.fromEntries([...this.#classes.keys()].map((className) => [className, this.#methodsOf(className)]));
  }

  #class(className: string): ClassEntry {
    const known = this.#classes.get(className);
    if (known !== undefined) return known;
    const entry: ClassEntry = { baseName: undefined, methods: [] };
    this.#classes.set(className, entry);
    return entry;
  }

  // Adds an action to the class of its first parameter, to which it is bound (OData 4.0 CSDL, 12.2.2). An action that is
  // bound to a collection is called on the whole set, so it is not an instance method.
  #bind(type: string): void {
    const methodName = this.#boundAction;
    this.#boundAction = undefined;
    if (methodName === undefined || type.startsWith("Collection(")) return;
    this.#class(afterLast(".", type)).methods.push({ methodName, kind: "instance" });
  }

  #import(name: string): void {
    const [className = "", methodName] = name.split(".");
    if (methodName !== undefined) this.#class(className).methods.push({ methodName, kind: "static" });
  }

  // Returns the methods of a class and the instance methods of its base classes: an action of a class can also be called on
  // classes that extend it (documented in OData 4.0, not seen in `$metadata`).
  #methodsOf(className: string): OfferedMethod[] {
    const methods = new Map<string, OfferedMethod>();
    const visited = new Set<string>();
    for (let name: string | undefined = className; name !== undefined && !visited.has(name);) {
      visited.add(name);
      const entry: ClassEntry | undefined = this.#classes.get(name);
      for (const method of entry?.methods ?? []) {
        const isInherited = name !== className;
        const key = `${method.kind} ${method.methodName}`;
        if ((!isInherited || method.kind === "instance") && !methods.has(key)) methods.set(key, method);
      }
      name = entry?.baseName;
    }
    return [...methods.values()];
  }
}

function afterLast(separator: string, name: string): string {
  return name.slice(name.lastIndexOf(separator) + 1);
}

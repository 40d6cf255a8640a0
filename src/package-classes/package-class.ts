import { refreshPkgSource, type AcknowledgedRefreshOptions } from "../operations/refresh-pkg-source.js";
import { setSourceSite, type SetSourceSiteOptions } from "../operations/set-source-site.js";
import { succeed, type Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { callMethod, type Method } from "./method.js";
import type { PackageClass } from "./package-class-types.js";
import type { PackageDefinition } from "./package-definition.js";
import type { LooseQuery } from "./query.js";
import { PackageReading, type Members } from "./reading.js";
import { SMS_PackageBaseclass } from "./sms-package-baseclass.js";
import { updatePackage } from "./update.js";

/** Makes an empty object; the class that extends ours is one. */
type Constructor<T> = new (transport: Transport) => T;

/**
 * Makes the class that a package class extends: reading, querying, changing, and the methods of its tables. What its
 * instances have is said by the schema, to the compiler as well as at run time.
 */
export function packageClass<D extends PackageDefinition>(definition: D): PackageClass<D>;
export function packageClass({ className, schema, methods, staticMethods }: PackageDefinition): object {
  const reading = new PackageReading(className, schema.shape);

  /** What complete and listed objects share. */
  class Package extends SMS_PackageBaseclass {
    constructor(transport: Transport) {
      super(className, transport);
    }

    // Which classes need the acknowledgement is said in their types, and checked by the operation.
    refreshPkgSource(options: AcknowledgedRefreshOptions) {
      return refreshPkgSource(this.transport, this, options);
    }

    setSourceSite(siteCode: string, options?: SetSourceSiteOptions) {
      return setSourceSite(this.transport, this, siteCode, options);
    }

    static {
      const run: RunOnObject<Package> = (object, method, inParameters, options) => {
        const path = { className, keys: { PackageID: object.PackageID } };
        return callMethod(object.transport, { className, path }, method, inParameters, options);
      };
      for (const [name, method] of Object.entries(methods))
        addMethod(this.prototype, name, instanceMethod(method, run));
    }
  }

  // A class for each query, which knows where its objects came from: a private field for each of them takes as long as
  // reading a third of its properties (measured). Never constructed: the members that were read of a row become one.
  const listedFrom = (transport: Transport, Complete: Constructor<SMS_PackageBaseclass>) => {
    class ListedPackage extends Package {
      protected override get transport(): Transport {
        return transport;
      }

      load(options?: CallOptions) {
        return reading.byKey(new Complete(transport), transport, this.PackageID, options);
      }
    }
    return (members: Members): ListedPackage => {
      become(members, ListedPackage.prototype);
      return members;
    };
  };

  class CompletePackage extends Package {
    static readonly className = className;
    static readonly schema = schema;
    readonly #Class: Constructor<CompletePackage>;
    // Once this object was written, newer than the property of that name.
    #writtenVersion: string | null | undefined;

    constructor(transport: Transport) {
      super(transport);
      this.#Class = new.target;
    }

    static get<T extends SMS_PackageBaseclass>(
      this: Constructor<T>,
      transport: Transport,
      PackageID: string,
      options?: CallOptions,
    ) {
      return reading.byKey(new this(transport), transport, PackageID, options);
    }

    static query<T extends SMS_PackageBaseclass>(this: Constructor<T>, transport: Transport, query?: LooseQuery) {
      return reading.query(listedFrom(transport, this), transport, query);
    }

    static async list<T extends SMS_PackageBaseclass>(
      this: Constructor<T>,
      transport: Transport,
      query?: LooseQuery,
    ): Promise<Result<Package[]>> {
      const objects: Package[] = [];
      for await (const object of reading.query(listedFrom(transport, this), transport, query)) {
        if (!object.ok) return object;
        objects.push(object.value);
      }
      return succeed(objects);
    }

    async update(changes: object, options?: CallOptions) {
      const { PackageID, transport } = this;
      const result = await updatePackage(
        {
          transport,
          operation: { className, PackageID },
          properties: schema.shape,
          version: this.#writtenVersion ?? this.SedoObjectVersion,
          read: () => reading.byKey(new this.#Class(transport), transport, PackageID, options),
        },
        changes,
        options,
      );
      if (!result.ok) return result;
      this.#writtenVersion = result.value.version;
      return succeed(result.value.updated);
    }
  }

  for (const [name, method] of Object.entries(staticMethods)) {
    addMethod(CompletePackage, name, staticMethod(method, { className }));
  }
  return CompletePackage;
}

function become<T extends object>(members: object, prototype: T): asserts members is T {
  Object.setPrototypeOf(members, prototype);
}

type RunOnObject<T> = (
  object: T,
  method: Method,
  inParameters: unknown,
  options?: CallOptions,
) => Promise<Result<object>>;

function instanceMethod<T>(method: Method, run: RunOnObject<T>): object {
  if (method.in === undefined) {
    return function (this: T, options?: CallOptions) {
      return run(this, method, undefined, options);
    };
  }
  return function (this: T, inParameters: unknown, options?: CallOptions) {
    return run(this, method, inParameters, options);
  };
}

function staticMethod(method: Method, target: { readonly className: string }): object {
  if (method.in === undefined) {
    return (transport: Transport, options?: CallOptions) => callMethod(transport, target, method, undefined, options);
  }
  return (transport: Transport, inParameters: unknown, options?: CallOptions) =>
    callMethod(transport, target, method, inParameters, options);
}

// As methods of a class body are: not enumerable.
function addMethod(owner: object, name: string, value: object): void {
  Object.defineProperty(owner, name, { value, writable: true, configurable: true });
}

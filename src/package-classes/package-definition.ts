import type * as z from "zod";
import type { PackageClassName } from "../operations/site/package-target.js";
import type { Methods } from "./method.js";
import type { Properties } from "./property.js";

/** What makes a package class: its schema and the tables of its methods. */
export interface PackageDefinition {
  readonly className: PackageClassName;
  readonly schema: z.ZodType<object> & { readonly shape: Properties };
  /** Of its objects. `RefreshPkgSource` and `SetSourceSite` are on every one and need no mention. */
  readonly methods: Methods;
  /** Of the class itself. */
  readonly staticMethods: Methods;
}

declare const definition: unique symbol;

/** Ties an object to what is known of its class; in types alone. */
export interface DefinedBy<D extends PackageDefinition> {
  /** @internal */
  readonly [definition]?: D;
}

type ShapeOf<T> = T extends DefinedBy<infer D> ? D["schema"]["shape"] : never;

type NamesWhere<Shape extends Properties, Q extends object> = {
  [Name in keyof Shape]: Shape[Name]["wmi"] extends Q ? Name : never;
}[keyof Shape];

/** Names of all properties of a class that this version knows. */
export type PropertyNames<T> = keyof ShapeOf<T>;

/** Names of the properties that only a keyed read fills. */
export type LazyNames<T> = NamesWhere<ShapeOf<T>, { readonly lazy: true }>;

/** Names of the properties that a query can give. */
export type ListedNames<T> = Exclude<PropertyNames<T>, LazyNames<T>> & string;

/** Names of the properties that `update` takes. */
export type WritableNames<T> = NamesWhere<ShapeOf<T>, { readonly writable: true }>;

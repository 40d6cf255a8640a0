import type * as z from "zod";

/**
 * A class to extend whose instances have what a schema says, and no class body spells out. Whoever makes an instance
 * puts it there.
 */
export function instancesWith<S extends z.ZodType<object>>(schema: S): abstract new () => Readonly<z.output<S>>;
export function instancesWith(): abstract new () => object {
  return Object;
}

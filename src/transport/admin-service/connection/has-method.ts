/** Whether a value from the caller's code, which can be JavaScript, is an object with this method. */
export function hasMethod(value: unknown, name: string): boolean {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, name) === "function";
}

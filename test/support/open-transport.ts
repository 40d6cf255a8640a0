import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import type { AdminServiceOptions } from "../../src/transport/admin-service/exchange/options.js";
import type { CallOptions } from "../../src/transport/transport.js";

/** Opens a transport to a server of the tests, and trusts the server's CA. */
export function openTransport(
  server: { readonly baseUrl: string; readonly ca: string },
  options: Omit<AdminServiceOptions, "baseUrl"> = {},
): AdminServiceTransport {
  return new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca }, ...options });
}

const path = { className: "SMS_Package", keys: { PackageID: "P0100012" } };

/** Calls a method, which the library must never send twice. */
export function call(transport: AdminServiceTransport, options?: CallOptions) {
  return transport.execMethod({ className: "SMS_Package", methodName: "RefreshPkgSource", path }, options);
}

/** Reads an object, which the library is allowed to retry. */
export function read(transport: AdminServiceTransport, options?: CallOptions) {
  return transport.getObject(path, options);
}

/** Returns all items of an async iterable as an array. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

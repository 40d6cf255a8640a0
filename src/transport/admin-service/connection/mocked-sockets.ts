import type { TLSSocket } from "node:tls";

/** Whether a mock and not a server responds on a socket. Such a socket never has a certificate. */
export type IsMocked = (socket: TLSSocket) => boolean;

// The check is stored in `globalThis`, because `configmgr-sdk` and `configmgr-sdk/msw` are separate bundles that share no
// module.
const key = Symbol.for("configmgr-sdk.isMockedSocket");

/**
 * Makes the transport accept sockets on which a mock responds. Only `configmgr-sdk/msw` calls it: without this call, the
 * transport checks the certificate of every connection.
 */
export function allowMockedSockets(isMocked: IsMocked): void {
  Object.defineProperty(globalThis, key, { value: isMocked, configurable: true });
}

/** Returns the function with which `configmgr-sdk/msw` recognizes sockets of a mock; `undefined` if no mock is in use. */
export function mockedSockets(): IsMocked | undefined {
  const isMocked: unknown = Reflect.get(globalThis, key);
  return isCheck(isMocked) ? isMocked : undefined;
}

function isCheck(value: unknown): value is IsMocked {
  return typeof value === "function";
}

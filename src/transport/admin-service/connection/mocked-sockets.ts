import type { TLSSocket } from "node:tls";

/** Whether a mock responds on a socket. Such a socket never has a certificate. */
export type IsMocked = (socket: TLSSocket) => boolean;

// In the global registry, because each entry of the package is a bundle of its own.
const key = Symbol.for("configmgr-sdk.isMockedSocket");

/** For `configmgr-sdk/msw` only: without this call, the transport checks the certificate of every connection. */
export function allowMockedSockets(isMocked: IsMocked): void {
  Object.defineProperty(globalThis, key, { value: isMocked, configurable: true });
}

/** The check of `configmgr-sdk/msw`; `undefined` if no mock is in use. */
export function mockedSockets(): IsMocked | undefined {
  const isMocked: unknown = Reflect.get(globalThis, key);
  return isCheck(isMocked) ? isMocked : undefined;
}

function isCheck(value: unknown): value is IsMocked {
  return typeof value === "function";
}

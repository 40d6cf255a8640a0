import net from "node:net";
import tls from "node:tls";
import { expect, it } from "vitest";
import { allowMswConnections } from "../../src/msw/index.js";
import { mockedSockets } from "../../src/transport/admin-service/connection/mocked-sockets.js";

it("the transport accepts sockets of msw 3 only after allowMswConnections, and no other socket", () => {
  Reflect.deleteProperty(globalThis, Symbol.for("configmgr-sdk.isMockedSocket"));
  expect(mockedSockets()).toBeUndefined();
  allowMswConnections();
  const isMocked = mockedSockets();
  const socket = new tls.TLSSocket(new net.Socket());
  expect(isMocked?.(socket)).toBe(false);
  // The code that msw 3 sets on a connection that a handler answers.
  Object.defineProperty(socket, "authorizationError", { value: "MOCKED_CONNECTION_NOT_VERIFIED" });
  expect(isMocked?.(socket)).toBe(true);
});

import net from "node:net";
import tls from "node:tls";
import { expect, it } from "vitest";
import { allowMswConnections } from "../../src/msw/index.js";
import { mockedSockets } from "../../src/transport/admin-service/connection/mocked-sockets.js";

it("the transport accepts sockets that msw 3 intercepts only after allowMswConnections(), and no other socket without a certificate", () => {
  Reflect.deleteProperty(globalThis, Symbol.for("configmgr-sdk.isMockedSocket"));
  expect(mockedSockets()).toBeUndefined();
  allowMswConnections();
  const isMocked = mockedSockets();
  const socket = new tls.TLSSocket(new net.Socket());
  expect(isMocked?.(socket)).toBe(false);
  // msw 3 sets this error code on a connection that it intercepts.
  Object.defineProperty(socket, "authorizationError", { value: "MOCKED_CONNECTION_NOT_VERIFIED" });
  expect(isMocked?.(socket)).toBe(true);
});

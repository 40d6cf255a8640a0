import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import tls from "node:tls";
import { sharedCertificates } from "./scripted-server.js";

export interface RawServer extends AsyncDisposable {
  readonly baseUrl: string;
  readonly port: number;
  readonly ca: string;
}

/** Starts a TLS server that passes each decrypted connection to the test. */
export async function rawTlsServer(onConnection: (socket: tls.TLSSocket) => void): Promise<RawServer> {
  const { leaf } = await sharedCertificates();
  const server = tls.createServer({ cert: leaf.cert, key: leaf.key }, (socket) => {
    socket.on("error", () => {});
    onConnection(socket);
  });
  server.on("tlsClientError", () => {});
  return await listening(server);
}

/** Starts a TCP server that passes each connection to the test. */
export async function tcpServer(onConnection: (socket: net.Socket) => void): Promise<RawServer> {
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    onConnection(socket);
  });
  return await listening(server);
}

async function listening(server: net.Server): Promise<RawServer> {
  const sockets = new Set<net.Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const { authority } = await sharedCertificates();
  return {
    baseUrl: `https://localhost:${port}/AdminService`,
    port,
    ca: authority.cert,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

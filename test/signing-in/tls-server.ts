import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import tls from "node:tls";

/** A TLS server that records every byte that it decrypted. */
export interface TlsServer extends AsyncDisposable {
  readonly baseUrl: string;
  readonly port: number;
  /** Returns all text that clients sent inside TLS. */
  received(): string;
  /** Host names that clients requested (SNI), and the names in their client certificates. */
  readonly requestedNames: string[];
  readonly clients: string[];
}

const body = '{"@odata.context":"https://localhost/AdminService/wmi/$metadata#__PARAMETERS","ReturnValue":0}';

/** Starts a TLS server that responds to each request like a method that returns 0. It expects each request in one chunk. */
export async function tlsServer(options: tls.TlsOptions): Promise<TlsServer> {
  let received = "";
  const requestedNames: string[] = [];
  const clients: string[] = [];
  const sockets = new Set<Socket>();
  const chooseByName: tls.TlsOptions["SNICallback"] = (name, choose) => {
    requestedNames.push(name);
    choose(null);
  };
  const server = tls.createServer({ ...options, SNICallback: chooseByName }, (socket) => {
    const { subject } = socket.getPeerCertificate() as Partial<tls.PeerCertificate>;
    if (subject !== undefined) clients.push(subject.CN);
    socket.on("error", () => {});
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString("latin1");
      socket.write(
        `HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
    });
  });
  server.on("tlsClientError", () => {});
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `https://localhost:${port}/AdminService`,
    port,
    received: () => received,
    requestedNames,
    clients,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

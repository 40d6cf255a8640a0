import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import tls from "node:tls";

/** A TLS server that records every byte that it decrypted. */
export interface TlsServer extends AsyncDisposable {
  readonly baseUrl: string;
  readonly port: number;
  /** The data that clients sent inside TLS. */
  received(): string;
  /** Host names that clients requested (SNI), and the names in their client certificates. */
  readonly askedFor: string[];
  readonly clients: string[];
}

const answer = '{"@odata.context":"https://localhost/AdminService/wmi/$metadata#__PARAMETERS","ReturnValue":0}';

/** Responds to each request as a method that returned 0. Requests are small, so each arrives as one chunk. */
export async function tlsServer(options: tls.TlsOptions): Promise<TlsServer> {
  let received = "";
  const askedFor: string[] = [];
  const clients: string[] = [];
  const sockets = new Set<Socket>();
  const chooseByName: tls.TlsOptions["SNICallback"] = (name, choose) => {
    askedFor.push(name);
    choose(null);
  };
  const server = tls.createServer({ ...options, SNICallback: chooseByName }, (socket) => {
    const { subject } = socket.getPeerCertificate() as Partial<tls.PeerCertificate>;
    if (subject !== undefined) clients.push(subject.CN);
    socket.on("error", () => {});
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString("latin1");
      socket.write(
        `HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`,
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
    askedFor,
    clients,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

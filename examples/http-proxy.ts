import http from "node:http";
import type { Connect } from "configmgr-sdk";

/** Connects to the AdminService through an HTTP proxy. `authorization` is only for the proxy, for example `Basic ...`. */
export function throughProxy(proxy: URL, authorization?: string): Connect {
  return (host, port) =>
    new Promise((resolve, reject) => {
      const target = `${host}:${port}`;
      const request = http.request({
        host: proxy.hostname,
        port: proxy.port,
        method: "CONNECT",
        path: target,
        headers: {
          Host: target,
          ...(authorization !== undefined && {
            "Proxy-Authorization": authorization,
          }),
        },
      });
      request.once("error", reject);
      request.once("connect", (response, socket) => {
        if (response.statusCode === 200) {
          resolve(socket);
          return;
        }
        socket.destroy();
        reject(
          new Error(
            `the proxy returned ${response.statusCode ?? 0} to CONNECT`,
          ),
        );
      });
      request.end();
    });
}

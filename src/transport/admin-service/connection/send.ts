import http from "node:http";
import https from "node:https";
import { Axios, AxiosHeaders, type AxiosResponse } from "axios";
import type { Connections } from "./connections.js";
import { onAbort } from "../../../on-abort.js";
import { readResponse, responseWithoutBody } from "./read-response.js";
import type { HttpResponse } from "./http-response.js";
import type { ServiceRequest } from "../odata/requests.js";

/** What became of a request: a response, or an error. `written` is true if any byte of the request might have been sent. */
export type Sent = { readonly response: HttpResponse } | { readonly error: unknown; readonly written: boolean };

// An instance of axios without defaults. Other code in the process can change `axios.defaults` (a proxy, a header, a
// transformation), and that must not change the requests of this library.
const axios = new Axios({});

/** axios requires headers in each response. The headers that the site sent are in `data`. */
const noHeaders = new AxiosHeaders();

/**
 * Sends a request once. Does not reject. If `signal` fired, the error is the signal's reason.
 *
 * @param headers - names and values in turn. Node sends such a list unchanged
 */
export async function send(
  { method, pathAndQuery, body }: ServiceRequest,
  headers: readonly string[],
  signal: AbortSignal,
  connections: Connections,
  maxResponseBytes: number,
): Promise<Sent> {
  const { protocol, hostname, port, host, origin, basePath } = connections.address;
  // The path is not parsed as a URL, because parsing would change some of its characters.
  const path = `${basePath}${pathAndQuery}`;
  const sending: { request?: http.ClientRequest } = {};
  try {
    const response = await axios.request<HttpResponse, AxiosResponse<HttpResponse>>({
      method,
      url: `${origin}${path}`,
      // Replaces the adapters of axios, which do not report whether a byte of the request was written, and are slower.
      adapter: async (config) => {
        signal.throwIfAborted();
        connections.dropStale();
        sending.request = (protocol === "https:" ? https : http).request({
          agent: connections.agent,
          host: hostname,
          port,
          method,
          path,
          headers: ["Host", host, ...headers],
          // `Connections` sets the name for TLS. Without this line, Node computes a name for each request.
          servername: "",
        });
        const data = await responseTo(sending.request, body, signal, maxResponseBytes);
        return { data, status: data.status, statusText: "", headers: noHeaders, config };
      },
    });
    await arrivalsRead();
    return { response: response.data };
  } catch (error) {
    // This reads the property and does not listen for the event `socket`: such a listener stays in memory longer than the
    // call, and collecting many of them was visible in long runs.
    const socket = sending.request?.socket ?? undefined;
    return {
      error: signal.aborted ? signal.reason : error,
      written: socket !== undefined && !connections.isHeld(socket),
    };
  }
}

function responseTo(
  request: http.ClientRequest,
  body: string | undefined,
  signal: AbortSignal,
  maxResponseBytes: number,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const giveUp = (error: Error) => {
      request.destroy();
      reject(error);
    };
    const stopListening = onAbort(signal, () => {
      giveUp(new Error("the attempt was cancelled"));
    });
    let hasResponse = false;
    const refuseSwitch = (incoming: http.IncomingMessage) => {
      incoming.socket.destroy();
      resolve(responseWithoutBody(incoming));
    };

    request.on("error", reject);
    request.once("response", (incoming) => {
      hasResponse = true;
      if (incoming.statusCode === 101) {
        refuseSwitch(incoming);
        return;
      }
      readResponse(incoming, maxResponseBytes).then((response) => {
        // With TLS, Node reports that the request was sent one turn of the event loop late, which can be after the response
        // of a fast server.
        if (!request.writableFinished) setImmediate(stopSending, request);
        resolve(response);
      }, giveUp);
    });
    // Node emits `upgrade` only if the 101 response names the new protocol in all its headers.
    request.once("upgrade", refuseSwitch);
    request.once("close", () => {
      stopListening();
      if (hasResponse) return;
      reject(Object.assign(new Error("the connection was closed without a response"), { code: "ECONNRESET" }));
    });
    request.end(body);
  });
}

// Closes the connection of a request that was not sent completely when its response arrived. The rest of the request is not
// needed.
function stopSending(request: http.ClientRequest): void {
  if (!request.writableFinished) request.destroy();
}

/**
 * Waits until Node has read data that follows a response, which closes the connection. Unread data would be taken for the
 * response to the next request on the connection.
 */
function arrivalsRead(): Promise<void> {
  // Node reads its sockets between two turns of the event loop.
  return new Promise((resolve) => setImmediate(resolve));
}

import http from "node:http";
import https from "node:https";
import { Axios, AxiosHeaders, type AxiosResponse } from "axios";
import type { Connections } from "./connections.js";
import { onAbort } from "../../../on-abort.js";
import { readResponse, responseWithoutBody } from "./read-response.js";
import type { HttpResponse } from "./http-response.js";
import type { ServiceRequest } from "../odata/requests.js";

/** The end of one attempt: a response, or an error and whether any byte of the request might have been sent. */
export type Sent = { readonly response: HttpResponse } | { readonly error: unknown; readonly written: boolean };

// A separate instance without defaults. Other code in the process can change `axios.defaults` (a proxy, a header, a
// transformation), and that must not change these requests.
const axios = new Axios({});

/** axios requires headers. The headers of the response are in its data. */
const noHeaders = new AxiosHeaders();

/**
 * Sends a request once. Does not reject: a cancellation is returned as the error.
 *
 * @param headers - names and values in turn: Node sends such a list as it is
 */
export async function send(
  { method, pathAndQuery, body }: ServiceRequest,
  headers: readonly string[],
  signal: AbortSignal,
  connections: Connections,
  maxResponseBytes: number,
): Promise<Sent> {
  const { protocol, hostname, port, host, origin, basePath } = connections.address;
  // Not parsed as a URL: that would change some of its characters.
  const path = `${basePath}${pathAndQuery}`;
  const sending: { request?: http.ClientRequest } = {};
  try {
    const response = await axios.request<HttpResponse, AxiosResponse<HttpResponse>>({
      method,
      url: `${origin}${path}`,
      // The adapters of axios do not report whether a byte was written, and are slower.
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
          // `Connections` knows the name. Without this line, Node computes it for each request.
          servername: "",
        });
        const data = await responseTo(sending.request, body, signal, maxResponseBytes);
        return { data, status: data.status, statusText: "", headers: noHeaders, config };
      },
    });
    await arrivalsRead();
    return { response: response.data };
  } catch (error) {
    // Not a listener for "socket": its closures live longer than the call, and collecting them was visible in long runs.
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
        // TLS reports the end of the request one turn late, which can be after the response of a fast server.
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

// The response arrived before the whole request was sent. The rest is not needed, so the connection is closed.
function stopSending(request: http.ClientRequest): void {
  if (!request.writableFinished) request.destroy();
}

/**
 * Waits until data after a response was read, which closes the connection. Unread data would be taken for the response to
 * the next call on that connection.
 */
function arrivalsRead(): Promise<void> {
  // Node reads sockets between two turns.
  return new Promise((resolve) => setImmediate(resolve));
}

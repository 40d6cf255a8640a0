import http from "node:http";
import https from "node:https";
import { Axios, AxiosHeaders, type AxiosResponse, type InternalAxiosRequestConfig } from "axios";
import type { ServiceAddress } from "../odata/base-url.js";
import type { Connections } from "./connections.js";
import type { AttemptCancellation } from "./attempt-cancellation.js";
import { isError } from "./error-cause.js";
import { readResponse, responseWithoutBody } from "./read-response.js";
import type { HttpResponse } from "./http-response.js";
import type { ServiceRequest } from "../odata/requests.js";

/** The end of one attempt: a response, or an error and whether any byte of the request might have been sent. */
export type Sent = { readonly response: HttpResponse } | { readonly error: unknown; readonly written: boolean };

/** Names and values in turn: Node sends such a list as it is. */
export type Headers = readonly string[];

/** The request of an attempt; absent until it was created. */
interface Sending {
  request?: http.ClientRequest;
}

// A separate instance without defaults. Other code in the process can change `axios.defaults` (a proxy, a header, a
// transformation), and that must not change these requests.
const axios = new Axios({});

/** axios requires headers. The headers of the response are in its data. */
const noHeaders = new AxiosHeaders();

/** Sends requests over the connections of one transport. */
export class Sender {
  readonly #address: ServiceAddress;
  readonly #connections: Connections;
  readonly #maxResponseBytes: number;

  constructor(address: ServiceAddress, connections: Connections, maxResponseBytes: number) {
    this.#address = address;
    this.#connections = connections;
    this.#maxResponseBytes = maxResponseBytes;
  }

  /** Sends a request once. Does not reject: a cancellation is returned as the error. */
  async send(request: ServiceRequest, headers: Headers, cancellation: AttemptCancellation): Promise<Sent> {
    const sending: Sending = {};
    try {
      const response = await axios.request<HttpResponse, AxiosResponse<HttpResponse>>({
        method: request.method,
        url: `${this.#address.origin}${this.#address.basePath}${request.pathAndQuery}`,
        // The adapters of axios do not report whether a byte was written, and are slower.
        adapter: (config) => this.#exchange(config, request, headers, cancellation, sending),
      });
      await arrivalsRead();
      return { response: response.data };
    } catch (error) {
      return { error, written: this.#hasBegun(sending) };
    }
  }

  // Not a listener for "socket": its closures live longer than the call, and collecting them was visible in long runs.
  #hasBegun({ request }: Sending): boolean {
    const socket = request?.socket ?? undefined;
    return socket !== undefined && !this.#connections.isHeld(socket);
  }

  #exchange(
    config: InternalAxiosRequestConfig,
    { method, pathAndQuery, body }: ServiceRequest,
    headers: Headers,
    cancellation: AttemptCancellation,
    sending: Sending,
  ): Promise<AxiosResponse<HttpResponse>> {
    const { protocol, hostname, port, host, basePath } = this.#address;
    return new Promise((resolve, reject) => {
      if (cancellation.reason !== undefined) throw cancellation.reason;
      this.#connections.dropStale();
      const request = (protocol === "https:" ? https : http).request({
        agent: this.#connections.agent,
        host: hostname,
        port,
        method,
        // Not parsed as a URL: that would change some of its characters.
        path: `${basePath}${pathAndQuery}`,
        headers: ["Host", host, ...headers],
        // `Connections` knows the name. Without this line, Node computes it for each request.
        servername: "",
      });
      sending.request = request;
      const giveUp = (reason: Error) => {
        request.destroy();
        reject(reason);
      };
      let hasResponse = false;
      const respond = (response: HttpResponse) => {
        resolve({ data: response, status: response.status, statusText: "", headers: noHeaders, config });
      };
      const refuseSwitch = (incoming: http.IncomingMessage) => {
        incoming.socket.destroy();
        respond(responseWithoutBody(incoming));
      };
      cancellation.onCancel(giveUp);

      request.on("error", reject);
      request.once("response", (incoming) => {
        hasResponse = true;
        if (incoming.statusCode === 101) {
          refuseSwitch(incoming);
          return;
        }
        readResponse(incoming, this.#maxResponseBytes).then(
          (response) => {
            // TLS reports the end of the request one turn late, which can be after the response of a fast server.
            if (!request.writableFinished) setImmediate(stopSending, request);
            respond(response);
          },
          (error: unknown) => {
            request.destroy();
            reject(asError(error));
          },
        );
      });
      // Node emits `upgrade` only if the 101 response names the new protocol in all its headers.
      request.once("upgrade", refuseSwitch);
      request.once("close", () => {
        cancellation.offCancel(giveUp);
        if (hasResponse) return;
        reject(Object.assign(new Error("the connection was closed without a response"), { code: "ECONNRESET" }));
      });
      request.end(body);
    });
  }
}

// The response arrived before the whole request was sent. The rest is not needed, so the connection is closed.
function stopSending(request: http.ClientRequest): void {
  if (!request.writableFinished) request.destroy();
}

function asError(reason: unknown): Error {
  return isError(reason) ? reason : new Error(String(reason));
}

/**
 * Waits until data after a response was read, which closes the connection. Unread data would be taken for the response to
 * the next call on that connection.
 */
function arrivalsRead(): Promise<void> {
  // Node reads sockets between two turns.
  return new Promise((resolve) => setImmediate(resolve));
}

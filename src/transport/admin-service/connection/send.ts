import http from "node:http";
import https from "node:https";
import { Axios, AxiosHeaders, type AxiosResponse, type InternalAxiosRequestConfig } from "axios";
import type { ServiceAddress } from "../odata/base-url.js";
import type { Connections } from "./connections.js";
import type { Ending } from "./attempt-cancellation.js";
import { isError } from "./error-cause.js";
import { readResponse, responseWithoutBody } from "./read-response.js";
import type { HttpResponse } from "./http-response.js";
import type { ServiceRequest } from "../odata/requests.js";

/** How one attempt ended: with an answer, or with an error and the knowledge whether its request had begun to go out. */
export type Sent = { readonly response: HttpResponse } | { readonly error: unknown; readonly written: boolean };

/** Names and values in turn, as Node takes them without keeping a table of them. */
export type Headers = readonly string[];

/** The request of an attempt, once there is one. */
interface Sending {
  request?: http.ClientRequest;
}

// An instance of its own without defaults: whoever changes axios.defaults elsewhere in the process (a proxy, a header, a
// transformation) must not change what is sent from here.
const axios = new Axios({});

/** The adapter's answer has its headers in its data; axios wants some. */
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

  /** One attempt, never repeated here. Does not reject; the reason of an early end comes back as the error. */
  async send(request: ServiceRequest, headers: Headers, ending: Ending): Promise<Sent> {
    const sending: Sending = {};
    try {
      const response = await axios.request<HttpResponse, AxiosResponse<HttpResponse>>({
        method: request.method,
        url: `${this.#address.origin}${this.#address.basePath}${request.pathAndQuery}`,
        // axios' own adapter can't tell whether a byte was written, and is slower.
        adapter: (config) => this.#exchange(config, request, headers, ending, sending),
      });
      await arrivalsRead();
      return { response: response.data };
    } catch (error) {
      return { error, written: this.#hasBegun(sending) };
    }
  }

  // Not noted by a listener for "socket": its closures outlive the call, and collecting them showed in long runs.
  #hasBegun({ request }: Sending): boolean {
    const socket = request?.socket ?? undefined;
    return socket !== undefined && !this.#connections.isHeld(socket);
  }

  #exchange(
    config: InternalAxiosRequestConfig,
    { method, pathAndQuery, body }: ServiceRequest,
    headers: Headers,
    ending: Ending,
    sending: Sending,
  ): Promise<AxiosResponse<HttpResponse>> {
    const { protocol, hostname, port, host, basePath } = this.#address;
    return new Promise((resolve, reject) => {
      if (ending.reason !== undefined) throw ending.reason;
      this.#connections.dropStale();
      const request = (protocol === "https:" ? https : http).request({
        agent: this.#connections.agent,
        host: hostname,
        port,
        method,
        // As it was made: parsing it as a URL would write some of its characters differently.
        path: `${basePath}${pathAndQuery}`,
        headers: ["Host", host, ...headers],
        // Known to who dials. Left out, Node works it out for each request.
        servername: "",
      });
      sending.request = request;
      const giveUp = (reason: Error) => {
        request.destroy();
        reject(reason);
      };
      let answered = false;
      const respond = (response: HttpResponse) => {
        resolve({ data: response, status: response.status, statusText: "", headers: noHeaders, config });
      };
      const refuseSwitch = (incoming: http.IncomingMessage) => {
        incoming.socket.destroy();
        respond(responseWithoutBody(incoming));
      };
      ending.onEnd(giveUp);

      request.on("error", reject);
      request.once("response", (incoming) => {
        answered = true;
        if (incoming.statusCode === 101) {
          refuseSwitch(incoming);
          return;
        }
        readResponse(incoming, this.#maxResponseBytes).then(
          (response) => {
            // TLS notes the end of what it sent a turn late, behind the answer of a fast server.
            if (!request.writableFinished) setImmediate(stopSending, request);
            respond(response);
          },
          (error: unknown) => {
            request.destroy();
            reject(asError(error));
          },
        );
      });
      // Node tells of a 101 so only where the answer names the new protocol in all its headers.
      request.once("upgrade", refuseSwitch);
      request.once("close", () => {
        ending.offEnd(giveUp);
        if (answered) return;
        reject(Object.assign(new Error("the connection was closed without an answer"), { code: "ECONNRESET" }));
      });
      request.end(body);
    });
  }
}

// Answered before it was all sent: what is left of it would keep the connection busy for nobody.
function stopSending(request: http.ClientRequest): void {
  if (!request.writableFinished) request.destroy();
}

function asError(reason: unknown): Error {
  return isError(reason) ? reason : new Error(String(reason));
}

/**
 * Waits until what had come in behind an answer was read, which ends its connection. Left unread, it would be taken for
 * the answer of the next call on that connection.
 */
function arrivalsRead(): Promise<void> {
  // Node reads sockets between two turns.
  return new Promise((resolve) => setImmediate(resolve));
}

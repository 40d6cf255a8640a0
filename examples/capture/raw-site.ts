import type { Credential } from "configmgr-sdk";
import { once } from "node:events";
import http from "node:http";
import tls from "node:tls";

/** A response of the site, unchanged. */
export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The reason why there is no response. */
export interface NoResponse {
  readonly noResponse: string;
}

export interface RawSiteOptions {
  readonly baseUrl: URL;
  /** PEM. Added to the system's roots. */
  readonly ca?: string | undefined;
  readonly credential?: Credential | undefined;
  readonly timeoutMs: number;
}

export interface RawRequest {
  readonly method: "GET" | "POST" | "PATCH";
  /** Part of the URL after `/wmi/`. */
  readonly path: string;
  readonly body?: string;
  /** If true, the request is sent without a credential. */
  readonly anonymous?: boolean;
}

/** Maximum number of bytes that are read of a response. `$metadata` of a site has some megabytes. */
const maxBytes = 64 * 1024 * 1024;

/** Sends requests to a site and returns the responses unchanged. The library's own transport returns a `Result` instead. */
export class RawSite {
  constructor(private readonly options: RawSiteOptions) {}

  /** Sends a request once. Does not reject. */
  async send({ method, path, body, anonymous = false }: RawRequest): Promise<RawResponse | NoResponse> {
    const { baseUrl, timeoutMs } = this.options;
    const signal = AbortSignal.timeout(timeoutMs);
    let socket: tls.TLSSocket | undefined;
    try {
      const signed = anonymous ? {} : await this.#sign(signal);
      if (typeof signed === "string") return { noResponse: signed };
      socket = await this.#connect(signal);
      const connection = socket;
      const request = http.request({
        createConnection: () => connection,
        method,
        host: baseUrl.hostname,
        port: baseUrl.port || 443,
        path: `${baseUrl.pathname.replace(/\/$/, "")}/wmi/${path}`,
        headers: {
          Accept: "application/json",
          "User-Agent": "configmgr-sdk-capture",
          Connection: "close",
          ...signed,
          ...(body !== undefined && { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) }),
        },
        signal,
      });
      request.end(body);
      const [response] = (await once(request, "response", { signal })) as [http.IncomingMessage];
      return { status: response.statusCode ?? 0, headers: headersOf(response), body: await read(response) };
    } catch (error) {
      return { noResponse: signal.aborted ? `none within ${timeoutMs} ms` : codeOf(error) };
    } finally {
      socket?.destroy();
    }
  }

  async #sign(signal: AbortSignal): Promise<{ Authorization?: string } | string> {
    const { credential, baseUrl } = this.options;
    if (credential === undefined) return {};
    const authorization = await credential.authorize({ hostname: baseUrl.hostname, signal });
    return "header" in authorization ? { Authorization: authorization.header } : authorization.reason;
  }

  // Sends nothing before the certificate was accepted, so that no unknown server receives a credential.
  async #connect(signal: AbortSignal): Promise<tls.TLSSocket> {
    const { baseUrl, ca } = this.options;
    const socket = tls.connect({
      host: baseUrl.hostname,
      port: Number(baseUrl.port || 443),
      servername: baseUrl.hostname,
      ...(ca !== undefined && { ca: [...tls.rootCertificates, ca] }),
    });
    await once(socket, "secureConnect", { signal }).catch((error: unknown) => {
      socket.destroy();
      throw error;
    });
    return socket;
  }
}

async function read(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function headersOf({ headers }: http.IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")]));
}

// The code of an error, because its message can contain host names.
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

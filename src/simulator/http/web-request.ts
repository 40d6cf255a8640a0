import { once } from "node:events";
import type { SiteResponse, HttpResponse, SiteRequest } from "./response.js";

/**
 * Passes a `Request` to the simulated site. A closed connection becomes `Response.error()`. If the request is aborted or
 * its body cannot be read, the site does not run the request, and the function also returns `Response.error()`.
 */
export async function respondToWebRequest(
  request: Request,
  respond: (request: SiteRequest) => Promise<SiteResponse>,
): Promise<Response> {
  const body = await bodyOf(request);
  if (body === undefined) return Response.error();
  const { method, url, signal } = request;
  const headers = new Map(request.headers);
  return await toWebResponse(await respond({ method, url, headers, body, remoteAddress: "127.0.0.1" }), signal);
}

async function bodyOf(request: Request): Promise<string | undefined> {
  try {
    const body = await request.text();
    return request.signal.aborted ? undefined : body;
  } catch {
    return undefined;
  }
}

async function toWebResponse(siteResponse: SiteResponse, signal: AbortSignal): Promise<Response> {
  switch (siteResponse.kind) {
    case "reset":
      return Response.error();
    case "hang":
      if (!signal.aborted) await once(signal, "abort");
      return Response.error();
    case "http":
      return webResponse(siteResponse);
  }
}

function webResponse({ status, headers, body, cutAfterBytes }: HttpResponse): Response {
  const list = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : value.map((one): [string, string] => [name, one]),
  );
  const sent = cutAfterBytes === undefined ? body : truncatedBody(body, cutAfterBytes);
  return new Response(body === "" ? null : sent, { status, headers: list });
}

/** Makes a body that ends with an error after a number of bytes. */
function truncatedBody(body: string, bytes: number): ReadableStream<Uint8Array> {
  const chunks = [new TextEncoder().encode(body).subarray(0, bytes)];
  return new ReadableStream({
    // `controller.error()` discards chunks that the client has not read yet. So it is called only at the second read.
    pull(controller) {
      const chunk = chunks.pop();
      if (chunk === undefined) controller.error(new TypeError("terminated"));
      else controller.enqueue(chunk);
    },
  });
}

import { once } from "node:events";
import type { SiteResponse, HttpResponse, SiteRequest } from "./response.js";

/**
 * Responds to a web request. The result is a network error if a socket would be closed, or if the request is aborted or
 * its body cannot be read. The site does not run such a request.
 */
export async function respondToWebRequest(
  request: Request,
  answer: (request: SiteRequest) => Promise<SiteResponse>,
): Promise<Response> {
  const body = await bodyOf(request);
  if (body === undefined) return Response.error();
  const { method, url, signal } = request;
  const headers = new Map(request.headers);
  return await toWebResponse(await answer({ method, url, headers, body, remoteAddress: "127.0.0.1" }), signal);
}

async function bodyOf(request: Request): Promise<string | undefined> {
  try {
    const body = await request.text();
    return request.signal.aborted ? undefined : body;
  } catch {
    return undefined;
  }
}

async function toWebResponse(answer: SiteResponse, signal: AbortSignal): Promise<Response> {
  switch (answer.kind) {
    case "reset":
      return Response.error();
    case "hang":
      if (!signal.aborted) await once(signal, "abort");
      return Response.error();
    case "http":
      return webResponse(answer);
  }
}

function webResponse({ status, headers, body, cutAfterBytes }: HttpResponse): Response {
  const list = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : value.map((one): [string, string] => [name, one]),
  );
  if (body === "") return new Response(null, { status, headers: list });
  if (cutAfterBytes === undefined) return new Response(body, { status, headers: list });
  return new Response(cutShort(body, cutAfterBytes), { status, headers: list });
}

/** A body that ends with an error. */
function cutShort(body: string, bytes: number): ReadableStream<Uint8Array> {
  const chunks = [new TextEncoder().encode(body).subarray(0, bytes)];
  return new ReadableStream({
    // An error discards chunks that were not read yet. So it must come only with the next read.
    pull(controller) {
      const chunk = chunks.pop();
      if (chunk === undefined) controller.error(new TypeError("terminated"));
      else controller.enqueue(chunk);
    },
  });
}

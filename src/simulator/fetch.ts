import type { Answer, HttpAnswer, SiteRequest } from "./requests/answer.js";

/** A web request as the site sees it. */
export async function fromWebRequest(request: Request): Promise<SiteRequest> {
  return {
    method: request.method,
    url: request.url,
    headers: new Map(request.headers),
    body: await request.text().catch(() => ""),
    remoteAddress: "127.0.0.1",
  };
}

/** The site's answer as a web response; a network error where the connection would have broken. */
export async function toWebResponse(answer: Answer, signal: AbortSignal): Promise<Response> {
  switch (answer.kind) {
    case "reset":
      return Response.error();
    case "hang":
      await aborted(signal);
      return Response.error();
    case "http":
      return webResponse(answer);
  }
}

function webResponse({ status, headers, body, cutAfterBytes }: HttpAnswer): Response {
  const list = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : value.map((one): [string, string] => [name, one]),
  );
  const withoutBody = status === 204 || status === 304 || body === "";
  if (withoutBody) return new Response(null, { status, headers: list });
  if (cutAfterBytes === undefined) return new Response(body, { status, headers: list });
  return new Response(cutShort(body, cutAfterBytes), { status, headers: list });
}

/** A body that breaks off. */
function cutShort(body: string, bytes: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(body).subarray(0, bytes));
      controller.error(new TypeError("terminated"));
    },
  });
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener(
      "abort",
      () => {
        resolve();
      },
      { once: true },
    );
  });
}

import type { Answer, HttpAnswer, SiteRequest } from "./answer.js";

/**
 * Answers a web request: with a network error where the connection would have broken, and for a request that never
 * arrives as a whole, which the site does not work on.
 */
export async function answerWebRequest(
  request: Request,
  answer: (request: SiteRequest) => Promise<Answer>,
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

async function toWebResponse(answer: Answer, signal: AbortSignal): Promise<Response> {
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
  if (body === "") return new Response(null, { status, headers: list });
  if (cutAfterBytes === undefined) return new Response(body, { status, headers: list });
  return new Response(cutShort(body, cutAfterBytes), { status, headers: list });
}

/** A body that breaks off. */
function cutShort(body: string, bytes: number): ReadableStream<Uint8Array> {
  const chunks = [new TextEncoder().encode(body).subarray(0, bytes)];
  return new ReadableStream({
    // An error throws away what still waits to be read: it must not come before the next time that somebody reads.
    pull(controller) {
      const chunk = chunks.pop();
      if (chunk === undefined) controller.error(new TypeError("terminated"));
      else controller.enqueue(chunk);
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

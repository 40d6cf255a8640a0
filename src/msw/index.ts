/**
 * The simulated site as request handlers of msw, for tests that open no socket.
 *
 * @module
 */
import { http, type HttpHandler } from "msw";
import { allowMockedSockets } from "../transport/admin-service/connection/mocked-sockets.js";
import type { SimulatedSite } from "../simulator/site.js";

/** Options of {@link handlersFor}. */
export interface HandlerOptions {
  /** Base URL of the site in the program under test. It ends in `/AdminService`. */
  readonly baseUrl: string;
}

/**
 * The simulated site as handlers of Mock Service Worker (2 and 3), for tests of programs with a fixed address. msw
 * intercepts requests above TLS, so certificates are not checked.
 *
 * @throws TypeError if `baseUrl` is not an http or https URL.
 * @example
 * ```ts
 * import { setupServer } from "msw/node";
 * import { handlersFor } from "configmgr-sdk/msw";
 * import { createSimulatedSite } from "configmgr-sdk/simulator";
 *
 * const site = createSimulatedSite({ packages: [{ className: "SMS_Package", PackageID: "P0100012" }] });
 * export const server = setupServer(...handlersFor(site, { baseUrl: "https://cm01.contoso.com/AdminService" }));
 * ```
 */
export function handlersFor(site: Pick<SimulatedSite, "fetch">, { baseUrl }: HandlerOptions): HttpHandler[] {
  if (!/^https?:\/\/./iu.test(baseUrl))
    throw new TypeError("baseUrl must be a URL that begins with https:// or http://");
  allowMswConnections();
  const base = baseUrl.endsWith("/") ? baseUrl.slice(0, -1) : baseUrl;
  return [http.all(`${base}/*`, async ({ request }) => await site.fetch(request))];
}

/**
 * Lets `AdminServiceTransport` accept the connections that handlers of msw 3 answer. They have no certificate, so without
 * this call they fail with `certificate`. {@link handlersFor} calls it; call it yourself if all handlers are your own.
 * Connections to real servers are still checked.
 *
 * @example
 * ```ts
 * import { http, HttpResponse } from "msw";
 * import { setupServer } from "msw/node";
 * import { allowMswConnections } from "configmgr-sdk/msw";
 *
 * allowMswConnections();
 * export const server = setupServer(http.all("https://cm01.contoso.com/AdminService/*", () => HttpResponse.error()));
 * ```
 */
export function allowMswConnections(): void {
  // msw 3 sets this code on the connections that a handler answers. Node never sets it, and no server can cause it.
  allowMockedSockets((socket) => String(socket.authorizationError) === "MOCKED_CONNECTION_NOT_VERIFIED");
}

/**
 * Makes the simulated site respond through request handlers of Mock Service Worker (msw), for tests that open no socket.
 *
 * @module
 */
import { http, type HttpHandler } from "msw";
import { allowMockedSockets } from "../transport/admin-service/connection/mocked-sockets.js";
import type { SimulatedSite } from "../simulator/site.js";

/** Options of {@link handlersFor}. */
export interface HandlerOptions {
  /** Base URL that the program under test uses. It ends in `/AdminService`. */
  readonly baseUrl: string;
}

/**
 * Returns handlers for Mock Service Worker (msw 2 and 3) that pass each request below `baseUrl` to the simulated site. Use
 * them if the address of the site is fixed in your program. msw intercepts requests before TLS, so no certificate is
 * checked.
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
    throw new TypeError("handlersFor: baseUrl must be a URL that begins with https:// or http://");
  allowMswConnections();
  const base = baseUrl.endsWith("/") ? baseUrl.slice(0, -1) : baseUrl;
  return [http.all(`${base}/*`, async ({ request }) => await site.fetch(request))];
}

/**
 * Makes `AdminServiceTransport` accept the connections that msw 3 intercepts. These connections have no certificate, so
 * without this call each request on them fails with `certificate`. {@link handlersFor} makes this call. If you use only
 * handlers of your own, make this call yourself. The certificates of real servers are still checked.
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
  // msw 3 sets this error code on each connection that it intercepts. Node never sets this code, and no server can cause
  // it.
  allowMockedSockets((socket) => String(socket.authorizationError) === "MOCKED_CONNECTION_NOT_VERIFIED");
}

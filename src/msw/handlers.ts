import { http, type HttpHandler } from "msw";
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
  const base = baseUrl.endsWith("/") ? baseUrl.slice(0, -1) : baseUrl;
  return [http.all(`${base}/*`, async ({ request }) => await site.fetch(request))];
}

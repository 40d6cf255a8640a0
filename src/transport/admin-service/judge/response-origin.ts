import type { HttpResponse, RequestContext } from "../connection/http-response.js";

/** Error page of HTTP.sys if no process serves the address (documented). The request reached no service. */
const serviceUnavailablePage = /HTTP Error 503\b|<title>\s*Service Unavailable/i;

/** Error page of HTTP.sys for request headers that are too long (documented). */
const tooLongPage = /Request Too Long|size of the request headers is too long/i;

/**
 * Whether HTTP.sys on the SMS Provider's server sent the response headers. HTTP.sys adds `Server: Microsoft-HTTPAPI/2.0`
 * (seen on a service of the same kind). Without this header, or with a `Via` header, a proxy might have created the
 * response. A cloud management gateway also runs on Windows, so its header proves nothing.
 */
export function isFromHttpSys({ headers }: HttpResponse, { throughGateway }: RequestContext): boolean {
  const { server, via } = headers;
  return !throughGateway && via === undefined && /^Microsoft-HTTPAPI\/[\d.]+$/.test(server ?? "");
}

/** Whether HTTP.sys itself refused the request because the AdminService is not running. */
export function isServiceDown(response: HttpResponse, context: RequestContext): boolean {
  return response.status === 503 && isFromHttpSys(response, context) && serviceUnavailablePage.test(response.text);
}

/** Whether the server refused the request because its headers are too long. */
export function isHeaderTooLong({ status, text }: HttpResponse): boolean {
  return status === 431 || (status === 400 && tooLongPage.test(text));
}

import type { ErrorMeaning } from "../../failure-of-status.js";
import type { HttpResponse, RequestContext } from "../connection/http-response.js";

/**
 * Patterns for error texts of sites. The first pattern that matches decides. Error codes in a text are in
 * `meaningOfStatus`.
 */
const patterns: readonly { readonly meaning: ErrorMeaning; readonly pattern: RegExp }[] = [
  // Seen: "User DOM\user is not able to get the lock at this time. Error: 0x40480732".
  { meaning: "lock-held", pattern: /not able to get the lock/i },
  // Seen: "Access denied  WMI QUERY: ", "Insufficient rights".
  { meaning: "denied", pattern: /access (?:is )?denied|insufficient rights|not authorized/i },
  // The text with ODataParameterReader was seen. The other texts are from the same OData libraries (inferred).
  {
    meaning: "bad-request",
    pattern:
      /ODataParameterReader|does not exist on type|cannot convert|no HTTP resource|entity set|resource not found for the segment|could not find a property named|invalid method|no such method/i,
  },
  // This pattern must follow "does not exist on type", because such a text can name the property SedoObjectVersion. The
  // pattern is inferred from the documentation of the property: no error text of a site was published.
  { meaning: "lock-stale", pattern: /SedoObjectVersion|DeniedInvalidObjectVersion|invalid object version/i },
  // Seen in WMI errors of SMS Providers under load. No such text of the AdminService was published.
  { meaning: "provider-trouble", pattern: /quota|provider load failure|RPC server/i },
  { meaning: "missing", pattern: /\bnot found\b|does not exist|no longer exists/i },
];

/** Returns the meaning of an error text; `undefined` if no pattern matches. */
export function meaningOfText(text: string): ErrorMeaning | undefined {
  return patterns.find(({ pattern }) => pattern.test(text))?.meaning;
}

/** Error texts for a permission that the SMS Provider checks before it runs a method (seen). */
const deniedBeforehand = /^(?:access denied\s+WMI QUERY|insufficient rights)/i;

/** Error texts that a running method can also cause (inferred). */
const errorsAlsoDuringExecution = /cannot convert|0x80041010/i;

/** Whether the error text of a 500 response proves that the method or the write did not run. */
export function textProvesRefusal(meaning: ErrorMeaning | undefined, text: string): boolean {
  switch (meaning) {
    case "lock-held":
    case "lock-stale":
      return true;
    case "denied":
      return deniedBeforehand.test(text);
    case "bad-request":
      return !errorsAlsoDuringExecution.test(text);
    // "Not found" can refer to an object that the running method looked up.
    case "missing":
    case "provider-trouble":
    case undefined:
      return false;
  }
}

/** Matches the error page of HTTP.sys if no process serves the address (documented). The request reached no service. */
const serviceUnavailablePage = /HTTP Error 503\b|<title>\s*Service Unavailable/i;

/** Matches the error page of HTTP.sys for request headers that are too long (documented). */
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

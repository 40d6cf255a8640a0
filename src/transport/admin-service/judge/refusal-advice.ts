import { adviceAfter } from "../../failure-of-status.js";
import type { RequestContext } from "../connection/http-response.js";

export const notService = "Check baseUrl. Another service than an AdminService responds at this address.";
export const redirect =
  "Check baseUrl. An AdminService does not redirect; a sign-in page or a gateway does. The library does not follow redirects.";
export const throttled = "Wait, then send fewer requests at the same time (option maxConcurrency of the transport).";
export const serviceDown =
  "Check component SMS_REST_PROVIDER and AdminService.log on the SMS Provider's server. The AdminService is not running.";
export const otherUpdateRequest =
  "If reads of the object succeed, set updateRequest on the transport to another value: sites can differ in the form of update that they accept.";
export const gatewayLogs =
  "For a cloud management gateway, also read CMGService.log and SMS_Cloud_ProxyConnector.log on the connection point.";

/**
 * For requests whose headers are too long. Documented:
 * https://learn.microsoft.com/troubleshoot/developer/webapps/iis/www-authentication-authorization/http-bad-request-response-kerberos
 */
export const headerTooLong =
  "Reduce the number of groups of the account: they make its Kerberos ticket too large for the server. Or increase MaxFieldLength and MaxRequestBytes of HTTP.sys (registry, HKLM\\System\\CurrentControlSet\\Services\\HTTP\\Parameters) on the SMS Provider's server.";

export function proxyResponse(execution: "not-executed" | "unknown"): string {
  return execution === "not-executed"
    ? "Try again later. A proxy or gateway might have sent this response."
    : adviceAfter(execution, "A proxy or gateway might have sent this response after it forwarded the request.");
}

export function nothingThere({ throughGateway }: RequestContext): string {
  const address = throughGateway ? "Check baseUrl and the gateway's number in its path." : "Check baseUrl.";
  return `${address} Check that the AdminService is running.`;
}

/** That the fixes require channel binding is inferred: Microsoft has not published what the fixes require. */
const channelBinding =
  "If the SPN is correct and the site has the security fixes of August 2026 (KB38982839, KB39398030), the site might require channel binding (Extended Protection), which this library cannot send: use AdminService_TokenAuth with bearer() then.";

export function signIn(challenges: readonly string[]): string {
  return challenges.includes("Negotiate")
    ? `Use negotiate() and the SMS Provider's full name (FQDN) in baseUrl, so that HTTP/<name> is its SPN. Releases from 2509 on refuse NTLM. ${channelBinding}`
    : "Check the audience of the token: it must be the site's server application. Check that the user of the token is an administrative user in ConfigMgr.";
}

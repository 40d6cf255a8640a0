/** Where the AdminService is. */
export interface ServiceAddress {
  readonly protocol: "https:" | "http:";
  /** Host without brackets, as it is connected to and as certificates name it. */
  readonly hostname: string;
  readonly port: number;
  /** As a `Host` header names it: with brackets where it is an IPv6 address, and without a standard port. */
  readonly host: string;
  /** `https://host:port`, the only origin that ever gets a request. */
  readonly origin: string;
  /** Path up to and with `AdminService`, without a slash at its end. */
  readonly basePath: string;
  /** Whether a cloud management gateway stands in between: an answer may then be the gateway's own. */
  readonly throughGateway: boolean;
}

/** Documented: `CCM_Proxy_MutualAuth`; seen in every community client: `CCM_Proxy_ServerAuth`. */
const gatewayPath = /\/CCM_Proxy_(?:MutualAuth|ServerAuth)\//i;

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/**
 * Reads the address of an AdminService.
 *
 * @throws TypeError naming `baseUrl` and what would be right.
 */
export function parseBaseUrl(baseUrl: string): ServiceAddress {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined) throw refused("is not a URL");
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refused("must start with https://");
  if (url.username !== "" || url.password !== "") throw refused("must not hold a user or password");
  if (url.search !== "" || url.hash !== "") throw refused("must not have a query or a fragment");

  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  if (url.protocol === "http:" && !loopback.test(hostname)) throw refused("may use http: for loopback only");

  const basePath = url.pathname.replace(/\/+$/, "");
  if (!/\/AdminService(?:_TokenAuth)?$/i.test(basePath)) {
    throw refused('must end in "/AdminService" or "/AdminService_TokenAuth"');
  }
  const standardPort = url.protocol === "https:" ? 443 : 80;
  return {
    protocol: url.protocol,
    hostname,
    port: url.port === "" ? standardPort : Number(url.port),
    host: url.host,
    origin: url.origin,
    basePath,
    throughGateway: gatewayPath.test(`${basePath}/`),
  };
}

function refused(why: string): TypeError {
  return new TypeError(`baseUrl ${why}, such as "https://provider.contoso.com/AdminService"`);
}

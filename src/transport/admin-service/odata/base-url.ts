/** Address of an AdminService. */
export interface ServiceAddress {
  readonly protocol: "https:" | "http:";
  /** Host without brackets, for connections and certificates. */
  readonly hostname: string;
  readonly port: number;
  /** Value of the `Host` header: with brackets for an IPv6 address, without a standard port. */
  readonly host: string;
  /** `https://host:port`, the only origin that ever gets a request. */
  readonly origin: string;
  /** Path that ends in `AdminService` or `AdminService_TokenAuth`, without a slash at its end. */
  readonly basePath: string;
  /** Whether the address belongs to a cloud management gateway (CMG), which can respond itself. */
  readonly throughGateway: boolean;
}

/**
 * Path of a cloud management gateway: `CCM_Proxy_MutualAuth` (documented) or `CCM_Proxy_ServerAuth` (seen in every
 * community client).
 */
const gatewayPath = /\/CCM_Proxy_(?:MutualAuth|ServerAuth)\//i;

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/**
 * Reads the address of an AdminService.
 *
 * @throws TypeError if `baseUrl` is wrong. The error says what is wrong and shows a correct value.
 */
export function parseBaseUrl(baseUrl: unknown): ServiceAddress {
  const text = textOf(baseUrl);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw refused("is not a URL");
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refused("must start with https://");
  if (url.username !== "" || url.password !== "") throw refused("must not contain a user or a password");
  if (url.search !== "" || url.hash !== "") throw refused("must not have a query or a fragment");

  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  if (url.protocol === "http:" && !loopback.test(hostname))
    throw refused("must start with https://; http:// is accepted for loopback only");

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

// Callers in JavaScript can pass any value. An object of the class `URL` is accepted.
function textOf(baseUrl: unknown): string {
  try {
    return String(baseUrl);
  } catch {
    return "";
  }
}

function refused(why: string): TypeError {
  return new TypeError(`baseUrl ${why}. Example: "https://provider.contoso.com/AdminService"`);
}

import type { Account, Behavior } from "../settings/setting-types.js";
import { isJsonObject } from "../values/json.js";
import type { ServiceUrl } from "../requests/address.js";
import { emptyResponse, type HttpResponse, type SiteRequest } from "../http/response.js";

/** Accounts of the simulated site. If the seed has no `accounts`, each user name and each token is a full administrator. */
export class Accounts {
  readonly #accounts: readonly Account[] | undefined;

  constructor(accounts: readonly Account[] | undefined) {
    this.#accounts = accounts;
  }

  /** The account of a request without a known token, if `behavior.authentication` is `none`. */
  get defaultAccount(): Account {
    return this.#accounts?.[0] ?? administrator("CONTOSO\\cmadmin");
  }

  /** Returns the account with a user name. An unknown user gets an account without roles: the site refuses all its requests. */
  named(name: string): Account {
    if (this.#accounts === undefined) return administrator(name);
    const wanted = name.toLowerCase();
    return this.#accounts.find((account) => account.name.toLowerCase() === wanted) ?? { name, roles: [] };
  }

  /** Returns the account with a bearer token. Returns `undefined` for an unknown token. */
  ofToken(token: string): Account | undefined {
    if (this.#accounts === undefined) return token === "" ? undefined : this.defaultAccount;
    return this.#accounts.findLast((account) => account.token === token);
  }
}

/** Result of {@link authenticate}: an account, or the response that refuses the request and a line for the log. */
export type Authenticated = { readonly account: Account } | { readonly refusal: HttpResponse; readonly log?: string };

/**
 * Finds the account that sent a request. Real sites require Negotiate at `/AdminService`, and a token at
 * `/AdminService_TokenAuth` (documented). The simulated site accepts each request if `behavior.authentication` is `none`.
 * It cannot check Kerberos tickets: a server in front must check them and write the account name into `X-Remote-User`.
 */
export function authenticate(
  request: SiteRequest,
  { entryPoint }: ServiceUrl,
  behavior: Behavior,
  accounts: Accounts,
): Authenticated {
  const [scheme = "", token = ""] = (request.headers.get("authorization") ?? "").split(" ");
  const isBearer = scheme.toLowerCase() === "bearer";
  const account = isBearer ? accounts.ofToken(token) : undefined;
  if (behavior.authentication === "none") return { account: account ?? accounts.defaultAccount };

  if (behavior.authentication === "bearer" || entryPoint !== "windows") {
    if (account === undefined || !isForAudience(token, entryPoint, behavior)) return { refusal: challenge(["Bearer"]) };
    return { account };
  }
  const name = request.headers.get("x-remote-user");
  if (name !== undefined && name !== "") return { account: accounts.named(name) };
  const refusal = challenge(behavior.ntlm === "offered" ? ["Negotiate", "NTLM"] : ["Negotiate"]);
  // Real sites from release 2509 on write this line into their log (seen).
  return scheme.toLowerCase() === "ntlm" && behavior.ntlm === "refused"
    ? { refusal, log: "Rejecting NTLM authentication." }
    : { refusal };
}

/**
 * Makes a 401 response without a body, with a `WWW-Authenticate` header for each scheme (inferred from a similar service on
 * HTTP.sys).
 */
function challenge(schemes: string[]): HttpResponse {
  return emptyResponse(401, { "WWW-Authenticate": schemes });
}

function administrator(name: string): Account {
  return { name, roles: ["Full Administrator"] };
}

/** Whether the `aud` claim of a token is correct. A cloud management gateway returns 401 for another audience (seen). */
function isForAudience(
  token: string,
  entryPoint: ServiceUrl["entryPoint"],
  { cloudManagementGateway }: Behavior,
): boolean {
  if (entryPoint !== "gateway" || cloudManagementGateway === "off") return true;
  const { audience } = cloudManagementGateway;
  if (audience === undefined) return true;
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return isJsonObject(claims) && claims["aud"] === audience;
  } catch {
    return false;
  }
}

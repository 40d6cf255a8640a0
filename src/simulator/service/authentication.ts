import type { Account, Behavior } from "../settings/setting-types.js";
import { isJsonObject } from "../values/json.js";
import type { Entrance } from "../requests/address.js";
import { emptyResponse, type HttpResponse, type SiteRequest } from "../http/response.js";

/** The accounts of a site. If the seed has none, each name and each token belongs to a full administrator. */
export class Accounts {
  readonly #accounts: readonly Account[] | undefined;
  readonly #byToken = new Map<string, Account>();

  constructor(accounts: readonly Account[] | undefined) {
    this.#accounts = accounts;
    for (const account of accounts ?? []) if (account.token !== undefined) this.#byToken.set(account.token, account);
  }

  /** The account for requests when authentication is off. */
  get defaultAccount(): Account {
    return this.#accounts?.[0] ?? administrator("CONTOSO\\cmadmin");
  }

  /** The account with a name. A name that is not an administrative user of the site has no roles. */
  named(name: string): Account {
    if (this.#accounts === undefined) return administrator(name);
    const wanted = name.toLowerCase();
    return this.#accounts.find((account) => account.name.toLowerCase() === wanted) ?? { name, roles: [] };
  }

  /** The account with a bearer token. */
  ofToken(token: string): Account | undefined {
    if (this.#accounts === undefined) return token === "" ? undefined : this.defaultAccount;
    return this.#byToken.get(token);
  }
}

/** Result of authentication: an account, or the response that refuses the request. */
export type Authenticated = { readonly account: Account } | { readonly refusal: HttpResponse; readonly log?: string };

/**
 * Finds the account of a request. `/AdminService` requires Negotiate and `/AdminService_TokenAuth` a token (documented).
 * The simulated site accepts each request unless `behavior.authentication` is set. For Negotiate, a server in front must
 * verify the ticket and write the account name into `X-Remote-User`.
 */
export function authenticate(
  request: SiteRequest,
  { door }: Entrance,
  behavior: Behavior,
  accounts: Accounts,
): Authenticated {
  const [scheme = "", token = ""] = (request.headers.get("authorization") ?? "").split(" ");
  const isBearer = scheme.toLowerCase() === "bearer";
  const account = isBearer ? accounts.ofToken(token) : undefined;
  if (behavior.authentication === "none") return { account: account ?? accounts.defaultAccount };

  if (behavior.authentication === "bearer" || door !== "windows") {
    if (account === undefined || !isForAudience(token, door, behavior)) return { refusal: challenge(["Bearer"]) };
    return { account };
  }
  const name = request.headers.get("x-remote-user");
  if (name !== undefined && name !== "") return { account: accounts.named(name) };
  const refusal = challenge(behavior.ntlm === "offered" ? ["Negotiate", "NTLM"] : ["Negotiate"]);
  // Line in the log of real sites from release 2509 on (seen).
  return scheme.toLowerCase() === "ntlm" && behavior.ntlm === "refused"
    ? { refusal, log: "Rejecting NTLM authentication." }
    : { refusal };
}

/** 401 as a similar service on HTTP.sys returns it: no body, one header for each scheme (inferred). */
function challenge(schemes: string[]): HttpResponse {
  return emptyResponse(401, { "WWW-Authenticate": schemes });
}

function administrator(name: string): Account {
  return { name, roles: ["Full Administrator"] };
}

/** Whether the audience of a token is correct. A cloud management gateway returns 401 for another audience (seen). */
function isForAudience(token: string, door: Entrance["door"], { cloudManagementGateway }: Behavior): boolean {
  if (door !== "gateway" || cloudManagementGateway === "off") return true;
  const { audience } = cloudManagementGateway;
  if (audience === undefined) return true;
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return isJsonObject(claims) && claims["aud"] === audience;
  } catch {
    return false;
  }
}

import type { Account } from "../settings/seed.js";
import type { Behavior, CloudManagementGateway } from "../settings/behavior.js";
import { isJsonObject } from "../values/json.js";
import type { Entrance } from "../requests/address.js";
import { emptyAnswer, type HttpAnswer, type SiteRequest } from "../http/answer.js";

/** The accounts of a site. Where none were given, every name and every token is a full administrator's. */
export class Accounts {
  readonly #accounts: readonly Account[] | undefined;
  readonly #byToken = new Map<string, Account>();

  constructor(accounts: readonly Account[] | undefined) {
    this.#accounts = accounts;
    for (const account of accounts ?? []) if (account.token !== undefined) this.#byToken.set(account.token, account);
  }

  /** Who asks where nobody has to say. */
  get defaultAccount(): Account {
    return this.#accounts?.[0] ?? administrator("CONTOSO\\cmadmin");
  }

  /** The account of a name; one without roles where the site has no such administrative user. */
  named(name: string): Account {
    if (this.#accounts === undefined) return administrator(name);
    const wanted = name.toLowerCase();
    return this.#accounts.find((account) => account.name.toLowerCase() === wanted) ?? { name, roles: [] };
  }

  /** The account that a bearer token stands for. */
  ofToken(token: string): Account | undefined {
    if (this.#accounts === undefined) return token === "" ? undefined : this.defaultAccount;
    return this.#byToken.get(token);
  }
}

/** What authentication comes to: an account, or the answer that refuses. */
export type Authenticated = { readonly account: Account } | { readonly refusal: HttpAnswer; readonly log?: string };

/**
 * Finds out who asks. `/AdminService` wants Negotiate and `/AdminService_TokenAuth` a token (documented); the simulated
 * site lets everybody in until `behavior.authentication` says otherwise. Negotiate is left to a server in front, which
 * puts the name that it proved into `X-Remote-User`.
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
    if (account === undefined || !isMeantFor(token, door, behavior)) return { refusal: challenge(["Bearer"]) };
    return { account };
  }
  const name = request.headers.get("x-remote-user");
  if (name !== undefined && name !== "") return { account: accounts.named(name) };
  const refusal = challenge(behavior.ntlm === "offered" ? ["Negotiate", "NTLM"] : ["Negotiate"]);
  // The line of a real log from 2509 on (seen).
  return scheme.toLowerCase() === "ntlm" && behavior.ntlm === "refused"
    ? { refusal, log: "Rejecting NTLM authentication." }
    : { refusal };
}

/** 401 as a sibling service on HTTP.sys gives it: no body, one header for each scheme (inferred). */
function challenge(schemes: readonly string[]): HttpAnswer {
  return emptyAnswer(401, { "WWW-Authenticate": schemes });
}

function administrator(name: string): Account {
  return { name, roles: ["Full Administrator"] };
}

function isMeantFor(token: string, door: Entrance["door"], { cloudManagementGateway }: Behavior): boolean {
  if (door !== "gateway" || cloudManagementGateway === "off") return true;
  return isForAudience(token, cloudManagementGateway);
}

/** Behind a gateway, a token of the wrong audience is a 401 (seen). */
function isForAudience(token: string, { audience }: CloudManagementGateway): boolean {
  if (audience === undefined) return true;
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return isJsonObject(claims) && claims["aud"] === audience;
  } catch {
    return false;
  }
}

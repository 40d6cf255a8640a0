import { applyFault, type Faults } from "./faults.js";
import type { SmsProvider } from "../provider/sms-provider.js";
import { authenticate, type Accounts } from "./authentication.js";
import { htmlResponse, type SiteResponse, type SiteRequest } from "../http/response.js";
import { entranceOf } from "../requests/address.js";
import { noService, route } from "../requests/router.js";
import type { ServiceFront } from "./service-front.js";

const keptLines = 1000;

/** The last lines of `AdminService.log`, with the texts of real sites (documented). */
export class ServiceLog {
  readonly #lines: string[] = [];

  get lines(): readonly string[] {
    return this.#lines;
  }

  write(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > keptLines) this.#lines.shift();
  }

  /** The two lines of a request. */
  request(url: string, method: string, user: string, status: number): void {
    this.write(`Processing incoming request for resource [${url}], method: [${method}], User - [${user}]`);
    this.write(`Completing request with response code [${status}] reason [${status < 400 ? "OK" : "Error"}]`);
  }
}

/** The parts of the service that handle a request. */
export interface ServiceParts {
  readonly provider: SmsProvider;
  readonly accounts: Accounts;
  readonly front: ServiceFront;
  readonly faults: Faults;
  readonly log: ServiceLog;
}

/** Handles a request to the AdminService. Never rejects. */
export async function serve(parts: ServiceParts, request: SiteRequest): Promise<SiteResponse> {
  parts.provider.state.clock.catchUp();
  try {
    return await applyFault(parts.faults.effectOn(request), async () =>
      parts.front.pass(request, parts.provider.state.behavior, async () => await answer(parts, request)),
    );
  } catch {
    // An error in the simulated site itself. A real site would not give details either.
    return htmlResponse(500, "The request could not be served.");
  }
}

async function answer({ provider, accounts, log }: ServiceParts, request: SiteRequest): Promise<SiteResponse> {
  const behavior = provider.state.behavior;
  const entrance = entranceOf(request.url);
  if (entrance === undefined) return noService();
  if (entrance.door === "gateway") {
    if (behavior.cloudManagementGateway === "off") return noService();
    if (behavior.cloudManagementGateway.failing === true) {
      return htmlResponse(500, "The request failed behind the gateway.");
    }
  }
  const authenticated = authenticate(request, entrance, behavior, accounts);
  if ("refusal" in authenticated) {
    if (authenticated.log !== undefined) log.write(authenticated.log);
    return authenticated.refusal;
  }
  const { account } = authenticated;
  const result = await route(provider, request, entrance, account);
  log.request(request.url, request.method, account.name, result.status);
  return result;
}

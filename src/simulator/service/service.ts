import { applyFault, type Faults } from "./faults.js";
import type { SmsProvider } from "../provider/sms-provider.js";
import { authenticate, type Accounts } from "./authentication.js";
import { htmlResponse, type SiteResponse, type SiteRequest } from "../http/response.js";
import { serviceUrlOf } from "../requests/address.js";
import { noService, route } from "../requests/router.js";
import type { ServiceFront } from "./service-front.js";

const keptLines = 1000;

/** The last 1000 lines of the simulated `AdminService.log`, with the texts of real sites (documented). */
export class ServiceLog {
  readonly lines: string[] = [];

  write(line: string): void {
    this.lines.push(line);
    if (this.lines.length > keptLines) this.lines.shift();
  }

  /** Writes the two lines that a real site writes for each request. */
  request(url: string, method: string, user: string, status: number): void {
    this.write(`Processing incoming request for resource [${url}], method: [${method}], User - [${user}]`);
    this.write(`Completing request with response code [${status}] reason [${status < 400 ? "OK" : "Error"}]`);
  }
}

/** The objects that together handle a request. */
export interface ServiceParts {
  readonly provider: SmsProvider;
  readonly accounts: Accounts;
  readonly front: ServiceFront;
  readonly faults: Faults;
  readonly log: ServiceLog;
}

/** Handles a request to the simulated site: applies faults, authenticates, and runs the request. Never rejects. */
export async function serve(parts: ServiceParts, request: SiteRequest): Promise<SiteResponse> {
  parts.provider.state.clock.catchUp();
  try {
    return await applyFault(parts.faults.effectOn(request), async () =>
      parts.front.pass(request, parts.provider.state.behavior, async () => await respond(parts, request)),
    );
  } catch {
    // This error is a defect of the simulated site. A real site would also send no details of such an error.
    return htmlResponse(500, "The simulated site had an internal error. The request might have run.");
  }
}

async function respond({ provider, accounts, log }: ServiceParts, request: SiteRequest): Promise<SiteResponse> {
  const behavior = provider.state.behavior;
  const serviceUrl = serviceUrlOf(request.url);
  if (serviceUrl === undefined) return noService();
  if (serviceUrl.entryPoint === "gateway") {
    if (behavior.cloudManagementGateway === "off") return noService();
    if (behavior.cloudManagementGateway.failing === true) {
      return htmlResponse(500, "The cloud management gateway could not forward the request to the site.");
    }
  }
  const authenticated = authenticate(request, serviceUrl, behavior, accounts);
  if ("refusal" in authenticated) {
    if (authenticated.log !== undefined) log.write(authenticated.log);
    return authenticated.refusal;
  }
  const { account } = authenticated;
  const result = await route(provider, request, serviceUrl, account);
  log.request(request.url, request.method, account.name, result.status);
  return result;
}

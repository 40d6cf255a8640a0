import type { TransportEvent } from "../../src/index.js";
import { createSimulatedSite, type ListeningSite, type SimulatedSite } from "../../src/simulator/index.js";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import { bearer } from "../../src/transport/admin-service/credential/bearer.js";

export const token = "secret-token-of-the-test";
export const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
export const secretName = "Payroll server passwords";

/** A site that requires a token, and a transport that has the token. */
export async function openSite(onEvent: (event: TransportEvent) => void): Promise<{
  site: SimulatedSite;
  server: ListeningSite;
  transport: AdminServiceTransport;
}> {
  const site = createSimulatedSite({
    packages: [{ ...target, Name: secretName }],
    accounts: [{ name: "CONTOSO\\svc-refresh", roles: ["Full Administrator"], token }],
    behavior: { authentication: "bearer" },
  });
  const server = await site.listen();
  const credential = bearer(
    { getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) },
    { scope: "api://configmgr/.default" },
  );
  const baseUrl = server.baseUrl.replace(/AdminService$/, "AdminService_TokenAuth");
  return {
    site,
    server,
    transport: new AdminServiceTransport({ baseUrl, tls: { ca: server.ca }, credential, onEvent }),
  };
}

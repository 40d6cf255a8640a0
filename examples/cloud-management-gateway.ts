// Reads a package through a cloud management gateway (CMG), with a token: npx tsx examples/cloud-management-gateway.ts
import { AdminServiceTransport, bearer, SMS_Package, type TokenCredential } from "configmgr-sdk";
import { openSimulatedSite } from "./simulated-site.js";

const { server, close } = await openSimulatedSite({
  behavior: { authentication: "bearer", cloudManagementGateway: {} },
  accounts: [{ name: "operator@contoso.com", roles: ["Full Administrator"], token: "eyJhbGciOi.a-token-of-Entra.ID" }],
});

// Replace this object by a credential of @azure/identity, for example `new DeviceCodeCredential({ tenantId, clientId })`.
const tokenCredential: TokenCredential = {
  getToken: () =>
    Promise.resolve({ token: "eyJhbGciOi.a-token-of-Entra.ID", expiresOnTimestamp: Date.now() + 3_600_000 }),
};

// For a real gateway: https://<gateway>/CCM_Proxy_ServerAuth/<17 digits>/AdminService. It has a public certificate, so omit
// `tls`.
const baseUrl = server.baseUrl.replace("/AdminService", "/CCM_Proxy_ServerAuth/72057594037927937/AdminService");
const transport = new AdminServiceTransport({
  baseUrl,
  tls: { ca: server.ca },
  credential: bearer(tokenCredential, { scope: "api://contoso.com/configmgr/.default" }),
});

const found = await SMS_Package.get(transport, "P0100012");
console.log(found.ok ? `${found.value.Name ?? ""}: version ${found.value.SourceVersion ?? 0}` : found.failure.message);
if (!found.ok) process.exitCode = 1;
await transport.close();
await close();

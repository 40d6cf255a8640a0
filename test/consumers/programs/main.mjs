// What a consumer does, whichever way it came by the modules: a refresh against the simulated site, over HTTPS and msw.
import assert from "node:assert/strict";

const target = { className: "SMS_Package", PackageID: "P0100012" };

/** @param modules - the entries of the package and, where it is installed, `msw/node`, by name */
export async function main(modules) {
  for (const [name, module] of Object.entries(modules)) assert.notEqual(Object.keys(module).length, 0, name);
  const { "configmgr-sdk": core, "configmgr-sdk/simulator": simulator } = modules;
  await overHttps(core, simulator);
  const { "configmgr-sdk/msw": handlers, "msw/node": msw } = modules;
  if (handlers !== undefined) await overMsw(core, simulator, handlers, msw);
  else await withoutKerberos(core);
}

async function overHttps(core, simulator) {
  const site = simulator.createSimulatedSite({ packages: [target] });
  const server = await site.listen({ port: 0 });
  const transport = new core.AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });
  await refresh(core, transport, site);
  await transport.close();
  await server.close();
}

async function overMsw(core, simulator, { handlersFor }, { setupServer }) {
  const baseUrl = "https://cm01.contoso.com/AdminService";
  const site = simulator.createSimulatedSite({ packages: [target] });
  const server = setupServer(...handlersFor(site, { baseUrl }));
  server.listen({ onUnhandledRequest: "error" });
  const transport = new core.AdminServiceTransport({ baseUrl });
  await refresh(core, transport, site);
  await transport.close();
  server.close();
}

async function refresh(core, transport, site) {
  const refreshed = await core.refreshPkgSource(transport, target);
  assert.equal(refreshed.ok && refreshed.value.phase, "accepted", JSON.stringify(refreshed));
  assert.deepEqual(
    site.calls.map(({ methodName }) => methodName),
    ["RefreshPkgSource"],
  );
  const read = core.orThrow(await core.SMS_Package.get(transport, target.PackageID));
  assert.equal(read.PackageID, target.PackageID);
}

// Port 9 of loopback: nothing listens there, and nothing is asked of it without a ticket.
async function withoutKerberos({ AdminServiceTransport, negotiate, refreshPkgSource }) {
  const transport = new AdminServiceTransport({ baseUrl: "https://localhost:9/AdminService", credential: negotiate() });
  const { failure } = await refreshPkgSource(transport, target);
  assert.equal(failure.kind, "unauthenticated");
  assert.match(`${failure.message} ${failure.advice} ${failure.cause?.message}`, /kerberos/);
  await transport.close();
}

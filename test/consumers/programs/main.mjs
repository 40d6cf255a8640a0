// The program of a package user, for ESM and CommonJS: it refreshes a package on the simulated site, over HTTPS and with msw.
import assert from "node:assert/strict";
import process from "node:process";

const target = { className: "SMS_Package", PackageID: "P0100012" };

/** @param modules - the entries of the package and, if it is installed, `msw/node`, by name */
export async function main(modules) {
  for (const [name, module] of Object.entries(modules)) assert.notEqual(Object.keys(module).length, 0, name);
  const { "configmgr-sdk": core, "configmgr-sdk/simulator": simulator } = modules;
  await overHttps(core, simulator);
  const { "configmgr-sdk/msw": handlers, "msw/node": msw } = modules;
  if (handlers !== undefined) {
    await overMsw(core, simulator, handlers, msw);
    await pastMsw(core, simulator, msw);
  } else if (modules.kerberos !== undefined) await withKerberos(core);
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

/** Sends a request that msw passes on to a real server. The transport must check the server's certificate as without msw. */
async function pastMsw(core, simulator, { setupServer }) {
  const site = simulator.createSimulatedSite({ packages: [target] });
  const server = await site.listen({ port: 0 });
  const interception = setupServer();
  interception.listen({ onUnhandledRequest: "bypass" });
  const trusting = new core.AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });
  const strict = new core.AdminServiceTransport({ baseUrl: server.baseUrl });
  const refused = await core.refreshPkgSource(strict, target);
  assert.equal(refused.failure?.kind, "certificate", JSON.stringify(refused));
  assert.deepEqual(site.calls, []);
  await refresh(core, trusting, site);
  await Promise.all([strict.close(), trusting.close()]);
  interception.close();
  await server.close();
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

/** If the package kerberos is not installed, the advice is to install it. */
async function withoutKerberos(core) {
  const { advice, cause } = await signInFailure(core);
  assert.match(`${advice} ${cause?.message}`, /npm i(nstall)? kerberos/);
}

/** If the package kerberos is installed, there is no Kerberos ticket, and the advice is to get one. */
async function withKerberos(core) {
  process.env["KRB5CCNAME"] = "FILE:/nowhere/ticket";
  const { advice } = await signInFailure(core);
  assert.match(advice, /kinit/);
  assert.doesNotMatch(advice, /npm/);
}

// No server listens on port 9 of loopback. This does not matter, because no request is sent without a ticket.
async function signInFailure({ AdminServiceTransport, negotiate, refreshPkgSource }) {
  const transport = new AdminServiceTransport({ baseUrl: "https://localhost:9/AdminService", credential: negotiate() });
  const { failure } = await refreshPkgSource(transport, target);
  await transport.close();
  assert.equal(failure?.kind, "unauthenticated", JSON.stringify(failure));
  return failure;
}

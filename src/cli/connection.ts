import { readFile } from "node:fs/promises";
import { AdminServiceTransport, bearer, negotiate, type Transport, type TransportEvent } from "configmgr-sdk";
import { UsageError } from "./exit-codes.js";

/** Options that every command with a connection has. */
export interface ConnectionOptions {
  readonly baseUrl?: string;
  /** Path of a PEM or DER file. */
  readonly ca?: string;
  readonly simulate?: boolean;
  readonly verbose?: boolean;
}

/** An open transport and how to close it. */
export interface Connection {
  readonly transport: Transport;
  readonly close: () => Promise<void>;
}

/** Speed of the simulated site's clock: it distributes a package in seconds instead of minutes. */
const simulatedSpeed = 60;

/**
 * Opens the transport. The token comes from the environment only, because other users of the computer can see the command
 * line.
 */
export async function connect(
  options: ConnectionOptions,
  onEvent: ((event: TransportEvent) => void) | undefined,
): Promise<Connection> {
  if (options.simulate === true) return simulatedSite(onEvent);
  if (options.baseUrl === undefined) {
    throw new UsageError(
      "set CONFIGMGR_BASE_URL or --base-url, such as https://provider.contoso.com/AdminService, or use --simulate.",
    );
  }
  const { baseUrl } = options;
  const token = process.env["CONFIGMGR_TOKEN"]?.trim();
  const credential = usable("CONFIGMGR_TOKEN", () =>
    token === undefined || token === "" ? negotiate() : bearer(token),
  );
  const tls = options.ca === undefined ? {} : { tls: { ca: await readCertificate(options.ca) } };
  const transport = usable(
    "CONFIGMGR_BASE_URL or CONFIGMGR_CA",
    () => new AdminServiceTransport({ baseUrl, credential, ...tls, ...(onEvent === undefined ? {} : { onEvent }) }),
  );
  return { transport, close: () => transport.close() };
}

async function simulatedSite(onEvent: ((event: TransportEvent) => void) | undefined): Promise<Connection> {
  const { createSimulatedSite, defaultSeed } = await import("configmgr-sdk/simulator");
  const site = createSimulatedSite({ ...defaultSeed(), speed: simulatedSpeed });
  const server = await site.listen();
  const transport = new AdminServiceTransport({
    baseUrl: server.baseUrl,
    tls: { ca: server.ca },
    ...(onEvent === undefined ? {} : { onEvent }),
  });
  return {
    transport,
    close: async () => {
      await transport.close();
      await server.close();
    },
  };
}

/** Turns an error that the library throws for a wrong option into a usage error that names the variables to check. */
function usable<T>(variables: string, create: () => T): T {
  try {
    return create();
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) {
      throw new UsageError(`${variables} cannot be used: ${error.message}.`);
    }
    throw error;
  }
}

async function readCertificate(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UsageError(`the CA certificate ${path} cannot be read (${error instanceof Error ? error.message : ""}).`);
  }
}

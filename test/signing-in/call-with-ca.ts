// tls.test.ts runs this file in a separate process, because Node reads NODE_EXTRA_CA_CERTS only at its start.
import { readFileSync } from "node:fs";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import { call } from "../support/open-transport.js";

const [, , baseUrl = "", caFile = ""] = process.argv;
const transport = new AdminServiceTransport({ baseUrl, tls: { ca: readFileSync(caFile) } });
process.stdout.write(JSON.stringify(await call(transport)));
await transport.close();

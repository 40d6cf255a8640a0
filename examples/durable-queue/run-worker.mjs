// Runs one worker as a process: node run-worker.mjs
import process from "node:process";
import { AdminServiceTransport } from "configmgr-sdk";
import { startWorker } from "./worker.mjs";

const { SITE_CODE = "P01", SITE_URL, SITE_CA, REDIS_PORT = "6379", WORKER_OPTIONS = "{}" } = process.env;

// A real site also needs a credential, such as negotiate() or bearer(...).
const transport = new AdminServiceTransport({ baseUrl: SITE_URL, tls: { ca: SITE_CA } });
const worker = startWorker(SITE_CODE, transport, {
  connection: { host: "127.0.0.1", port: Number(REDIS_PORT) },
  ...JSON.parse(WORKER_OPTIONS),
});

process.once("SIGTERM", async () => {
  await worker.close();
  await transport.close();
});

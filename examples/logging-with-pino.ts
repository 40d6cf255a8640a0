// Attempts as log records, and a failure joined to its own: npx tsx examples/logging-with-pino.ts
import { SMS_Package } from "configmgr-sdk";
import { pino } from "pino";
import { openSimulatedSite } from "./simulated-site.js";

const log = pino({ name: "nightly-refresh", level: "debug" });
const { transport, close } = await openSimulatedSite(
  { faults: [{ times: 1, effect: { status: 503 } }] },
  {
    retry: { attempts: 2, totalMs: 5_000 },
    onEvent: (event) => {
      if (event.type !== "attempt") log.warn(event.type);
      else if (event.failure !== undefined) log.warn(event, "attempt failed");
      else log.debug(event, "attempt");
    },
  },
);

const found = await SMS_Package.get(transport, "P0100012"); // 503 at first, then there
log.info({ found: found.ok }, "P0100012");
const missing = await SMS_Package.get(transport, "P01FFFFF");
// failure.requestId is the id of the attempts above it.
if (!missing.ok) log.error(missing.failure, "P01FFFFF");
await close();

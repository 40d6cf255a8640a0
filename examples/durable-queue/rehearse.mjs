// Tests the queue on a real Redis server with a simulated site. Worker processes are killed or cut off from Redis.
// Run it with: npm run rehearse
import process from "node:process";
import { setTimeout } from "node:timers";
import { cutOffAfterNote, cutOffBeforeNote } from "./rehearsal/cut-off-worker.mjs";
import { grantedPermission } from "./rehearsal/granted-permission.mjs";
import { killedWorkers } from "./rehearsal/killed-workers.mjs";
import { redisRestart } from "./rehearsal/redis-restart.mjs";
import { setStage } from "./rehearsal/stage.mjs";

const limitMs = 300_000;

const stage = await setStage();

/** Stops all processes that the rehearsal started, then ends. */
async function end(exitCode, message) {
  if (message !== undefined) console.error(`FAILED: ${message}`);
  await stage.clear();
  process.exit(exitCode);
}
setTimeout(() => void end(1, `not finished after ${limitMs / 1000} seconds`), limitMs);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void end(1, `stopped by ${signal}`));

try {
  for (const part of [killedWorkers, grantedPermission, cutOffBeforeNote, cutOffAfterNote, redisRestart]) {
    console.log(`ok: ${await part(stage)}`);
  }
} catch (error) {
  await end(1, error.message);
}
await end(0);

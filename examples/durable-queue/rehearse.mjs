// The queue on a real Redis, with a simulated site and worker processes that are killed and cut off: npm run rehearse
import process from "node:process";
import { clearTimeout, setTimeout } from "node:timers";
import { cutOffAfterNote, cutOffBeforeNote } from "./rehearsal/cut-off-worker.mjs";
import { grantedPermission } from "./rehearsal/granted-permission.mjs";
import { killedWorkers } from "./rehearsal/killed-workers.mjs";
import { redisRestart } from "./rehearsal/redis-restart.mjs";
import { setStage } from "./rehearsal/stage.mjs";

const limitMs = 300_000;

const stage = await setStage();
process.exitCode = 1;

async function end(message) {
  console.error(message);
  await stage.clear();
  process.exit(1);
}
const limit = setTimeout(() => void end(`FAILED: not finished after ${limitMs / 1000} seconds`), limitMs);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void end(`FAILED: stopped by ${signal}`));

try {
  for (const part of [killedWorkers, grantedPermission, cutOffBeforeNote, cutOffAfterNote, redisRestart]) {
    console.log(`ok: ${await part(stage)}`);
  }
  process.exitCode = 0;
} catch (error) {
  console.error(`FAILED: ${error.message}`);
} finally {
  clearTimeout(limit);
  await stage.clear();
}

// Refreshes packages with `wait` and prints what one poll costs and the peak of this process' resident memory.
import { fork } from "node:child_process";
import diagnostics from "node:diagnostics_channel";
import { once } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../../../src/clock.js";
import { refreshAll, type SafeTarget } from "../../../src/operations/refresh-all.js";
import { AdminServiceTransport } from "../../../src/transport/admin-service/admin-service-transport.js";
import { packageID } from "../packages.js";

const [count = 0, points = 0] = process.argv.slice(2).map(Number);
// Number of packages whose source the site cannot read. Their waits read status messages until the run ends.
const unreadable = count / 4;
const targets = Array.from({ length: count }, (_, index): SafeTarget => {
  return { className: "SMS_Package", PackageID: packageID(index) };
});

const child = fork(new URL("simulated-site.mjs", import.meta.url), [count, points, unreadable].map(String));
const [{ baseUrl, ca }] = (await once(child, "message")) as [{ baseUrl: string; ca: string }];

let running = 0;
let urlLength = 0;
diagnostics.subscribe("http.client.request.start", (message) => {
  const { request } = message as { readonly request: { readonly path: string; readonly method: string } };
  running += 1;
  urlLength = Math.max(urlLength, baseUrl.length + request.path.length);
  if (request.method === "GET") countRequest(decodeURIComponent(request.path));
});
const onEvent = () => {
  running -= 1;
};

interface Poll {
  requests: number;
  /** Number of packages in this poll, counted in the requests of the class that every poll reads. */
  packages: number;
}

/** The polls of the wait for versions and of the wait for distribution points, by their time. A wait sends no other requests then. */
const polls = { version: new Map<number, Poll>(), points: new Map<number, Poll>() };

function countRequest(url: string): void {
  const wait = waitOf(url);
  // At time 0, the library sends all calls and the reads before them, which are not polls.
  if (wait === undefined || nowMs === 0) return;
  const poll = polls[wait].get(nowMs) ?? { requests: 0, packages: 0 };
  polls[wait].set(nowMs, poll);
  poll.requests += 1;
  // In one poll, the requests for a class contain each PackageID once.
  const open = url.match(/PackageID eq/g)?.length ?? 0;
  if (url.includes(wait === "version" ? "SMS_PackageBaseclass" : "SMS_PackageStatusDistPointsSummarizer")) {
    poll.packages += open;
  }
}

function waitOf(url: string): keyof typeof polls | undefined {
  if (url.includes("SMS_StatMsg") || url.includes("SMS_StatusMessage")) return "version";
  if (url.includes("SMS_PackageBaseclass")) return url.includes("LastRefreshTime") ? "version" : "points";
  return /SMS_(PackageStatus|DistributionPoint|DistributionDPStatus)/.test(url) ? "points" : undefined;
}

// The clock advances only while no request is in progress, so all requests at one time belong to the same poll.
const sleepers: { readonly untilMs: number; readonly wake: () => void }[] = [];
let nowMs = 0;
const clock: Clock = {
  now: () => nowMs,
  sleep: (ms) => new Promise((wake) => sleepers.push({ untilMs: nowMs + ms, wake })),
};

async function passTime(): Promise<void> {
  for (let idleTurns = 0; ; idleTurns = running === 0 ? idleTurns + 1 : 0) {
    await nextTurn();
    if (idleTurns < 5 || sleepers.length === 0) continue;
    sleepers.sort((one, other) => one.untilMs - other.untilMs);
    const untilMs = sleepers[0]?.untilMs ?? nowMs;
    child.send(untilMs - nowMs);
    await once(child, "message");
    nowMs = untilMs;
    while (sleepers[0] !== undefined && sleepers[0].untilMs <= nowMs) sleepers.shift()?.wake();
    idleTurns = -1;
  }
}

await using transport = new AdminServiceTransport({ baseUrl, tls: { ca }, onEvent });
void passTime();
let messages = 0;
const run = refreshAll(transport, targets, {
  wait: { timeoutMs: 24 * 3_600_000, intervalMs: 60_000 },
  clock,
  concurrency: 8,
  onProgress: ({ phase }) => {
    if (phase === "site-messages") messages += 1;
  },
});
for await (const { result } of run) {
  if (!result.ok) throw new Error(result.failure.message);
  if (run.summary().done.length === count - unreadable) break;
}
if (messages === 0) throw new Error("no status messages were reported");
const all = [...polls.version.values(), ...polls.points.values()];
const extra = all.map(({ requests, packages }) => requests - Math.ceil(packages / 200));
console.log(
  JSON.stringify({
    polls: all.length,
    extraRequestsPerPoll: Math.max(...extra),
    urlLength,
    peakKB: process.resourceUsage().maxRSS,
  }),
);
process.exit();

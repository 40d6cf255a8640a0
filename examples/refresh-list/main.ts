/**
 * Refreshes the packages of a file and shows them arrive, with a bar for each distribution point. Ctrl-C stops and leaves
 * a resume file, which is a list itself.
 *
 *     npx tsx examples/refresh-list/main.ts [list] [resume file]
 *
 * Against a simulated site; a real one needs its `baseUrl`, a credential and longer limits.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  AdminServiceTransport,
  refreshAll,
  waitForDistribution,
  type DistributionProgress,
  type RefreshedTarget,
} from "configmgr-sdk";
import { createSimulatedSite } from "configmgr-sdk/simulator";
import { readPackageList, writeResumeFile } from "./package-list.js";
import { pointDisplay } from "./point-display.js";

const { positionals } = parseArgs({ allowPositionals: true });
const sample = fileURLToPath(new URL("packages.txt", import.meta.url));
const [listPath = sample, resumePath = "refresh-list.resume.txt"] = positionals;

const { targets, refused } = await readPackageList(listPath);
for (const line of refused) console.log(`left out: ${line}`);

const site = createSimulatedSite({
  packages: targets
    .filter(({ PackageID }) => PackageID !== "P01FFFFF")
    .map(({ className, PackageID }) => ({ className, PackageID, SourceVersion: 1 })),
  distributionPoints: ["DP01.CONTOSO.COM", "DP02.CONTOSO.COM", "DP03.CONTOSO.COM", "DP04.CONTOSO.COM"],
  contentScripts: { P0100002: { points: { "DP03.CONTOSO.COM": "fails" } } },
  speed: 20,
});
const server = await site.listen();
const transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });

const stop = new AbortController();
process.once("SIGINT", () => {
  stop.abort();
});
const { signal } = stop;
const display = pointDisplay(process.stdout);
const limits = { timeoutMs: 60_000, intervalMs: 100 };

const run = refreshAll(transport, targets, { concurrency: 4, confirm: limits, signal });
const endings: Promise<Record<string, string>>[] = [];
for await (const refreshed of run) endings.push(follow(refreshed));
const table = await Promise.all(endings);
display.close();

console.table(table);
const summary = run.summary();
const left = summary.failed.length + summary.notStarted.length + summary.unknown.length;
if (left > 0) {
  await writeResumeFile(resumePath, summary);
  console.log(`${left} of ${targets.length} packages are left: run ${resumePath} next`);
}
await transport.close();
await server.close();

async function follow({ target, result }: RefreshedTarget): Promise<Record<string, string>> {
  const { PackageID } = target;
  if (!result.ok) return { PackageID, refresh: `${result.failure.kind} (${result.failure.execution})`, content: "" };
  const { phase, confirmed } = result.value;
  if (confirmed === undefined) return { PackageID, refresh: phase, content: "the version was not seen to rise" };

  const sourceVersion = confirmed.after.SourceVersion;
  const waited = await waitForDistribution(transport, PackageID, {
    sourceVersion,
    ...limits,
    signal,
    onProgress: (progress) => {
      display.show(PackageID, progress);
    },
  });
  const version = `${phase}, version ${sourceVersion}`;
  if (waited.ok) return { PackageID, refresh: version, content: `on all ${waited.value.total} points` };
  const progress = "progress" in waited.failure ? waited.failure.progress : undefined;
  return { PackageID, refresh: version, content: progress === undefined ? waited.failure.kind : told(progress) };
}

function told({ installed, total, points }: DistributionProgress): string {
  const failures = points.flatMap(({ name, reason }) => (reason === undefined ? [] : [`${name}: ${reason.messageID}`]));
  return [`on ${installed} of ${total} points`, ...failures].join("; ");
}

// A step of a pipeline. Its exit code is the result of the refresh: npx tsx examples/pipeline-step.ts [PackageID]
//   0 on every distribution point   1 the site did not run the call   2 unknown: check the package first
//   3 new version, but not yet on every distribution point
import { refreshAndWait, type Failure } from "configmgr-sdk";
import { openSimulatedSite } from "./simulated-site.js";

const { transport, close } = await openSimulatedSite({
  contentScripts: { P0100013: { points: { "DP02.contoso.com": "fails" } } },
  faults: [{ match: { urlIncludes: "P0100099')/AdminService.RefreshPkgSource" }, effect: { hang: "before" } }],
  packages: ["P0100012", "P0100013", "P0100099"].map((PackageID) => ({ className: "SMS_Package", PackageID })),
});
const PackageID = process.argv[2] ?? "P0100012";

const result = await refreshAndWait(
  transport,
  { className: "SMS_Package", PackageID },
  {
    intervalMs: 100,
    timeoutMs: 4_000,
    callTimeoutMs: 500,
    onProgress: (step) => {
      if (step.phase === "distributing") console.log(`${step.progress.installed} of ${step.progress.total}`);
      else console.log(step.phase);
    },
  },
);
if (result.ok) console.log(`version ${result.value.progress.sourceVersion} is on every point`);
else console.error(JSON.stringify(result.failure, null, 2));
process.exitCode = result.ok ? 0 : exitCodeOf(result.failure);
await close();

function exitCodeOf({ execution }: Failure): number {
  return { "not-executed": 1, unknown: 2, executed: 3 }[execution];
}

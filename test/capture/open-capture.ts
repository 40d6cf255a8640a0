import { RawSite } from "../../examples/capture/raw-site.js";
import { Redactor } from "../../examples/capture/redact.js";
import { writeReport } from "../../examples/capture/report.js";
import { Capture, type Person } from "../../examples/capture/run-capture.js";
import type { Credential } from "../../src/index.js";
import { createSimulatedSite, type Behavior } from "../../src/simulator/index.js";
import type { Condition } from "./variants.js";

export const PackageID = "X7Q00012";
export const sourcelessPackageID = "X7Q00077";

/** Texts that a report must never contain. */
export const secrets = {
  token: "token-that-must-stay-secret",
  Name: "Payroll tools of the Vienna office",
  Description: "Ask Mrs. Novak before touching it",
  Manufacturer: "Novak Software",
  PkgSourcePath: "\\\\files01.corp.example\\sources$\\payroll",
};

/** A user who agrees to each step. */
export const agreesToAll: Person = { agrees: () => Promise.resolve(true) };

/** Runs the capture kit against a simulated site that has these settings and the other properties of the condition. */
export async function capture(behavior: Partial<Behavior>, person: Person = agreesToAll, condition: Condition = {}) {
  const { className = "SMS_Package", mayOnlyRead = false, isLocked = false, runs = false } = condition;
  const { token, ...texts } = secrets;
  const site = createSimulatedSite({
    siteCode: "X7Q",
    packages: [
      { className, PackageID, ...texts, PkgSourceFlag: 2, SourceVersion: 3 },
      { className, PackageID: sourcelessPackageID, Name: "Empty payroll", PkgSourceFlag: 1 },
      { className, PackageID: "X7Q00099", Name: "Package of another team" },
    ],
    accounts: [{ name: "CORP\\novak", roles: [mayOnlyRead ? "Read-only Analyst" : "Full Administrator"], token }],
    locks: isLocked ? [{ PackageID, user: "CORP\\colleague" }] : [],
    startTime: new Date("2026-03-04T05:06:07Z"),
    speed: runs ? 1 : 0,
    behavior,
  });
  const server = await site.listen();
  try {
    const baseUrl = new URL(server.baseUrl.replace(/AdminService$/, pathFor(behavior)));
    const credential: Credential = { authorize: () => Promise.resolve({ header: `Bearer ${token}` }) };
    const redactor = new Redactor();
    redactor.hide(baseUrl.hostname, "<host>");
    redactor.hide(token, "<token>");
    redactor.hide("X7Q", "<site>");
    const raw = new RawSite({ baseUrl, ca: server.ca, credential, timeoutMs: timeoutFor(behavior, runs) });
    const run = new Capture(raw, { className, PackageID, sourcelessPackageID }, redactor);
    const findings = await run.run(person);
    const facts = {
      className,
      release: "2509",
      fixLevel: "KB38982839",
      signedInWith: "a test",
      libraryVersion: "0.0.0",
    };
    return { findings, report: writeReport(facts, findings, redactor), calls: site.calls };
  } finally {
    await server.close();
  }
}

function pathFor({ authentication, cloudManagementGateway = "off" }: Partial<Behavior>): string {
  if (cloudManagementGateway !== "off") return "CCM_Proxy_ServerAuth/72057594037927937/AdminService";
  return authentication === "bearer" ? "AdminService_TokenAuth" : "AdminService";
}

// The timeout is short only for a site that never responds, or that responds only after it has rebuilt a boot image.
function timeoutFor({ serviceState, bootImageRebuildMs = 0 }: Partial<Behavior>, runs: boolean): number {
  if (serviceState === "dead-hang") return 20;
  return runs && bootImageRebuildMs > 0 ? 100 : 60_000;
}

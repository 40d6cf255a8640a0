import { RawSite } from "../../examples/capture/raw-site.js";
import { Redactor } from "../../examples/capture/redact.js";
import { writeReport } from "../../examples/capture/report.js";
import { Capture, type Person } from "../../examples/capture/run-capture.js";
import type { Credential } from "../../src/index.js";
import { createSimulatedSite, type Behavior } from "../../src/simulator/index.js";

export const PackageID = "X7Q00012";
export const sourcelessPackageID = "X7Q00077";

/** What must never be in a report. */
export const secrets = {
  token: "token-that-nobody-may-see",
  Name: "Payroll tools of the Vienna office",
  Description: "Ask Mrs. Novak before touching it",
  Manufacturer: "Novak Software",
  PkgSourcePath: "\\\\files01.corp.example\\sources$\\payroll",
};

/** Agrees to everything. */
export const willing: Person = { agrees: () => Promise.resolve(true) };

/** Runs the kit against a simulated site with these switches turned. */
export async function capture(behavior: Partial<Behavior>, person: Person = willing) {
  const { token, ...texts } = secrets;
  const site = createSimulatedSite({
    siteCode: "X7Q",
    packages: [
      { className: "SMS_Package", PackageID, ...texts, PkgSourceFlag: 2, SourceVersion: 3 },
      { className: "SMS_Package", PackageID: sourcelessPackageID, Name: "Empty payroll", PkgSourceFlag: 1 },
      { className: "SMS_Package", PackageID: "X7Q00099", Name: "Of somebody else" },
    ],
    accounts: [{ name: "CORP\\novak", roles: ["Full Administrator"], token }],
    behavior,
  });
  const server = await site.listen();
  try {
    const path = behavior.authentication === "bearer" ? "AdminService_TokenAuth" : "AdminService";
    const baseUrl = new URL(server.baseUrl.replace(/AdminService$/, path));
    const credential: Credential = { authorize: () => Promise.resolve({ header: `Bearer ${token}` }) };
    const redactor = new Redactor();
    redactor.hide(baseUrl.hostname, "<host>");
    redactor.hide(token, "<token>");
    redactor.hide("X7Q", "<site>");
    const raw = new RawSite({ baseUrl, ca: server.ca, credential, timeoutMs: timeoutFor(behavior) });
    const run = new Capture(raw, { className: "SMS_Package", PackageID, sourcelessPackageID }, redactor);
    const findings = await run.run(person);
    const facts = { className: "SMS_Package", release: "2509", signedInWith: "a test", libraryVersion: "0.0.0" };
    return { findings, report: writeReport(facts, findings, redactor), calls: site.calls };
  } finally {
    await server.close();
  }
}

// Only where nothing answers is the limit waited for.
function timeoutFor({ serviceState }: Partial<Behavior>): number {
  return serviceState === "dead-hang" ? 20 : 10_000;
}

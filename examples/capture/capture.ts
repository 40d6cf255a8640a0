/**
 * Reads from a live site facts about the AdminService that were never published, in harmless steps, and writes a report
 * without names: `npx tsx examples/capture/capture.ts --url https://provider.contoso.com/AdminService --package P0100012`.
 */
import { negotiate, packageTarget, type Credential } from "configmgr-sdk";
import { X509Certificate } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { describeToken } from "./describe-token.js";
import { RawSite } from "./raw-site.js";
import { Redactor } from "./redact.js";
import { writeReport } from "./report.js";
import { Capture, type Person } from "./run-capture.js";

const usage = `Usage: npx tsx examples/capture/capture.ts --url URL --package ID [options]

  --url URL          ends in /AdminService or /AdminService_TokenAuth
  --package ID       package that the kit reads and refreshes; choose one that is not in use
  --class NAME       class of the package (default: SMS_Package)
  --sourceless ID    a package of that class without source files, for question 3
  --sign-in HOW      negotiate (default), token (from the environment variable ADMINSERVICE_TOKEN), or none
  --ca FILE          CA certificate that issued the server certificate, PEM or DER
  --release TEXT     release of the site, such as 2509, for the report
  --fix-level TEXT   fixes installed on the SMS Provider, such as KB38982839, for the report
  --out FILE         file of the report (default: capture-report.md)
`;

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    package: { type: "string" },
    class: { type: "string", default: "SMS_Package" },
    sourceless: { type: "string" },
    "sign-in": { type: "string", default: "negotiate" },
    ca: { type: "string" },
    release: { type: "string", default: "not stated" },
    "fix-level": { type: "string", default: "not stated" },
    out: { type: "string", default: "capture-report.md" },
  },
});
const target = packageTarget({ className: values.class, PackageID: values.package });
const second = packageTarget({ className: values.class, PackageID: values.sourceless ?? values.package });
if (values.url === undefined || !target.ok || !second.ok || !URL.canParse(values.url)) {
  process.stderr.write(usage);
  process.exit(2);
}
if (target.value.className === "SMS_TaskSequencePackage") {
  process.stderr.write("A refresh makes a task sequence unusable. Name a package of another class.\n");
  process.exit(2);
}

const baseUrl = new URL(values.url);
const token = values["sign-in"] === "token" ? process.env["ADMINSERVICE_TOKEN"] : undefined;
const redactor = new Redactor();
redactor.hide(baseUrl.hostname, "<host>");
redactor.hide(baseUrl.hostname.split(".")[0], "<host>");
redactor.hide(os.hostname(), "<this machine>");
redactor.hide(os.userInfo().username, "<account>");
redactor.hide(token, "<token>");
// A PackageID begins with the code of its site (seen).
redactor.hide(target.value.PackageID.slice(0, 3), "<site>");

const ca = values.ca === undefined ? undefined : new X509Certificate(await readFile(values.ca)).toString();
const site = new RawSite({ baseUrl, ca, credential: credentialOf(values["sign-in"], token), timeoutMs: 60_000 });
const options = {
  className: target.value.className,
  PackageID: target.value.PackageID,
  sourcelessPackageID: values.sourceless === undefined ? undefined : second.value.PackageID,
};

const terminal = createInterface({ input: process.stdin, output: process.stdout });
const lines = terminal[Symbol.asyncIterator]();
const person: Person = {
  async agrees({ title, effect, questions }, retype) {
    process.stdout.write(`\n${title} (question ${questions.join(", ")})\n  ${effect}\n`);
    const wanted = retype ?? "y";
    process.stdout.write(retype === undefined ? "  Do it? [y/N] " : `  Type ${retype} to do it: `);
    const answer = await lines.next();
    return answer.done !== true && answer.value.trim().toLowerCase() === wanted.toLowerCase();
  },
};
const findings = await new Capture(site, options, redactor).run(person);
terminal.close();

const manifest = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};
const facts = {
  className: options.className,
  release: values.release,
  fixLevel: values["fix-level"],
  signedInWith: token === undefined ? values["sign-in"] : describeToken(token),
  libraryVersion: manifest.version,
};
await writeFile(values.out, writeReport(facts, findings, redactor));
process.stdout.write(`\nWritten to ${values.out}. Read it before you attach it to an issue.\n`);

function credentialOf(signIn: string, bearerToken: string | undefined): Credential | undefined {
  if (signIn === "negotiate") return negotiate();
  if (signIn === "none") return undefined;
  if (signIn === "token" && bearerToken !== undefined) {
    return { authorize: () => Promise.resolve({ header: `Bearer ${bearerToken}` }) };
  }
  process.stderr.write(usage);
  process.exit(2);
}

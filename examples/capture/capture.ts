/**
 * Asks a live site for facts that were never published, in harmless steps, and writes a report without names:
 * `npx tsx examples/capture/capture.ts --url https://provider.contoso.com/AdminService --package P0100012`.
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
  --package ID       the only package that the kit touches; choose one that is not in use
  --class NAME       its class; SMS_Package where left out
  --sourceless ID    a package of that class without a source, for question 3
  --sign-in WAY      negotiate (default), token (from the variable ADMINSERVICE_TOKEN), or none
  --ca FILE          certificate of the site's own authority, PEM or DER
  --release TEXT     release of the site, such as 2509, for the report
  --fix-level TEXT   fixes installed on the SMS Provider, such as KB38982839, for the report
  --out FILE         capture-report.md where left out
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
  process.stderr.write("A refresh leaves a task sequence unusable: name a package of another class.\n");
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
// IDs are counted per site, so that they begin with its code (seen).
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

function credentialOf(way: string, bearerToken: string | undefined): Credential | undefined {
  if (way === "negotiate") return negotiate();
  if (way === "none") return undefined;
  if (way === "token" && bearerToken !== undefined) {
    return { authorize: () => Promise.resolve({ header: `Bearer ${bearerToken}` }) };
  }
  process.stderr.write(usage);
  process.exit(2);
}

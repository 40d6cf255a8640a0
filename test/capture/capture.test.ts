import { describe, expect, it } from "vitest";
import type { Person } from "../../examples/capture/run-capture.js";
import { steps } from "../../examples/capture/steps.js";
import { capture, PackageID, secrets, sourcelessPackageID, willing } from "./open-capture.js";
import { variants, type Condition } from "./variants.js";

/** Agrees to steps with these titles alone. */
function agreesTo(...titles: string[]): Person {
  return { agrees: ({ title }) => Promise.resolve(titles.includes(title)) };
}

const usualReports = new Map<string, Promise<string>>();

/** What is reported of a site with no switch turned but those of the condition. */
function usualReport(under: Condition): Promise<string> {
  const key = JSON.stringify(under);
  const known =
    usualReports.get(key) ?? capture(under.behavior ?? {}, willing, under).then(({ report }) => comparable(report));
  usualReports.set(key, known);
  return known;
}

/** Dates and ports differ from run to run. */
function comparable(report: string): string {
  return report.replaceAll(/^date: .*$/gm, "date: then").replaceAll(/<host>:\d+/g, "<host>");
}

describe("a capture", () => {
  it.each(variants)(
    "of a site with $name names nobody, touches nothing but the named packages, and shows what can be seen of it",
    async ({ behavior, under, unseen }) => {
      const { report, findings, calls } = await capture(behavior, willing, under);
      for (const secret of [...Object.values(secrets), PackageID, "X7Q", "localhost", "novak", "files01", "payroll"]) {
        expect(report.toLowerCase()).not.toContain(secret.toLowerCase());
      }
      expect(calls.every((call) => [PackageID, sourcelessPackageID].includes(call.PackageID ?? ""))).toBe(true);
      expect(findings.map(({ step }) => step)).toEqual(steps);
      expect(report).toContain("## Left to the user");

      const usual = await usualReport(under);
      if (unseen === undefined) expect(comparable(report)).not.toBe(usual);
      else expect(comparable(report), unseen).toBe(usual);
    },
  );

  it("is tried with every position of a switch but the usual one", () => {
    expect(variants.filter(({ isDefault }) => isDefault)).toEqual([]);
  });

  it("has the status, the headers and the body of an instance method", async () => {
    const { report } = await capture({});
    const [, answer = ""] = report.split("## Refresh the package ");
    expect(answer).toContain("POST SMS_Package('<PackageID>')/AdminService.RefreshPkgSource with a body of 2");
    expect(answer).toContain("```text\n201\n");
    expect(answer).toContain("content-type: application/json");
    expect(answer).toContain('"ReturnValue": 0');
    expect(answer).toMatch(/"https:\/\/<host>(:\d+)?\/AdminService\/wmi\/\$metadata#/);
  });

  it.each([
    [{ methodStatus: 204 }, "Refresh the package", "```text\n204\n"],
    [{ returnValue: 5, nonZeroReturnValue: 500 }, "Refresh a package that has no source", "```text\n500\n"],
    [{ keyedGetEnvelope: "bare" }, "Read the package by its key", '"@odata.context"'],
    [{ missingKey: "empty-array" }, "Read a package that does not exist", '"value": []'],
    [{ paging: 1 }, "List packages", "200, 1 rows, with @odata.nextLink"],
    [{ patch: "refused" }, "PATCH the package", "```text\n405\n"],
    [{ patch: "merge" }, "PATCH the package", "```text\n200\n"],
    [{ actionsMissing: ["SMS_Package"] }, "Look for RefreshPkgSource", "SMS_Package: no RefreshPkgSource"],
    [{ authentication: "negotiate" }, "Ask without signing in", "www-authenticate: Negotiate"],
    [{ serviceState: "dead-hang" }, "Read the package by its key", "no answer: none within 20 ms"],
    [{ tls: "expired" }, "Read the package by its key", "no answer: CERT_HAS_EXPIRED"],
  ] as const)("of a site with %j shows it under %s", async (behavior, title, wanted) => {
    const { report } = await capture(behavior);
    const [, answer = ""] = report.split(`## ${title}`);
    expect(answer.split("\n## ")[0]).toContain(wanted);
  });

  it("does nothing that its user did not agree to", async () => {
    const { findings, calls } = await capture({}, agreesTo("Read the package by its key"));
    expect(calls).toEqual([]);
    expect(findings.filter(({ observed }) => observed.length > 0)).toHaveLength(1);
  });

  it("changes nothing where the package could not be read", async () => {
    const { calls, findings } = await capture({}, agreesTo("Refresh the package"));
    expect(calls).toEqual([]);
    expect(findings.find(({ step }) => step.title === "Refresh the package")?.skipped).toContain("was not read");
  });

  it("wants the package's ID typed before it changes anything", async () => {
    const retyped: [string, string | undefined][] = [];
    await capture(
      {},
      {
        agrees: ({ title }, retype) => {
          retyped.push([title, retype]);
          return Promise.resolve(true);
        },
      },
    );
    expect(retyped.filter(([, retype]) => retype !== undefined)).toEqual([
      ["PATCH the package's description with what it is already", PackageID],
      ["Refresh the package", PackageID],
      ["Refresh a package that has no source", sourcelessPackageID],
    ]);
  });
});

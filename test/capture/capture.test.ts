import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Person } from "../../examples/capture/run-capture.js";
import { steps } from "../../examples/capture/steps.js";
import { behaviorSchema, defaultBehavior } from "../../src/simulator/settings/behavior.js";
import { capture, PackageID, secrets, sourcelessPackageID, agreesToAll } from "./open-capture.js";
import { variants, type Condition } from "./variants.js";

/** Makes a user who agrees only to the steps with these titles. */
function agreesTo(...titles: string[]): Person {
  return { agrees: ({ title }) => Promise.resolve(titles.includes(title)) };
}

const defaultReports = new Map<string, Promise<string>>();

/** Captures a site that has the default settings, except those of the condition. Returns its report. */
function defaultReport(under: Condition): Promise<string> {
  const key = JSON.stringify(under);
  const known =
    defaultReports.get(key) ??
    capture(under.behavior ?? {}, agreesToAll, under).then(({ report }) => comparable(report));
  defaultReports.set(key, known);
  return known;
}

/** Replaces dates and ports in a report, because they are different in each run. */
function comparable(report: string): string {
  return report.replaceAll(/^date: .*$/gm, "date: then").replaceAll(/<host>:\d+/g, "<host>");
}

interface JsonSchema {
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

const settings = z.toJSONSchema(behaviorSchema) as JsonSchema;

/** Returns the values that a schema lists. A schema for any number or any text lists none. */
function literalsOf({ const: constant, enum: names, anyOf = [], type }: JsonSchema): unknown[] {
  if (constant !== undefined) return [constant];
  if (type === "boolean") return [true, false];
  return names === undefined ? anyOf.flatMap(literalsOf) : [...names];
}

describe("the capture of a site's responses", () => {
  it.each(variants)(
    "the capture of a site with $name changes only the given packages, and its report contains no private text and shows the setting if a client can see it",
    async ({ behavior, under, unseen }) => {
      const { report, findings, calls } = await capture(behavior, agreesToAll, under);
      for (const secret of [...Object.values(secrets), PackageID, "X7Q", "localhost", "novak", "files01", "payroll"]) {
        expect(report.toLowerCase()).not.toContain(secret.toLowerCase());
      }
      expect(calls.every((call) => [PackageID, sourcelessPackageID].includes(call.PackageID ?? ""))).toBe(true);
      expect(findings.map(({ step }) => step)).toEqual(steps);
      expect(report).toContain("## Questions that you can answer");

      const expected = await defaultReport(under);
      if (unseen === undefined) expect(comparable(report)).not.toBe(expected);
      else expect(comparable(report), unseen).toBe(expected);
    },
  );

  it("the tests above capture a site with each value of each setting, except the default value", () => {
    expect(variants.filter(({ isDefault }) => isDefault)).toEqual([]);
    const defaults = new Map<string, unknown>(Object.entries(defaultBehavior("2509")));
    const missing = Object.entries(settings.properties ?? {}).flatMap(([name, schema]) =>
      literalsOf(schema)
        .filter((value) => value !== defaults.get(name))
        .map((value) => `${name}: ${JSON.stringify(value)}`)
        .filter((setting) => !variants.some((variant) => variant.name.startsWith(setting))),
    );
    expect(missing).toEqual([]);
  });

  it("the report has the status, the headers and the body of the response to RefreshPkgSource", async () => {
    const { report } = await capture({});
    const [, response = ""] = report.split("## Refresh the package ");
    expect(response).toContain("POST SMS_Package('<PackageID>')/AdminService.RefreshPkgSource with a body of 2");
    expect(response).toContain("```text\n201\n");
    expect(response).toContain("content-type: application/json");
    expect(response).toContain('"ReturnValue": 0');
    expect(response).toMatch(/"https:\/\/<host>(:\d+)?\/AdminService\/wmi\/\$metadata#/);
  });

  it.each([
    [{ methodStatus: 204 }, "Refresh the package", "```text\n204\n"],
    [{ returnValue: 5, nonZeroReturnValue: 500 }, "Refresh a package that has no source files", "```text\n500\n"],
    [{ keyedGetEnvelope: "bare" }, "Read the package by its key", '"@odata.context"'],
    [{ missingKey: "empty-array" }, "Read a package that does not exist", '"value": []'],
    [{ paging: 1 }, "List packages", "200, 1 rows, with @odata.nextLink"],
    [{ patch: "refused" }, "PATCH the package", "```text\n405\n"],
    [{ patch: "merge" }, "PATCH the package", "```text\n200\n"],
    [{ actionsMissing: ["SMS_Package"] }, "Find RefreshPkgSource", "SMS_Package: no RefreshPkgSource"],
    [{ authentication: "negotiate" }, "Send a request without a sign-in", "www-authenticate: Negotiate"],
    [{ serviceState: "dead-hang" }, "Read the package by its key", "no response: none within 20 ms"],
    [{ tls: "expired" }, "Read the package by its key", "no response: CERT_HAS_EXPIRED"],
  ] as const)('the report on a site with %j shows the effect in the section "%s"', async (behavior, title, wanted) => {
    const { report } = await capture(behavior);
    const [, response = ""] = report.split(`## ${title}`);
    expect(response.split("\n## ")[0]).toContain(wanted);
  });

  it("the report has the release and the fix level of the site, and for each question the label of the assumption that an answer changes", async () => {
    const { report } = await capture({});
    expect(report).toContain("- Release of the site, as stated by the user: 2509");
    expect(report).toContain("- Fix level of the SMS Provider, as stated by the user: KB38982839");
    expect(report).toContain("- Question 1: changes (inferred) to (seen), or refutes: RefreshPkgSource is bound to");
    expect(report).toContain("- Question 14: Run the kit with --sign-in negotiate");
  });

  it("the report has the number of distribution points that the site counts for the package", async () => {
    const { report } = await capture({});
    const [, response = ""] = report.split("## Read how many distribution points");
    expect(response.split("\n## ")[0]).toMatch(/"Targeted": \d+/);
  });

  it("a step is not run if the user does not agree to it", async () => {
    const { findings, calls } = await capture({}, agreesTo("Read the package by its key"));
    expect(calls).toEqual([]);
    expect(findings.filter(({ observed }) => observed.length > 0)).toHaveLength(1);
  });

  it("the package is not refreshed if it was not read before, even if the user agrees to the refresh", async () => {
    const { calls, findings } = await capture({}, agreesTo("Refresh the package"));
    expect(calls).toEqual([]);
    expect(findings.find(({ step }) => step.title === "Refresh the package")?.skipped).toContain("was not read");
  });

  it("the user must type the PackageID before each step that changes the package", async () => {
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
      ["PATCH the package with the description that it already has", PackageID],
      ["Refresh the package", PackageID],
      ["Refresh a package that has no source files", sourcelessPackageID],
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { taskSequenceReadiness } from "../../src/operations/task-sequence-readiness.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { failure, FakeSite, nalPath } from "../support/fake-site.js";
import { openSite } from "./open-site.js";

const sequence = "P010001F";
const [tools, drivers] = ["P0100012", "P0100013"] as const;

function at(PackageID: string, name: string, more: WmiObject = {}): WmiObject {
  return { PackageID, ServerNALPath: nalPath(name), SiteCode: "P01", ...more };
}

function status(PackageID: string, name: string, State: number, SourceVersion: number): WmiObject {
  return at(PackageID, name, { State, SourceVersion });
}

/** A task sequence that needs two packages, at versions 5 and 2, on the distribution points DP01 and DP02. */
function site(statuses: readonly WmiObject[]): FakeSite {
  const References = [{ Package: tools }, { Package: drivers }, { Package: "ScopeId/App", Type: 1 }];
  const packages = [
    { PackageID: tools, Name: "Tools", PackageType: 0, SourceVersion: 5 },
    { PackageID: drivers, Name: "Drivers", PackageType: 3, SourceVersion: 2 },
    { PackageID: "P0100099", Name: "Other", PackageType: 0, SourceVersion: 9 },
  ];
  return new FakeSite([{ __CLASS: "SMS_TaskSequencePackage", PackageID: sequence, References }])
    .serve("SMS_PackageBaseclass", packages)
    .serve(
      "SMS_DistributionPoint",
      [tools, drivers].flatMap((id) => [at(id, "DP01"), at(id, "DP02")]),
    )
    .serve("SMS_PackageStatusDistPointsSummarizer", [...statuses, status("P0100099", "DP01", 3, 9)])
    .serve(
      "SMS_PackageStatusRootSummarizer",
      [tools, drivers].map((PackageID) => ({ PackageID, Targeted: 2, SourceVersion: 5 })),
    );
}

const everywhere = [
  status(tools, "DP01", 0, 5),
  status(tools, "DP02", 0, 6),
  status(drivers, "DP01", 0, 2),
  status(drivers, "DP02", 0, 2),
];

describe("taskSequenceReadiness", () => {
  it("taskSequenceReadiness reports ready if each distribution point has the current version of each package", async () => {
    const transport = site(everywhere);
    expect(await taskSequenceReadiness(transport, sequence)).toEqual({
      ok: true,
      value: {
        ready: true,
        allTargetsVisible: true,
        points: ["DP01", "DP02"].map((name) => ({
          name,
          siteCode: "P01",
          ready: true,
          installed: [tools, drivers],
          outdated: [],
          pending: [],
          failed: [],
          missing: [],
        })),
        packages: [
          {
            target: { className: "SMS_Package", PackageID: tools },
            Name: "Tools",
            sourceVersion: 5,
            total: 2,
            installed: 2,
            outdated: 0,
            pending: 0,
            failed: 0,
          },
          {
            target: { className: "SMS_DriverPackage", PackageID: drivers },
            Name: "Drivers",
            sourceVersion: 2,
            total: 2,
            installed: 2,
            outdated: 0,
            pending: 0,
            failed: 0,
          },
        ],
        applications: ["ScopeId/App"],
        nestedTaskSequences: [],
        missing: [],
      },
    });
    expect(transport.calls).toEqual([]);
    expect(transport.puts).toEqual([]);
  });

  it.each([
    ["outdated", [status(tools, "DP02", 0, 4)]],
    ["pending", [status(tools, "DP02", 1, 5)]],
    ["pending", []],
    ["failed", [status(tools, "DP02", 3, 4)]],
    ["failed", [status(tools, "DP02", 0, 5), status(tools, "DP02", 3, 5)]],
    ["pending", [status(tools, "DP02", 0, 5), status(tools, "DP02", 8, 5)]],
  ] as const)(
    "taskSequenceReadiness reports a distribution point as not ready if a package is %s there",
    async (place, rows) => {
      const others = everywhere.filter((row) => !(row["PackageID"] === tools && row["SourceVersion"] === 6));
      const result = await taskSequenceReadiness(site([...others, ...rows]), sequence);
      expect(result).toMatchObject({
        ok: true,
        value: {
          ready: false,
          points: [
            { name: "DP01", ready: true },
            { name: "DP02", ready: false, installed: [drivers], [place]: [tools] },
          ],
          packages: [{ installed: 1, [place]: 1 }, { installed: 2 }],
        },
      });
    },
  );

  it("taskSequenceReadiness reports a package as missing on a distribution point to which it is not assigned, or from which it is removed", async () => {
    const transport = site(
      everywhere.filter((row) => !(row["PackageID"] === drivers && row["ServerNALPath"] === nalPath("DP02"))),
    );
    for (const removed of [[], [at(drivers, "DP02", { Status: 3 })]]) {
      const assigned = [at(tools, "DP01"), at(tools, "DP02"), at(drivers, "DP01")];
      transport.serve("SMS_DistributionPoint", [...assigned, ...removed]);
      const result = await taskSequenceReadiness(transport, sequence, { points: ["dp02"] });
      expect(result).toMatchObject({
        ok: true,
        value: { ready: false, points: [{ name: "DP02", installed: [tools], missing: [drivers] }] },
      });
    }
  });

  it("taskSequenceReadiness reports only the distribution points of the options points and siteCodes", async () => {
    const rows = [...everywhere.slice(0, 1), status(tools, "DP02", 1, 4), ...everywhere.slice(2)];
    const named = await taskSequenceReadiness(site(rows), sequence, { points: ["dp01", "DP01"] });
    expect(named).toMatchObject({ ok: true, value: { ready: true, points: [{ name: "DP01" }] } });
    const all = await taskSequenceReadiness(site(rows), sequence, { siteCodes: ["p01"] });
    expect(all).toMatchObject({ ok: true, value: { ready: false, points: [{ ready: true }, { ready: false }] } });
  });

  it("taskSequenceReadiness reports not ready if a reference is missing or a package was deleted in the meantime", async () => {
    const transport = site(everywhere);
    transport.serve("SMS_PackageBaseclass", (read) =>
      [tools, drivers]
        .filter((id) => read === 0 || id === tools)
        .map((PackageID) => ({ PackageID, PackageType: 0, SourceVersion: 5 })),
    );
    expect(await taskSequenceReadiness(transport, sequence)).toMatchObject({
      ok: true,
      value: { ready: false, missing: [drivers], packages: [{ target: { PackageID: tools } }] },
    });
  });

  it.each<[string, (transport: FakeSite) => FakeSite]>([
    [
      "is larger than the number of visible ones",
      (transport) =>
        transport.serve("SMS_PackageStatusRootSummarizer", [{ PackageID: tools, Targeted: 9, SourceVersion: 5 }]),
    ],
    [
      "cannot be read",
      (transport) => transport.serve("SMS_PackageStatusRootSummarizer", failure("access-denied", "x")),
    ],
    ["does not exist", (transport) => transport.serve("SMS_PackageStatusRootSummarizer", [])],
  ])(
    "without the option points, taskSequenceReadiness reports not ready if the site's total number of distribution points %s",
    async (_, hide) => {
      const all = await taskSequenceReadiness(hide(site(everywhere)), sequence);
      expect(all).toMatchObject({ ok: true, value: { ready: false, allTargetsVisible: false } });
      const named = await taskSequenceReadiness(hide(site(everywhere)), sequence, { points: ["DP01", "DP02"] });
      expect(named).toMatchObject({ ok: true, value: { ready: true, allTargetsVisible: false } });
    },
  );

  it("taskSequenceReadiness uses only the status rows if the account cannot read the assignments of packages to distribution points", async () => {
    const transport = site(everywhere).serve(
      "SMS_DistributionPoint",
      failure("access-denied", "SMS_DistributionPoint"),
    );
    expect(await taskSequenceReadiness(transport, sequence)).toMatchObject({ ok: true, value: { ready: true } });
  });

  it("taskSequenceReadiness fails if the status rows cannot be read", async () => {
    const className = "SMS_PackageStatusDistPointsSummarizer";
    const transport = site(everywhere).serve(className, failure("access-denied", className));
    expect(await taskSequenceReadiness(transport, sequence)).toMatchObject({
      ok: false,
      failure: { kind: "access-denied" },
    });
  });

  it.each([
    ["PackageID", "P01", {}],
    ["points", sequence, { points: [] }],
    ["points", sequence, { points: ["DP01", 7] }],
    ["points", sequence, { points: "DP01" }],
    ["siteCodes", sequence, { siteCodes: [] }],
    ["siteCodes", sequence, { siteCodes: ["P0'"] }],
  ])("taskSequenceReadiness refuses an invalid %s before it sends anything", async (parameter, id, options) => {
    const transport = site([]);
    // @ts-expect-error possible in JavaScript
    const result = await taskSequenceReadiness(transport, id, options);
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-argument", parameter } });
    expect(transport.options).toEqual([]);
  });

  it.each([{ points: ["DP01", "DP99"] }, { siteCodes: ["P99"] }])(
    "taskSequenceReadiness fails with not-found and names the unknown name for the options %o",
    async (options) => {
      expect(await taskSequenceReadiness(site(everywhere), sequence, options)).toMatchObject({
        ok: false,
        failure: { kind: "not-found", message: expect.stringMatching(/99/) as string },
      });
    },
  );

  it("taskSequenceReadiness fails with not-found for the ID of a package that is not a task sequence", async () => {
    expect(await taskSequenceReadiness(site([]), tools)).toMatchObject({ ok: false, failure: { kind: "not-found" } });
  });

  it("taskSequenceReadiness sends at most 8 requests for 60 packages on 400 distribution points, on a simulated site", async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `P01001${String(index).padStart(2, "0")}`);
    await using opened = await openSite({
      packages: [
        ...ids.map((PackageID) => ({ className: "SMS_Package", PackageID }) as const),
        {
          className: "SMS_TaskSequencePackage",
          PackageID: sequence,
          References: ids.map((Package) => ({
            "@odata.type": "#AdminService.SMS_TaskSequence_Reference",
            Package,
            Type: 0,
          })),
        },
      ],
      distributionPoints: Array.from({ length: 400 }, (_, index) => ({ name: `DP${index}.CONTOSO.COM` })),
    });
    const result = await taskSequenceReadiness(opened.transport, sequence);
    expect(result.ok && result.value).toMatchObject({ ready: true, allTargetsVisible: true });
    expect(result.ok && [result.value.points.length, result.value.packages.length]).toEqual([400, 60]);
    expect(opened.requests.length).toBeLessThanOrEqual(8);
  });
});

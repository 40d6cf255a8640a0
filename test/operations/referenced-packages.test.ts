import { describe, expect, it } from "vitest";
import { referencedPackages } from "../../src/operations/task-sequence/referenced-packages.js";
import { fail, succeed } from "../../src/result.js";
import { failure, FakeSite, filterOf } from "../support/fake-site.js";
import { openSite } from "./open-site.js";
import { packages, sequence, sequences } from "./task-sequences.js";

describe("referencedPackages", () => {
  it("references and boot image are returned once each, with their concrete class", async () => {
    await using opened = await openSite({
      packages: [
        ...packages,
        sequence("P0100010", ["P0100001", "P0100002", "P0100001", "ScopeId_1/Application_2"], {
          BootImageID: "P0100004",
        }),
      ],
    });
    expect(await referencedPackages(opened.transport, "p0100010")).toEqual({
      ok: true,
      value: {
        packages: [
          { className: "SMS_Package", PackageID: "P0100001" },
          { className: "SMS_DriverPackage", PackageID: "P0100002" },
          { className: "SMS_BootImagePackage", PackageID: "P0100004" },
        ],
        applications: ["ScopeId_1/Application_2"],
        nestedTaskSequences: [],
        missing: [],
      },
    });
  });

  it("nested task sequences are read, and a circle of task sequences ends", async () => {
    await using opened = await openSite({
      packages: [
        ...packages,
        sequence("P0100010", ["P0100001", "P0100011"]),
        sequence("P0100011", ["P0100012", "P0100002"]),
        sequence("P0100012", ["P0100010", "P0100011", "P0100003"]),
      ],
    });
    const result = await referencedPackages(opened.transport, "P0100010");
    expect(result).toMatchObject({ ok: true, value: { nestedTaskSequences: ["P0100011", "P0100012"], missing: [] } });
    expect(result.ok && result.value.packages.map(({ PackageID }) => PackageID)).toEqual([
      "P0100001",
      "P0100002",
      "P0100003",
    ]);
  });

  it("deleted and lost references are reported as missing, and no query has the ID 00000000", async () => {
    await using opened = await openSite({
      packages: [...packages, sequence("P0100010", ["P0100099", "00000000", "P0100001"])],
    });
    const result = await referencedPackages(opened.transport, "P0100010");
    expect(result).toMatchObject({ ok: true, value: { missing: ["P0100099", "00000000"] } });
    expect(opened.site.log.join("\n")).not.toContain("00000000");
  });

  it("references without a package are ignored", async () => {
    const lost = { __CLASS: "SMS_TaskSequence_Reference", Package: null, Program: "*" };
    const References = [0, 1].map((Type) => ({ ...lost, Type }));
    await using opened = await openSite({
      packages: [{ className: "SMS_TaskSequencePackage", PackageID: "P0100010", References }],
    });
    const nothing = { packages: [], applications: [], nestedTaskSequences: [], missing: [] };
    expect(await referencedPackages(opened.transport, "P0100010")).toEqual({ ok: true, value: nothing });
  });

  it("the classes of 40 references are read with one query", async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      className: "SMS_Package",
      PackageID: `P02000${String(index).padStart(2, "0")}`,
    }));
    await using opened = await openSite({
      packages: [
        ...many,
        sequence(
          "P0100010",
          many.map(({ PackageID }) => PackageID),
        ),
      ],
    });
    const result = await referencedPackages(opened.transport, "P0100010");
    expect(result.ok && result.value.packages).toHaveLength(40);
    expect(opened.requests).toHaveLength(2);
  });

  it("one query has at most 200 PackageIDs, and no query is sent if there are no references", async () => {
    const ids = Array.from({ length: 230 }, (_, index) => `P020${String(index).padStart(4, "0")}`);
    const transport = sequences({ References: ids.map((Package) => ({ Package, Type: 0 })) });
    transport.serve("SMS_PackageBaseclass", []);
    await referencedPackages(transport, "P0100010");
    const named = transport.queries.map((query) => filterOf(query)?.match(/P020\d{4}/g));
    expect(named).toEqual([ids.slice(0, 200), ids.slice(200)]);
    const empty = sequences({ References: [] });
    expect(await referencedPackages(empty, "P0100010")).toMatchObject({ ok: true, value: { packages: [] } });
    expect(empty.queries).toEqual([]);
  });

  it("one query has at most 15 PackageIDs if the site refuses a longer filter", async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `P02000${String(index).padStart(2, "0")}`);
    const transport = sequences({ References: ids.map((Package) => ({ Package, Type: 0 })) });
    const rows = ids.map((PackageID) => ({ PackageID, PackageType: 0 }));
    transport.serve("SMS_PackageBaseclass", (read) =>
      read === 0 ? failure("unsupported", "SMS_PackageBaseclass") : rows,
    );
    const result = await referencedPackages(transport, "P0100010");
    expect(result.ok && result.value.packages).toHaveLength(20);
    const named = transport.queries.map((query) => filterOf(query)?.match(/P02000\d\d/g)?.length);
    expect(named).toEqual([20, 15, 5]);
  });

  it("references with spaces or in lower case are found, and a PackageType that is not documented is missing", async () => {
    const transport = sequences(
      { References: [{ Package: " p0100001 ", Type: 0 }, { Package: "P0100007" }], BootImageID: null },
      { References: null, BootImageID: " p0100004 " },
    );
    transport.serve("SMS_PackageBaseclass", [
      { PackageID: "p0100001", PackageType: 4 },
      { PackageID: "P0100004", PackageType: 258 },
      { PackageID: "P0100007", PackageType: 7 },
    ]);
    expect(await referencedPackages(transport, "P0100010")).toEqual({
      ok: true,
      value: {
        packages: [{ className: "SMS_BootImagePackage", PackageID: "P0100004" }],
        applications: [],
        nestedTaskSequences: ["P0100001"],
        missing: ["P0100007"],
      },
    });
  });

  it("a task sequence with more than 200 nested task sequences is a failure that names the limit", async () => {
    const transport = new FakeSite();
    let read = 0;
    transport.getObject = () => {
      read += 1;
      const Package = `P02${String(read).padStart(5, "0")}`;
      transport.serve("SMS_PackageBaseclass", [{ PackageID: Package, PackageType: 4 }]);
      return Promise.resolve(succeed({ References: [{ Package, Type: 0 }] }));
    };
    const result = await referencedPackages(transport, "P0100010");
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response", execution: "not-executed" } });
    expect(!result.ok && result.failure.message).toMatch(/P0100010: .*\b200\b/);
    expect(read).toBeLessThan(300);
  });

  it("a task sequence with more than 10,000 references is a failure that names the limit", async () => {
    const References = Array.from({ length: 10_001 }, (_, index) => ({
      Package: `P${String(index).padStart(7, "0")}`,
    }));
    const transport = sequences({ References });
    const result = await referencedPackages(transport, "P0100010");
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response" } });
    expect(!result.ok && result.failure.message).toMatch(/\b10000\b/);
    expect(transport.queries).toEqual([]);
  });

  it("a query with more rows than the limit is a failure that names the limit", async () => {
    const transport = sequences({ References: [{ Package: "P0100001", Type: 0 }] });
    transport.execQuery = async function* endless() {
      for (;;) yield await Promise.resolve(succeed({ PackageID: "P0100002", PackageType: 0 }));
    };
    const result = await referencedPackages(transport, "P0100010");
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response", execution: "not-executed" } });
    expect(!result.ok && result.failure.message).toMatch(/SMS_PackageBaseclass: .*\d rows/);
  });

  it("a nested task sequence that was deleted in the meantime is missing", async () => {
    const transport = sequences({ References: [{ Package: "P0100011", Type: 0 }] });
    transport.serve("SMS_PackageBaseclass", [{ PackageID: "P0100011", PackageType: 4 }]);
    expect(await referencedPackages(transport, "P0100010")).toMatchObject({
      ok: true,
      value: { nestedTaskSequences: ["P0100011"], missing: ["P0100011"] },
    });
  });

  it("the result is a failure if a nested task sequence or the classes cannot be read", async () => {
    const transport = sequences({ References: [{ Package: "P0100011", Type: 0 }] });
    transport.serve("SMS_PackageBaseclass", [{ PackageID: "P0100011", PackageType: 4 }]);
    const read = transport.getObject.bind(transport);
    transport.getObject = (path, options) =>
      path.keys["PackageID"] === "P0100011"
        ? Promise.resolve(fail(failure("access-denied", path.className)))
        : read(path, options);
    expect(await referencedPackages(transport, "P0100010")).toMatchObject({ failure: { kind: "access-denied" } });

    const classes = sequences({ References: [{ Package: "P0100001", Type: 0 }] });
    classes.serve("SMS_PackageBaseclass", failure("unavailable", "SMS_PackageBaseclass"));
    expect(await referencedPackages(classes, "P0100010")).toMatchObject({ failure: { kind: "unavailable" } });
  });

  it("a reference without the documented type is a failure that names its position", async () => {
    const transport = sequences({ References: [{ Package: "P0100001" }, { Package: 7 }] });
    expect(await referencedPackages(transport, "P0100010")).toMatchObject({
      failure: {
        kind: "invalid-response",
        operation: { className: "SMS_TaskSequencePackage", PackageID: "P0100010" },
        message: expect.stringMatching(/SMS_TaskSequencePackage P0100010: References\.1\.Package /) as string,
      },
    });
  });

  it("the result is a failure if the task sequence does not exist or its PackageID is invalid", async () => {
    await using opened = await openSite({ packages });
    expect(await referencedPackages(opened.transport, "P0100010")).toMatchObject({
      ok: false,
      failure: { kind: "not-found" },
    });
    expect(await referencedPackages(opened.transport, "P01")).toMatchObject({
      ok: false,
      failure: {
        kind: "invalid-argument",
        parameter: "PackageID",
        operation: { className: "SMS_TaskSequencePackage" },
      },
    });
  });
});

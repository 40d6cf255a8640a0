import { describe, expect, it } from "vitest";
import { referencedPackages } from "../../src/operations/task-sequence/referenced-packages.js";
import { fail, succeed } from "../../src/result.js";
import { failure, FakeSite, filterOf } from "../support/fake-site.js";
import { openSite } from "./open-site.js";
import { packages, sequence, sequences } from "./task-sequences.js";

describe("referencedPackages", () => {
  it("referencedPackages returns each referenced package and the boot image once, with its concrete class", async () => {
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

  it("referencedPackages reads nested task sequences, and ends if task sequences nest each other", async () => {
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

  it("referencedPackages returns deleted and lost references as missing, and sends no query with the ID 00000000", async () => {
    await using opened = await openSite({
      packages: [...packages, sequence("P0100010", ["P0100099", "00000000", "P0100001"])],
    });
    const result = await referencedPackages(opened.transport, "P0100010");
    expect(result).toMatchObject({ ok: true, value: { missing: ["P0100099", "00000000"] } });
    expect(opened.site.log.join("\n")).not.toContain("00000000");
  });

  it("referencedPackages ignores references without a package", async () => {
    const lost = { __CLASS: "SMS_TaskSequence_Reference", Package: null, Program: "*" };
    const References = [0, 1].map((Type) => ({ ...lost, Type }));
    await using opened = await openSite({
      packages: [{ className: "SMS_TaskSequencePackage", PackageID: "P0100010", References }],
    });
    const nothing = { packages: [], applications: [], nestedTaskSequences: [], missing: [] };
    expect(await referencedPackages(opened.transport, "P0100010")).toEqual({ ok: true, value: nothing });
  });

  it("referencedPackages reads the classes of 40 references with one query", async () => {
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

  it("referencedPackages sends at most 200 PackageIDs in one query, and no query without references", async () => {
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

  it("referencedPackages sends at most 15 PackageIDs in one query after the site refused a longer filter", async () => {
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

  it("referencedPackages finds references with spaces or in lower case, and returns a package with an undocumented PackageType as missing", async () => {
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

  it("referencedPackages fails and names the limit if a task sequence has more than 200 nested task sequences", async () => {
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

  it("referencedPackages fails and names the limit if a task sequence has more than 10,000 references", async () => {
    const References = Array.from({ length: 10_001 }, (_, index) => ({
      Package: `P${String(index).padStart(7, "0")}`,
    }));
    const transport = sequences({ References });
    const result = await referencedPackages(transport, "P0100010");
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response" } });
    expect(!result.ok && result.failure.message).toMatch(/\b10000\b/);
    expect(transport.queries).toEqual([]);
  });

  it("referencedPackages fails and names the query's class if the site returns rows without end", async () => {
    const transport = sequences({ References: [{ Package: "P0100001", Type: 0 }] });
    transport.execQuery = async function* endless() {
      for (;;) yield await Promise.resolve(succeed({ PackageID: "P0100002", PackageType: 0 }));
    };
    const result = await referencedPackages(transport, "P0100010");
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response", execution: "not-executed" } });
    expect(!result.ok && result.failure.message).toMatch(/SMS_PackageBaseclass: .*\d rows/);
  });

  it("referencedPackages returns a nested task sequence that was deleted in the meantime as missing", async () => {
    const transport = sequences({ References: [{ Package: "P0100011", Type: 0 }] });
    transport.serve("SMS_PackageBaseclass", [{ PackageID: "P0100011", PackageType: 4 }]);
    expect(await referencedPackages(transport, "P0100010")).toMatchObject({
      ok: true,
      value: { nestedTaskSequences: ["P0100011"], missing: ["P0100011"] },
    });
  });

  it("referencedPackages fails if a nested task sequence or the classes of the packages cannot be read", async () => {
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

  it("referencedPackages fails and names the position of a reference whose Package is not a text", async () => {
    const transport = sequences({ References: [{ Package: "P0100001" }, { Package: 7 }] });
    expect(await referencedPackages(transport, "P0100010")).toMatchObject({
      failure: {
        kind: "invalid-response",
        operation: { className: "SMS_TaskSequencePackage", PackageID: "P0100010" },
        message: expect.stringMatching(/SMS_TaskSequencePackage P0100010: References\.1\.Package /) as string,
      },
    });
  });

  it("referencedPackages fails if the task sequence does not exist or its PackageID is invalid", async () => {
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

import { describe, expectTypeOf, test } from "vitest";
import type { PackageTarget } from "../../src/operations/site/package-target.js";
import { findPackage } from "../../src/package-classes/find-package.js";
import type { Changes, Listed } from "../../src/package-classes/model/package-types.js";
import type { AnyPackage } from "../../src/package-classes/classes.js";
import type { SMS_BootImagePackage } from "../../src/package-classes/sms-boot-image-package.js";
import { SMS_Package } from "../../src/package-classes/sms-package.js";
import { SMS_PackageBaseclass } from "../../src/package-classes/sms-package-baseclass.js";
import { SMS_TaskSequencePackage } from "../../src/package-classes/sms-task-sequence-package.js";
import type { Result } from "../../src/result.js";
import type { ScheduleToken, UnreadToken } from "../../src/schedule/schedule-token.js";
import { where } from "../../src/transport/filter.js";
import type { Transport } from "../../src/transport/transport.js";

declare const transport: Transport;
declare const sequence: SMS_TaskSequencePackage;
declare const listed: Listed<SMS_TaskSequencePackage>;

describe("a complete object", () => {
  test("a complete object is returned by get and load, and has the lazy properties", () => {
    expectTypeOf(SMS_TaskSequencePackage.get(transport, "P010001F")).resolves.toEqualTypeOf<
      Result<SMS_TaskSequencePackage>
    >();
    expectTypeOf(listed.load()).resolves.toEqualTypeOf<Result<SMS_TaskSequencePackage>>();
    expectTypeOf(sequence.Sequence).toEqualTypeOf<string | undefined>();
  });

  test("a complete object has JavaScript types: Date, Uint8Array, number", () => {
    expectTypeOf(sequence.PackageID).toEqualTypeOf<string>();
    expectTypeOf(sequence.SourceDate).toEqualTypeOf<Date | undefined>();
    expectTypeOf(sequence.ISVData).toExtend<Uint8Array | undefined>();
    expectTypeOf(sequence.PkgFlags).toEqualTypeOf<number | undefined>();
    expectTypeOf(sequence.RefreshSchedule).toEqualTypeOf<readonly (ScheduleToken | UnreadToken)[] | undefined>();
  });

  test("a complete object is assignable to the target of its own class and to the base class", () => {
    expectTypeOf(sequence).toExtend<PackageTarget<"SMS_TaskSequencePackage">>();
    expectTypeOf(sequence).toExtend<SMS_PackageBaseclass>();
    expectTypeOf(sequence.className).toEqualTypeOf<"SMS_TaskSequencePackage">();
  });

  test("refreshPkgSource of a task sequence object compiles only with the acknowledgement", () => {
    // @ts-expect-error the acknowledgement is missing
    void sequence.refreshPkgSource();
    // @ts-expect-error the acknowledgement must be true
    void sequence.refreshPkgSource({ acknowledgeInoperable: false });
    void sequence.refreshPkgSource({ acknowledgeInoperable: true });
  });

  test("properties of a complete object are read-only", () => {
    // @ts-expect-error only update changes a property
    sequence.Name = "other";
  });
});

describe("a listed object", () => {
  test("a listed object has no lazy properties", () => {
    expectTypeOf(listed).not.toHaveProperty("Sequence");
    expectTypeOf(listed).not.toHaveProperty("RefreshSchedule");
    expectTypeOf(listed.Name).toEqualTypeOf<string | undefined>();
  });

  test("a listed object has no update, and is not assignable to a complete object", () => {
    expectTypeOf(listed).not.toHaveProperty("update");
    expectTypeOf(listed).not.toExtend<SMS_TaskSequencePackage>();
  });

  test("a listed object is assignable to a target, and has the operations as methods", () => {
    expectTypeOf(listed).toExtend<PackageTarget<"SMS_TaskSequencePackage">>();
    // @ts-expect-error the acknowledgement is missing
    void listed.refreshPkgSource();
    void listed.setSourceSite("P02");
  });
});

describe("a query", () => {
  test("a query without select returns listed objects", () => {
    const query = SMS_Package.query(transport, { where: where`Name eq ${"x"}`, orderBy: "Name desc", top: 5 });
    expectTypeOf(query).toEqualTypeOf<AsyncIterable<Result<Listed<SMS_Package>>>>();
    expectTypeOf(SMS_Package.list(transport)).resolves.toEqualTypeOf<Result<Listed<SMS_Package>[]>>();
  });

  test("a query with select returns the selected properties and PackageID", async () => {
    const list = await SMS_Package.list(transport, { select: ["Name", "SourceVersion"] });
    if (!list.ok) return;
    const [first] = list.value;
    expectTypeOf(first?.Name).toEqualTypeOf<string | undefined>();
    expectTypeOf(first?.PackageID).toEqualTypeOf<string | undefined>();
    expectTypeOf<NonNullable<typeof first>>().not.toHaveProperty("Description");
  });

  test("a query accepts only properties that a list has in select and orderBy", () => {
    // @ts-expect-error a list does not return lazy properties
    void SMS_TaskSequencePackage.list(transport, { select: ["Sequence"] });
    // @ts-expect-error the class has no such property
    void SMS_Package.list(transport, { select: ["Nmae"] });
    // @ts-expect-error the class has no such property
    void SMS_Package.list(transport, { orderBy: "Nmae" });
    // @ts-expect-error a condition must be built with where
    void SMS_Package.list(transport, { where: "Name eq 'x'" });
  });

  test("get does not exist on the base class, and findPackage returns an object of any class", () => {
    expectTypeOf(SMS_PackageBaseclass).not.toHaveProperty("get");
    expectTypeOf(findPackage(transport, "P0100012")).resolves.toEqualTypeOf<Result<AnyPackage>>();
  });
});

describe("update", () => {
  test("update accepts only the writable properties", () => {
    void sequence.update({ Description: "x", Duration: 5, BootImageID: undefined });
    // @ts-expect-error Sequence is read-only
    void sequence.update({ Sequence: "<sequence/>" });
    // @ts-expect-error PackageID is the key
    void sequence.update({ PackageID: "P0100013" });
    // @ts-expect-error RefreshPkgSourceFlag would refresh the package without a check
    void sequence.update({ RefreshPkgSourceFlag: true });
    // @ts-expect-error a schedule would refresh a task sequence
    void sequence.update({ RefreshSchedule: [] });
    // @ts-expect-error null cannot be sent
    void sequence.update({ Description: null });
    // @ts-expect-error the class has no ImagePath
    void sequence.update({ ImagePath: "x" });
    expectTypeOf<keyof Changes<SMS_BootImagePackage>>().toExtend<string>();
    expectTypeOf<"References">().not.toExtend<keyof Changes<SMS_TaskSequencePackage>>();
  });
});

describe("methods", () => {
  test("getTsPolicies requires either PackageID, or TaskSequence with BootImageID", () => {
    // @ts-expect-error PackageID and TaskSequence are missing
    void SMS_TaskSequencePackage.getTsPolicies(transport, { AdvertisementID: "x" });
  });

  test("methods are either static or instance methods", () => {
    expectTypeOf(SMS_TaskSequencePackage).not.toHaveProperty("unlock");
    expectTypeOf(sequence).not.toHaveProperty("getSequence");
  });
});

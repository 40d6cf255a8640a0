import { describe, expect, it } from "vitest";
import { allClasses, isPackageClass } from "../../src/simulator/classes/catalog.js";
import { createSimulatedSite } from "../../src/simulator/index.js";
import { fetchFrom } from "./site-requests.js";

const { text } = await fetchFrom(createSimulatedSite(), "$metadata");

/** Returns the part of $metadata from the text `start` to the text `end`. */
function element(start: string, end: string): string {
  const from = text.indexOf(start);
  expect(from, start).toBeGreaterThan(-1);
  return text.slice(from, text.indexOf(end, from));
}

describe("$metadata", () => {
  it.each([
    ["PackageID", "Edm.String"],
    ["PackageSize", "Edm.Int64"],
    ["DefaultImageFlags", "Edm.Int32"],
    ["ForcedDisconnectEnabled", "Edm.Boolean"],
    ["SourceDate", "Edm.DateTimeOffset"],
    ["ISVData", "Edm.Binary"],
    ["SecuredScopeNames", "Collection(Edm.String)"],
    ["RefreshSchedule", "Collection(AdminService.SMS_ScheduleToken)"],
    ["__DERIVATION", "Collection(Edm.String)"],
    ["__GENUS", "Edm.Int32"],
  ])("$metadata has the property %s with the type %s", (name, type) => {
    const entity = element('<EntityType Name="SMS_Package">', "</EntityType>");
    expect(entity).toContain(`<Property Name="${name}" Type="${type}" />`);
    expect(entity).toContain('<Key><PropertyRef Name="PackageID" /></Key>');
  });

  it("$metadata has an entity set for each class that can be listed, and no other", () => {
    expect(text).toContain('<EntitySet Name="SMS_Package" EntityType="AdminService.SMS_Package" />');
    expect(text).toContain(
      '<EntitySet Name="SMS_DistributionPoint" EntityType="AdminService.SMS_DistributionPoint" />',
    );
    expect(text).not.toContain('<EntitySet Name="SMS_ScheduleToken"');
  });

  it("$metadata has a bound action RefreshPkgSource for each concrete package class, without the name of the class", () => {
    const bound = [
      ...text.matchAll(/<Action Name="RefreshPkgSource" IsBound="true">\n<Parameter [^>]*Type="([^"]*)"/gu),
    ];
    const concrete = allClasses.filter((definition) => isPackageClass(definition) && !definition.abstract);
    expect(bound.map(([, type]) => type)).toEqual(concrete.map(({ name }) => `AdminService.${name}`));
    expect(text).not.toContain("SMS_Package.RefreshPkgSource");
  });

  it("$metadata has an action import for each static method, with the name of the class and the method", () => {
    const name = "SMS_TaskSequencePackage.GetClientConfigPolicies";
    expect(text).toContain(`<ActionImport Name="${name}" Action="AdminService.${name}" />`);
    const action = element('<Action Name="SMS_Package.CheckDuplicateSourceName">', "</Action>");
    expect(action).toContain('<Parameter Name="SourceName" Type="Edm.String" />');
    expect(action).toContain('<ReturnType Type="Edm.Int32" />');
  });

  it("$metadata has each schedule token as a complex type that is based on the abstract SMS_ScheduleToken", () => {
    expect(text).toContain('<ComplexType Name="SMS_ScheduleToken" Abstract="true">');
    const token = element(
      '<ComplexType Name="SMS_ST_RecurInterval" BaseType="AdminService.SMS_ScheduleToken">',
      "</ComplexType>",
    );
    expect(token).toContain('"DaySpan"');
    expect(token).not.toContain('"StartTime"');
  });

  it("$metadata defines each type that it uses", () => {
    const defined = new Set([...text.matchAll(/<(?:EntityType|ComplexType) Name="([^"]+)"/gu)].map(([, name]) => name));
    const used = [...text.matchAll(/Type="(?:Collection\()?AdminService\.([^")]+)/gu)].map(([, name]) => name);
    expect(used.filter((name) => !defined.has(name))).toEqual([]);
  });
});
